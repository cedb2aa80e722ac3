"""Every reference analysis, appraised: the numbers of metafor and clubSandwich (gold/README.md).

Iterative results to 1e-5, as in tests/evidence/pooling and tests/evidence/dependent, which say why
some need more room: our likelihood is the higher there.
"""

import pytest
from scipy import stats

from evidence.appraisal.reference import CLUSTERED, INDEPENDENT, appraised
from evidence.dependent.studies import close
from evidence.gold import cases, dataset, guarded
from gleanings.evidence import pet_peese, trim_and_fill
from gleanings.evidence.conventions import DOUBTFUL_P
from gleanings.evidence.measures import MEASURES
from gleanings.evidence.measures.funnel import AS_POOLED, Compared

# a τ² below this (in units of the smallest variance) is 0 but for where an iteration stopped
NOISE = 1e-7


def test_every_analysis_is_one_or_the_other():
    assert sorted(CLUSTERED + INDEPENDENT) == cases()
    assert len(CLUSTERED) == 18


@pytest.mark.parametrize("case", INDEPENDENT)
def test_independent_effects_have_metafors_guarded_knapp_hartung(case):
    data, answer = dataset(case), appraised(case)
    wanted, plain = guarded(data), data["fits"]["REML"]
    assert (answer.model, answer.test, answer.method) == (
        "random-effects", "knapp-hartung-adhoc", "REML",
    )  # fmt: skip
    assert answer.k == answer.n_studies == data["k"]
    names = {
        "estimate": "estimate", "se": "se", "statistic": "tval", "df": "test_df", "p": "pval",
        "ci_low": "ci_lb", "ci_high": "ci_ub", "prediction_low": "pi_lb",
        "prediction_high": "pi_ub",
    }  # fmt: skip
    for ours, theirs in names.items():
        assert close(getattr(answer.pooled, ours), wanted[theirs]), ours
    spread, floor = answer.heterogeneity, NOISE * min(data["escalc"]["vi"])
    assert spread.tau2 == pytest.approx(wanted["tau2"], rel=1e-5, abs=floor)
    assert spread.i2 == pytest.approx(wanted["I2"], rel=1e-5, abs=100 * NOISE)
    assert close(spread.q, wanted["Q"])
    assert close(spread.q_p, wanted["Q_p"])
    assert spread.q_df == wanted["df"]
    ends = plain["confint"]
    assert spread.tau2_low == pytest.approx(ends["tau2_ci_lb"], rel=1e-6, abs=floor)
    assert spread.i2_high == pytest.approx(ends["I2_ci_ub"], rel=1e-6, abs=100 * NOISE)


@pytest.mark.parametrize("model", ["multilevel", "che"])
@pytest.mark.parametrize("case", CLUSTERED)
def test_dependent_effects_have_the_multilevel_model_and_clubsandwichs_cr2(case, model):
    data = dataset(case)
    answer = appraised(case, rho=data["che"]["rho"] if model == "che" else None)
    wanted, fit = data["robust"][model], data[model]
    assert answer.model == {"multilevel": "three-level", "che": "correlated-hierarchical"}[model]
    assert answer.test == "CR2"
    assert (answer.k, answer.n_studies) == (fit["k"], fit["n_clusters"])
    names = {
        "estimate": "estimate", "se": "se", "statistic": "tval", "df": "df", "p": "pval",
        "ci_low": "ci_lb", "ci_high": "ci_ub",
    }  # fmt: skip
    for ours, theirs in names.items():
        assert close(getattr(answer.pooled, ours), wanted[theirs][0]), ours
    spread = answer.heterogeneity
    assert close(spread.q, fit["QE"])
    assert close(spread.q_p, fit["QE_p"])
    # where our likelihood is the higher, components lie a little elsewhere on its flat top
    slack = 1e-3 * spread.tau2 + 1e-8
    assert abs(spread.sigma2_between - fit["sigma2"]["cluster"]) <= slack
    assert abs(spread.sigma2_within - fit["sigma2"]["esid"]) <= slack
    # the prediction interval is the robust one: its error, its t
    half = (
        stats.t.ppf(0.975, wanted["df"][0])
        * (wanted["se"][0] ** 2 + sum(fit["sigma2"].values())) ** 0.5
    )
    assert close(answer.pooled.prediction_high, wanted["estimate"][0] + half, 1e-3)
    assert spread.i2 == pytest.approx(spread.i2_between + spread.i2_within)


