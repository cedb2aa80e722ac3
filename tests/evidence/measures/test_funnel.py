"""Where small studies are compared with large ones, the variance holds nothing of the effect."""

import math

import numpy as np
import pytest

from gleanings.evidence import effect_size
from gleanings.evidence.effect_sizes import effect_measures
from gleanings.evidence.measures.funnel import (
    OF_CHANGE,
    OF_CONTRASTED_CHANGE,
    OF_TWO_GROUPS,
    Compared,
    given_sizes,
)

MEASURES = effect_measures()
GROUPS = {"sd1i": 1.0, "sd2i": 1.0, "n1i": 40, "n2i": 40, "m2i": 2.0}
ONCE = {"sd1i": 1.0, "sd2i": 1.0, "ni": 40, "m2i": 2.0, "ri": 0.5}
MEANS = {"m1i": [2.2, 2.8, 4.0]}
TABLE = {"ai": [10, 20, 36], "n1i": 50, "ci": 10, "n2i": 50}
PAIRS = {"ai": [10, 12, 20], "bi": [5, 10, 19], "ci": 5, "di": 20}
RATES = {"x1i": [10, 20, 40], "t1i": 100.0, "x2i": 10, "t2i": 100.0}
CORRELATIONS = {"ri": [0.1, 0.4, 0.8], "ni": 50}
# studies alike in all but their effect
T_TESTS = {"ti": [1.0, 3.0, 8.0], "ni": 50, "mi": 2}
TOGETHER = (
    (("COR", "UCOR", "ZCOR"), CORRELATIONS),
    (("PCOR", "ZPCOR"), T_TESTS),
    (("SPCOR",), T_TESTS | {"r2i": [0.1, 0.3, 0.6]}),
    (("MD", "SMD", "SMDH", "SMD1", "SMD1H", "ROM", "RPB", "RBIS", "D2OR", "D2ORL", "D2ORN", "VR",
      "CVR"), GROUPS | MEANS),
    (("OR", "RR", "RD", "PETO", "AS", "PHI", "YUQ", "YUY", "RTET", "PBIT", "OR2D", "OR2DL",
      "OR2DN"), TABLE),
    (("DPPC2",), {"m1pre": 2, "m1post": [2.2, 2.8, 4], "sd1pre": 1, "n1i": 40, "m2pre": 2,
                  "m2post": 2, "sd2pre": 1, "n2i": 40}),
    (("MPRD", "MPRR", "MPOR", "MPORC", "MPPETO"), PAIRS),
    (("IRR", "IRD", "IRSD"), RATES),
    (("MC", "SMCC", "SMCR", "SMCRH", "SMCRP", "ROMC", "CVRC", "VRC"), ONCE | MEANS),
)  # fmt: skip
ALIKE = {code: columns for codes, columns in TOGETHER for code in codes}
TOLD = {code for code, one in MEASURES.items() if one.funnel.compared is not Compared.NOT}
# near enough: an unbiased variance of r, and phi's, which hangs on the margins too
NEARLY = {"UCOR": 0.02, "PHI": 0.35}


def test_every_measure_of_a_contrast_has_a_case():
    assert TOLD - {"GEN", "HR"} == set(ALIKE)


def of(code):
    columns = dict(ALIKE[code])
    k = max(np.size(value) for value in columns.values())
    yi, vi = effect_size(code, **{n: np.broadcast_to(v, k) for n, v in columns.items()})
    return MEASURES[code].funnel, yi, vi


@pytest.mark.parametrize("code", sorted(ALIKE))
def test_the_variance_is_free_of_the_effect_where_it_is_looked_at(code):
    way, yi, vi = of(code)
    spread = np.ptp(vi * way.slope(yi) ** 2) / np.mean(vi * way.slope(yi) ** 2)
    if way.compared is Compared.BY_STANDARD_ERROR:
        assert spread <= NEARLY.get(code, 1e-9)
    else:  # else it need not be by size
        assert spread > 0.02


@pytest.mark.parametrize("code", sorted(TOLD))
def test_the_way_back_is_that_way_back_and_the_slope_its_slope(code):
    way, y, step = MEASURES[code].funnel, np.array([-0.8, -0.1, 0.0, 0.3, 0.7]), 1e-6
    assert way.back(way.onto(y)) == pytest.approx(y, abs=1e-12)
    # a central difference is good to about step squared
    slope = (way.onto(y + step) - way.onto(y - step)) / (2 * step)
    assert way.slope(y) == pytest.approx(slope, rel=1e-8)


@pytest.mark.parametrize("code", sorted(TOLD))
def test_r_is_told_the_same(code):
    way = MEASURES[code].funnel
    if way.in_r is None:
        assert way.onto(0.4) == 0.4 and way.slope(0.4) == 1
        return
    known = {name: getattr(math, name) for name in ("atanh", "asinh", "sqrt")} | {"yi": 0.4}
    onto, slope = (eval(text.replace("^", "**"), {}, known) for text in way.in_r)  # noqa: S307
    assert (onto, slope) == pytest.approx((float(way.onto(0.4)), float(way.slope(0.4))))


@pytest.mark.parametrize("code", ["PLO", "PR", "PAS", "PFT", "IRLN", "MN", "SMN", "ABT", "CVLN"])
def test_what_one_group_shows_has_no_funnel(code):
    assert MEASURES[code].funnel.compared is Compared.NOT


@pytest.mark.parametrize("r", [0.3, 0.5, 0.9])
def test_changes_are_seen_by_their_own_correlation_where_n_is_known(r):
    yi, vi = effect_size("SMCR", m1i=[0.2, 0.8, 2.0], m2i=0, sd1i=1, ni=40, ri=r)
    way = given_sizes(OF_CHANGE, yi, vi, [40, 40, 40])
    assert np.ptp(vi * way.slope(yi) ** 2) < 1e-12
    assert given_sizes(OF_CHANGE, yi, vi, [40, None, 40]) is OF_CHANGE
    way = given_sizes(OF_CONTRASTED_CHANGE, yi, vi, [40, 40, 40])
    assert np.ptp(vi * way.slope(yi) ** 2) < 1e-12
    # sizes that cannot be those of such variances
    assert given_sizes(OF_CHANGE, yi, vi, [2, 2, 2]) is OF_CHANGE
    assert given_sizes(OF_TWO_GROUPS, yi, vi, [40, 40, 40]) is OF_TWO_GROUPS
