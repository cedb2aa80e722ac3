"""Effects as people can picture them: chances, patients, shares."""

import numpy as np

from ..distributions import normal_cdf, normal_quantile
from . import checked
from .checked import Number
from .effects import r_from_d, risk_from_odds_ratio

__all__ = [
    "common_language",
    "number_needed_to_treat",
    "share_above",
    "share_responding",
    "variance_explained",
]


def common_language(*, d: Number | None = None, r: Number | None = None) -> Number:
    """Probability that one drawn from the first group lies above one drawn from the second.

    From d: Φ(d/√2) (McGraw & Wong 1992). From r: arcsin(r)/π + 1/2, the chance that of two people
    the one higher in one variable is higher in the other (Dunlap 1994).

    Examples
    --------
    >>> round(float(common_language(d=0.5)), 3)
    0.638
    """
    _exactly_one(d=d, r=r)
    if r is not None:
        return (np.arcsin(checked.correlation("r", r)) / np.pi + 0.5)[()]
    return normal_cdf(checked.real("d", d) / np.sqrt(2))[()]


def share_above(d: Number) -> Number:
    """Share of the first group above the average of the second: Φ(d), Cohen's U3 (1988, p. 22)."""
    return normal_cdf(checked.real("d", d))[()]


def share_responding(
    mean: Number,
    sd: Number,
    *,
    cutoff: Number | None = None,
    baseline: Number | None = None,
    reduction: Number = 0.5,
    lower_is_better: bool = True,
) -> Number:
    """Share of a group at or beyond a cutoff, from its mean and SD after treatment, if normal.

    Φ((cutoff - mean) / sd), Furukawa et al. 2005, Int Clin Psychopharmacol 20:49-52, who found it
    within some hundredths of the shares that trials count. Remission: `cutoff` of the scale.
    Response: `baseline`, the mean before, which `reduction` (by half) is to be taken from. The
    shares of two groups give `number_needed_to_treat(risk_difference=…)`.

    Examples
    --------
    >>> treated = share_responding(11.0, 7.0, baseline=24.0)
    >>> control = share_responding(16.0, 8.0, baseline=24.0)
    >>> print(f"{treated:.0%}, {control:.0%}")
    56%, 31%
    >>> round(float(number_needed_to_treat(risk_difference=treated - control)), 1)
    4.0
    """
    _exactly_one(cutoff=cutoff, baseline=baseline)
    if cutoff is None:
        part = checked.number("reduction", reduction, 0.0, 1.0)
        cutoff = checked.positive("baseline", baseline) * (
            1 - part if lower_is_better else 1 + part
        )
    z = (checked.real("cutoff", cutoff) - checked.real("mean", mean)) / checked.positive("sd", sd)
    return normal_cdf(z if lower_is_better else -z)[()]


def variance_explained(*, r: Number | None = None, d: Number | None = None) -> Number:
    """r², the share of the differences between people that goes with the predictor."""
    _exactly_one(r=r, d=d)
    used = checked.correlation("r", r) if r is not None else np.asarray(r_from_d(d))
    return (used**2)[()]


def number_needed_to_treat(
    *,
    d: Number | None = None,
    odds_ratio: Number | None = None,
    risk_ratio: Number | None = None,
    risk_difference: Number | None = None,
    baseline: Number | None = None,
) -> Number:
    """How many must be treated for one more good outcome; negative: for one more bad one.

    `baseline` is the share with a good outcome without treatment. From d: Furukawa & Leucht 2011,
    1 / (Φ(d + Φ⁻¹(baseline)) - baseline); without a baseline Kraemer & Kupfer 2006,
    1 / (2 Φ(d/√2) - 1). Infinite where treatment makes no difference.

    Examples
    --------
    >>> round(float(number_needed_to_treat(d=0.5, baseline=0.2)), 1)
    6.0
    """
    _exactly_one(d=d, odds_ratio=odds_ratio, risk_ratio=risk_ratio, risk_difference=risk_difference)
    if risk_difference is not None:
        gain = checked.number("risk_difference", risk_difference, -1.0, 1.0)
    elif d is not None and baseline is None:
        gain = 2 * normal_cdf(checked.real("d", d) / np.sqrt(2)) - 1
    else:
        if baseline is None:
            raise ValueError("baseline is needed: the share with a good outcome without treatment.")
        start = checked.number("baseline", baseline, 0.0, 1.0)
        gain = _treated(d, odds_ratio, risk_ratio, start) - start
    with np.errstate(divide="ignore"):
        return np.where(gain == 0, np.inf, 1 / np.where(gain == 0, 1.0, gain))[()]


def _treated(
    d: Number | None, odds_ratio: Number | None, risk_ratio: Number | None, start: Number
) -> Number:
    """The share with a good outcome under treatment."""
    if d is not None:
        return normal_cdf(checked.real("d", d) + normal_quantile(start))
    if odds_ratio is not None:
        return risk_from_odds_ratio(odds_ratio, start)
    treated = checked.positive("risk_ratio", risk_ratio) * start
    if np.any(treated > 1):
        raise ValueError("risk_ratio times baseline is above 1; one of them is not what it seems.")
    return treated


def _exactly_one(**given: Number | None) -> None:
    names = [name for name, value in given.items() if value is not None]
    if len(names) != 1:
        raise ValueError(f"Give exactly one of {', '.join(given)}; got {len(names)}.")