def profile_end(case):
    """Upper end of the profile interval of the variance between studies, where there is one."""
    found = dataset(case)["multilevel"].get("sigma2_profile_ci") or {}
    return (found.get("cluster") or {}).get("ci_ub")


@pytest.mark.parametrize("case", [case for case in CLUSTERED if profile_end(case) is not None])
def test_the_intervals_of_the_components_are_metafors(case):
    spread = appraised(case).heterogeneity
    assert spread.sigma2_between_high == pytest.approx(profile_end(case), rel=1e-3)


@pytest.mark.parametrize("case", INDEPENDENT)
def test_small_study_effects_are_metafors(case):
    """regtest's slope and limit; its test there is z, here the pooled effect's t.

    Of measures whose variance holds the effect: test_small_studies.py, test_reproduction.py.
    """
    data, answer = dataset(case), appraised(case)
    found, wanted = answer.small_studies, data["diagnostics"]["regtest_rma"]
    way = MEASURES[data["measure"]].funnel
    if way.compared is Compared.NOT:
        assert found.why_not == "single-groups"
        return
    if answer.n_studies < 10:
        assert found.why_not == "fewer-than-ten"
        assert (found.egger, found.trim_and_fill, found.pet_peese) == (None, None, None)
        return
    assert found.egger.df == answer.k - 2
    if way is not AS_POOLED:
        return
    assert found.egger.slope == pytest.approx(wanted["coef_sei"], rel=1e-4, abs=1e-6)
    table = data["escalc"]["yi"], data["escalc"]["vi"]
    assert found.pet_peese.estimate == pet_peese(*table).estimate
    assert (found.trim_and_fill is None) == (found.egger.p >= DOUBTFUL_P)
    if found.trim_and_fill is None:
        return
    filled = data["diagnostics"]["trimfill"]
    assert (found.trim_and_fill.k0, found.trim_and_fill.side) == (filled["k0"], filled["side"])
    # where metafor's trimfill stops early: tests/evidence/bias/test_trim_and_fill.py
    assert found.trim_and_fill.estimate == pytest.approx(trim_and_fill(*table).estimate)


@pytest.mark.parametrize("case", INDEPENDENT)
def test_leaving_one_out_is_metafors(case):
    data, answer = dataset(case), appraised(case)
    wanted = data["diagnostics"]["leave1out"]["estimate"]
    rows = answer.sensitivity.leave_one_out
    assert [row.estimate for row in rows] == pytest.approx(wanted, rel=1e-4, abs=1e-6)


@pytest.mark.parametrize("case", INDEPENDENT)
def test_other_estimators_of_tau2_are_metafors(case):
    data, answer = dataset(case), appraised(case)
    others = {row.value: row for row in answer.sensitivity.alternatives if row.kind == "tau2"}
    assert set(others) == {"DL", "ML", "PM", "SJ", "HE", "HS", "EB"}
    for method, row in others.items():
        assert close(row.estimate, data["fits"][method]["estimate"], 1e-4), method
    assert close(others["DL"].ci_low, guarded(data, "DL")["ci_lb"])
    plain = next(row for row in answer.sensitivity.alternatives if row.kind == "test-z")
    assert plain.df is None
    assert close(plain.ci_high, data["fits"]["REML"]["ci_ub"])


@pytest.mark.parametrize("case", CLUSTERED)
def test_other_correlations_and_no_clusters_are_the_references(case):
    data, answer = dataset(case), appraised(case)
    rows = {(row.kind, row.value): row for row in answer.sensitivity.alternatives}
    assert set(rows) == {
        ("rho", 0.3), ("rho", 0.6), ("rho", 0.9), ("model-based", None), ("as-independent", None),
    }  # fmt: skip
    assert close(rows["rho", 0.6].se, data["robust"]["che"]["se"][0])
    assert close(rows["model-based", None].ci_low, data["multilevel_t_contain"]["ci_lb"], 1e-3)
    assert close(rows["as-independent", None].ci_low, guarded(data)["ci_lb"])
