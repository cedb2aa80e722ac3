"""What readers may still see of a stored synthesis, once something that it rests on is withdrawn.

A synthesis never changes, so it holds what has been unpublished, deleted or made private since.
The pooled numbers stay for readers; the record of what was withdrawn (label, citation, values,
words) is left out of whatever is made of the synthesis. Nothing is erased: once the summary is
public again, the record stands there again.
"""

import datetime as dt
import hashlib
import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from copy import copy
from dataclasses import dataclass, replace
from typing import Any

from django.utils import timezone
from django.utils.translation import ngettext

from gleanings.evidence.appraisal import Appraisal
from gleanings.evidence.plain import to_plain
from gleanings.literature.dates import date_format
from gleanings.reader.cache.memory import cached_until_change
from gleanings.synthesis.dataset import study_of
from gleanings.synthesis.mistaken_retractions import mistaken_retractions
from gleanings.synthesis.models import IncludedFinding, StudyEffect, Synthesis
from gleanings.synthesis.retractions import retractions
from gleanings.synthesis.stored_result import CHANGES, Change, Dataset, Mention, Record, Row


@dataclass(frozen=True)
class Public:
    """What a question's versions may show at this moment."""

    findings: frozenset[int]
    studies: frozenset[str]
    """Those of uploaded tables, as rows name their cluster."""

    def has(self, record: Record) -> bool:
        if record.finding is not None:
            return record.finding in self.findings
        return record.cluster in self.studies


@dataclass(frozen=True)
class Withdrawn:
    """What is left to say of a row that was withdrawn."""

    is_finding: bool
    """Not a study from a table."""
    is_pooled: bool
    on: dt.date | None
    """When the answer went on without it; None where that is still to come."""

    @property
    def kind(self) -> str:
        return "finding" if self.is_finding else "study"


NOTHING = Public(frozenset(), frozenset())


def public_by_question() -> Mapping[int, Public]:
    """Of each question that has something public; one query until something changes."""
    return cached_until_change(_public_by_question)


def _public_by_question() -> Mapping[int, Public]:
    findings, studies = defaultdict(set), defaultdict(set)
    readable = IncludedFinding.objects.readable()
    for question, finding in readable.values_list("question", "finding"):
        findings[question].add(finding)
    for effect in StudyEffect.objects.only("question", "doi", "cluster", "label"):
        studies[effect.question_id].add(study_of(effect))
    return {
        question: Public(frozenset(findings[question]), frozenset(studies[question]))
        for question in {*findings, *studies}
    }


def public_of(question: int) -> Public:
    return public_by_question().get(question, NOTHING)


def for_readers(synthesis: Synthesis, public: Public | None = None) -> Synthesis:
    """The synthesis without what was withdrawn; a copy where that is something.

    Of many at once, `public` is looked up once: `public_by_question`.
    """
    if public is None:
        public = public_of(synthesis.question_id)
    gone = [row for row in synthesis.data.rows if not public.has(row)]
    shown = copy(synthesis)
    shown.change = change_for_readers(synthesis.change, public)
    shown.data = data_for_readers(synthesis.data, public)
    if gone:
        shown.result = _result_without(synthesis, public)
        shown.withdrawn = _withdrawn(synthesis, gone)
        shown.without = _fingerprint(gone)
    if retracted := [row for row in shown.data.pooled if retractions().retracted(row)]:
        shown.without = _fingerprint([*gone, *retracted])
    return shown


def data_for_readers(data: Dataset, public: Public) -> Dataset:
    return replace(
        data,
        rows=tuple(filter(public.has, data.rows)),
        excluded=tuple(filter(public.has, data.excluded)),
    )


