"""What a model of clustered effects gives back."""

from __future__ import annotations

import math
from dataclasses import asdict, dataclass, field, fields
from functools import cached_property
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from gleanings.evidence.dependent.clusters import Array
from gleanings.evidence.dependent.covariance import Inverse, split_at_means
from gleanings.evidence.dependent.likelihood import Problem
from gleanings.evidence.display import Displayed
from gleanings.evidence.notes import Note, plain_notes
from gleanings.evidence.pooling.result import plain


@dataclass(frozen=True)
class ClusteredCoefficient:
    """One coefficient; `df` is infinite where `statistic` is z, else it is t."""

    name: str
    estimate: float
    se: float
    statistic: float
    df: float
    p: float
    ci_low: float
    ci_high: float


class Range(NamedTuple):
    """An interval of a variance component."""

    low: float
    high: float


@dataclass(frozen=True)
class ComponentIntervals:
    """Profile-likelihood intervals of σ²_between and σ²_within; `high` may be infinite."""

    between: Range
    within: Range
    level: float


@dataclass(frozen=True)
class Working:
    """The fit in the form that further work needs: sorted rows, scaled effects.

    The problem's y are residuals of the coefficients `middle`, in the given unit; with its own
    coefficients γ, β = unit · back @ (γ + middle).
    """

    problem: Problem
    sigma2: Array
    held: tuple[int, ...]
    unit: float
    back: Array
    middle: Array


@dataclass(frozen=True, eq=False, repr=False)
class MultilevelEffect(Displayed):
    """Effects within clusters, pooled; or a meta-regression of them.

    Effects are on the scale they were given in. In a meta-regression there is no single pooled
    effect: `estimate` to `prediction_high` are NaN, see `coefficients`. `to_dict` writes None for
    what is not finite.
    """

    k: int
    n_clusters: int
    estimate: float
    se: float
    statistic: float
    p: float
    ci_low: float
    ci_high: float
    prediction_low: float
    """where the true effect of a new outcome in a new study is expected to lie"""
    prediction_high: float
    sigma2_between: float
    """variance of true effects between clusters"""
    sigma2_within: float
    """variance of true effects within a cluster"""
    i2: float
    """percent of the total variation that is not chance: the sum of the two levels"""
    i2_between: float
    i2_within: float
    q: float
    """residual heterogeneity (QE of a meta-regression), both components at 0"""
    q_df: int
    q_p: float
    log_likelihood: float
    aic: float
    bic: float
    aicc: float
    method: str
    test: str
    test_df: float
    """of `statistic`; infinite for z"""
    level: float
    rho: float
    """correlation of sampling errors within a cluster"""
    coefficients: tuple[ClusteredCoefficient, ...]
    covariance: Array = field(repr=False)
    qm: float
    """test of the moderators: χ² with `qm_df`, or F with `qm_df` and `qm_df2`"""
    qm_df: int
    qm_df2: float
    qm_p: float
    dropped: int
    """rows left out because a value was missing"""
    notes: tuple[Note, ...]
    """what had to be said, sentences in `report`"""
    yi: Array = field(repr=False)
    vi: Array = field(repr=False)
    X: Array = field(repr=False)
    tested: tuple[int, ...] = field(repr=False)
    """places of the coefficients that `qm` tests"""
    cluster: NDArray[np.intp] = field(repr=False)
    """number of each effect's cluster"""
    working: Working = field(repr=False)

    @property
    def tau2(self) -> float:
        """Total variance of true effects, between and within clusters."""
        return self.sigma2_between + self.sigma2_within

    @property
    def is_regression(self) -> bool:
        """Whether there are moderators."""
        return math.isnan(self.estimate)

    @cached_property
    def weights(self) -> Array:
        """Each effect's share in the mean without moderators, in percent: the row sums of Σ⁻¹.

        At a high ρ a precise effect may have a negative one.
        """
        sampling = self.working.problem.sampling
        between, within = (float(s) for s in self.working.sigma2)
        split = split_at_means(sampling, within, np.ones((self.k, 1)))
        share = np.empty(self.k)
        share[sampling.clusters.order] = Inverse(split, between).product()[:, 0]
        return 100 * share / share.sum()

    def to_dict(self) -> dict[str, Any]:
        """Everything as plain numbers, texts and lists, ready for JSON; None where undefined."""
        left_out = {"coefficients", "covariance", "notes"}
        left_out |= {"yi", "vi", "X", "cluster", "tested", "working"}
        given = {f.name: getattr(self, f.name) for f in fields(self) if f.name not in left_out}
        given |= {"tau2": self.tau2, "notes": plain_notes(self.notes)}
        rows = [asdict(c) for c in self.coefficients]
        return {name: plain(value) for name, value in given.items()} | {
            "coefficients": [{n: plain(v) for n, v in row.items()} for row in rows]
        }


@dataclass(frozen=True)
class WaldTest:
    """F with df1 and df2 of `constraints`; NaN with a note where df2 is not positive."""

    f: float
    df1: int
    df2: float
    p: float
    notes: tuple[Note, ...] = ()
