"""What readers are told of the ratings of a summary, once enough have answered."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from django.db.models import Count
from django.utils.translation import gettext, ngettext

from gleanings.community.models import HIGHEST, LOWEST, Profession, Rating, Use
from gleanings.digest.models import Summary

FEWEST = 5
"""Fewer could be told from each other."""
RELEVANT = 5
"""From here on an answer on the scale of 1 to 7 says *relevant*."""


@dataclass(frozen=True)
class Told:
    """How many gave each answer; of who said *outside my field* that alone."""

    relevance: Counter[int]
    newness: Counter[int]
    will_use: Counter[str]
    professions: dict[str, Counter[int]]
    outside: int

    @property
    def number(self) -> int:
        return self.relevance.total()

    @property
    def relevant(self) -> int:
        return _from(self.relevance, RELEVANT)

    @property
    def bars(self) -> list[tuple[int, int]]:
        """Each answer of the scale with how many gave it."""
        return [(value, self.relevance[value]) for value in range(LOWEST, HIGHEST + 1)]

    @property
    def of_professions(self) -> list[tuple[Profession, int, int]]:
        """Of each of which enough answered: how many, and how many of them say *relevant*.

        So that nobody's answer follows from the others, too small a rest keeps a group out.
        """
        answers = {one: self.professions.get(one.value, Counter[int]()) for one in Profession}
        listed = {one: n for one, n in answers.items() if n.total() >= FEWEST}
        # what the list leaves out could be told by taking it from the whole
        while listed and 0 < self.number - _together(listed) < FEWEST:
            del listed[min(listed, key=lambda one: listed[one].total())]
        return [(one, n.total(), _from(n, RELEVANT)) for one, n in listed.items()]


def _together(listed: dict[Profession, Counter[int]]) -> int:
    return sum(answers.total() for answers in listed.values())


def _from(answers: Counter[int], least: int) -> int:
    return sum(number for value, number in answers.items() if value >= least)


def ratings_of(summary: Summary) -> Told | None:
    """None while fewer than `FEWEST` have answered."""
    return ratings_by_summary([summary.translation_key]).get(str(summary.translation_key))


def ratings_by_summary(keys: Iterable[object]) -> dict[str, Told]:
    """By the key that a summary has in every language; without those that too few rated."""
    key_of = {
        pk: str(key)
        for pk, key in Summary.objects.filter(translation_key__in=list(keys), ratings__shown=True)
        .values_list("pk", "translation_key")
        .distinct()
    }
    told: dict[str, Told] = {}
    for pk, relevance, profession, newness, will_use, number in _counts(key_of):
        key = key_of[pk]
        if key not in told:
            told[key] = Told(Counter(), Counter(), Counter(), defaultdict(Counter), 0)
        one = told[key]
        if relevance is None:
            told[key] = replace(one, outside=one.outside + number)
            continue
        one.relevance[relevance] += number
        one.professions[profession][relevance] += number
        if newness is not None:
            one.newness[newness] += number
        if will_use and will_use != Use.NO_CLIENTS:
            one.will_use[will_use] += number
    return {key: one for key, one in told.items() if one.number >= FEWEST}


def _counts(summaries: Iterable[int]) -> Iterable[Any]:
    """How many gave the same answers, read from an index alone: `ratings_told`."""
    answers = ("summary_id", "relevance", "profession", "newness", "will_use")
    rows = Rating.objects.told().filter(summary__in=list(summaries)).values_list(*answers)
    return rows.annotate(number=Count("pk")).order_by()


def sentences(told: Told) -> list[str]:
    """In the language of the page: who answered, and what."""
    said = [
        gettext(
            "%(number)d readers chose to answer; %(relevant)d of them find it relevant to their "
            "practice (5 or more of 7)."
        )
        % {"number": told.number, "relevant": told.relevant}
    ]
    if told.outside:
        said.append(
            ngettext(
                "%(number)d more says that it is outside their field.",
                "%(number)d more say that it is outside their field.",
                told.outside,
            )
            % {"number": told.outside}
        )
    if told.newness.total() >= FEWEST:
        said.append(
            gettext("To %(new)d of %(number)d it was new.")
            % {"new": _from(told.newness, RELEVANT), "number": told.newness.total()}
        )
    if told.will_use.total() >= FEWEST:
        said.append(
            gettext("%(yes)d of %(number)d mean to use it, %(perhaps)d perhaps.")
            % {
                "yes": told.will_use[Use.YES],
                "perhaps": told.will_use[Use.PERHAPS],
                "number": told.will_use.total(),
            }
        )
    return said
