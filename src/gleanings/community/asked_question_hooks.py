"""What readers' questions add to the Wagtail admin, to the sitemap and to the clock."""

from collections.abc import Iterator
from typing import Any

from django.http import HttpRequest
from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.components import Component

from gleanings.community.admin import asked_questions
from gleanings.community.admin.panels import AskedQuestionsPanel
from gleanings.community.asking.deciding import send_what_was_decided
from gleanings.community.permissions import may_see_questions
from gleanings.digest.clock import Work
from gleanings.reader.sections import SITEMAP


@hooks.register("register_admin_urls")
def admin_addresses() -> list[Any]:
    return [
        path("asked-questions/", asked_questions.index, name="asked_questions_at_the_desk"),
        path("asked-questions/<int:pk>/", asked_questions.asked_question, name="asked_question"),
    ]


@hooks.register("construct_homepage_panels")
def show_what_waits(request: HttpRequest, panels: list[Component]) -> None:
    panels.append(AskedQuestionsPanel())


class AskedQuestionsMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return may_see_questions(request.user)


@hooks.register("register_admin_menu_item")
def asked_questions_menu_item() -> MenuItem:
    return AskedQuestionsMenuItem(
        _("Questions to the network"),
        reverse("asked_questions_at_the_desk"),
        name="asked-questions",
        icon_name="help",
        order=197,
    )


@hooks.register(SITEMAP)
def address_of_the_list() -> Iterator[tuple[str, Any]]:
    yield reverse("asked_questions"), None


@hooks.register("gleanings_clock")
def answers_to_send() -> Work:
    return Work(
        "mail what became of questions",
        send_what_was_decided,
        _("Answers to readers could not be mailed; it will be tried again."),
    )
