"""What the network's answers add to the Wagtail admin, to readers' pages and to the clock."""

from typing import Any

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.components import Component

from gleanings.community import (  # noqa: F401
    asked_question_hooks,
    collection_hooks,
    commentary_hooks,
    error_report_hooks,
    kit_hooks,
    statements,
    year_in_view,
)
from gleanings.community.admin import ratings
from gleanings.community.admin.panels import HeldRatingsPanel
from gleanings.community.permissions import may_see_ratings
from gleanings.community.rating.shown import show_new_ratings
from gleanings.community.rating.told import ratings_of, sentences
from gleanings.digest.clock import Work
from gleanings.digest.models import Summary


@hooks.register("register_admin_urls")
def admin_addresses() -> list[Any]:
    return [
        path("ratings/", ratings.index, name="ratings"),
        path("ratings/all.csv", ratings.export, name="export_ratings"),
        path("ratings/<int:pk>/", ratings.summary, name="summary_ratings"),
    ]


@hooks.register("construct_homepage_panels")
def show_what_is_held(request: HttpRequest, panels: list[Component]) -> None:
    panels.append(HeldRatingsPanel())


class RatingsMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return may_see_ratings(request.user)


@hooks.register("register_admin_menu_item")
def ratings_menu_item() -> MenuItem:
    return RatingsMenuItem(
        _("Ratings"), reverse("ratings"), name="ratings", icon_name="pick", order=195
    )


@hooks.register("gleanings_below_summary")
def was_it_of_use(summary: Summary, request: HttpRequest) -> str:
    """The scale, and how colleagues answered."""
    told = ratings_of(summary)
    context = {"summary": summary, "told": told, "said": sentences(told) if told else []}
    return render_to_string("community/includes/box.html", context, request)


@hooks.register("gleanings_clock")
def ratings_to_show() -> Work:
    return Work(
        "show new ratings",
        show_new_ratings,
        _("New ratings are not shown yet; it will be tried again. The log says why."),
    )
