"""Three-level and CHE models: held to metafor, to dense algebra, and to what must not matter."""

import json

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from evidence.dependent.studies import (
    CLUSTERED,
    ITERATIVE,
    close,
    columns,
    dense_covariance,
    dense_log_likelihood,
    made_up,
    regression,
)
from evidence.gold import dataset
from gleanings.evidence import correlated_hierarchical, pool, robust, three_level
from gleanings.evidence.report import describe, notice

MODELS = {"multilevel": three_level, "che": correlated_hierarchical}
FIELDS = {
    "estimate": "estimate",
    "se": "se",
    "statistic": "zval",
    "p": "pval",
    "ci_low": "ci_lb",
    "ci_high": "ci_ub",
    "prediction_low": "pi_lb",
    "prediction_high": "pi_ub",
    "q": "QE",
    "q_p": "QE_p",
    "log_likelihood": "loglik",
    "aic": "AIC",
    "bic": "BIC",
    "aicc": "AICc",
}


def tolerance_for(result, reference) -> float:
    """1e-5; a hundred times that where our likelihood is the higher, which shifts the rest."""
    assert result.log_likelihood >= reference["loglik"] - 1e-8
    higher = result.log_likelihood > reference["loglik"] + 1e-9
    return 100 * ITERATIVE if higher else ITERATIVE


def test_no_clustered_dataset_is_missing():
    assert len(CLUSTERED) == 18


@pytest.mark.parametrize("model", MODELS)
@pytest.mark.parametrize("case", CLUSTERED)
def test_it_agrees_with_rma_mv(case, model):
    data = dataset(case)
    reference = data[model]
    result = MODELS[model](*columns(data))
    tolerance = tolerance_for(result, reference)
    for ours, theirs in FIELDS.items():
        assert close(getattr(result, ours), reference[theirs], tolerance), ours
    # A flat top fixes a component no better than relative to both together.
    slack = tolerance * result.tau2
    assert abs(result.sigma2_between - reference["sigma2"]["cluster"]) <= slack + 1e-8
    assert abs(result.sigma2_within - reference["sigma2"]["esid"]) <= slack + 1e-8
    assert (result.k, result.n_clusters) == (reference["k"], reference["n_clusters"])


@pytest.mark.parametrize("case", CLUSTERED)
def test_t_has_the_containment_degrees_of_freedom(case):
    data = dataset(case)
    reference = data["multilevel_t_contain"]
    result = three_level(*columns(data), test="t")
    assert result.test_df == reference["ddf"][0]
    tolerance = tolerance_for(result, reference)
    for ours in ("p", "ci_low", "ci_high", "prediction_low", "prediction_high"):
        assert close(getattr(result, ours), reference[FIELDS[ours]], tolerance), ours


@pytest.mark.parametrize("model", MODELS)
@pytest.mark.parametrize("case", CLUSTERED)
def test_meta_regression_agrees_with_rma_mv(case, model):
    reference = dataset(case)[f"{model}_metareg"]
    result = MODELS[model](**regression(dataset(case)))
    tolerance = tolerance_for(result, reference)
    for i, coefficient in enumerate(result.coefficients):
        assert close(coefficient.estimate, reference["coef"][i], tolerance)
        assert close(coefficient.se, reference["se"][i], tolerance)
        assert close(coefficient.p, reference["pval"][i], tolerance)
        assert close(coefficient.ci_low, reference["ci_lb"][i], tolerance)
    for ours, theirs in {"qm": "QM", "qm_p": "QM_p", "q": "QE", "aicc": "AICc"}.items():
        assert close(getattr(result, ours), reference[theirs], tolerance), ours
    assert result.qm_df == reference["QM_df"][0]
    assert result.is_regression
    assert np.isnan(result.estimate)


