"""Where an answer stands, in a few numbers."""

from statistics import median

from gleanings.evidence.appraisal import Appraisal
from gleanings.evidence.report import Label, WhyNotPooled, evidence_label
from gleanings.synthesis.singles import singles_of
from gleanings.synthesis.stored_result import Dataset, Headline, Row

_POOLED = ("estimate", "ci_low", "ci_high", "prediction_low", "prediction_high")
_OF_TWO_GROUPS = ("OR", "RR", "PETO")
_SAID_OF_ROWS = (
    WhyNotPooled.SHARE_PRIMARY_STUDIES,
    WhyNotPooled.MIXED_MEASURES,
    WhyNotPooled.NOT_WEIGHED,
    WhyNotPooled.ONLY_A_BOUND,
    WhyNotPooled.DIRECTION_NOT_SAID,
)


def headline_of(data: Dataset, result: Appraisal) -> Headline:
    """The pooled value as it is read, what it rests on, and the label that it deserves."""
    shown = result.pooled.shown if result.pooled else None
    return Headline(
        measure=data.settings.measure,
        level=result.level,
        k=result.k,
        n_studies=result.n_studies,
        n_people=None if result.n_people is None else int(result.n_people),
        of_meta_analyses=any(row.is_meta_analysis for row in data.pooled),
        **{name: getattr(shown, name) for name in _POOLED if shown},
        why_not_pooled=None if result.pooled else _why_not_pooled(data, result),
        label=_label(data, result),
        baseline_risk=_baseline_risk(data.pooled),
    )


def _baseline_risk(rows: list[Row]) -> float | None:
    """The median of the studies' (as in Guyatt et al. 2011, J Clin Epidemiol 64:1283)."""
    risks = [_risk_in_comparison(row) for row in rows]
    known = [risk for risk in risks if risk is not None]
    if not known or len(known) < len(rows):
        return None
    middle = median(known)
    return middle if 0 < middle < 1 else None


def _risk_in_comparison(row: Row) -> float | None:
    """Of a two by two table; other columns of those names mean something else."""
    cases, people, others = (row.given.get(name) for name in ("ci", "n2i", "di"))
    if row.measure not in _OF_TWO_GROUPS or cases is None:
        return None
    if people is None and others is not None:
        people = cases + others
    return cases / people if people else None


def _why_not_pooled(data: Dataset, result: Appraisal) -> WhyNotPooled:
    """The evidence library's code; that of the rows beside, where there are no others."""
    beside = {row.beside.value for row in data.beside}
    if result.k == 0:
        for code in _SAID_OF_ROWS:
            if code in beside:
                return code
    return WhyNotPooled(result.why_not_pooled or WhyNotPooled.NO_STUDY)


def _label(data: Dataset, result: Appraisal) -> Label:
    if result.pooled is None and result.k == 0:
        return Label.SIDE_BY_SIDE if data.in_force else Label.NO_STUDY
    if result.pooled is None:
        return _label_of_a_meta_analysis(data) or Label.FEW_OR_IMPRECISE
    shown = result.pooled.shown
    return evidence_label(
        measure=data.settings.measure,
        estimate=shown.estimate,
        ci_low=shown.ci_low,
        ci_high=shown.ci_high,
        k=result.n_studies,
    )


def _label_of_a_meta_analysis(data: Dataset) -> Label | None:
    """A meta-analysis alone is many studies: it has the label that it deserves by itself."""
    told, _reasons = singles_of(data)
    if len(told) != 1 or not told[0].is_meta_analysis:
        return None
    one = told[0]
    return evidence_label(
        measure=one.measure,
        estimate=one.estimate,
        ci_low=one.ci_low,
        ci_high=one.ci_high,
        k=one.n_studies,
    )
