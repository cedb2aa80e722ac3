"""What a fit says of effects: expected at moderators' values, and of the studies it is made of."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from ..distributions import critical_value
from ..inputs import Floats
from .result import PooledEffect, plain


@dataclass(frozen=True, eq=False)
class Predicted:
    """Expected effects (n,), their intervals, and those that hold the true effect of a study."""

    estimate: Floats
    se: Floats
    ci_low: Floats
    ci_high: Floats
    prediction_low: Floats
    prediction_high: Floats

    def to_dict(self) -> dict[str, Any]:
        """Plain lists, ready for JSON."""
        return {name: plain(value) for name, value in vars(self).items()}


def predict(fit: PooledEffect, at: Mapping[str, Any] | None = None) -> Predicted:
    """Expected effects at values of the moderators, x'b with variance x'Vx; by the fit's test.

    fit : of `pool`. at : each moderator's values, one number or level or a column of them; without
    it, the pooled effect, or of a meta-regression the rows that it was fitted to. A prediction
    interval adds τ² to the variance; without τ² (EE) it is NaN. Agrees with metafor's predict.

    Raises ValueError for moderators that the fit does not have or that have no value, and for a
    level of a factor that it did not see.
    """
    X = _rows(fit, at)
    beta = np.array([one.estimate for one in fit.coefficients])
    estimate, spread = X @ beta, np.einsum("ij,jk,ik->i", X, fit.covariance, X)
    half = critical_value(fit.level, fit.test_df)
    se = np.sqrt(spread)
    wide = np.sqrt(spread + fit.tau2) if fit.method != "EE" else np.full(len(X), np.nan)
    return Predicted(
        estimate, se, estimate - half * se, estimate + half * se, estimate - half * wide,
        estimate + half * wide,
    )  # fmt: skip


def _rows(fit: PooledEffect, at: Mapping[str, Any] | None) -> Floats:
    names = [one.name for one in fit.coefficients]
    if at is None:
        return fit.X if fit.is_regression else np.ones((1, 1))
    given = {name: np.atleast_1d(np.asarray(values)) for name, values in at.items()}
    factors = dict(fit.factors)
    of_factors = {f"{name}: {level}" for name, levels in fit.factors for level in levels}
    moderators = {*factors, *(set(names) - of_factors - {"intercept"})}
    if set(given) != moderators:
        raise ValueError(
            f"The moderators are {', '.join(sorted(moderators)) or 'none'}; give a value of each "
            f"and of none else (got {', '.join(given) or 'none'})."
        )
    for name in factors:
        unseen = sorted(set(given[name].astype(str)) - set(factors[name]))
        if unseen:
            raise ValueError(
                f"{name} has the levels {', '.join(factors[name])}; not {', '.join(unseen)}."
            )
    size = max((values.size for values in given.values()), default=1)
    return np.column_stack([np.broadcast_to(_column(name, given, factors), size) for name in names])


def _column(name: str, given: Mapping[str, Any], factors: Mapping[str, Any]) -> Floats:
    if name == "intercept":
        return np.ones(1)
    if name in given and name not in factors:
        return np.asarray(given[name], dtype=float)
    factor, level = next(
        (one, name.removeprefix(f"{one}: ")) for one in factors if name.startswith(f"{one}: ")
    )
    return np.asarray(given[factor].astype(str) == level, dtype=float)


@dataclass(frozen=True, eq=False)
class Residuals:
    """What each effect differs by from what the fit expects of it (k,): raw, its standard error,
    and by it; beyond ±1.96 an effect is unusual."""

    raw: Floats
    se: Floats
    z: Floats


def residuals(fit: PooledEffect) -> Residuals:
    """Internally standardized: Var = v + τ² - x'(X'WX)⁻¹x, W = 1 / (v + τ²), whatever the test.

    As metafor's rstandard; `influence` has the externally studentized ones.
    """
    raw = fit.yi - fit.fitted
    spread = fit.vi + fit.tau2
    inner = np.linalg.inv(fit.X.T @ (fit.X / spread[:, None]))
    se = np.sqrt(np.maximum(spread - np.einsum("ij,jk,ik->i", fit.X, inner, fit.X), 0.0))
    with np.errstate(divide="ignore", invalid="ignore"):
        return Residuals(raw, se, raw / se)


def blups(fit: PooledEffect) -> Predicted:
    """Best guess at each study's true effect: its own, drawn towards what the fit expects.

    λ y + (1 - λ) x'b with λ = τ² / (τ² + v) and variance λ v + (1 - λ)² x'Vx (Raudenbush & Bryk
    1985, J Educ Stat 10:75-98), as metafor's blup, whose interval it is; there is no prediction
    interval.
    """
    share = fit.tau2 / (fit.tau2 + fit.vi)
    estimate = share * fit.yi + (1 - share) * fit.fitted
    fixed = np.einsum("ij,jk,ik->i", fit.X, fit.covariance, fit.X)
    se = np.sqrt(share * fit.vi + (1 - share) ** 2 * fixed)
    half = critical_value(fit.level, fit.test_df) * se
    none = np.full(fit.k, np.nan)
    return Predicted(estimate, se, estimate - half, estimate + half, none, none)
