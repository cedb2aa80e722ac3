"""Finding summaries for what a reader typed."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from django.db.models import F

from gleanings.digest.models import SummaryArticle
from gleanings.reader.search.backends import Scores, holders, scores
from gleanings.reader.search.query import Part, Query, parse, word_part
from gleanings.reader.search.spelling import candidates, may_be_misspelt
from gleanings.reader.search.word_lists import is_word
from gleanings.reader.search.words import fold

MOST_WITHOUT_A_WORD = 10
"""Summaries that are still worth a look where a word that was typed stands in none."""

Keep = Callable[[Iterable[int]], Iterable[int]]
"""Of the primary keys of summaries, those that the reader may see."""


@dataclass(frozen=True)
class Found:
    """What was found, best first. Keys are those of originals and translations, not of aliases."""

    query: Query
    keys: list[int] = field(default_factory=list)
    left_out: tuple[str, ...] = ()
    """Words that what was found need not hold, since nothing holds all."""
    nowhere: tuple[str, ...] = ()
    """Words that no summary has, where the others are too common to be shown for all."""
    others: str = ""
    """Those others, which may be looked for by themselves."""
    offered: str = ""
    """The query as it may have been meant, where nothing has all that was typed; or empty."""

    @property
    def meant(self) -> str:
        """The words that were looked for instead of those typed; or empty."""
        return self.query.with_corrections if self.query.corrections else ""


def find(typed: str, keep: Keep) -> Found:
    """Summaries that hold all words; if there are none, with words put right, or but for some.

    Where a word stands nowhere and what is left finds a long list, that is no answer: nothing is
    found, and the words that are left are named.
    Only what is no word of a language and no abbreviation is put right; else it is offered.
    Nothing is said about words of summaries that `keep` does not keep.
    """
    query = parse(typed)
    if query.doi:
        return Found(query, _with_doi(query.doi, keep))
    found = _ranked(scores(query.parts), keep)
    if found or not query.parts:
        return Found(query, found)
    likest = _likest_words(query, keep)
    offered = query.corrected(likest).with_corrections if likest else ""
    query = query.corrected({part: word for part, word in likest.items() if may_be_misspelt(part)})
    offered = "" if offered == query.with_corrections else offered
    found = _ranked(scores(query.parts), keep) if query.corrections else []
    if found:
        return Found(query, found, offered=offered)
    holding = {part: set(keep(holders(part))) for part in query.parts}
    kept, left_out = _held_together(holding)
    found = _ranked(scores(kept), keep)
    nowhere = tuple(part.shown for part, held in holding.items() if not held)
    if nowhere and len(found) > MOST_WITHOUT_A_WORD:
        others = " ".join(part.shown for part in query.parts if part in kept)
        return Found(query, nowhere=nowhere, others=others, offered=offered)
    return Found(query, found, left_out=tuple(part.shown for part in left_out), offered=offered)


def _held_together(holding: dict[Part, set[int]]) -> tuple[list[Part], list[Part]]:
    """The rarest part and those that some summary holds with it, and the parts left out.

    Of two that exclude one another the commoner is left out, or else the later; never a quotation.
    """
    rarest_first = sorted(holding, key=lambda part: (not part.is_quoted, len(holding[part])))
    kept: list[Part] = []
    together: set[int] = set()
    for part in rarest_first:
        held = together & holding[part] if kept else holding[part]
        if held:
            kept.append(part)
            together = held
        elif part.is_quoted:
            return [], []
    return kept, [part for part in holding if part not in kept]


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


def _likest_words(query: Query, keep: Keep) -> dict[Part, str]:
    """For each word that occurs nowhere, the likest that occurs."""
    nowhere = [part for part in query.parts if not part.is_quoted and not _occurs(part, keep)]
    likest = {part: _likest(part, keep) for part in nowhere}
    return {part: word for part, word in likest.items() if word}


def _likest(part: Part, keep: Keep) -> str:
    """In capitals where it stands so, but a word that any text could begin with as it was typed."""
    for word in candidates(part.shown):
        if _occurs(word_part(word), keep):
            as_typed = part.shown.islower() and is_word(part.folded) and is_word(fold(word))
            return word.lower() if as_typed else word
    return ""


def _occurs(part: Part, keep: Keep) -> bool:
    return any(True for _ in keep(holders(part)))
