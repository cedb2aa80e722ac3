"""CR2, CR1 and HTZ: held to clubSandwich and metafor, and to the formulas written out densely."""

import json

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from evidence.dependent.studies import (
    CLOSED,
    CLUSTERED,
    ITERATIVE,
    close,
    columns,
    dense_covariance,
    made_up,
    regression,
)
from evidence.gold import dataset
from gleanings.evidence import correlated_hierarchical, pool, robust, three_level
from gleanings.evidence.report import describe, notice

FITS = {
    "univariate_REML": lambda y, v, cluster: pool(y, v),
    "multilevel": three_level,
    "che": correlated_hierarchical,
}
FIELDS = {
    "estimate": "estimate",
    "se": "se",
    "statistic": "tval",
    "p": "pval",
    "ci_low": "ci_lb",
    "ci_high": "ci_ub",
}


@pytest.mark.parametrize("model", FITS)
@pytest.mark.parametrize("case", CLUSTERED)
def test_cr2_agrees_with_clubsandwich(case, model):
    data = dataset(case)
    reference = data["robust"][model]
    result = robust(FITS[model](*columns(data)), columns(data)[2])
    for ours, theirs in {**FIELDS, "df": "df"}.items():
        assert close(getattr(result, ours), reference[theirs][0]), ours
    assert result.n_clusters == reference["n_clusters"]


@pytest.mark.parametrize("model", ["univariate_REML", "multilevel"])
@pytest.mark.parametrize("case", CLUSTERED)
def test_cr1_agrees_with_metafor(case, model):
    data = dataset(case)
    reference = data["robust_CR1"][model]
    result = robust(FITS[model](*columns(data)), columns(data)[2], kind="CR1")
    assert result.df == reference["df"]
    for ours, theirs in FIELDS.items():
        assert close(getattr(result, ours), reference[theirs][0]), ours


@pytest.mark.parametrize("model", ["multilevel", "che"])
@pytest.mark.parametrize("case", CLUSTERED)
def test_meta_regression_and_its_htz_test_agree_with_clubsandwich(case, model):
    reference = dataset(case)[f"{model}_metareg"]["robust"]
    result = robust(FITS[model](**regression(dataset(case))))
    for i, coefficient in enumerate(result.coefficients):
        assert close(coefficient.se, reference["se"][i])
        assert close(coefficient.df, reference["df"][i])
        assert close(coefficient.p, reference["pval"][i])
        assert close(coefficient.ci_high, reference["ci_ub"][i])
    if reference["F"] is None:
        assert "too few" in notice(result)
        return
    assert close(result.f, reference["F"])
    assert (result.f_df1, result.f_df2) == pytest.approx(reference["F_df"], rel=ITERATIVE)
    assert close(result.f_p, reference["F_p"])


def dense_cr2(X, covariance, residuals, cluster):
    """Pustejovsky & Tipton (2018) as printed, with k × k matrices: V, and P of each contrast."""
    W = np.linalg.inv(covariance)
    M = np.linalg.inv(X.T @ W @ X)
    hat = np.eye(len(X)) - X @ M @ X.T @ W
    meat, sides = np.zeros_like(M), []
    for label in np.unique(cluster):
        rows = np.flatnonzero(cluster == label)
        block = covariance[np.ix_(rows, rows)]
        D = np.linalg.cholesky(block).T
        B = D @ (hat @ covariance @ hat.T)[np.ix_(rows, rows)] @ D.T
        values, vectors = np.linalg.eigh(B)
        kept = values > 1e-11 * np.trace(block) ** 2
        root = (vectors[:, kept] / np.sqrt(values[kept])) @ vectors[:, kept].T
        A = D.T @ root @ D
        WX = (W @ X)[rows]
        score = WX.T @ A @ residuals[rows]
        meat += np.outer(score, score)
        sides.append(hat[rows].T @ A @ WX @ M)
    return M @ meat @ M, np.array(sides)


def dense_df(sides, covariance, contrast):
    p = sides @ contrast
    P = p @ covariance @ p.T
    return np.trace(P) ** 2 / (P**2).sum()


def dense_eta(sides, covariance, constraints):
    """HTZ: q(q + 1) over the summed variances of the whitened covariance's entries."""
    p = np.einsum("mkp,qp->qmk", sides, constraints)
    P = np.einsum("smk,kl,tnl->stmn", p, covariance, p)
    values, vectors = np.linalg.eigh(np.einsum("stmm->st", P))
    root = (vectors / np.sqrt(values)) @ vectors.T
    P = np.einsum("as,stmn,tb->abmn", root, P, root)
    q = len(constraints)
    total = sum(
        (P[s, s] * P[t, t]).sum() + (P[s, t] * P[t, s]).sum() for s in range(q) for t in range(q)
    )
    return q * (q + 1) / total


@pytest.mark.parametrize("rho", [0.0, 0.6])
@pytest.mark.parametrize("seed", range(4))
def test_linear_time_formulas_are_the_dense_ones(rho, seed):
    y, v, cluster = made_up(seed)
    X = np.column_stack([np.ones(24), np.arange(24) % 5, np.cos(np.arange(24))])
    fit = correlated_hierarchical(y, v, cluster, rho=rho, moderators={"a": X[:, 1], "b": X[:, 2]})
    beta = np.array([c.estimate for c in fit.coefficients])
    covariance = dense_covariance(v, cluster, fit.sigma2_between, fit.sigma2_within, rho)
    expected, sides = dense_cr2(X, covariance, y - X @ beta, cluster)
    result = robust(fit)
    assert result.covariance == pytest.approx(expected, rel=1e-8, abs=1e-14)
    for i, coefficient in enumerate(result.coefficients):
        assert close(coefficient.df, dense_df(sides, covariance, np.eye(3)[i]), 1e-8)
    for constraints in (np.eye(3)[1:], np.array([[0, 1, -1.0], [1, 0, 2]]), np.eye(3)):
        test = result.wald_test(constraints)
        eta = dense_eta(sides, covariance, constraints)
        assert close(test.df2, eta - len(constraints) + 1, 1e-7)