@pytest.mark.parametrize("method", ["REML", "ML"])
@pytest.mark.parametrize("rho", [0.0, 0.6, -0.05])
@pytest.mark.parametrize("seed", range(4))
def test_the_fit_is_that_of_dense_algebra_and_nothing_on_a_fine_grid_is_higher(method, rho, seed):
    y, v, cluster = made_up(seed)
    X = np.column_stack([np.ones(len(y)), np.arange(len(y)) % 5])
    result = correlated_hierarchical(
        y, v, cluster, rho=rho, moderators={"x": X[:, 1]}, method=method
    )

    def height(between, within):
        covariance = dense_covariance(v, cluster, between, within, rho)
        return dense_log_likelihood(y, X, covariance, method == "REML")

    ours = height(result.sigma2_between, result.sigma2_within)
    assert ours == pytest.approx(result.log_likelihood, rel=1e-10)
    grid = np.concatenate([[0], np.geomspace(1e-3, 3, 18)])
    assert ours >= max(height(b, w) for b in grid for w in grid) - 1e-10
    covariance = dense_covariance(v, cluster, result.sigma2_between, result.sigma2_within, rho)
    bread = np.linalg.inv(X.T @ np.linalg.solve(covariance, X))
    assert result.covariance == pytest.approx(bread, rel=1e-9)


def test_of_two_tops_the_higher_is_taken():
    """Precise clusters far apart and vague ones close together make two hills."""
    y = np.array([0.0, 0.1, 3.0, 3.1, 1.0, 1.1, 0.9, 1.2, 1.0])
    v = np.array([1e-4, 1e-4, 1e-4, 1e-4, 5.0, 6.0, 50.0, 60.0, 3.0])
    cluster = np.array([0, 0, 1, 1, 2, 2, 3, 3, 4])
    result = three_level(y, v, cluster)
    X = np.ones((9, 1))
    grid = np.concatenate([[0], np.geomspace(1e-5, 50, 60)])
    heights = [
        dense_log_likelihood(y, X, dense_covariance(v, cluster, b, w), True)
        for b in grid
        for w in grid
    ]
    assert result.log_likelihood >= max(heights) - 1e-9


@settings(max_examples=30, deadline=None)
@given(st.integers(0, 10_000), st.sampled_from([1e-6, 0.01, 1.0, 365.0, 1e5]))
def test_neither_order_nor_unit_nor_labels_matter(seed, unit):
    y, v, cluster = made_up(seed)
    plain = correlated_hierarchical(y, v, cluster)
    shuffled = np.random.default_rng(seed).permutation(len(y))
    names = np.array([f"study {9 - c}" for c in cluster])
    again = correlated_hierarchical(
        y[shuffled] * unit, v[shuffled] * unit**2, names[shuffled].tolist()
    )
    assert again.estimate == pytest.approx(plain.estimate * unit, rel=1e-6, abs=1e-9 * unit)
    assert again.se == pytest.approx(plain.se * unit, rel=1e-6)
    # What is 0 in one unit is 0 in the other; the rest within what a flat top allows.
    spread = plain.tau2 + plain.vi.mean()
    assert again.sigma2_between == pytest.approx(
        plain.sigma2_between * unit**2, rel=1e-5, abs=1e-6 * spread * unit**2
    )
    assert again.i2 == pytest.approx(plain.i2, rel=1e-5, abs=1e-4)


@settings(max_examples=30, deadline=None)
@given(st.integers(0, 10_000), st.sampled_from([0.0, 0.6]))
def test_clusters_of_one_give_the_univariate_fit(seed, rho):
    y, v, _ = made_up(seed, k=12)
    plain = pool(y, v)
    result = correlated_hierarchical(y, v, np.arange(12), rho=rho)
    assert result.tau2 == pytest.approx(plain.tau2, rel=1e-6, abs=1e-9)
    assert result.estimate == pytest.approx(plain.estimate, rel=1e-7)
    assert result.log_likelihood == pytest.approx(plain.log_likelihood, rel=1e-9)
    assert "cannot be told apart" in notice(result)


