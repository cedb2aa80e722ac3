"""Finding summaries for what a reader typed."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from django.db.models import F

from gleanings.digest.models import SummaryArticle
from gleanings.reader.search.backends import Scores, holders, scores
from gleanings.reader.search.query import Part, Query, parse, word_part
from gleanings.reader.search.spelling import candidates

Keep = Callable[[Iterable[int]], Iterable[int]]
"""Of the primary keys of summaries, those that the reader may see."""


@dataclass(frozen=True)
class Found:
    """What was found, best first. Keys are those of originals and translations, not of aliases."""

    query: Query
    keys: list[int] = field(default_factory=list)
    holds_all_words: bool = True

    @property
    def meant(self) -> str:
        """The words that were looked for, where those typed occur nowhere; or empty."""
        return self.query.meant if self.query.replaced else ""


def find(typed: str, keep: Keep) -> Found:
    """Summaries that hold all words; if there are none, with words put right, or with some words.

    Nothing is said about words of summaries that `keep` does not keep.
    """
    query = parse(typed)
    if query.doi:
        return Found(query, _with_doi(query.doi, keep))
    found = _ranked(scores(query.parts), keep)
    if found or not query.parts:
        return Found(query, found)
    query = _put_right(query, keep)
    found = _ranked(scores(query.parts), keep) if query.replaced else []
    if found:
        return Found(query, found)
    some = [part for part in query.parts if not part.is_quoted]
    if len(query.parts) < 2 or len(some) < len(query.parts):
        return Found(query)
    return Found(query, _ranked(scores(some, all_of_them=False), keep), holds_all_words=False)


def _with_doi(doi: str, keep: Keep) -> list[int]:
    rows = SummaryArticle.objects.filter(
        article__doi=doi,
        summary__alias_of=None,
        summary__words_in=F("summary__locale__language_code"),
        summary__live=True,
    )
    keys = list(rows.order_by("-summary__month").values_list("summary", flat=True))
    kept = set(keep(keys))
    return [key for key in keys if key in kept]


def _ranked(found: Scores, keep: Keep) -> list[int]:
    return sorted(keep(found), key=lambda key: (-found[key], -key))


def _put_right(query: Query, keep: Keep) -> Query:
    """With each word that occurs nowhere replaced by the likest that occurs."""
    for part in query.parts:
        if part.is_quoted or _occurs(part, keep):
            continue
        meant = _likest(part, keep)
        if meant:
            query = query.with_words(part.shown, meant)
    return query


def _likest(part: Part, keep: Keep) -> str:
    for word in candidates(part.shown):
        if _occurs(word_part(word), keep):
            return word
    return ""


def _occurs(part: Part, keep: Keep) -> bool:
    return any(True for _ in keep(holders(part)))
