"""What must hold whatever the numbers."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.testing import assert_allclose
from scipy import stats

from gleanings.evidence import convert, effect_size

counts = st.integers(min_value=1, max_value=500)
tables = st.tuples(counts, counts, counts, counts)
means = st.floats(-50, 50)
deviations = st.floats(0.1, 20)
sizes = st.integers(min_value=4, max_value=400)


@given(tables)
def test_exchanging_the_groups_changes_the_sign(table):
    a, b, c, d = table
    for measure in ("OR", "RR", "RD", "PETO", "AS", "PHI", "YUQ", "YUY", "PBIT", "OR2D", "RTET"):
        one = effect_size(measure, ai=a, bi=b, ci=c, di=d)
        other = effect_size(measure, ai=c, bi=d, ci=a, di=b)
        assert_allclose(one.yi, -other.yi, atol=1e-9)
        assert_allclose(one.vi, other.vi, rtol=1e-6)


@given(tables)
def test_totals_may_stand_for_cells(table):
    a, b, c, d = table
    cells = effect_size("OR", ai=a, bi=b, ci=c, di=d)
    totals = effect_size("OR", ai=a, n1i=a + b, ci=c, n2i=c + d)
    assert cells == totals


@given(means, deviations, sizes, means, deviations, sizes, st.floats(0.01, 100))
def test_standardized_differences_have_no_unit(m1, sd1, n1, m2, sd2, n2, unit):
    for measure in ("SMD", "SMDH", "SMD1", "RPB", "RBIS"):
        plain = effect_size(measure, m1i=m1, sd1i=sd1, n1i=n1, m2i=m2, sd2i=sd2, n2i=n2)
        scaled = effect_size(
            measure,
            m1i=m1 * unit,
            sd1i=sd1 * unit,
            n1i=n1,
            m2i=m2 * unit,
            sd2i=sd2 * unit,
            n2i=n2,
        )
        assert_allclose(plain.yi, scaled.yi, rtol=1e-7, atol=1e-9)
        assert_allclose(plain.vi, scaled.vi, rtol=1e-7, atol=1e-12)


@given(st.floats(-8, 8), sizes, sizes)
def test_a_test_statistic_says_the_same_as_the_means(t, n1, n2):
    by_t = effect_size("SMD", ti=t, n1i=n1, n2i=n2)
    by_d = effect_size("SMD", di=t * np.sqrt(1 / n1 + 1 / n2), n1i=n1, n2i=n2)
    by_f = effect_size("SMD", fi=t * t, n1i=n1, n2i=n2)
    assert_allclose(by_t.yi, by_d.yi, rtol=1e-12)
    assert_allclose(np.abs(by_t.yi), by_f.yi, rtol=1e-9, atol=1e-150)
    g = convert("g", t=t, n1=n1, n2=n2)
    assert_allclose(by_t.yi, g, rtol=1e-12)


def test_means_p_and_t_agree():
    t_value = 0.5 / np.sqrt(0.1)
    p_value = 2 * stats.t.sf(t_value, 38)
    means = effect_size("SMD", m1i=1, sd1i=2, n1i=20, m2i=0, sd2i=2, n2i=20)
    t = effect_size("SMD", ti=t_value, n1i=20, n2i=20)
    p = effect_size("SMD", pi=p_value, n1i=20, n2i=20)
    assert_allclose(means.yi, t.yi, rtol=1e-12)
    assert_allclose(means.yi, p.yi, rtol=1e-8)
    negative = effect_size("SMD", pi=-p_value, n1i=20, n2i=20)
    assert_allclose(negative.yi, -p.yi, rtol=1e-12)


@given(st.floats(-0.99, 0.99), st.integers(5, 1000))
def test_correlation_from_its_own_t(r, n):
    t = r * np.sqrt((n - 2) / (1 - r * r))
    assert_allclose(effect_size("COR", ti=t, ni=n).yi, r, rtol=1e-9, atol=1e-12)


@given(st.lists(st.tuples(st.floats(-0.99, 0.99), st.integers(5, 3000)), min_size=2, max_size=9))
def test_order_of_rows_does_not_matter(rows):
    r, n = np.array(rows).T
    for measure in ("COR", "UCOR", "ZCOR"):
        forward = effect_size(measure, ri=r, ni=n)
        backward = effect_size(measure, ri=r[::-1], ni=n[::-1])
        assert_allclose(forward.yi, backward.yi[::-1], rtol=1e-12)
        assert_allclose(forward.vi, backward.vi[::-1], rtol=1e-12)


@given(st.floats(-0.999, 0.999), st.integers(5, 10**6))
def test_unbiased_correlation_is_larger_and_defined(r, n):
    unbiased = effect_size("UCOR", ri=r, ni=n).yi[0]
    assert np.isfinite(unbiased)
    assert abs(unbiased) >= abs(r) * (1 - 1e-12)


def test_a_row_does_not_depend_on_its_neighbours():
    together = effect_size("OR", ai=[0, 4], bi=[10, 5], ci=[2, 3], di=[8, 6])
    alone = effect_size("OR", ai=4, bi=5, ci=3, di=6)
    assert together.yi[1] == alone.yi[0]


def test_small_sample_correction_can_be_left_out():
    d = effect_size("SMD", m1i=1, sd1i=2, n1i=8, m2i=0, sd2i=2, n2i=8, correct=False).yi[0]
    assert d == pytest.approx(0.5, rel=1e-14)


def test_labels_may_stand_in_the_same_table():
    assert effect_size("GEN", yi=[0.1], vi=[0.2], cluster=["a"], esid=[1]).yi.tolist() == [0.1]


def test_standard_errors_stand_for_variances():
    assert effect_size("GEN", yi=[0.1], sei=[0.5]).vi.tolist() == [0.25]
