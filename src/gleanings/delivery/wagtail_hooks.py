"""What delivery adds to the Wagtail admin and to readers' pages."""

import datetime as dt
from collections.abc import Iterator
from typing import Any

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.components import Component
from wagtail.admin.widgets import Button
from wagtail.models import Page

from gleanings.delivery import (
    sender,
    statements,  # noqa: F401
    year_in_view,  # noqa: F401
)
from gleanings.delivery.admin import mailings, outbox, subscribers
from gleanings.delivery.admin.panels import PausedMailingsPanel
from gleanings.delivery.bounces.mailbox import read_what_came_back
from gleanings.delivery.clock import tick
from gleanings.delivery.models import Kind, Mailing
from gleanings.delivery.permissions import may_see_mailings
from gleanings.digest.clock import Work
from gleanings.digest.models import Issue, ResearchType, Topic


@hooks.register("register_admin_urls")
def admin_addresses() -> list[Any]:
    return [
        path("mail/", mailings.index, name="mailings"),
        path("mail/<int:pk>/", mailings.mailing, name="mailing"),
        path("mail/<int:pk>/<slug:key>/", mailings.edition, name="mailing_edition"),
        path("mail/issue/<int:pk>/", mailings.issue_mail, name="issue_mail"),
        path("mail/issue/<int:pk>/<str:language>/", mailings.preview, name="issue_mail_preview"),
        path("mail/subscribers/", subscribers.index, name="subscribers"),
        path("mail/subscribers/import/", subscribers.import_view, name="import_subscribers"),
        path("mail/subscribers/all.csv", subscribers.export, name="export_subscribers"),
        path("mail/subscribers/<int:pk>/", subscribers.subscriber, name="subscriber"),
        path("mail/subscribers/<int:pk>.json", subscribers.subscriber_data, name="subscriber_data"),
        path("mail/outbox/", outbox.outbox, name="mail_outbox"),
        path("mail/outbox/<slug:name>/", outbox.outbox_mail, name="mail_outbox_mail"),
    ]


@hooks.register("construct_homepage_panels")
def show_what_is_paused(request: HttpRequest, panels: list[Component]) -> None:
    panels.append(PausedMailingsPanel())


class MailMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return may_see_mailings(request.user)


@hooks.register("register_admin_menu_item")
def mail_menu_item() -> MenuItem:
    return MailMenuItem(_("E-mail"), reverse("mailings"), name="mail", icon_name="mail", order=190)


@hooks.register("register_page_header_buttons")
def who_gets_it(page: Page, user: Any, next_url: str | None = None, **kwargs: Any) -> Iterator[Any]:
    """On an issue's page: how many get it by mail, and how it looks."""
    is_original = isinstance(page, Issue) and page.pk and not page.alias_of_id
    if is_original and page.translates is None and may_see_mailings(user):
        address = reverse("issue_mail", args=[page.pk])
        yield Button(_("By e-mail"), address, icon_name="mail", priority=95)


@hooks.register("after_publish_page")
def say_that_its_mailing_is_paused(request: HttpRequest, page: Page) -> None:
    if not isinstance(page, Issue):
        return
    paused = Mailing.objects.filter(kind=Kind.ISSUE, about=page.translation_key, finished_at=None)
    if one := paused.exclude(paused_at=None).first():
        words = _("Nobody gets it by mail for now: its mailing is paused. %(why)s")
        there = messages.button(reverse("mailing", args=[one.pk]), _("The mailing"))
        said = words % {"why": mailings.pause_words(one)}
        messages.warning(request, said, buttons=[there])


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


@hooks.register("gleanings_clock")
def mail_that_came_back() -> Work:
    return Work(
        "read mail that came back",
        read_what_came_back,
        _(
            "The mailbox of what came back cannot be read, so addresses that are gone stay "
            "subscribed. The log says why; the operator looks at GLEANINGS_EMAIL_BOUNCE_MAILBOX."
        ),
        pause=dt.timedelta(minutes=15),
    )


@hooks.register("gleanings_follow")
def by_mail(about: Any, request: HttpRequest) -> str:
    """The form for an address; on the page of a topic or type for what is of that alone."""
    if not sender.may_subscribe():
        return ""
    fields = {Topic: "topics", ResearchType: "research_types"}
    context = {"about": about, "field": fields.get(type(about), "")}
    return render_to_string("delivery/includes/box.html", context)
