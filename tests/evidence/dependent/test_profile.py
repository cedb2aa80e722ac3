"""Profile-likelihood intervals of the variance components."""

import numpy as np
import pytest

from evidence.dependent.studies import CLUSTERED, close, columns, made_up
from evidence.gold import dataset
from gleanings.evidence import three_level
from gleanings.evidence.dependent import profile_intervals
from gleanings.evidence.dependent.maximise import BETWEEN, maximise_one

PROFILED = [
    case for case in CLUSTERED if (dataset(case)["multilevel"].get("sigma2_profile_ci") or {})
]


def test_no_reference_interval_is_missing():
    assert len(PROFILED) == 14


@pytest.mark.parametrize("case", PROFILED)
def test_they_agree_with_confint(case):
    reference = dataset(case)["multilevel"]["sigma2_profile_ci"]
    intervals = profile_intervals(three_level(*columns(dataset(case))))
    for ours, theirs in ((intervals.between, "cluster"), (intervals.within, "esid")):
        assert close(ours.low, reference[theirs]["ci_lb"])
        assert close(ours.high, reference[theirs]["ci_ub"])


def test_a_wider_level_gives_wider_intervals():
    fit = three_level(*made_up())
    narrow, wide = profile_intervals(fit, level=0.8), profile_intervals(fit, level=0.99)
    assert wide.between.low <= narrow.between.low <= fit.sigma2_between <= narrow.between.high
    assert narrow.between.high < wide.between.high


def test_the_ends_lie_where_the_likelihood_has_fallen_by_half_of_chi_squared():
    fit = three_level(*columns(dataset("dat.assink2016")))
    end = profile_intervals(fit).between.high / fit.working.unit**2
    peak = maximise_one(fit.working.problem, BETWEEN, end)
    top = maximise_one(fit.working.problem, BETWEEN, float(fit.working.sigma2[BETWEEN]))
    assert top.curvature.loglik - peak.curvature.loglik == pytest.approx(3.841458820694124 / 2)


def test_what_the_data_cannot_tell_has_no_interval():
    y, v, _ = made_up()
    intervals = profile_intervals(three_level(y, v, np.arange(len(y))))
    assert np.isnan(intervals.within).all()
    assert intervals.between.high > 0


def test_a_likelihood_that_never_falls_has_no_upper_end():
    """Two clusters say next to nothing about the variance between clusters."""
    fit = three_level([0.0, 0.1, 5.0, 5.1], [0.01] * 4, [1, 1, 2, 2])
    assert profile_intervals(fit).between.high > 100 * fit.sigma2_between