def change_for_readers(change: Change, public: Public) -> Change:
    """The change with those that may be shown, and how many others there are.

    Of a retraction that was none it says when that was found.
    """
    kinds: dict[str, tuple[Mention, ...]] = {name: getattr(change, name) for name in CHANGES}
    shown: dict[str, Any] = {name: tuple(filter(public.has, kind)) for name, kind in kinds.items()}
    gone = {name: len(kind) - len(shown[name]) for name, kind in kinds.items()}
    counted = {name: number for name, number in gone.items() if number}
    mistaken = mistaken_retractions()
    shown["retracted"] = mistaken.marked_retracted(shown["retracted"])
    shown["reinstated"] = mistaken.marked_reinstated(shown["reinstated"])
    return replace(change, **shown, withdrawn=counted)


def _result_without(synthesis: Synthesis, public: Public) -> Appraisal:
    """The run's result: pooled numbers stay, what is said of a withdrawn effect alone goes."""
    result = synthesis.result
    effects = tuple(
        effect
        for effect, row in zip(result.effects, synthesis.data.pooled, strict=True)
        if public.has(row)
    )
    names = {effect.cluster for effect in effects} | {effect.label for effect in effects}
    groups = {effect.subgroup for effect in effects}
    left_out = tuple(row for row in result.sensitivity.leave_one_out if row.study in names)
    steps = tuple(
        replace(step, added=tuple(label for label in step.added if label in names))
        for step in result.cumulative.steps
    )
    return replace(
        result,
        effects=effects,
        sensitivity=replace(result.sensitivity, leave_one_out=left_out),
        cumulative=replace(result.cumulative, steps=steps),
        subgroups=replace(
            result.subgroups,
            groups=tuple(one for one in result.subgroups.groups if one.name in groups),
        ),
    )


def _withdrawn(synthesis: Synthesis, gone: list[Row]) -> list[Withdrawn]:
    versions = list(
        Synthesis.objects.filter(question=synthesis.question_id)
        .order_by("answers_since", "version")
        .values_list("answers_since", "data")
    )
    return [
        Withdrawn(
            is_finding=row.finding is not None,
            is_pooled=not row.beside,
            on=_withdrawn_on(row, versions),
        )
        for row in gone
    ]


def _withdrawn_on(row: Row, versions: list[tuple[dt.datetime, Dataset]]) -> dt.date | None:
    """When the first answer came that had the row no more, after the last that had it."""
    day = None
    for since, data in reversed(versions):
        if any(_is_of_same(row, other) for other in data.rows):
            break
        day = timezone.localtime(since).date()
    return day


def _is_of_same(one: Row, other: Row) -> bool:
    if one.finding is not None or other.finding is not None:
        return one.finding == other.finding
    return one.cluster == other.cluster


def _fingerprint(gone: list[Row]) -> str:
    plain = json.dumps([to_plain(row) for row in gone], sort_keys=True)
    return hashlib.sha256(plain.encode()).hexdigest()


def sentences_of(withdrawn: Iterable[Withdrawn]) -> list[str]:
    """“2 findings were withdrawn on March 5, 2018.”, one for each kind and day."""
    counted = Counter((one.is_finding, one.on) for one in withdrawn)
    return [
        _sentence(number, is_finding, on)
        for (is_finding, on), number in sorted(
            counted.items(), key=lambda item: (not item[0][0], str(item[0][1] or ""))
        )
    ]


def _sentence(number: int, is_finding: bool, on: dt.date | None) -> str:
    if on is None:
        said = (
            ngettext("%(n)s finding was withdrawn.", "%(n)s findings were withdrawn.", number)
            if is_finding
            else ngettext("%(n)s study was withdrawn.", "%(n)s studies were withdrawn.", number)
        )
        return said % {"n": number}
    said = (
        ngettext(
            "%(n)s finding was withdrawn on %(day)s.",
            "%(n)s findings were withdrawn on %(day)s.",
            number,
        )
        if is_finding
        else ngettext(
            "%(n)s study was withdrawn on %(day)s.",
            "%(n)s studies were withdrawn on %(day)s.",
            number,
        )
    )
    return said % {"n": number, "day": date_format(on, "DATE_FORMAT")}