def test_a_correlation_of_zero_is_the_three_level_model():
    data = made_up()
    assert correlated_hierarchical(*data, rho=0).to_dict() == three_level(*data).to_dict()


def test_a_correlation_near_one_is_continuous():
    data = made_up()
    near, nearer = (correlated_hierarchical(*data, rho=r) for r in (1 - 1e-6, 1 - 1e-9))
    assert near.estimate == pytest.approx(nearer.estimate, rel=1e-4)
    assert near.sigma2_within == pytest.approx(nearer.sigma2_within, rel=1e-3)


def test_equal_effects_have_no_variance():
    result = three_level([0.3] * 6, [0.1, 0.2, 0.1, 0.3, 0.2, 0.1], [1, 1, 2, 2, 3, 3])
    assert (result.sigma2_between, result.sigma2_within, result.i2) == (0.0, 0.0, 0.0)
    assert result.estimate == pytest.approx(0.3)
    assert "no more than chance" in describe(result)


def test_two_clusters_are_enough():
    y, v, _ = made_up()
    result = three_level(y, v, np.arange(len(y)) % 2, test="t")
    assert result.test_df == 1
    assert np.isfinite([result.estimate, result.se, result.prediction_high]).all()


def test_moderators_that_name_the_clusters_leave_nothing_between():
    y, v, cluster = made_up()
    result = three_level(y, v, cluster, moderators={"study": cluster.astype(str)})
    assert result.sigma2_between == 0
    assert "every difference between clusters" in notice(result)


def test_a_moderator_far_from_zero_loses_no_digits():
    y, v, cluster = made_up()
    year = np.arange(len(y)) % 9 + 2000.0
    near = three_level(y, v, cluster, moderators={"year": year - 2000})
    far = three_level(y, v, cluster, moderators={"year": year * 1e6})
    assert far.coefficients[1].estimate == pytest.approx(
        near.coefficients[1].estimate * 1e-6, rel=1e-6
    ) or far.qm == pytest.approx(near.qm, rel=1e-6)
    assert far.log_likelihood == pytest.approx(near.log_likelihood, abs=1e-8)


def test_shares_of_the_levels_add_up():
    result = three_level(*columns(dataset("dat.assink2016")))
    assert result.i2 == pytest.approx(result.i2_between + result.i2_within)
    assert 0 < result.i2 < 100


def test_what_is_not_finite_becomes_none_in_json():
    result = three_level(**regression(dataset("dat.assink2016")))
    given = json.loads(json.dumps(result.to_dict(), allow_nan=False))
    assert given["estimate"] is None
    assert given["coefficients"][0]["df"] is None
    assert "<table>" in result._repr_html_()


def test_it_says_what_it_found():
    text = describe(three_level(*columns(dataset("dat.assink2016"))))
    assert text.startswith("The results come from 17 studies. Taken together, 100 results")
    assert "between studies" in text


def test_rows_with_gaps_are_dropped_in_step():
    y, v, cluster = made_up()
    x = np.arange(len(y)) % 4 * 1.0
    labels = [f"s{c}" for c in cluster]
    gappy_y, gappy_labels = y.copy(), [*labels]
    gappy_y[3], gappy_labels[5] = np.nan, None
    kept = [i for i in range(len(y)) if i not in (3, 5)]
    result = three_level(gappy_y, v, gappy_labels, moderators={"x": x}, missing="drop")
    other = three_level(y[kept], v[kept], cluster[kept], moderators={"x": x[kept]})
    assert result.dropped == 2
    assert result.log_likelihood == pytest.approx(other.log_likelihood, rel=1e-9)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"cluster": ["a"] * 24}, "one cluster"),
        ({"cluster": [1, 2, 3]}, "3 rows"),
        ({"cluster": [None, *range(23)]}, "row 1"),
        ({"rho": 1}, "rho = 1 is not possible"),
        ({"rho": -0.9}, "rho = -0.9"),
        ({"rho": float("nan")}, "rho = nan"),
        ({"method": "DL"}, "REML, ML"),
        ({"test": "knapp-hartung"}, "must be one of z, t"),
        ({"level": 95}, "0.95"),
        ({"moderators": {"x": [1.0] * 23 + [np.nan]}}, "row 24"),
        ({"moderators": {"x": np.arange(24.0), "y": 2 * np.arange(24.0)}}, "repeat each other"),
    ],
)
def test_bad_input_is_refused_with_what_to_do(change, said):
    y, v, cluster = made_up()
    arguments = {"yi": y, "vi": v, "cluster": cluster, **change}
    with pytest.raises(ValueError, match=said):
        correlated_hierarchical(**arguments)


