"""What the digest has done when its time comes, and the panel that says what was not."""

import datetime as dt

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.ui.components import Component

from gleanings.digest.admin.clock_panel import ClockPanel
from gleanings.digest.clock import Work
from gleanings.digest.schedule import PUBLISH, UNPUBLISH, publish_due, unpublish_expired
from gleanings.literature.harvest.due import harvest_when_due


# before the answers are renewed, which rest on what is online
@hooks.register("gleanings_clock", order=-2)
def what_expires() -> Work:
    return Work(UNPUBLISH, unpublish_expired, _("Pages due to go offline could not be looked up."))


@hooks.register("gleanings_clock", order=-1)
def what_is_scheduled() -> Work:
    return Work(PUBLISH, publish_due, _("Pages due to go online could not be looked up."))


# after all that a tick does at once: a source may keep it waiting
@hooks.register("gleanings_clock", order=2)
def what_is_to_be_harvested() -> Work:
    return Work(
        "harvest",
        harvest_when_due,
        _("The harvest of the literature was broken off. It will be tried again."),
        pause=dt.timedelta(minutes=30),
    )


@hooks.register("construct_homepage_panels")
def show_what_was_due(request: HttpRequest, panels: list[Component]) -> None:
    panels.append(ClockPanel())
