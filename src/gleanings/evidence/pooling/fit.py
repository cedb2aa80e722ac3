"""`pool`: several effects made one, or explained by moderators."""

import math
from collections.abc import Hashable, Mapping
from typing import Any, Literal, NamedTuple

import numpy as np

from ..by_name import named, variances
from ..distributions import chi2_upper, critical_value, f_upper, two_sided
from ..inputs import Floats, Missing, choice, effects, level_of, rows
from .design import Design, Intercept, Moderated
from .heterogeneity import heterogeneity
from .likelihood import TOO_FAR, log_likelihood
from .moderators import ModelMatrix, is_table, model_matrix
from .result import Coefficient, PooledEffect
from .tau2 import ESTIMATORS

METHODS = (*ESTIMATORS, "EE")
# other names for the model without variance between studies
COMMON_EFFECT = {"EE", "FE", "CE", "common", "fixed"}
TESTS = ("z", "t", "knapp-hartung", "knapp-hartung-adhoc")
# what others call them: metafor, meta, papers
TEST_NAMES = {
    "knha": "knapp-hartung",
    "kh": "knapp-hartung",
    "hk": "knapp-hartung",
    "hksj": "knapp-hartung",
    "hartung-knapp": "knapp-hartung",
    "adhoc": "knapp-hartung-adhoc",
    "hksj-adhoc": "knapp-hartung-adhoc",
}

Method = Literal["REML", "DL", "ML", "PM", "SJ", "HE", "HS", "EB", "EE"]
Test = Literal["z", "t", "knapp-hartung", "knapp-hartung-adhoc"]


def test_of(name: Any) -> str:
    """A test's own name, also from another that it goes by; ValueError for what is none."""
    if isinstance(name, str):
        name = TEST_NAMES.get(name.lower(), name.lower() if name.lower() in TESTS else name)
    return choice("test", name, TESTS)


def method_of(name: Any) -> str:
    """A method's own name, in capitals or not; ValueError for what is none."""
    if not isinstance(name, str):
        return choice("method", name, METHODS)
    if name in COMMON_EFFECT or name.upper() in COMMON_EFFECT:
        return "EE"
    return choice("method", name.upper() if name.upper() in METHODS else name, METHODS)


def pool(
    yi: Any,
    vi: Any = None,
    *,
    sei: Any = None,
    data: Any = None,
    method: Method | str = "REML",
    test: Test | str = "z",
    level: float = 0.95,
    moderators: Any = None,
    intercept: bool = True,
    reference: Mapping[str, Hashable] | None = None,
    measure: str | None = None,
    missing: Missing = "refuse",
) -> PooledEffect:
    """Pool effects by inverse variance: y_i = μ + u_i + e_i, Var(u_i) = τ², Var(e_i) = vi.

    Parameters
    ----------
    yi, vi : effects and their sampling variances (squared standard errors), one per study.
    sei : standard errors, instead of vi.
    data : a data frame or a mapping of columns; yi, vi, sei and moderators may then be names in it.
    method : how τ² is estimated: REML, DL, ML, PM, SJ, HE, HS, EB; or EE (also FE, CE), the
        common-effect model with τ² = 0.
    test : "z"; "t" with k - p degrees of freedom; "knapp-hartung" ("knha"), that t and a variance
        scaled by the weighted residuals (Hartung 1999; Knapp & Hartung 2003), which keeps its
        level with few studies; "knapp-hartung-adhoc" ("adhoc"), the same but never narrower than
        z's (Knapp & Hartung 2003, p. 2697).
    level : of the confidence and the prediction interval.
    moderators : a mapping of names to columns, or an array; see `moderators.model_matrix`.
    intercept, reference : see there.
    measure : metafor's name of the measure, so that `describe` can speak of odds or correlations.
    missing : "drop" leaves out rows with a missing effect, variance or moderator, and counts them.

    Returns
    -------
    PooledEffect : for one effect, that effect with its own interval; τ² = 0 and no test but z.

    Raises
    ------
    ValueError : unusable effects, variances or moderators, each with its row.
    ArithmeticError : an iteration without an end, or numbers beyond what a double holds.

    Agrees with metafor's `rma.uni` (see tests/evidence/pooling); the prediction interval uses the
    test's distribution, z or t with k - p degrees of freedom, so of an average k - 1 (as IntHout et
    al. 2016, BMJ Open 6:e010247). Higgins et al. (2009, J R Stat Soc A 172:137) take k - 2, for the
    τ² that was estimated as well; that is wider where studies are few, has no reason of its own
    with three or four, and would not agree with the test of the average beside it.

    Examples
    --------
    >>> result = pool([0.2, 0.5, 0.1], [0.02, 0.03, 0.05], test="knapp-hartung")
    >>> round(result.estimate, 4), round(result.ci_high, 4)
    (0.2778, 0.7688)
    """
    if isinstance(moderators, str):
        moderators = [moderators]
    yi, vi, sei, moderators = named(data, yi, vi, sei, moderators)
    vi = variances(vi, sei)
    method, test, level = method_of(method), test_of(test), level_of(level)
    y, v, mods, dropped = _table(yi, vi, moderators, missing)
    matrix = None
    if mods is not None:
        matrix = model_matrix(mods, y.size, intercept=intercept, reference=reference)
    notes: list[str] = []
    if y.size == 1:
        method, test = "EE", "z"
    with np.errstate(over="ignore", invalid="ignore", divide="ignore"):
        result = _fit(y, v, matrix, method, test, level, measure, dropped, notes)
    if not all(math.isfinite(c.estimate) and math.isfinite(c.se) for c in result.coefficients):
        raise ArithmeticError(TOO_FAR)
    return result


