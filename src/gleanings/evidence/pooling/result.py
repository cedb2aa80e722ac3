"""What pooling gives back."""

from collections.abc import Iterable
from dataclasses import dataclass, field, fields
from functools import cached_property
from typing import Any

import numpy as np

from ..display import Displayed
from ..inputs import Floats
from .design import Design
from .heterogeneity import Interval, heterogeneity, q_profile
from .tau2 import ESTIMATORS


@dataclass(frozen=True)
class Coefficient:
    """One coefficient of a meta-regression."""

    name: str
    estimate: float
    se: float
    statistic: float
    p: float
    ci_low: float
    ci_high: float


@dataclass(frozen=True, eq=False, repr=False)
class PooledEffect(Displayed):
    """A pooled effect, or a meta-regression, with everything that is reported of it.

    Effects are on the scale they were given in (logs for ratios). In a meta-regression there is no
    single pooled effect: `estimate` and what belongs to it are NaN, see `coefficients`. NaN also
    stands where a quantity does not exist (no prediction interval of a common-effect model);
    `to_dict` writes None for it.
    """

    k: int
    estimate: float
    se: float
    statistic: float
    """z, or t with `test_df` degrees of freedom"""
    p: float
    ci_low: float
    ci_high: float
    prediction_low: float
    """where the true effect of a new study is expected to lie, with the same level"""
    prediction_high: float
    tau2: float
    """variance of the true effects between studies"""
    tau2_se: float
    i2: float
    """percent of the total variation that is not chance"""
    h2: float
    q: float
    """Cochran's Q; of a meta-regression the residual one, QE"""
    q_df: int
    q_p: float
    log_likelihood: float
    """restricted for method REML, full for the others"""
    aic: float
    bic: float
    aicc: float
    method: str
    test: str
    test_df: float
    """infinite for z"""
    level: float
    coefficients: tuple[Coefficient, ...]
    covariance: Floats = field(repr=False)
    """of the coefficients, p × p"""
    qm: float
    """test of the moderators: χ² with `qm_df`, or F with `qm_df` and `qm_df2` (Knapp-Hartung)"""
    qm_df: int
    qm_df2: float
    qm_p: float
    measure: str | None
    dropped: int
    """rows left out because a value was missing"""
    notes: tuple[str, ...]
    """codes of what a reader should know, sentences in `report`"""
    yi: Floats = field(repr=False)
    vi: Floats = field(repr=False)
    X: Floats = field(repr=False)
    factors: tuple[tuple[str, tuple[str, ...]], ...] = ()
    """moderators that are categories, each with its levels"""

    @property
    def is_regression(self) -> bool:
        return len(self.coefficients) > 1 or self.coefficients[0].name != "intercept"

    @property
    def tau(self) -> float:
        return float(np.sqrt(self.tau2))

    @property
    def qe(self) -> float:
        return self.q

    @property
    def ci(self) -> Interval:
        return Interval(self.ci_low, self.ci_high)

    @property
    def prediction(self) -> Interval:
        return Interval(self.prediction_low, self.prediction_high)

    @cached_property
    def weights(self) -> Floats:
        """Each effect's share in the estimate, in percent."""
        w = 1.0 / (self.vi + self.tau2)
        return 100 * w / w.sum()

    @cached_property
    def fitted(self) -> Floats:
        """Expected effect of each row."""
        return self.X @ np.array([c.estimate for c in self.coefficients])

    @cached_property
    def _design(self) -> Design:
        return Design(self.yi, self.vi, self.X if self.is_regression else None)

    @cached_property
    def tau2_ci(self) -> Interval:
        """Q-profile interval of τ² (Viechtbauer 2007); NaN of a single effect."""
        if self.q_df == 0:
            return Interval(np.nan, np.nan)
        return q_profile(self._design, self.level)

    @cached_property
    def i2_ci(self) -> Interval:
        """Interval of I² in percent, from that of τ²."""
        typical = self._typical_variance
        return Interval(*(100 * t / (typical + t) for t in self.tau2_ci))

    @cached_property
    def h2_ci(self) -> Interval:
        """Interval of H², from that of τ²."""
        typical = self._typical_variance
        return Interval(*((typical + t) / typical for t in self.tau2_ci))

    @cached_property
    def _typical_variance(self) -> float:
        return heterogeneity(self._design, self.tau2, False).typical_variance

    @cached_property
    def r2(self) -> float:
        """Percent of τ² that the moderators account for (Raudenbush 2009), 0 where there is none.
        Of a common-effect model, which has no τ², percent of Q: QM / (QM + QE) (Lipsey & Wilson
        2001, Practical meta-analysis, p. 138), where metafor gives none. NaN without moderators."""
        if not self.is_regression:
            return float("nan")
        if self.method == "EE":
            whole = heterogeneity(Design(self.yi, self.vi), 0.0, True).q
            return max(0.0, 100 * (whole - self.q) / whole) if whole > 0 else 0.0
        plain = Design(self.yi, self.vi)
        before = ESTIMATORS[self.method](plain)[0] * plain.scale
        return max(0.0, 100 * (before - self.tau2) / before) if before > 0 else 0.0

    def to_dict(self) -> dict[str, Any]:
        """Everything as plain numbers, texts and lists, ready for JSON; None where undefined."""
        left_out = {"yi", "vi", "X", "covariance", "coefficients", "factors"}
        given = {f.name: getattr(self, f.name) for f in fields(self) if f.name not in left_out}
        for name in ("tau2_ci", "i2_ci", "h2_ci"):
            given[f"{name}_low"], given[f"{name}_high"] = getattr(self, name)
        given["r2"] = self.r2
        given["weights"] = self.weights
        given["coefficients"] = [
            {f.name: plain(getattr(c, f.name)) for f in fields(c)} for c in self.coefficients
        ]
        return {name: plain(value) for name, value in given.items()}


def plain(value: Any) -> Any:
    """For JSON: no NumPy types, None for what is not finite."""
    if isinstance(value, np.ndarray):
        return [plain(v) for v in value.tolist()]
    if isinstance(value, np.generic):
        value = value.item()
    if isinstance(value, float):
        return value if np.isfinite(value) else None
    if isinstance(value, tuple | list):
        return [plain(v) for v in _items(value)]
    return value


def _items(value: Iterable[Any]) -> Iterable[Any]:
    return value
