"""The tables of a synthesis page: the same numbers as in its figures."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from django.utils.translation import get_language, gettext, gettext_noop

from gleanings.digest.measures import label_of
from gleanings.evidence.appraisal.result import Estimate, Shown
from gleanings.evidence.measures import Scale
from gleanings.evidence.measures.table import R
from gleanings.evidence.report import SIGNS
from gleanings.synthesis.as_reported import as_reported, is_of_fishers_z
from gleanings.synthesis.models import Synthesis
from gleanings.synthesis.number_texts import p_shown, shown, value_shown
from gleanings.synthesis.phrases import in_language
from gleanings.synthesis.retracted_studies import notes_on, was_left_out_by_mistake
from gleanings.synthesis.stored_result import Row, WhyBeside


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
    why: WhyBeside
    measure: str
    value: str
    interval: str
    n: int | None
    k: int | None
    relation: str
    whom: str
    page: str
    """Address of the summary; empty where readers cannot see it."""
    note: str
    was_mistake: bool
    """Whether it was left out as retracted, which an editor found to be a mistake since."""

    @property
    def reason(self) -> str:
        return gettext(MISTAKEN if self.was_mistake else REASONS[self.why])


MISTAKEN = gettext_noop("It was left out as retracted, which was a mistake.")


REASONS = {
    WhyBeside.RETRACTED: gettext_noop("Its article was retracted."),
    WhyBeside.MIXED_MEASURES: gettext_noop(
        "Its measure is not the one that the question is answered in."
    ),
    WhyBeside.NOT_WEIGHED: gettext_noop("Nothing says how precise it is."),
    WhyBeside.ONLY_A_BOUND: gettext_noop("It is only a bound."),
    WhyBeside.DIRECTION_NOT_SAID: gettext_noop("It is not said yet who did better by it."),
    WhyBeside.BESIDE_STUDIES: gettext_noop(
        "A meta-analysis may contain studies that are pooled here."
    ),
    WhyBeside.SHARE_PRIMARY_STUDIES: gettext_noop("Meta-analyses may share primary studies."),
}
"""In short, by the code of `Row.beside`."""

LONG_REASONS = {
    WhyBeside.RETRACTED: gettext_noop(
        "What was retracted is listed, and not counted: its results should not be relied on."
    ),
    WhyBeside.MIXED_MEASURES: gettext_noop(
        "Values on different measures are not comparable, so those on another measure are shown "
        "beside the answer."
    ),
    WhyBeside.NOT_WEIGHED: gettext_noop(
        "A value without an interval or a standard error cannot be weighed against others."
    ),
    WhyBeside.ONLY_A_BOUND: gettext_noop(
        "A bound such as “more than .30” does not say how large the effect is."
    ),
    WhyBeside.DIRECTION_NOT_SAID: gettext_noop(
        "A number can be signed either way. As long as the editors have not said who did better by "
        "it, it is not pooled."
    ),
    WhyBeside.BESIDE_STUDIES: gettext_noop(
        "Meta-analyses are shown beside the single studies: if they were pooled with studies "
        "that they may contain, the same people would count twice."
    ),
    WhyBeside.SHARE_PRIMARY_STUDIES: gettext_noop(
        "Meta-analyses on one question often rest on some of the same studies. If they were "
        "pooled, these studies would count twice and the answer would look more certain than it "
        "is. So they are shown side by side."
    ),
}


def reasons_of(rows: Iterable[BesideRow]) -> list[str]:
    """Why rows stand beside, each reason once."""
    codes = dict.fromkeys(MISTAKEN if row.was_mistake else LONG_REASONS[row.why] for row in rows)
    return [gettext(code) for code in codes]


@dataclass(frozen=True)
class EstimateRow:
    label: str
    k: int
    n_studies: int
    estimate: str
    interval: str
    p: str = ""
    why_not: str = ""


def interval_of(values: Row | Shown, measure: str) -> str:
    low, high = (value_shown(end, measure) for end in (values.ci_low, values.ci_high))
    return f"{low} – {high}"


def effect_rows(synthesis: Synthesis) -> list[EffectRow]:
    """Every pooled effect with its source, in the order of the figure."""
    sources = synthesis.data.pooled
    measure = synthesis.headline.measure
    return [
        EffectRow(
            label=source.label,
            citation=source.citation,
            doi=source.doi,
            year=str(source.year or ""),
            subgroup=source.subgroup,
            n=source.n,
            estimate=value_shown(effect.shown.estimate, measure),
            interval=interval_of(effect.shown, measure),
            weight="" if effect.weight is None else shown(effect.weight, 1),
            place=source.place,
            notes=[
                *notes_on(source),
                *_for_readers(source),
                *_of_fishers_z(source),
                *_turned(source),
            ],
        )
        for effect, source in zip(
            as_reported(synthesis.result.effects, sources, measure), sources, strict=True
        )
    ]


def _for_readers(source: Row) -> list[str]:
    """The reason that an editor gave; of tables that an older version read, what was asked of the
    editor is stored as well."""
    return [note for note in source.notes if not note.endswith("?")]


def _turned(source: Row) -> list[str]:
    if not source.is_turned:
        return []
    said = gettext(
        "Reversed in the figure, because the other end of its outcome is the good one; the "
        "article has %(value)s."
    )
    return [said % {"value": value_shown(source.estimate, source.measure)}]


def _of_fishers_z(row: Row) -> list[str]:
    """What the article has in place of the correlation that is shown."""
    if not is_of_fishers_z(row):
        return []
    said = gettext("Reported as Fisher’s z: %(value)s (%(interval)s).")
    value = value_shown(row.estimate, row.measure)
    return [said % {"value": value, "interval": interval_of(row, row.measure)}]


_READ = ("estimate", "ci_low", "ci_high", "limit")


def _read(row: Row) -> Row:
    """The row on the scale that people read: of Fisher's z the correlation, end by end."""
    if not is_of_fishers_z(row):
        return row
    values = {name: getattr(row, name) for name in _READ}
    read: dict[str, Any] = {
        name: None if z is None else float(Scale.FISHER.back(z)) for name, z in values.items()
    }
    return replace(row, measure=R.code, **read)


