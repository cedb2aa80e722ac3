"""Small-study effects are not seen where there are none, and are where there are."""

import json

import numpy as np
import pytest
from benchmarks.bench_small_studies import CASES, Sample, found_in, rates, sizes

from gleanings.evidence import egger, pet_peese, trim_and_fill
from gleanings.evidence.appraisal import Appraisal, appraise
from gleanings.evidence.conventions import DOUBTFUL_P

# of 50 reviews a test that holds its 10 % speaks of more than 12 once in 1,000 times
REVIEWS, MOST = 50, 12 / 50


@pytest.mark.parametrize(
    "name", ["COR, r = .45", "SMCR, d = 0.9, r = .8", "YUQ, 20 % and 40 %", "RR, 20 % and 40 %"]
)
def test_where_nothing_is_missing_it_speaks_as_seldom_as_it_says(name):
    found = rates(name, REVIEWS)
    assert found.ours <= MOST < found.naive
    assert found.ours_filled <= MOST < found.naive_filled


@pytest.mark.parametrize("name", ["COR, r = .45", "SMD, d = 1.2", "OR, 20 % and 40 %"])
def test_where_small_disappointing_studies_are_missing_it_still_speaks(name):
    """Of three times as many studies as are seen, those with the lowest effect for their size."""
    measure, draw = CASES[name]
    rng, seen = np.random.default_rng(4), 0
    for _ in range(24):
        n = sizes(rng, 90)
        y, v, n = draw(rng, n)
        # an effect counts as welcome by its distance from the truth in standard errors
        welcome = (np.abs(y) - np.median(np.abs(y))) / np.sqrt(v) + rng.normal(0, 0.3, y.size)
        kept = (n > 100) | (welcome > 0.8)
        found = found_in(measure, Sample(y[kept], v[kept], n[kept]))
        seen += found.egger.p < DOUBTFUL_P
    assert seen >= 12


def of(measure, **more):
    rng = np.random.default_rng(3)
    n = sizes(rng, 14)
    given = {"yi": rng.normal(0.4, 0.15, 14), "vi": 4 / n * rng.uniform(0.8, 1.2, 14)}
    return given | {"measure": measure, "ni": n} | more


@pytest.mark.parametrize(("measure", "why"), [("PLO", "single-groups"), ("MN", "single-groups")])
def test_single_groups_are_not_tested(measure, why):
    found = appraise(**of(measure)).small_studies
    assert (found.why_not, found.egger, found.trim_and_fill, found.pet_peese) == (
        why, None, None, None,
    )  # fmt: skip


@pytest.mark.parametrize("cluster", [None, [0, 0, *range(1, 13)]])
def test_odds_ratios_are_compared_by_people(cluster):
    given = of("OR", cluster=cluster)
    found = appraise(**given).small_studies
    assert found.egger.predictor == "sqrtninv"
    assert (found.trim_and_fill, found.pet_peese) == (None, None)
    if cluster is None:
        wanted = egger(
            given["yi"], given["vi"], predictor="sqrtninv", ni=given["ni"],
            test="knapp-hartung-adhoc",
        )  # fmt: skip
        assert (found.egger.slope, found.egger.p) == pytest.approx((wanted.slope, wanted.p))
        assert found.egger.limit.estimate == pytest.approx(np.exp(wanted.limit_estimate))
    given["ni"] = [None, *given["ni"][1:]]
    assert appraise(**given).small_studies.why_not == "sizes-unknown"


def test_a_biserial_correlation_beyond_one_leaves_no_scale():
    given = of("RBIS")
    given["yi"][3] = 1.02
    assert appraise(**given).small_studies.why_not == "beyond-one"


def test_correlations_are_compared_as_fishers_z_and_read_as_r():
    rng = np.random.default_rng(11)
    n = sizes(rng, 14)
    r = np.tanh(0.3 + 3 / np.sqrt(n) + rng.normal(0, 0.1, 14))  # small studies find more
    v = (1 - r**2) ** 2 / (n - 1)
    z, vz = np.arctanh(r), 1 / (n - 1)
    found = appraise(r, v, measure="COR").small_studies
    wanted = egger(z, vz, test="knapp-hartung-adhoc")
    assert (found.egger.slope, found.egger.p) == pytest.approx((wanted.slope, wanted.p))
    assert found.egger.limit.ci_high == pytest.approx(np.tanh(wanted.limit_ci_high))
    filled = trim_and_fill(z, vz, test="knapp-hartung-adhoc")
    assert found.trim_and_fill.k0 == filled.k0 > 0
    assert found.trim_and_fill.estimate == pytest.approx(np.tanh(filled.estimate))
    assert found.trim_and_fill.yi == pytest.approx(np.tanh(filled.yi[filled.filled]))
    # as if each imputed r had been seen: its variance is that of its z, through the slope
    imputed = np.array(found.trim_and_fill.yi)
    assert found.trim_and_fill.vi == pytest.approx(filled.vi[filled.filled] * (1 - imputed**2) ** 2)
    assert found.pet_peese.estimate == pytest.approx(np.tanh(pet_peese(z, vz).estimate))
    assert found.pet_peese.shown.ci_low == pytest.approx(np.tanh(pet_peese(z, vz).ci_low))


def test_trim_and_fill_follows_an_asymmetry_that_is_shown():
    """The same studies, tilted a little less and a little more about p = .10."""
    rng = np.random.default_rng(11)
    n = sizes(rng, 14)
    noise = rng.normal(0, 0.15, 14)
    sides = set()
    for tilt in np.arange(0, 3, 0.25):
        found = appraise(0.3 + tilt / np.sqrt(n) + noise, 1 / n, measure="ZCOR").small_studies
        is_shown = found.egger.p < 0.10
        assert (found.trim_and_fill is not None) == is_shown
        assert found.pet_peese is not None
        sides.add(is_shown)
    assert sides == {True, False}


def test_what_was_stored_before_the_predictor_was_is_of_the_standard_error():
    stored = json.loads(json.dumps(appraise(**of("ZCOR")).to_dict()))
    del stored["small_studies"]["egger"]["predictor"]
    assert Appraisal.from_dict(stored).small_studies.egger.predictor == "sei"
