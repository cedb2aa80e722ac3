"""What one engine run gives: everything that the page of a synthesis shows, as plain numbers.

Values stand on the analysis scale (`estimate`, logarithms for ratios, Fisher's z for ZCOR), and in
`shown` as they are read (ratios, r). What does not exist, or is not finite, is None. Places for
words hold codes, so that a page says them in its own language:

- `why_not_pooled`, and `why_not` of a subgroup: "no-study", "fewer-than-three";
- `why_not` of small-study effects: "not-pooled", "fewer-than-ten", "same-precision",
  "single-groups" (what one group shows has no hoped-for result), "sizes-unknown" (the measure is to
  be tested by n), "beyond-one" (a coefficient that no correlation can be);
- of the years: "not-pooled", "year-unknown", "one-year";
- of subgroups: "not-pooled", "no-subgroups", "subgroup-unknown", "one-subgroup";
- `notes` of a pooled effect: "narrower" (Knapp and Hartung's interval is narrower than z's; of
  runs before their test was guarded),
  "few-degrees-of-freedom" (below 4, CR2's p and interval are not to be trusted, Tipton 2015),
  "levels-not-separable" (the variance between and within studies cannot be told apart).
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from gleanings.evidence.plain import from_plain, to_plain

SCHEMA = 1

Number = float | None


@dataclass(frozen=True)
class Shown:
    """Values as they are read; no standard error there, since the interval is not symmetric."""

    estimate: Number
    ci_low: Number
    ci_high: Number
    prediction_low: Number = None
    prediction_high: Number = None


@dataclass(frozen=True, kw_only=True)
class Effect:
    """One effect as it came in. weight: its share in the pooled effect in percent."""

    label: str | None
    yi: float
    vi: float
    ci_low: float
    ci_high: float
    weight: Number
    year: Number
    cluster: str | None
    subgroup: str | None
    n: Number
    shown: Shown


@dataclass(frozen=True, kw_only=True)
class Estimate:
    """A pooled estimate with its test; `df` is None for z."""

    estimate: float
    se: float
    df: Number
    p: Number
    ci_low: Number
    ci_high: Number
    shown: Shown


@dataclass(frozen=True, kw_only=True)
class Pooled(Estimate):
    """The pooled effect; prediction_*: where the true effect of a new study is expected."""

    statistic: Number
    prediction_low: Number
    prediction_high: Number
    notes: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Heterogeneity:
    """τ² and its interval; of dependent effects τ² = σ²_between + σ²_within, each with its own.

    i2 in percent, of dependent effects also by level.
    """

    tau2: float
    tau2_low: Number = None
    tau2_high: Number = None
    sigma2_between: Number = None
    sigma2_between_low: Number = None
    sigma2_between_high: Number = None
    sigma2_within: Number = None
    sigma2_within_low: Number = None
    sigma2_within_high: Number = None
    i2: float
    i2_low: Number = None
    i2_high: Number = None
    i2_between: Number = None
    i2_within: Number = None
    q: float
    q_df: int
    q_p: Number


@dataclass(frozen=True, kw_only=True)
class Slope:
    """Egger's regression on `predictor`; `limit` is the estimate where that is 0.

    predictor: "sei", the standard error, or "sqrtninv", √(1/n). Of a measure whose variance holds
    the effect, slope and se are those on the scale of `Measure.funnel`.
    """

    predictor: str = "sei"
    slope: float
    se: float
    statistic: Number
    df: Number
    p: Number
    limit: Shown


@dataclass(frozen=True, kw_only=True)
class Filled(Estimate):
    """Trim and fill: `k0` effects imputed on `side`, at `yi` with variances `vi`."""

    k0: int
    side: str
    yi: tuple[float, ...]
    vi: tuple[float, ...]


@dataclass(frozen=True, kw_only=True)
class Corrected(Estimate):
    """PET-PEESE; chosen: "PET" or "PEESE"."""

    chosen: str


@dataclass(frozen=True, kw_only=True)
class SmallStudies:
    """Whether less precise studies find other effects; all None where `why_not` says why.

    trim_and_fill only where they do: of a funnel that is symmetric but for chance it would add
    three of twenty studies every third time.
    """

    why_not: str | None = None
    egger: Slope | None = None
    trim_and_fill: Filled | None = None
    pet_peese: Corrected | None = None


@dataclass(frozen=True, kw_only=True)
class LeftOut(Estimate):
    """Without one study; influential: it sways the result more than one study should."""

    study: str
    tau2: float
    influential: bool


@dataclass(frozen=True, kw_only=True)
class Alternative(Estimate):
    """Analysed otherwise. kind, and value where it has one:

    "tau2" by the estimator `value`; "test-z" without Knapp and Hartung; "rho": sampling errors
    within a study correlate by `value`; "model-based" without CR2; "as-independent": as if every
    effect came from a study of its own.
    """

    kind: str
    value: str | float | None
    tau2: float


@dataclass(frozen=True, kw_only=True)
class Sensitivity:
    """Both empty where nothing is pooled."""

    leave_one_out: tuple[LeftOut, ...] = ()
    alternatives: tuple[Alternative, ...] = ()

    @property
    def influential(self) -> tuple[str, ...]:
        """Names of the studies that sway the result more than one study should."""
        return tuple(row.study for row in self.leave_one_out if row.influential)


@dataclass(frozen=True, kw_only=True)
class Step(Estimate):
    """All studies up to and with `year`; `added` are the labels of that year's effects, those of
    the first step all until then."""

    year: float
    added: tuple[str, ...]
    k: int
    n_studies: int
    tau2: float


@dataclass(frozen=True, kw_only=True)
class OverYears:
    """From the first year in which there were three studies."""

    why_not: str | None = None
    steps: tuple[Step, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Subgroup:
    """One subgroup; `pooled` is None where it has fewer than three studies."""

    name: str
    k: int
    n_studies: int
    why_not: str | None
    pooled: Pooled | None
    heterogeneity: Heterogeneity | None


@dataclass(frozen=True, kw_only=True)
class Between:
    """Test of the differences between the pooled subgroups: χ² ("Q") with df1, or "F" with both."""

    kind: str
    statistic: Number
    df1: int
    df2: Number
    p: Number


@dataclass(frozen=True, kw_only=True)
class BySubgroup:
    """Subgroups in order of first appearance; `between` is None with fewer than two pooled ones."""

    why_not: str | None = None
    groups: tuple[Subgroup, ...] = ()
    between: Between | None = None


@dataclass(frozen=True, kw_only=True)
class Appraisal:
    """One run of `appraise`. model: "random-effects", "common-effect", "three-level",
    "correlated-hierarchical", or None where nothing is pooled; test: "knapp-hartung-adhoc", "CR2",
    or of a common effect "z"."""

    schema: int = SCHEMA
    version: str
    measure: str | None
    model: str | None
    method: str
    test: str | None
    level: float
    rho: Number
    k: int
    n_studies: int
    n_people: Number
    why_not_pooled: str | None
    effects: tuple[Effect, ...]
    pooled: Pooled | None
    heterogeneity: Heterogeneity | None
    small_studies: SmallStudies
    sensitivity: Sensitivity
    cumulative: OverYears
    subgroups: BySubgroup

    @property
    def dependent(self) -> bool:
        """Whether some study gives several effects."""
        return self.n_studies < self.k

    def to_dict(self) -> dict[str, Any]:
        """Plain numbers, texts, lists and objects, ready for JSON."""
        plain: dict[str, Any] = to_plain(self)
        return plain

    @classmethod
    def from_dict(cls, stored: Mapping[str, Any]) -> Appraisal:
        """What `to_dict` gave, also after a way through JSON. ValueError for another schema."""
        schema = stored.get("schema")
        if schema != SCHEMA:
            raise ValueError(
                f"This is an appraisal of schema {schema!r}, and this version of Gleanings reads "
                f"schema {SCHEMA}; run the appraisal again."
            )
        return from_plain(cls, stored)


def number(value: Any) -> Number:
    """A plain number; None for what is missing or not finite."""
    if value is None:
        return None
    value = float(value)
    return value if math.isfinite(value) else None
