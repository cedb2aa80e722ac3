"""Whose results stand side by side: how many studies or meta-analyses, of whom and how large."""

from collections.abc import Sequence
from dataclasses import dataclass

from ..language.catalogue import N_, Language
from .phrasing import plain_phrase


@dataclass(frozen=True)
class Single:
    """A result that stands by itself, on the scale that people read, signed as the question is."""

    measure: str
    estimate: float
    ci_low: float | None = None
    ci_high: float | None = None
    source: str = ""
    """the same for results of one study or meta-analysis"""
    is_meta_analysis: bool = False
    n_studies: int | None = None
    """behind a meta-analysis"""
    n_people: int | None = None
    whom: str = ""
    """a noun phrase in any language, or empty"""
    has_direction: bool = True
    """whether it is known which way it speaks"""


_NUMBERS = {
    2: N_("two"),
    3: N_("three"),
    4: N_("four"),
    5: N_("five"),
    6: N_("six"),
    7: N_("seven"),
    8: N_("eight"),
    9: N_("nine"),
}


def n_sources(results: Sequence[Single]) -> int:
    """Results that name no source are each of their own."""
    return len(_by_source(results))


def _by_source(results: Sequence[Single]) -> dict[str | int, Single]:
    return {one.source or place: one for place, one in enumerate(results)}


def whose(results: Sequence[Single], spoken: Language) -> str:
    """Whose results they are, and of how many studies or people."""
    sources = _by_source(results)
    meta_analyses = [one for one in sources.values() if one.is_meta_analysis]
    studies = [one for one in sources.values() if not one.is_meta_analysis]
    named = [
        _counted(kind, sentences, spoken)
        for kind, sentences in ((meta_analyses, _META_ANALYSES), (studies, _STUDIES))
        if kind
    ]
    who = listed_with_and([text for text, _details in named], spoken)
    details = named[0][1] if len(named) == 1 else ""
    if len(sources) < len(results):
        number = in_words(len(results), spoken)
        return spoken.say("{number} results of {sources}", number=number, sources=who)
    return f"{who}{details}"


_META_ANALYSES = (N_("a meta-analysis"), N_("{number} meta-analyses"))
_STUDIES = (N_("a study"), N_("{number} studies"))


def _counted(
    sources: list[Single], sentences: tuple[str, str], spoken: Language
) -> tuple[str, str]:
    """ "two meta-analyses", and of whom and how many: " (13 and 8 studies)"."""
    n = len(sources)
    who = spoken.say(sentences[n > 1], number=in_words(n, spoken))
    whom = [plain_phrase(one.whom) for one in sources]
    sizes = [_size(one, spoken) for one in sources]
    if n == 1:
        of = spoken.say(" of {whom}", whom=_quoted(whom[0], spoken)) if whom[0] else ""
        return who, of + (f" ({sizes[0]})" if sizes[0] else "")
    if n == 2 and all(whom) and whom[0] != whom[1]:
        each = [_quoted(one, spoken) for one in whom]
        each = [f"{one} ({size})" if size else one for one, size in zip(each, sizes, strict=True)]
        return who, spoken.say(", one of {one}, one of {other},", one=each[0], other=each[1])
    return who, _all_sizes(sources, spoken)


def _size(source: Single, spoken: Language) -> str:
    """ "13 studies" of a meta-analysis, "120 people" of a study; empty where it is not known."""
    if source.is_meta_analysis:
        n = source.n_studies
        return spoken.plural("one study", "{n} studies", n) if n else ""
    n = source.n_people
    return spoken.plural("one person", "{n} people", n) if n else ""


def _all_sizes(sources: list[Single], spoken: Language) -> str:
    """ " (13 and 8 studies)", or of more than two " (of 8 to 40 studies each)"."""
    are_meta_analyses = sources[0].is_meta_analysis
    known = [one.n_studies if are_meta_analyses else one.n_people for one in sources]
    numbers = [n for n in known if n]
    if len(numbers) < len(sources):
        return ""
    low, high = spoken.count(min(numbers)), spoken.count(max(numbers))
    if low == high:
        each = N_(" (of {n} studies each)") if are_meta_analyses else N_(" (of {n} people each)")
        return spoken.say(each, n=low)
    if len(numbers) == 2:
        both = N_(" ({one} and {other} studies)"), N_(" ({one} and {other} people)")
        one, other = map(spoken.count, numbers)
        return spoken.say(both[not are_meta_analyses], one=one, other=other)
    range_of = (
        N_(" (of {low} to {high} studies each)"),
        N_(" (of {low} to {high} people each)"),
    )
    return spoken.say(range_of[not are_meta_analyses], low=low, high=high)


def listed_with_and(parts: Sequence[str], spoken: Language) -> str:
    *first, last = parts
    return spoken.say("{one} and {other}", one=", ".join(first), other=last) if first else last


def in_words(n: int, spoken: Language) -> str:
    """ "two", "nine", "10"."""
    return spoken.say(_NUMBERS[n]) if n in _NUMBERS else spoken.count(n)


def _quoted(phrase: str, spoken: Language) -> str:
    return spoken.say("{phrase}", phrase=phrase)
