"""Changes of two groups, and a change by both SDs, against their papers and metafor's helpers."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from gleanings.evidence import effect_size

# Morris 2008, Organ Res Methods 11:364-386, five studies of Carlson & Schmidt 1999
TREATED = {
    "m1pre": [30.6, 23.5, 0.5, 53.4, 35.6],
    "m1post": [38.5, 26.8, 0.7, 75.9, 36.0],
    "sd1pre": [15.0, 3.1, 0.1, 14.5, 4.7],
    "n1i": [20, 50, 9, 10, 14],
}
OTHERS = {
    "m2pre": [23.1, 24.9, 0.6, 55.7, 34.8],
    "m2post": [19.7, 25.3, 0.6, 60.7, 33.4],
    "sd2pre": [13.8, 4.1, 0.2, 17.3, 3.1],
    "n2i": [20, 42, 9, 11, 14],
}
R = [0.47, 0.64, 0.77, 0.89, 0.44]


def test_the_contrasts_are_those_of_morris():
    yi, _ = effect_size("DPPC2", **TREATED, **OTHERS, ri=R)
    assert yi.round(2).tolist() == [0.77, 0.80, 1.20, 1.05, 0.44]


def test_their_variances_are_those_of_r():
    """R: g <- metafor:::.cmicalc(m) * d; 2 * (1 - r) * (1/n1 + 1/n2) + g^2 / (2 * (n1 + n2))."""
    yi, vi = effect_size("DPPC2", **TREATED, **OTHERS, ri=R)
    assert yi == pytest.approx(
        [0.7684476468, 0.8009868481, 1.2045164114, 1.0476267356, 0.4389341925], rel=1e-8
    )
    assert vi == pytest.approx(
        [0.1133813973, 0.0350297046, 0.1425238829, 0.0681314709, 0.1634404147], rel=1e-8
    )


def test_without_a_correlation_it_weighs_as_a_difference_after_treatment():
    yi, vi = effect_size("DPPC2", **TREATED, **OTHERS)
    half = effect_size("DPPC2", **TREATED, **OTHERS, ri=0.5)
    assert (yi.tolist(), vi.tolist()) == (half.yi.tolist(), half.vi.tolist())
    after = effect_size("SMD", di=yi, n1i=TREATED["n1i"], n2i=OTHERS["n2i"], correct=False)
    assert vi == pytest.approx(after.vi)


def test_groups_alike_before_and_unchanged_have_no_contrast():
    same = {**TREATED, "m2pre": TREATED["m1pre"], "m2post": TREATED["m1post"]}
    yi, _ = effect_size("DPPC2", **same, sd2pre=OTHERS["sd2pre"], n2i=OTHERS["n2i"])
    assert np.abs(yi).max() == 0


def test_a_change_by_both_sds_is_cousineaus():
    """metafor's SMCRP, by its helper .cmicalc in R (measure of version 4, not in 3.8)."""
    yi, vi = effect_size(
        "SMCRP", m1i=[25.0, 14.1], m2i=[18.5, 15.0], sd1i=[6.0, 4.0], sd2i=[8.0, 5.0],
        ni=[30, 12], ri=[0.6, 0.3],
    )  # fmt: skip
    assert yi == pytest.approx([0.9029615066, -0.1912819832], rel=1e-8)
    assert vi == pytest.approx([0.0359071808, 0.1174975373], rel=1e-8)


def test_by_equal_sds_it_is_the_change_by_the_first_but_for_its_correction():
    columns = {"m1i": 25, "m2i": 18, "sd1i": 6, "sd2i": 6, "ni": 30, "ri": 0.6}
    both = effect_size("SMCRP", **columns, correct=False).yi
    assert both == pytest.approx(effect_size("SMCR", **columns, correct=False).yi)


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"ri": 1.2}, "ri, row 1: 1.2 is not a correlation"),
        ({"sd1pre": -1}, "sd1pre, row 1: -1.0 is a negative standard deviation"),
        ({"n2i": -3}, "n2i, row 1: -3.0 is not a sample size"),
        ({"m2pre": None}, "column m2pre is needed"),
    ],
)
def test_impossible_numbers_are_refused(change, says):
    one = {name: values[0] for name, values in (TREATED | OTHERS).items()}
    with pytest.raises(ValueError, match=says):
        effect_size("DPPC2", **one | change)


means = st.floats(-50, 50)
spreads = st.floats(0.5, 20)
people = st.integers(5, 200)


@given(means, means, means, means, spreads, spreads, people, people, st.floats(-0.9, 0.95))
def test_a_contrast_has_no_unit_and_turns_with_its_groups(b1, a1, b2, a2, s1, s2, n1, n2, r):
    one = {"m1pre": b1, "m1post": a1, "sd1pre": s1, "n1i": n1}
    two = {"m2pre": b2, "m2post": a2, "sd2pre": s2, "n2i": n2}
    yi, vi = effect_size("DPPC2", **one, **two, ri=r)
    tenfold = {k: v if k[0] == "n" else 10 * v for k, v in (one | two).items()}
    in_tenths = effect_size("DPPC2", **tenfold, ri=r)
    assert in_tenths.yi == pytest.approx(yi, rel=1e-9, abs=1e-9)
    assert in_tenths.vi == pytest.approx(vi, rel=1e-9)
    swap = str.maketrans("12", "21")
    turned = {name.translate(swap): value for name, value in (one | two).items()}
    other = effect_size("DPPC2", **turned, ri=r)
    assert other.yi == pytest.approx(-yi, rel=1e-9, abs=1e-9)
    assert other.vi == pytest.approx(vi, rel=1e-9)
