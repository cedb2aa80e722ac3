"""Whoever deletes summaries is told which articles wait at the desk again."""

from collections.abc import Iterable
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail import hooks
from wagtail.admin import messages
from wagtail.models import Page

from gleanings.desk.models import Candidate, Verdict
from gleanings.desk.permissions import may_look
from gleanings.digest.spoken_language import in_quotes

NAMED = 5


@hooks.register("before_delete_page")
def note_what_was_taken_up(request: HttpRequest, page: Page) -> None:
    _note(request, [page])


@hooks.register("before_bulk_action")
def note_what_was_taken_up_of_many(
    request: HttpRequest, action_type: str, objects: Iterable[Any], action: Any
) -> None:
    if action_type == "delete" and action.model is Page:
        _note(request, objects)


@hooks.register("after_delete_page")
def say_what_waits_again(request: HttpRequest, page: Page) -> None:
    _say(request)


@hooks.register("after_bulk_action")
def say_what_waits_again_of_many(
    request: HttpRequest, action_type: str, objects: Iterable[Any], action: Any
) -> None:
    if action_type == "delete" and action.model is Page:
        _say(request)


def _note(request: HttpRequest, pages: Iterable[Page]) -> None:
    keys: set[int] = set()
    for page in pages:
        below = page.get_descendants(inclusive=True).values("pk")
        about = Candidate.objects.filter(summary__in=below, verdict=Verdict.TAKE_UP)
        keys |= set(about.values_list("pk", flat=True))
    request.taken_up_before = keys  # type: ignore[attr-defined]


def _say(request: HttpRequest) -> None:
    noted: set[int] = getattr(request, "taken_up_before", set())
    # where there is another summary about it, nothing is undone
    back = Candidate.objects.filter(pk__in=noted, summary=None).exclude(verdict=Verdict.TAKE_UP)
    titles = [candidate.article.title for candidate in back.select_related("article")]
    if not titles or not may_look(request.user):
        return
    words = ngettext(
        "The summary about %(titles)s is deleted: the decision to take it up is undone.",
        "The summaries about %(titles)s are deleted: the decisions to take them up are undone.",
        len(titles),
    )
    shown = ", ".join(map(in_quotes, titles[:NAMED])) + (" …" if len(titles) > NAMED else "")
    desk = messages.button(reverse("desk"), _("Candidates"))
    messages.info(request, words % {"titles": shown}, buttons=[desk])
