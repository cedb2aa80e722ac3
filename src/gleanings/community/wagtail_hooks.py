"""What the network's answers add to the Wagtail admin, to readers' pages and to the clock."""

from typing import Any

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.components import Component

from gleanings.community.admin import error_reports, ratings
from gleanings.community.admin.panels import ErrorReportsPanel, HeldRatingsPanel
from gleanings.community.error_reports.answering import send_what_was_answered
from gleanings.community.permissions import may_see_ratings, may_see_reports
from gleanings.community.rating.shown import show_new_ratings
from gleanings.community.rating.told import ratings_of, sentences
from gleanings.digest.clock import Work
from gleanings.digest.models import Summary
from gleanings.reader.readables import BELOW, Readable


@hooks.register("register_admin_urls")
def admin_addresses() -> list[Any]:
    return [
        path("error-reports/", error_reports.index, name="error_reports"),
        path("error-reports/<int:pk>/", error_reports.error_report, name="error_report"),
        path("ratings/", ratings.index, name="ratings"),
        path("ratings/all.csv", ratings.export, name="export_ratings"),
        path("ratings/<int:pk>/", ratings.summary, name="summary_ratings"),
    ]


@hooks.register("construct_homepage_panels")
def show_what_waits(request: HttpRequest, panels: list[Component]) -> None:
    panels.extend([ErrorReportsPanel(), HeldRatingsPanel()])


class RatingsMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return may_see_ratings(request.user)


@hooks.register("register_admin_menu_item")
def ratings_menu_item() -> MenuItem:
    return RatingsMenuItem(
        _("Ratings"), reverse("ratings"), name="ratings", icon_name="pick", order=195
    )


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


@hooks.register("gleanings_below_summary")
def was_it_of_use(summary: Summary, request: HttpRequest) -> str:
    """The scale, and how colleagues answered."""
    told = ratings_of(summary)
    context = {"summary": summary, "told": told, "said": sentences(told) if told else []}
    return render_to_string("community/includes/box.html", context, request)


@hooks.register(BELOW)
def what_a_reader_can_do(about: Readable, request: HttpRequest) -> str:
    return render_to_string("community/includes/foot.html", {"about": about}, request)


@hooks.register("gleanings_clock")
def answers_to_send() -> Work:
    return Work(
        "mail answers",
        send_what_was_answered,
        _("Answers to readers could not be mailed; it will be tried again."),
    )


@hooks.register("gleanings_clock")
def ratings_to_show() -> Work:
    return Work(
        "show new ratings",
        show_new_ratings,
        _("New ratings are not shown yet; it will be tried again. The log says why."),
    )
