"""From a finding to an effect that can be pooled: its value and variance on the analysis scale."""

import math
from typing import NamedTuple

from django.utils.translation import gettext as _

from gleanings.digest.models import Finding
from gleanings.evidence import effect_size, se_from_ci
from gleanings.evidence.conversions import pooled_se
from gleanings.evidence.measures import FISHERS_Z, MEASURES, Measure, Scale
from gleanings.synthesis import measures
from gleanings.synthesis.stored_result import WhyBeside

USUAL_LEVEL = 95.0


class Effect(NamedTuple):
    yi: float
    vi: float
    is_turned: bool = False
    """Whether its sign is that of the question, and not the finding's own."""


class UnusableError(Exception):
    """The finding cannot be pooled for this question; the message tells an editor why.

    ``code`` is that of `Row.beside`.
    """

    def __init__(self, message: str, code: WhyBeside = WhyBeside.NOT_WEIGHED) -> None:
        super().__init__(message)
        self.code = code


def effect_of(finding: Finding, measure: str, better: str = "") -> Effect:
    """The finding on the question's analysis scale (logs of ratios, Fisher's z of correlations).

    Its weight comes from its interval, else from its standard error, else, for a correlation, from
    the number of people. ``better`` is the end of the question's numbers that is the better one:
    where by the finding those at the other end did better, it is turned round.

    Raises UnusableError for another measure, where nothing says how precise the finding is, and
    where a question about better and worse cannot tell which way the finding speaks.
    """
    if not measures.fits(finding, measure):
        raise UnusableError(
            _("It is a %(has)s; the question is answered in %(needs)s.")
            % {"has": finding.get_measure_display(), "needs": measures.label_of(measure)},
            WhyBeside.MIXED_MEASURES,
        )
    if finding.estimate is None:
        raise UnusableError(_("It has no value."))
    if finding.bound:
        raise UnusableError(
            _("It is only a bound: how large the effect is, it does not say."),
            WhyBeside.ONLY_A_BOUND,
        )
    if better and finding.asks_who_did_better:
        raise UnusableError(
            _("Nobody has said who did better by it. Say it in the finding, in its summary."),
            WhyBeside.DIRECTION_NOT_SAID,
        )
    try:
        effect = _weighed(finding, MEASURES[measure])
    except ValueError as error:
        raise UnusableError(str(error)) from error
    end = finding.better_end
    if better and end and better != end:
        return Effect(-effect.yi, effect.vi, is_turned=True)
    return effect


def _weighed(finding: Finding, measure: Measure) -> Effect:
    estimate = float(finding.estimate or 0.0)
    is_on_scale = finding.reported is FISHERS_Z
    yi = estimate if is_on_scale else _pooled(estimate, measure)
    if finding.ci_low is not None and finding.ci_high is not None:
        level = (finding.level or USUAL_LEVEL) / 100
        if is_on_scale:
            se = float(se_from_ci(finding.ci_low, finding.ci_high, level=level))
        else:
            se = pooled_se(measure, estimate, finding.ci_low, finding.ci_high, level=level)
        return Effect(yi, se**2)
    # the standard error of a ratio may be of it or of its logarithm: nothing says which
    if finding.se and (is_on_scale or measure.scale is Scale.IDENTITY):
        return Effect(yi, finding.se**2)
    # of a pooled correlation n says nothing: the studies differ by more than chance
    if finding.reported.precision_follows_from_n and finding.n and not (finding.k or 0) > 1:
        columns = dict(zip(measure.reported_columns, ([estimate], [finding.n]), strict=True))
        (of_n,), (variance,) = effect_size(measure.code, **columns)
        if math.isfinite(variance):
            return Effect(float(of_n), float(variance))
    raise UnusableError(_("Nothing says how precise it is: give its interval."))


def _pooled(value: float, measure: Measure) -> float:
    yi = float(measure.pooled(value))
    if math.isfinite(yi):
        return yi
    if measure.is_ratio:
        raise UnusableError(_("A ratio is above 0; it says %(value)s.") % {"value": f"{value:g}"})
    raise UnusableError(
        _("A correlation lies between −1 and 1; it says %(value)s.") % {"value": f"{value:g}"}
    )