def test_one_constraint_is_the_t_test():
    result = robust(three_level(**regression(dataset("dat.assink2016"))))
    last = result.coefficients[-1]
    test = result.wald_test(last.name)
    assert test.f == pytest.approx(last.statistic**2, rel=CLOSED)
    assert test.df2 == pytest.approx(last.df, rel=1e-8)
    assert test.p == pytest.approx(last.p, rel=1e-8)


def test_constraints_by_name_or_by_numbers_are_the_same():
    result = robust(three_level(**regression(dataset("dat.besson2016"))))
    names = [c.name for c in result.coefficients[1:]]
    assert result.wald_test(names) == result.wald_test(np.eye(3)[1:])
    assert result.wald_test(names).f == result.f


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 10_000), st.sampled_from([1e-5, 1.0, 1e4]))
def test_neither_order_nor_unit_matters(seed, unit):
    y, v, cluster = made_up(seed)
    plain = robust(pool(y, v), cluster)
    order = np.random.default_rng(seed).permutation(24)
    again = robust(pool(y[order] * unit, v[order] * unit**2), cluster[order])
    assert again.se == pytest.approx(plain.se * unit, rel=1e-6)
    assert again.df == pytest.approx(plain.df, rel=1e-6)
    assert again.p == pytest.approx(plain.p, rel=1e-5, abs=1e-12)


def test_cr2_is_unbiased_under_its_working_model():
    """The expectation of the sandwich is the model's own covariance (balanced clusters)."""
    rng = np.random.default_rng(1)
    cluster = np.repeat(np.arange(6), 4)
    v = np.full(24, 0.2)
    draws = [
        robust(pool(rng.normal(0, np.sqrt(v)), v, method="EE"), cluster).covariance[0, 0]
        for _ in range(2000)
    ]
    assert np.mean(draws) == pytest.approx(0.2 / 24, rel=0.05)


def test_clusters_of_one_are_heteroscedasticity_robust():
    y, v, _ = made_up()
    result = robust(pool(y, v, method="EE"), np.arange(24))
    w = 1 / v
    leverage = w / w.sum()
    expected = (w**2 * (y - result.estimate) ** 2 / (1 - leverage)).sum() / w.sum() ** 2
    assert result.covariance[0, 0] == pytest.approx(expected, rel=CLOSED)


def test_wider_clusters_than_those_of_the_fit_may_be_given():
    y, v, cluster = made_up()
    fit = correlated_hierarchical(y, v, cluster)
    wider = robust(fit, cluster // 2)
    covariance = dense_covariance(v, cluster, fit.sigma2_between, fit.sigma2_within, 0.6)
    expected, sides = dense_cr2(np.ones((24, 1)), covariance, y - fit.estimate, cluster // 2)
    assert wider.se**2 == pytest.approx(expected[0, 0], rel=1e-9)
    assert wider.df == pytest.approx(dense_df(sides, covariance, np.ones(1)), rel=1e-9)


def test_a_moderator_in_one_cluster_alone_is_named():
    y, v, cluster = made_up()
    fit = three_level(y, v, cluster, moderators={"dose": (cluster == 2) * 1.0})
    result = robust(fit)
    assert "One cluster alone carries dose" in notice(result)
    assert np.isfinite(result.coefficients[0].se)
    assert result.coefficients[0].df > 0
    json.dumps(result.to_dict(), allow_nan=False)


def test_few_degrees_of_freedom_are_said():
    data = dataset("dat.berkey1998")
    assert "Fewer than 4 degrees" in notice(robust(three_level(*columns(data))))


def test_it_says_what_it_found():
    result = robust(three_level(**regression(dataset("dat.assink2016"))))
    assert "17 studies" in describe(result)
    assert "<table>" in result._repr_html_()
    assert result.to_dict()["estimate"] is None


def test_bad_input_is_refused_with_what_to_do():
    y, v, cluster = made_up()
    fit = pool(y, v)
    with pytest.raises(ValueError, match="knows no clusters"):
        robust(fit)
    with pytest.raises(ValueError, match="there is only one"):
        robust(fit, ["a"] * 24)
    with pytest.raises(ValueError, match="3 rows, the effects have 24"):
        robust(fit, [1, 2, 3])
    with pytest.raises(ValueError, match="CR2, CR1"):
        robust(fit, cluster, kind="CR3")
    with pytest.raises(ValueError, match="spread over several"):
        robust(three_level(y, v, cluster), np.arange(24))
    two = pool(y, v, moderators={"x": np.arange(24.0)})
    with pytest.raises(ValueError, match=r"more clusters \(2\) than coefficients \(2\)"):
        robust(two, np.arange(24) % 2, kind="CR1")
    result = robust(two, cluster)
    with pytest.raises(ValueError, match="no coefficient z"):
        result.wald_test(["z"])
    with pytest.raises(ValueError, match="follows from the others"):
        result.wald_test([[0, 1], [0, 2]])
