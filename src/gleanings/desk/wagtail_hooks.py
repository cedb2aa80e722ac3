"""What the desk adds to the Wagtail admin."""

import datetime as dt
from typing import Any

from django.http import HttpRequest
from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from gleanings.desk.admin import deleted_drafts, examples, views  # noqa: F401
from gleanings.desk.permissions import may_look
from gleanings.digest.clock import Work


@hooks.register("register_admin_urls")
def admin_addresses() -> list[Any]:
    return [
        path("desk/", views.queue, name="desk"),
        path("desk/<int:pk>/decide/", views.decide_on, name="desk_decide"),
        path("desk/examples/", examples.examples, name="desk_examples"),
        path("desk/examples/<int:pk>/", examples.choose, name="desk_choose_example"),
        path("desk/undo/<int:pk>/", views.undo_decision, name="desk_undo"),
    ]


class DeskMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return may_look(request.user)


@hooks.register("register_admin_menu_item")
def desk_menu_item() -> MenuItem:
    return DeskMenuItem(
        _("Candidates"), reverse("desk"), name="desk", icon_name="clipboard-list", order=90
    )


@hooks.register("gleanings_clock")
def candidates_to_rank() -> Work:
    return Work(
        "rank candidates",
        _tick,
        _(
            "The candidates on the desk could not be ranked; they stand in the order of the last "
            "ranking. It will be tried again."
        ),
        pause=dt.timedelta(minutes=5),
    )


def _tick() -> Any:
    # scikit-learn takes a second to load, which commands that rank nothing need not wait for
    from gleanings.desk.reranking import tick

    return tick()
