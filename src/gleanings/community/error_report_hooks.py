"""What readers' reports add to the Wagtail admin, to the foot of pages and to the clock."""

from typing import Any

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.components import Component

from gleanings.community.admin import error_reports
from gleanings.community.admin.panels import ErrorReportsPanel
from gleanings.community.error_reports.answering import send_what_was_answered
from gleanings.community.permissions import may_see_reports
from gleanings.digest.clock import Work
from gleanings.reader.readables import BELOW, Readable
from gleanings.reader.sections import HEAD


@hooks.register("register_admin_urls")
def admin_addresses() -> list[Any]:
    return [
        path("error-reports/", error_reports.index, name="error_reports"),
        path("error-reports/<int:pk>/", error_reports.error_report, name="error_report"),
    ]


@hooks.register("construct_homepage_panels")
def show_what_waits(request: HttpRequest, panels: list[Component]) -> None:
    panels.append(ErrorReportsPanel())


class ErrorReportsMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return may_see_reports(request.user)


@hooks.register("register_admin_menu_item")
def error_reports_menu_item() -> MenuItem:
    return ErrorReportsMenuItem(
        _("Reported errors"),
        reverse("error_reports"),
        name="error-reports",
        icon_name="warning",
        order=196,
    )


@hooks.register(BELOW)
def what_a_reader_can_do(about: Readable, request: HttpRequest) -> str:
    """Keep it, or say what is wrong."""
    return render_to_string("community/includes/foot.html", {"about": about}, request)


@hooks.register(HEAD)
def marks_of_what_is_kept() -> str:
    return render_to_string("community/includes/kept_marks.html")


@hooks.register("gleanings_clock")
def answers_to_send() -> Work:
    return Work(
        "mail answers",
        send_what_was_answered,
        _("Answers to readers could not be mailed; it will be tried again."),
    )
