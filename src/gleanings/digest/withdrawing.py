"""What readers would no longer get if a page were withdrawn, said before it is.

A room above says what rests on pages: it registers a function with Wagtail
(``@hooks.register(WITHDRAWING)``) that takes a queryset of summaries and how they are withdrawn,
and gives sentences.
"""

from collections.abc import Iterable, Iterator
from enum import StrEnum
from typing import Any

from django.db.models import OuterRef, Q, QuerySet, Subquery
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail import hooks
from wagtail.models import Page

from gleanings.digest.models import Issue, Summary
from gleanings.digest.models.reader_page import ReaderPage, kinds_of_pages

WITHDRAWING = "gleanings_before_withdrawing"
MOST_NAMED = 10


class Withdrawal(StrEnum):
    """Each has its own way back, or none."""

    UNPUBLISH = "unpublish"
    DELETE = "delete"
    HIDE = "hide"
    """Made private."""


def consequences_of(pages: Iterable[Page], how: Withdrawal) -> list[str]:
    """Sentences for whoever is about to unpublish, delete or hide the pages; mostly none."""
    below = Q()
    for page in pages:
        below |= Q(path__startswith=page.path)
    if not below:
        return []
    # findings go with the original; what is private is so in whatever language that was said
    withdrawn = Summary.objects.filter(below).live()
    if how is not Withdrawal.HIDE:
        withdrawn = withdrawn.filter(pk__in=_originals(Summary, below).values("pk"))
    keys = withdrawn.values("translation_key")
    summaries = Summary.objects.filter(translation_key__in=keys).readable()
    hooked = hooks.get_hooks(WITHDRAWING)
    return [
        *_IN_OTHER_LANGUAGES[how](below),
        *(sentence for hook in hooked for sentence in hook(summaries, how)),
    ]


# --- in other languages ---------------------------------------------------------------------------


def _unpublished_with_it(below: Q) -> Iterator[str]:
    """What is online in another language goes with its original."""
    if titles := _titles(pages.live().in_its_language() for pages in _translations(below)):
        yield ngettext(
            "Its translation is withdrawn with it: %(titles)s. If you publish the original again, "
            "it comes back.",
            "Its translations are withdrawn with it: %(titles)s. If you publish the original "
            "again, they come back.",
            len(titles),
        ) % {"titles": _listed(titles)}


def _hidden_with_it(below: Q) -> Iterator[str]:
    others = (
        kind.objects.live()
        .in_its_language()
        .filter(translation_key__in=kind.objects.filter(below).values("translation_key"))
        .exclude(below)
        for kind in kinds_of_pages()
    )
    if titles := _titles(others):
        yield _("What is private is so in every language: %(titles)s.") % {
            "titles": _listed(titles)
        }


def _deleted_with_it(below: Q) -> Iterator[str]:
    """Drafts too; what was written first in the other language is nobody's translation."""
    if titles := _titles(_translations(below)):
        yield ngettext(
            "Its translation is deleted with it, for good: %(titles)s.",
            "Its translations are deleted with it, for good (%(number)s): %(titles)s.",
            len(titles),
        ) % {"titles": _listed(titles), "number": len(titles)}
    if titles := _titles([_written_in_its_translations(below)]):
        yield ngettext(
            "This was written in the other language first. It goes offline, and stays as a "
            "draft: %(titles)s.",
            "These were written in the other language first. They go offline, and stay as "
            "drafts: %(titles)s.",
            len(titles),
        ) % {"titles": _listed(titles)}
    if titles := _titles(_originals_of_translations(below)):
        yield ngettext(
            "Its original stays online, and stands in its place: %(titles)s.",
            "Their originals stay online, and stand in their place: %(titles)s.",
            len(titles),
        ) % {"titles": _listed(titles)}


_IN_OTHER_LANGUAGES = {
    Withdrawal.UNPUBLISH: _unpublished_with_it,
    Withdrawal.HIDE: _hidden_with_it,
    Withdrawal.DELETE: _deleted_with_it,
}


def _originals(kind: type[ReaderPage], below: Q) -> QuerySet[Any]:
    """Of the pages at these places, those that translate none and stand in for none."""
    return kind.objects.filter(below, alias_of=None, pk=_first_of_its_family(kind))


def _first_of_its_family(kind: type[ReaderPage]) -> Subquery:
    written = kind.objects.filter(alias_of=None, translation_key=OuterRef("translation_key"))
    return Subquery(written.order_by("pk").values("pk")[:1])


def _translations(below: Q) -> Iterator[Any]:
    """Those of the originals at these places, begun or online, of each kind of page."""
    for kind in kinds_of_pages():
        originals = _originals(kind, below)
        yield kind.objects.filter(
            alias_of=None, translation_key__in=originals.values("translation_key")
        ).exclude(pk__in=originals.values("pk"))


def _written_in_its_translations(below: Q) -> QuerySet[Any]:
    """Summaries that stand in another language's page of an issue at these places."""
    issues = Issue.objects.filter(
        translation_key__in=_originals(Issue, below).values("translation_key")
    ).exclude(below)
    there = Q(pk__in=())
    for path in issues.values_list("path", flat=True):
        there |= Q(path__startswith=path)
    return _originals(Summary, there)


def _originals_of_translations(below: Q) -> Iterator[Any]:
    for kind in kinds_of_pages():
        others = kind.objects.filter(below).exclude(pk__in=_originals(kind, below).values("pk"))
        yield (
            kind.objects.live()
            .filter(translation_key__in=others.values("translation_key"))
            .filter(alias_of=None, pk=_first_of_its_family(kind))
            .exclude(below)
        )


def _titles(kinds: Iterable[Any]) -> list[str]:
    return [
        f"“{page.draft_title}” ({page.locale.get_display_name()})"
        for pages in kinds
        for page in pages.select_related("locale")
    ]


def _listed(titles: list[str]) -> str:
    return ", ".join(titles[:MOST_NAMED] + ["…"] * (len(titles) > MOST_NAMED))