def _with_bound(row: Row) -> str:
    """“.26”, or of a bound “> .30”."""
    if row.bound:
        return f"{SIGNS[row.bound]} {value_shown(row.limit, row.measure)}"
    return value_shown(row.estimate, row.measure)


def beside_rows(synthesis: Synthesis, pages: Mapping[int, str]) -> list[BesideRow]:
    return [
        BesideRow(
            label=row.label,
            why=row.beside,
            measure=label_of(_read(row).measure),
            value=_with_bound(_read(row)),
            interval="" if row.ci_low is None else interval_of(_read(row), _read(row).measure),
            n=row.n,
            k=row.k,
            relation=" – ".join(filter(None, (row.predictor, row.outcome))),
            whom=", ".join(filter(None, (row.group, row.time))),
            page=pages.get(row.summary or 0, ""),
            note=" ".join([*notes_on(row), *_of_fishers_z(row), *_turned(row)]),
            was_mistake=was_left_out_by_mistake(row),
        )
        for row in in_language(synthesis.data, get_language() or "en").beside
    ]


def cumulative_rows(synthesis: Synthesis) -> list[EstimateRow]:
    measure = synthesis.headline.measure
    return [
        EstimateRow(
            label=f"{step.year:g}",
            k=step.k,
            n_studies=step.n_studies,
            estimate=value_shown(step.shown.estimate, measure),
            interval=interval_of(step.shown, measure),
        )
        for step in synthesis.result.cumulative.steps
    ]


def subgroup_rows(synthesis: Synthesis) -> list[EstimateRow]:
    measure = synthesis.headline.measure
    return [
        EstimateRow(
            label=group.name,
            k=group.k,
            n_studies=group.n_studies,
            estimate=value_shown(group.pooled.shown.estimate, measure) if group.pooled else "",
            interval=interval_of(group.pooled.shown, measure) if group.pooled else "",
            p=p_shown(group.pooled.p) if group.pooled else "",
            why_not=group.why_not or "",
        )
        for group in synthesis.result.subgroups.groups
    ]


ALTERNATIVES = {
    "tau2": gettext_noop("τ² by %(value)s"),
    "test-z": gettext_noop("without Knapp and Hartung's correction"),
    "rho": gettext_noop("errors within a study correlate by %(value)s"),
    "model-based": gettext_noop("without cluster-robust intervals"),
    "as-independent": gettext_noop("as if every result were from another study"),
}


def alternative_rows(synthesis: Synthesis) -> list[EstimateRow]:
    """The answer computed in other ways, and without each study that sways it."""
    result, measure = synthesis.result, synthesis.headline.measure
    others: list[tuple[str, Estimate, int]] = [
        (gettext(ALTERNATIVES[row.kind]) % {"value": _value(row.value)}, row, 0)
        for row in result.sensitivity.alternatives
    ]
    without = [
        (gettext("without %(study)s") % {"study": row.study}, row, 1)
        for row in result.sensitivity.leave_one_out
    ]
    return [
        EstimateRow(
            label=label,
            k=result.k - left_out,
            n_studies=result.n_studies - left_out,
            estimate=value_shown(row.shown.estimate, measure),
            interval=interval_of(row.shown, measure),
            p=p_shown(row.p),
        )
        for label, row, left_out in (*others, *without)
    ]


def _value(value: Any) -> str:
    return shown(value) if isinstance(value, float) else str(value)
