"""What delivery adds to the Wagtail admin and to readers' pages."""

import datetime as dt
from typing import Any

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.translation import gettext_lazy as _
from wagtail import hooks

from gleanings.delivery import sender
from gleanings.delivery.clock import tick
from gleanings.digest.clock import Work
from gleanings.digest.models import ResearchType, Topic


@hooks.register("gleanings_clock")
def mail_to_send() -> Work:
    return Work(
        "send mail",
        tick,
        _(
            "The mail server takes no mail for now. What is to be sent waits, and it will be tried "
            "again; the log says what the server answered."
        ),
        pause=dt.timedelta(minutes=2),
    )


@hooks.register("gleanings_follow")
def by_mail(about: Any, request: HttpRequest) -> str:
    """The form for an address; on the page of a topic or type for what is of that alone."""
    if not sender.may_subscribe():
        return ""
    fields = {Topic: "topics", ResearchType: "research_types"}
    context = {"about": about, "field": fields.get(type(about), "")}
    return render_to_string("delivery/includes/box.html", context)
