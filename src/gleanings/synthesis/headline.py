"""Where an answer stands, in a few numbers."""

from gleanings.evidence.appraisal import Appraisal
from gleanings.evidence.report import Label, WhyNotPooled, evidence_label
from gleanings.synthesis.stored_result import Dataset, Headline

_POOLED = ("estimate", "ci_low", "ci_high", "prediction_low", "prediction_high")
_SAID_OF_ROWS = (
    WhyNotPooled.SHARE_PRIMARY_STUDIES,
    WhyNotPooled.MIXED_MEASURES,
    WhyNotPooled.NOT_WEIGHED,
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
    )


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
        return Label.SIDE_BY_SIDE if data.rows else Label.NO_STUDY
    if result.pooled is None:
        return Label.FEW_OR_IMPRECISE
    shown = result.pooled.shown
    return evidence_label(
        measure=data.settings.measure,
        estimate=shown.estimate,
        ci_low=shown.ci_low,
        ci_high=shown.ci_high,
        k=result.n_studies,
    )
