"""The catalogue: which summaries a language's readers have, under which terms, years and results.

Held in memory as sets of bits, one bit for each summary, newest first: counting every choice of
every facet is then a handful of additions, whatever else is chosen, and no query at all. It is read
from the database again when the `content_version` has changed.
"""

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import islice
from typing import Any

from django.db.models import CharField
from django.db.models.functions import Cast, Coalesce
from django.utils.translation import override

from gleanings.digest import private_paths
from gleanings.digest.findings.results import MainResult, main_results
from gleanings.digest.models import ResearchType, Summary, Topic
from gleanings.reader.cache import content_version
from gleanings.reader.cache.memory import cached_until_change
from gleanings.reader.relevant_to import RELEVANT_TO, groups
from gleanings.reader.results_box.facets import PARTS, place_in

Bits = int
"""A set of summaries: bit i is set if the summary at position i belongs to it."""

TOPIC, RESEARCH_TYPE, YEAR = "topic", "type", "year"


@dataclass(frozen=True)
class Choice:
    """One value of a facet: a topic, a research type, a year, a part of what is found."""

    value: int
    """Primary key of the term, or the year, or the place among the parts."""
    slug: str
    """As it stands in addresses."""
    name: str


@dataclass(frozen=True)
class Catalogue:
    """The live summaries of one language at one moment.

    ``keys`` are their primary keys, newest first; ``sources`` those of the original or translation
    whose words each shows. ``facets`` holds for each facet the summaries of each value.
    """

    stamp: int
    keys: list[int]
    sources: list[int]
    paths: list[str]
    months: list[dt.date]
    facets: dict[str, dict[int, Bits]]
    choices: dict[str, dict[str, Choice]]
    """By facet, then by what addresses may say; a merged term's address gives what it went into."""
    results: dict[int, MainResult]
    """By primary key, the main result of those that have a confirmed one."""
    best: dict[str, list[int]]
    """By the slug of a group, positions of what it rated, the most relevant to it first."""

    @property
    def everything(self) -> Bits:
        return (1 << len(self.keys)) - 1

    @cached_property
    def positions(self) -> dict[int, int]:
        """By the source's primary key, the position."""
        return {source: position for position, source in enumerate(self.sources)}

    def of_sources(self, sources: Iterable[int]) -> Bits:
        positions = self.positions
        return bits(positions[source] for source in sources if source in positions)

    def kept(self, sources: Iterable[int], among: Bits) -> list[int]:
        """Those of the sources whose summaries are in the set, in the order given."""
        places = self.positions
        flags = among.to_bytes((len(self.keys) + 7) // 8, "little")
        return [
            source
            for source in sources
            if (place := places.get(source)) is not None and flags[place >> 3] >> (place & 7) & 1
        ]

    def chosen(self, facet: str, values: Iterable[int]) -> Bits:
        """Summaries that have any of the values."""
        together = 0
        for value in values:
            together |= self.facets[facet].get(value, 0)
        return together

    def keys_of(self, chosen: Bits, start: int, stop: int) -> list[int]:
        """Primary keys of the summaries from the start-th to the stop-th, newest first."""
        return [self.keys[position] for position in islice(positions(chosen), start, stop)]

    def readable(self) -> Bits:
        """Without what was made private."""
        hidden = private_paths.paths()
        if not hidden:
            return self.everything
        return self.everything & ~bits(
            position for position, path in enumerate(self.paths) if path.startswith(hidden)
        )


def bits(places: Iterable[int]) -> Bits:
    """The set of these positions."""
    ordered = sorted(places)
    if not ordered:
        return 0
    flags = bytearray(ordered[-1] // 8 + 1)
    for place in ordered:
        flags[place >> 3] |= 1 << (place & 7)
    return int.from_bytes(flags, "little")


def positions(chosen: Bits) -> Iterator[int]:
    """The positions of a set, in order."""
    raw = chosen.to_bytes((chosen.bit_length() + 7) // 8, "little")
    for index, byte in enumerate(raw):
        while byte:
            lowest = byte & -byte
            yield index * 8 + lowest.bit_length() - 1
            byte ^= lowest


_kept: dict[str, Catalogue] = {}


def catalogue(language: str) -> Catalogue:
    """The catalogue of the language as it is now."""
    stamp = content_version.current()
    held = _kept.get(language)
    if held is None or held.stamp != stamp:
        held = _kept[language] = _read(language, stamp)
    return held


def _read(language: str, stamp: int) -> Catalogue:
    rows = list(
        Summary.objects.in_language(language)
        .live()
        .filter(month__isnull=False)
        .newest_first()
        .annotate(source=Coalesce("alias_of", "pk"), key=Cast("translation_key", CharField()))
        .values_list("pk", "source", "path", "month", "key")
    )
    at = {row[0]: position for position, row in enumerate(rows)}
    years: dict[int, list[int]] = {}
    for position, row in enumerate(rows):
        years.setdefault(row[3].year, []).append(position)
    of_originals = cached_until_change(main_results)
    results = [of_originals.get(row[4]) for row in rows] if of_originals else []
    return Catalogue(
        stamp=stamp,
        keys=[row[0] for row in rows],
        sources=[row[1] for row in rows],
        paths=[row[2] for row in rows],
        months=[row[3] for row in rows],
        facets={
            TOPIC: _by_term("topics", at),
            RESEARCH_TYPE: _by_term("research_types", at),
            YEAR: {year: bits(places) for year, places in years.items()},
            **{facet: _by_part(facet, results) for facet in PARTS},
            RELEVANT_TO: _relevant_to(row[4] for row in rows),
        },
        choices={
            TOPIC: _terms(Topic, language),
            RESEARCH_TYPE: _terms(ResearchType, language),
            YEAR: {
                str(year): Choice(year, str(year), str(year))
                for year in sorted(years, reverse=True)
            },
            **{facet: _parts(facet, language) for facet in PARTS},
            RELEVANT_TO: _groups(language),
        },
        results={row[0]: result for row, result in zip(rows, results, strict=False) if result},
        best=_best(row[4] for row in rows),
    )


def _hexadecimal(cast_keys: Iterable[str]) -> list[str]:
    return [key.replace("-", "") for key in cast_keys]  # databases cast a UUID in two ways


def _best(cast_keys: Iterable[str]) -> dict[str, list[int]]:
    at = {key: position for position, key in enumerate(_hexadecimal(cast_keys))}
    return {
        group.slug: [at[key] for key in group.best if key in at]
        for group in cached_until_change(groups)
    }


def _relevant_to(cast_keys: Iterable[str]) -> dict[int, Bits]:
    keys = _hexadecimal(cast_keys)
    return {
        place: found
        for place, group in enumerate(cached_until_change(groups))
        if (found := bits(at for at, key in enumerate(keys) if key in group.keys))
    }


def _groups(language: str) -> dict[str, Choice]:
    with override(language):
        return {
            group.slug: Choice(place, group.slug, str(group.name))
            for place, group in enumerate(cached_until_change(groups))
        }


def _terms(model: type[Topic] | type[ResearchType], language: str) -> dict[str, Choice]:
    terms: list[Any] = list(model.objects.with_names().select_related("merged_into"))
    choices = {
        term.slug: Choice(
            term.pk, term.slug, named.name if (named := term.name_in(language)) else ""
        )
        for term in terms
    }
    for term in terms:
        if term.merged_into_id:
            choices[term.slug] = choices[term.target.slug]
    return choices


def _by_term(field: str, at: dict[int, int]) -> dict[int, Bits]:
    through = getattr(Summary, field).through
    column = "topic_id" if field == "topics" else "researchtype_id"
    places: dict[int, list[int]] = {}
    for term, summary in through.objects.values_list(column, "summary_id"):
        if summary in at:
            places.setdefault(term, []).append(at[summary])
    return {term: bits(found) for term, found in places.items()}


def _parts(facet: str, language: str) -> dict[str, Choice]:
    with override(language):
        return {
            part.slug: Choice(place, part.slug, str(part.name))
            for place, part in enumerate(PARTS[facet])
        }


def _by_part(facet: str, results: Iterable[MainResult | None]) -> dict[int, Bits]:
    places: dict[int, list[int]] = {}
    for position, result in enumerate(results):
        part = place_in(facet, result) if result else None
        if part is not None:
            places.setdefault(part, []).append(position)
    return {part: bits(found) for part, found in places.items()}