def _table(yi: Any, vi: Any, moderators: Any, missing: Missing) -> tuple[Floats, Floats, Any, int]:
    if missing == "refuse":
        return *effects(yi, vi), moderators, 0
    choice("missing", missing, ("refuse", "drop"))
    named = None
    if moderators is not None:
        named = dict(moderators.items()) if is_table(moderators) else np.asarray(moderators)
    columns = [yi, vi]
    if isinstance(named, dict):
        columns += list(named.values())
    elif named is not None:
        columns += list(named.reshape(named.shape[0], -1).T)
    kept = rows(*columns, missing="drop")
    y, v = effects(np.asarray(yi)[kept], np.asarray(vi)[kept])
    if isinstance(named, dict):
        named = {name: np.asarray(values)[kept] for name, values in named.items()}
    elif named is not None:
        named = named[kept]
    return y, v, named, int(kept.size - kept.sum())


class _Inference(NamedTuple):
    covariance: Floats
    df: float


def _fit(
    y: Floats,
    v: Floats,
    matrix: ModelMatrix | None,
    method: str,
    test: str,
    level: float,
    measure: str | None,
    dropped: int,
    notes: list[str],
) -> PooledEffect:
    design = Design(y, v, None if matrix is None else matrix.X)
    tau2, tau2_se = (0.0, math.nan) if method == "EE" else ESTIMATORS[method](design)
    fit = design.at(tau2)
    inference = _infer(fit, test, notes)
    names = ("intercept",) if matrix is None else matrix.names
    beta = fit.beta * design.unit + design.origin
    covariance = inference.covariance * design.scale
    coefficients = _coefficients(names, beta, covariance, inference.df, level)
    tau2, tau2_se = tau2 * design.scale, tau2_se * design.scale
    spread = heterogeneity(design, tau2, method == "EE")
    likelihood = log_likelihood(fit, method == "REML") if design.df or method != "REML" else 0.0
    first = coefficients[0]
    plain = matrix is None or (len(names) == 1 and names[0] == "intercept")
    prediction = (math.nan, math.nan)
    if plain and method != "EE":
        half = float(critical_value(level, inference.df)) * math.sqrt(tau2 + first.se**2)
        prediction = first.estimate - half, first.estimate + half
    qm, qm_df, qm_df2, qm_p = _test_moderators(beta, covariance, matrix, inference.df)
    aic, bic, aicc = _criteria(likelihood, design, method)
    return PooledEffect(
        k=design.k,
        estimate=first.estimate if plain else math.nan,
        se=first.se if plain else math.nan,
        statistic=first.statistic if plain else math.nan,
        p=first.p if plain else math.nan,
        ci_low=first.ci_low if plain else math.nan,
        ci_high=first.ci_high if plain else math.nan,
        prediction_low=prediction[0],
        prediction_high=prediction[1],
        tau2=tau2,
        tau2_se=tau2_se,
        i2=spread.i2,
        h2=spread.h2,
        q=spread.q,
        q_df=spread.q_df,
        q_p=spread.q_p,
        log_likelihood=likelihood,
        aic=aic,
        bic=bic,
        aicc=aicc,
        method=method,
        test=test,
        test_df=inference.df,
        level=level,
        coefficients=coefficients,
        covariance=covariance,
        qm=qm,
        qm_df=qm_df,
        qm_df2=qm_df2,
        qm_p=qm_p,
        measure=measure,
        dropped=dropped,
        notes=tuple(notes),
        yi=y,
        vi=v,
        X=np.ones((y.size, 1)) if matrix is None else matrix.X,
        factors=() if matrix is None else matrix.factors,
    )