@pytest.mark.parametrize("bad", [np.nan, np.inf, 0.0, -1.0])
def test_a_bad_variance_names_its_row(bad):
    y, v, cluster = made_up()
    v[7] = bad
    with pytest.raises(ValueError, match="vi, row 8"):
        three_level(y, v, cluster)


def test_no_effects_are_refused():
    with pytest.raises(ValueError, match="no effects"):
        three_level([], [], [])


@pytest.mark.parametrize("shift", [1e3, 1e6])
def test_a_mean_far_from_zero_loses_no_digits(shift):
    y, v, cluster = made_up()
    near, far = three_level(y, v, cluster), three_level(y + shift, v, cluster)
    assert far.estimate - shift == pytest.approx(near.estimate, abs=1e-9 * shift)
    assert far.sigma2_between == pytest.approx(near.sigma2_between, rel=1e-5, abs=1e-7)
    assert far.q == pytest.approx(near.q, rel=1e-7)
    assert robust(far).se == pytest.approx(robust(near).se, rel=1e-6)


def test_the_higher_of_two_close_tops():
    """One on the edge, one inside; found by random search against a dense grid."""
    yi = [2.204, -0.461, -6.312, -1.102, 0.256, 6.752]
    fit = three_level(yi, np.ones(6), [0, 0, 0, 0, 0, 1], method="ML")
    assert fit.sigma2_between > 0
    assert fit.log_likelihood > -16.634


EFFECTS = [0.2, 0.9, 1, 0.95, 0.1, 0.15, 0.12, 0.7, 0.75, 0.4]
VARIANCES = [0.04, 0.05, 0.03, 0.06, 0.05, 0.04, 0.05, 0.05, 0.1]


@pytest.mark.parametrize("smallest", [1e-5, 1e-6, 1e-7, 1e-9])
def test_one_tiny_variance_hides_no_component(smallest):
    """The variance between studies was held at 0 below 1e-6: estimate .523 in place of .477."""
    fit = three_level(EFFECTS, [smallest, *VARIANCES], list("ABBBCCCDDE"))
    assert (fit.estimate, fit.se) == pytest.approx((0.47707, 0.17021), abs=2e-5)
    assert fit.notes == ()


@pytest.mark.parametrize("rho", [0.0, 0.6])
@pytest.mark.parametrize("smallest", [1e-4, 1e-6, 1e-8])
@pytest.mark.parametrize("seed", range(6))
def test_beside_a_tiny_variance_nothing_on_a_dense_grid_is_higher(seed, smallest, rho):
    y, v, cluster = made_up(seed=seed, k=12, m=5)
    v[seed] = smallest
    fit = correlated_hierarchical(y, v, cluster, rho=rho) if rho else three_level(y, v, cluster)
    X = np.ones((y.size, 1))
    steps = np.concatenate(([0.0], np.geomspace(1e-9, 4, 20)))
    highest = max(
        dense_log_likelihood(y, X, dense_covariance(v, cluster, b, w, rho), True)
        for b in steps
        for w in steps
    )
    assert fit.log_likelihood >= highest - 1e-8
