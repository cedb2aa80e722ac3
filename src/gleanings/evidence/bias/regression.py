"""Regression of effects on their standard errors: Egger's test, PET-PEESE."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

import numpy as np

from gleanings.evidence.display import Displayed
from gleanings.evidence.distributions import critical_value, t_upper, two_sided
from gleanings.evidence.inputs import (
    Faults,
    Floats,
    choice,
    column,
    effects,
    from_the_most_precise,
    level_of,
)
from gleanings.evidence.pooling.fit import method_of
from gleanings.evidence.pooling.result import plain
from gleanings.evidence.sensitivity.refits import refit
from gleanings.evidence.sensitivity.source import columns_of, fit_given

MODELS = ("rma", "lm")
PREDICTORS = ("sei", "vi", "sqrtninv")
# Standard errors that differ by less than this share carry no slope.
SAME = 1e-10


@dataclass(frozen=True, repr=False)
class RegressionTest(Displayed):
    """Slope of the effects on `predictor` and the estimate where the predictor is 0.

    statistic is z with df infinite for model "rma" under the z-test, else t. tau2 is None for
    model "lm", whose residual variance multiplies the sampling variances instead (`dispersion`).
    """

    k: int
    model: str
    predictor: str
    slope: float
    se: float
    statistic: float
    df: float
    p: float
    limit_estimate: float
    limit_se: float
    limit_ci_low: float
    limit_ci_high: float
    tau2: float | None
    dispersion: float | None
    level: float

    def to_dict(self) -> dict[str, Any]:
        """Plain numbers, for JSON; None for what is not finite, such as the df of z."""
        return {name: plain(value) for name, value in asdict(self).items()}


def egger(
    yi: Any,
    vi: Any = None,
    *,
    model: str = "rma",
    predictor: str = "sei",
    method: str = "REML",
    test: str = "z",
    level: float = 0.95,
    ni: Any = None,
) -> RegressionTest:
    """Egger's regression test for funnel asymmetry.

    model "rma": y_i = β0 + β1 √v_i + u_i + e_i by `method` (Thompson & Sharp 1999; Sterne & Egger
    2005), metafor's default form; test "z", "knapp-hartung" or "knapp-hartung-adhoc", as in `pool`.
    model "lm": weighted least squares with weights 1/v_i and multiplicative dispersion, t with
    k − 2 df, the classical form (Egger et al. 1997, BMJ 315:629–634, whose intercept is β1 here).

    yi, vi: (k,), k ≥ 3; or a fit of `pool` as the only argument, whose method then holds.
    predictor: "sei", "vi", or "sqrtninv", the √(1/n) of `ni`, which keeps the test's level where
    the variance holds the effect, as that of a log odds ratio does (Peters et al. 2006, JAMA
    295:676–680, by 1/n; `Measure.funnel` has what each measure needs). Agrees with metafor's
    regtest. Raises ValueError for fewer effects or where all variances (or sizes) are the same.
    """
    choice("model", model, MODELS)
    choice("predictor", predictor, PREDICTORS)
    choice("test", test, ("z", "knapp-hartung", "knapp-hartung-adhoc"))
    fit = fit_given(yi, vi)
    if fit is not None:
        yi, vi, method = fit.yi, fit.vi, fit.method
    method = method_of(method)
    y, v = effects(yi, vi, least=3)
    x = _predicting(predictor, v, ni)
    return _regression(y, v, x, model, predictor, method, test, level_of(level))


def _predicting(predictor: str, v: Floats, ni: Any) -> Floats:
    if predictor == "sqrtninv":
        faults = Faults("Effects cannot be regressed on the sizes of their samples")
        n = column("ni", () if ni is None else ni, faults)
        if n.size != v.size:
            faults.say(f"ni has {n.size} rows for {v.size} effects; give one size per effect")
        faults.check("ni", n, ~(np.isfinite(n) & (n > 0)), "is not a sample size; above 0")
        faults.raise_if_any()
        return np.asarray(1 / np.sqrt(n))
    return np.sqrt(v) if predictor == "sei" else v


def _regression(
    y: Floats,
    v: Floats,
    x: Floats,
    model: str,
    predictor: str,
    method: str,
    test: str,
    level: float,
) -> RegressionTest:
    k = len(y)
    if np.ptp(x) <= SAME * x.max():
        raise ValueError(
            f"All {k} effects have the same {predictor}; their size cannot be regressed on it."
        )
    origin = float(y[v.argmin()])
    y = from_the_most_precise(y, v)
    # Centred and scaled, so that the 2 × 2 system is well conditioned on every scale of v.
    centre, unit = float(x.mean()), float(x.std())
    X = np.column_stack([np.ones(k), (x - centre) / unit])
    fit = refit(y, v, X, np.ones((1, k), dtype=bool), method if model == "rma" else "EE")
    scaled = model == "lm" or test != "z"
    factor = float(fit.scale[0]) if scaled else 1.0
    if model == "rma" and test == "knapp-hartung-adhoc":
        factor = max(factor, 1.0)
    vcov = fit.vcov[0] * factor
    df = k - 2.0 if scaled else np.inf
    to_zero = np.array([1.0, -centre / unit])
    slope, se = fit.beta[0, 1] / unit, np.sqrt(vcov[1, 1]) / unit
    limit, limit_se = (
        origin + float(to_zero @ fit.beta[0]),
        float(np.sqrt(to_zero @ vcov @ to_zero)),
    )
    half = float(critical_value(level, df)) * limit_se
    # equal effects leave the scaled variance nothing
    flat = 0.0 if slope == 0 else float(np.copysign(np.inf, slope))
    statistic = float(np.divide(slope, se)) if se > 0 else flat
    return RegressionTest(
        k=k,
        model=model,
        predictor=predictor,
        slope=float(slope),
        se=float(se),
        statistic=statistic,
        df=df,
        p=float(two_sided(statistic, df)),
        limit_estimate=limit,
        limit_se=limit_se,
        limit_ci_low=limit - half,
        limit_ci_high=limit + half,
        tau2=float(fit.tau2[0]) if model == "rma" else None,
        dispersion=float(fit.scale[0]) if model == "lm" else None,
        level=level,
    )


@dataclass(frozen=True, repr=False)
class PetPeese(Displayed):
    """Both regressions and which of them gives the corrected `estimate` ("PET" or "PEESE").

    `p_effect` is the one-sided p of PET's intercept in the direction of the uncorrected mean.
    """

    k: int
    estimate: float
    se: float
    ci_low: float
    ci_high: float
    chosen: str
    p_effect: float
    pet: RegressionTest
    peese: RegressionTest
    level: float

    def to_dict(self) -> dict[str, Any]:
        """Plain numbers, for JSON."""
        own = {
            name: plain(value) for name, value in vars(self).items() if name not in ("pet", "peese")
        }
        return {**own, "pet": self.pet.to_dict(), "peese": self.peese.to_dict()}


def pet_peese(yi: Any, vi: Any = None, *, alpha: float = 0.05, level: float = 0.95) -> PetPeese:
    """Precision-effect test and estimate with standard error.

    PET regresses y on √v, PEESE on v, both by weighted least squares with weights 1/v and
    multiplicative dispersion (Stanley & Doucouliagos 2014, Res Synth Methods 5:60–78). PEESE's
    intercept is the estimate where PET's is above 0 one-sided at `alpha`, in the direction of the
    common-effect mean, else PET's (Stanley 2017, Soc Psychol Personal Sci 8:581–591).

    yi, vi: (k,), k ≥ 3; or a fit of `pool` as the only argument. Raises ValueError for fewer
    effects, or where all variances are the same.
    """
    level = level_of(level)
    y, v = columns_of(yi, vi, least=3)
    pet = _regression(y, v, np.sqrt(v), "lm", "sei", "EE", "z", level)
    peese = _regression(y, v, v, "lm", "vi", "EE", "z", level)
    direction = 1.0 if (y / v).sum() >= 0 else -1.0
    # Effects on a line have residuals, and an intercept, of rounding alone.
    rounding = 1e-12 * float(np.abs(y).max())
    if pet.limit_se > rounding:
        p = float(t_upper(direction * pet.limit_estimate / pet.limit_se, pet.df))
    else:
        p = 0.0 if direction * pet.limit_estimate > rounding else 1.0
    used = peese if p < alpha else pet
    return PetPeese(
        k=len(y),
        estimate=used.limit_estimate,
        se=used.limit_se,
        ci_low=used.limit_ci_low,
        ci_high=used.limit_ci_high,
        chosen="PEESE" if used is peese else "PET",
        p_effect=p,
        pet=pet,
        peese=peese,
        level=level,
    )