def _infer(fit: Intercept | Moderated, test: str, notes: list[str]) -> _Inference:
    """Covariance of the coefficients and the degrees of freedom they are tested with."""
    if test == "z":
        return _Inference(fit.covariance, math.inf)
    df = fit.design.df
    if test == "t":
        return _Inference(fit.covariance, float(df))
    factor = fit.q / df
    if test == "knapp-hartung-adhoc":
        factor = max(factor, 1.0)
    elif factor < 1:
        notes.append("narrower")
    return _Inference(fit.covariance * factor, float(df))


def _coefficients(
    names: tuple[str, ...], beta: Floats, covariance: Floats, df: float, level: float
) -> tuple[Coefficient, ...]:
    se = np.sqrt(np.diag(covariance))
    # effects without any spread leave Knapp and Hartung's method a standard error of 0
    statistic = np.where(se > 0, beta / np.where(se > 0, se, 1), np.where(beta == 0, 0, np.inf))
    statistic = np.where(se > 0, statistic, np.copysign(statistic, beta))
    p, half = two_sided(statistic, df), critical_value(level, df) * se
    table = zip(names, beta, se, statistic, p, beta - half, beta + half, strict=True)
    return tuple(Coefficient(name, *(float(x) for x in row)) for name, *row in table)


def _test_moderators(
    beta: Floats, covariance: Floats, matrix: ModelMatrix | None, df: float
) -> tuple[float, int, float, float]:
    """Wald test of all coefficients but the intercept (QM)."""
    if matrix is None:
        return math.nan, 0, math.nan, math.nan
    tested = list(matrix.tested)
    b, V = beta[tested], covariance[np.ix_(tested, tested)]
    size = np.sqrt(np.diag(V))
    if not (size > 0).all():
        return math.inf, len(tested), df, 0.0
    wald = float((b / size) @ np.linalg.solve(V / np.outer(size, size), b / size))
    if math.isinf(df):
        return wald, len(tested), math.inf, float(chi2_upper(wald, len(tested)))
    f = wald / len(tested)
    return f, len(tested), df, float(f_upper(f, len(tested), df))


def _criteria(likelihood: float, design: Design, method: str) -> tuple[float, float, float]:
    """AIC, BIC and AICc, with the coefficients and τ² as parameters."""
    size = design.p + (method != "EE")
    n = design.df if method == "REML" else design.k
    corrected = max(n, size + 2)
    aic = 2 * size - 2 * likelihood
    bic = size * math.log(n) - 2 * likelihood if n else math.nan
    return aic, bic, 2 * size * corrected / (corrected - size - 1) - 2 * likelihood
