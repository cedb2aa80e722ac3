"""The tables of a synthesis page: the same numbers as in its figures."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from gleanings.digest.findings.measures import Measure
from gleanings.synthesis.models import Synthesis
from gleanings.synthesis.numbers import p_shown, shown


@dataclass(frozen=True)
class EffectRow:
    label: str
    citation: str
    doi: str
    year: str
    subgroup: str
    n: int | None
    estimate: str
    interval: str
    weight: str
    place: str
    notes: list[str]


@dataclass(frozen=True)
class BesideRow:
    """An effect that is shown and not pooled, and the code of why."""

    label: str
    why: str
    measure: str
    value: str
    interval: str
    n: int | None
    k: int | None
    relation: str
    whom: str
    page: str
    """Address of the summary; empty where readers cannot see it."""


@dataclass(frozen=True)
class EstimateRow:
    label: str
    k: int
    n_studies: int
    estimate: str
    interval: str
    p: str = ""
    why_not: str = ""


def interval_of(values: Mapping[str, Any]) -> str:
    return f"{shown(values['ci_low'])} – {shown(values['ci_high'])}"


def effect_rows(synthesis: Synthesis) -> list[EffectRow]:
    """Every pooled effect with its source, in the order of the figure."""
    sources = [row for row in synthesis.data["rows"] if not row["beside"]]
    return [
        EffectRow(
            label=effect["label"],
            citation=source["citation"],
            doi=source["doi"],
            year=str(source["year"] or ""),
            subgroup=source["subgroup"],
            n=source["n"],
            estimate=shown(effect["shown"]["estimate"]),
            interval=interval_of(effect["shown"]),
            weight="" if effect["weight"] is None else shown(effect["weight"], 1),
            place=source["place"],
            notes=source["notes"],
        )
        for effect, source in zip(synthesis.result["effects"], sources, strict=True)
    ]


def beside_rows(synthesis: Synthesis, pages: Mapping[int, str]) -> list[BesideRow]:
    return [
        BesideRow(
            label=row["label"],
            why=row["beside"],
            measure=str(Measure(row["measure"]).label),
            value=shown(row["estimate"]),
            interval="" if row["ci_low"] is None else interval_of(row),
            n=row["n"],
            k=row["k"],
            relation=" – ".join(filter(None, (row["predictor"], row["outcome"]))),
            whom=", ".join(filter(None, (row["group"], row["time"]))),
            page=pages.get(row["summary"], ""),
        )
        for row in synthesis.data["rows"]
        if row["beside"]
    ]


def cumulative_rows(synthesis: Synthesis) -> list[EstimateRow]:
    return [
        EstimateRow(
            label=f"{step['year']:g}",
            k=step["k"],
            n_studies=step["n_studies"],
            estimate=shown(step["shown"]["estimate"]),
            interval=interval_of(step["shown"]),
        )
        for step in synthesis.result["cumulative"]["steps"]
    ]


def subgroup_rows(synthesis: Synthesis) -> list[EstimateRow]:
    return [
        EstimateRow(
            label=group["name"],
            k=group["k"],
            n_studies=group["n_studies"],
            estimate=shown(group["pooled"]["shown"]["estimate"]) if group["pooled"] else "",
            interval=interval_of(group["pooled"]["shown"]) if group["pooled"] else "",
            p=p_shown(group["pooled"]["p"]) if group["pooled"] else "",
            why_not=group["why_not"] or "",
        )
        for group in synthesis.result["subgroups"]["groups"]
    ]
