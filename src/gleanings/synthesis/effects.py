"""From a finding to an effect that can be pooled: its value and variance on the analysis scale."""

import math
from typing import NamedTuple

from django.utils.translation import gettext as _

from gleanings.digest.models import Finding
from gleanings.evidence import effect_size, se_from_ci
from gleanings.synthesis import measures
from gleanings.synthesis.measures import FITTING, Fit

USUAL_LEVEL = 95.0


class Effect(NamedTuple):
    yi: float
    vi: float
    is_turned: bool = False
    """Whether its sign is that of the question, and not the finding's own."""


class UnusableError(Exception):
    """The finding cannot be pooled for this question; the message tells an editor why."""


def effect_of(finding: Finding, measure: str, better: str = "") -> Effect:
    """The finding on the question's analysis scale (logs of ratios, Fisher's z of correlations).

    Its weight comes from its interval, else from its standard error, else, for a correlation, from
    the number of people. ``better`` is the end of the outcome that is good in the question: where
    the finding says that the other end is, as of symptoms against well-being, it is turned round.

    Raises UnusableError for another measure, or where nothing says how precise the finding is.
    """
    fit = FITTING.get(measure, {}).get(finding.measure)
    if fit is None:
        raise UnusableError(
            _("It is a %(has)s; the question is answered in %(needs)s.")
            % {"has": finding.get_measure_display(), "needs": measures.label_of(measure)}
        )
    if finding.estimate is None:
        raise UnusableError(_("It has no value."))
    try:
        effect = _weighed(finding, measure, fit)
    except ValueError as error:
        raise UnusableError(str(error)) from error
    if better and finding.better and better != finding.better:
        return Effect(-effect.yi, effect.vi, is_turned=True)
    return effect


def _weighed(finding: Finding, measure: str, fit: Fit) -> Effect:
    yi = _onto(float(finding.estimate or 0.0), fit)
    if finding.ci_low is not None and finding.ci_high is not None:
        level = (finding.level or USUAL_LEVEL) / 100
        se = float(se_from_ci(finding.ci_low, finding.ci_high, scale=fit.scale, level=level))
        return Effect(yi, se**2)
    # the standard error of a ratio may be of it or of its logarithm: nothing says which
    if finding.se and fit.scale == "identity":
        return Effect(yi, finding.se**2)
    # of a pooled correlation n says nothing: the studies differ by more than chance
    if finding.measure == "r" and finding.n and not (finding.k and finding.k > 1):
        (of_n,), (variance,) = effect_size(measure, ri=[finding.estimate], ni=[finding.n])
        if math.isfinite(variance):
            return Effect(float(of_n), float(variance))
    raise UnusableError(_("Nothing says how precise it is: give its interval."))


def _onto(value: float, fit: Fit) -> float:
    if fit.is_on_scale or fit.scale == "identity":
        return value
    if fit.scale == "log":
        if value <= 0:
            raise UnusableError(
                _("A ratio is above 0; it says %(value)s.") % {"value": f"{value:g}"}
            )
        return math.log(value)
    if not -1 < value < 1:
        raise UnusableError(
            _("A correlation lies between −1 and 1; it says %(value)s.") % {"value": f"{value:g}"}
        )
    return math.atanh(value)
