"""A kit as readers of a language get it: made from the data, with an editor's words where given."""

from dataclasses import dataclass
from uuid import UUID

from django.http import HttpRequest
from django.utils.translation import get_language

from gleanings.community.collecting.contents import keys_in_order, with_key
from gleanings.community.collecting.readables import KIND as COLLECTION
from gleanings.community.collecting.readables import of_collection
from gleanings.community.kits.questions import (
    plan_of,
    questions_across,
    questions_on,
    what_was_asked,
)
from gleanings.community.kits.results import Told, told
from gleanings.community.models.kit import QUESTIONS, JournalClubKit
from gleanings.digest.models import Summary
from gleanings.reader.cache.memory import cached_until_change
from gleanings.reader.lists.lists import in_order
from gleanings.reader.readables import SUMMARY, Readable, of_summary

KINDS = (SUMMARY, COLLECTION)


@dataclass(frozen=True)
class Kit:
    about: Readable
    told: list[Told]
    asked: str
    questions: list[str]
    plan: list[str]

    @property
    def is_of_one(self) -> bool:
        return self.about.kind == SUMMARY


def kit_of(kind: str, key: str, request: HttpRequest, row: JournalClubKit | None) -> Kit | None:
    """In the language that is active; None where nothing of it may be read."""
    found = _pages(kind, key)
    if found is None:
        return None
    about, summaries = found
    several = told(summaries, request)
    own = row.own(get_language() or "") if row else {}
    made = questions_on(several[0]) if kind == SUMMARY else questions_across(several)
    given = own.get("questions") or [""] * QUESTIONS
    return Kit(
        about=about,
        told=several,
        asked=own.get("asked") or (what_was_asked(several[0]) if kind == SUMMARY else ""),
        questions=[mine or by_itself for mine, by_itself in zip(given, made, strict=True)],
        plan=own.get("plan") or plan_of(several),
    )


def _pages(kind: str, key: str) -> tuple[Readable, list[Summary]] | None:
    language = get_language() or ""
    try:
        uuid = UUID(key)
    except ValueError:
        return None
    if kind == SUMMARY:
        pages = Summary.objects.in_language(language).readable().filter(translation_key=uuid)
        keys = list(pages.values_list("pk", flat=True)[:1])
        summaries = in_order(Summary.objects.all(), keys)
        return (of_summary(summaries[0]), summaries) if summaries else None
    page = with_key(uuid, language) if kind == COLLECTION else None
    keys = keys_in_order(page) if page else []
    if page is None or not keys:
        return None
    return of_collection(page), in_order(Summary.objects.all(), keys)


def public_kits() -> dict[tuple[str, str], JournalClubKit]:
    """Those that an editor let stand, by what they are of; the page itself may have gone."""
    return cached_until_change(_public_kits)


def _public_kits() -> dict[tuple[str, str], JournalClubKit]:
    return {(one.kind, one.key): one for one in JournalClubKit.objects.filter(is_public=True)}
