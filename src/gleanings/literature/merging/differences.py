"""What says that two articles are two, in words for who is about to merge them."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from gleanings.literature.duplicates.titles import TitleLikeness, likeness, plain_title
from gleanings.literature.models import Article
from gleanings.literature.storing.same import form_of

YEARS_APART = 3
"""A preprint comes out a year or two before the article; more is told."""


def what_forbids(kept: Article, merged: Article) -> list[str]:
    """By these no two articles are one; an editor who knows better gives a reason."""
    named = (("DOI", kept.doi, merged.doi), ("PMID", kept.pmid, merged.pmid))
    return [
        _("They have two of %(name)s, %(one)s and %(other)s: so two articles are told apart.")
        % {"name": name, "one": one, "other": other}
        for name, one, other in named
        if one and other and one != other
    ]


def what_differs(kept: Article, merged: Article) -> Iterator[str]:
    """What one article seldom has two of: titles, people, years."""
    ours, theirs = form_of(kept), form_of(merged)
    titles = {kept.title, kept.original_title}, {merged.title, merged.original_title}
    if ours.title and theirs.title and not _are_alike(*titles):
        yield _("Their titles say different things.")
    elif ours.kind != theirs.kind:
        yield _("One of them is about the other, as a reply or a correction is, or its protocol.")
    if ours.names and theirs.names and not ours.names & theirs.names:
        yield _("They have no author in common.")
    if ours.year and theirs.year and abs(ours.year - theirs.year) >= YEARS_APART:
        yield _("They came out in %(one)s and in %(other)s.") % {
            "one": ours.year,
            "other": theirs.year,
        }


def _are_alike(ours: set[str], theirs: set[str]) -> bool:
    """A translated title is compared by the original too, where that is known."""
    return any(
        likeness(plain_title(one), plain_title(other)) > TitleLikeness.REWORDED
        for one in filter(None, ours)
        for other in filter(None, theirs)
    )
