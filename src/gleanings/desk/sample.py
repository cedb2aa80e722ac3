"""Of whom an article is, by the numbers of its abstract: for who decides on it."""

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from gleanings.digest.findings.relations import (
    counts_people,
    counts_studies,
    is_about_earlier_work,
    is_planned,
    sentence_around,
)
from gleanings.evidence.reading import Statistic, read_statistics


class Sample(NamedTuple):
    """In the abstract's own words, “13 studies” and “248 outpatients”; empty where it has none."""

    studies: str = ""
    people: str = ""


_TOOK_PART = re.compile(
    r"\b(?:randomi[sz]ed|assigned|allocated|included?|enrolled|recruited|took part|participated|"
    r"completed|samples?|total of|involving|comprising|répartis|inclus|recrutés|échantillons?)\b|"
    r"\bN\s?=",
)
_ONLY_ASKED = re.compile(
    r"\b(?:screened|approached|invited|contacted|identified|records|citations|articles)\b",
    re.IGNORECASE,
)


@lru_cache(maxsize=2_000)
def sample_of(title: str, abstract: str) -> Sample:
    """From title and abstract: the first number that its sentence says of who took part, or else
    the first of all."""
    text = f"{title}\n{abstract}"
    told = [one for one in read_statistics(text) if one.kind in ("count", "n", "k")]
    told = [
        one for one in told if not is_about_earlier_work(one, text) and not is_planned(one, text)
    ]
    studies = [
        one for one in told if one.kind == "k" or (one.kind == "count" and counts_studies(one))
    ]
    people = [one for one in told if one not in studies and _is_of_people(one)]
    return Sample(_likeliest(studies, text), _likeliest(people, text))


def _is_of_people(one: Statistic) -> bool:
    """A small n counts a group, a capital one all."""
    return one.text.startswith("N") if one.kind == "n" else counts_people(one)


def _likeliest(counts: Sequence[Statistic], text: str) -> str:
    def rank(one: Statistic) -> tuple[bool, bool, int]:
        sentence = sentence_around(one.text, text)
        return (
            _ONLY_ASKED.search(sentence) is not None and not one.text.startswith("N"),
            _TOOK_PART.search(sentence) is None,
            one.start,
        )

    first = min(counts, key=rank, default=None)
    return " ".join(first.text.split()) if first else ""
