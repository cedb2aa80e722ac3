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
from dataclasses import dataclass
from typing import Any

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import ngettext

from gleanings.reader.cache.memory import cached_until_change
from gleanings.synthesis.dataset import study_of
from gleanings.synthesis.models import IncludedFinding, StudyEffect, Synthesis

Record = Mapping[str, Any]
"""A row, or what a change or an exclusion says of one: its finding, or else its study."""


@dataclass(frozen=True)
class Public:
    """What a question's versions may show at this moment."""

    findings: frozenset[int]
    studies: frozenset[str]
    """Those of uploaded tables, as rows name their cluster."""

    def has(self, record: Record) -> bool:
        if record["finding"] is not None:
            return record["finding"] in self.findings
        return record["cluster"] in self.studies


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
    rows = synthesis.data["rows"]
    gone = [row for row in rows if not public.has(row)]
    data = {
        **synthesis.data,
        "rows": [row for row in rows if public.has(row)],
        "excluded": [one for one in synthesis.data["excluded"] if public.has(one)],
    }
    shown = copy(synthesis)
    shown.change = change_for_readers(synthesis.change, public)
    if data != synthesis.data:
        shown.data = data
    if gone:
        shown.result = _result_without(synthesis, public)
        shown.withdrawn = _withdrawn(synthesis, gone)
        shown.without = _fingerprint(gone)
    return shown


def change_for_readers(change: Record, public: Public) -> dict[str, Any]:
    """The change with the bare labels of what may be shown, and how many others there are."""
    shown: dict[str, Any] = {**change, "withdrawn": {}}
    for name in CHANGES:
        records = change.get(name, [])
        if change:
            shown[name] = [record["label"] for record in records if public.has(record)]
        number = sum(not public.has(record) for record in records)
        if number:
            shown["withdrawn"][name] = number
    return shown if change else {}


CHANGES = ("added", "removed", "corrected", "described")


def _result_without(synthesis: Synthesis, public: Public) -> dict[str, Any]:
    """The run's result: pooled numbers stay, what is said of a withdrawn effect alone goes."""
    result = synthesis.result
    pooled = [row for row in synthesis.data["rows"] if not row["beside"]]
    effects = [
        effect for effect, row in zip(result["effects"], pooled, strict=True) if public.has(row)
    ]
    names = {effect["cluster"] for effect in effects} | {effect["label"] for effect in effects}
    groups = {effect["subgroup"] for effect in effects}
    left_out = result["sensitivity"]["leave_one_out"]
    return {
        **result,
        "effects": effects,
        "sensitivity": {
            **result["sensitivity"],
            "leave_one_out": [row for row in left_out if row["study"] in names],
        },
        "cumulative": {
            **result["cumulative"],
            "steps": [
                {**step, "added": [label for label in step["added"] if label in names]}
                for step in result["cumulative"]["steps"]
            ],
        },
        "subgroups": {
            **result["subgroups"],
            "groups": [one for one in result["subgroups"]["groups"] if one["name"] in groups],
        },
    }


def _withdrawn(synthesis: Synthesis, gone: list[Record]) -> list[Withdrawn]:
    versions = list(
        Synthesis.objects.filter(question=synthesis.question_id)
        .order_by("answers_since", "version")
        .values_list("answers_since", "data__rows")
    )
    return [
        Withdrawn(
            is_finding=row["finding"] is not None,
            is_pooled=not row["beside"],
            on=_withdrawn_on(row, versions),
        )
        for row in gone
    ]


def _withdrawn_on(row: Record, versions: list[tuple[dt.datetime, list[Record]]]) -> dt.date | None:
    """When the first answer came that had the row no more, after the last that had it."""
    day = None
    for since, rows in reversed(versions):
        if any(_is_of_same(row, other) for other in rows):
            break
        day = timezone.localtime(since).date()
    return day


def _is_of_same(one: Record, other: Record) -> bool:
    if one["finding"] is not None or other["finding"] is not None:
        return bool(one["finding"] == other["finding"])
    return bool(one["cluster"] == other["cluster"])


def _fingerprint(gone: list[Record]) -> str:
    return hashlib.sha256(json.dumps(gone, sort_keys=True).encode()).hexdigest()


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
