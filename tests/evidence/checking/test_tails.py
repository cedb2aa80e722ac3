"""The tails of single numbers are those of `evidence.distributions`."""

from __future__ import annotations

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gleanings.evidence import distributions
from gleanings.evidence.checking.tails import chi2_p, f_p, normal_p, r_p, t_p

VALUES = st.floats(0, 1e3)
DF = st.floats(0.5, 1e5)


@settings(max_examples=200, deadline=None)
@given(VALUES, DF, DF)
def test_they_are_the_same(value: float, df1: float, df2: float):
    assert normal_p(-value) == pytest.approx(
        distributions.normal_two_sided(value), rel=1e-12, abs=1e-300
    )
    assert t_p(-value, df2) == pytest.approx(
        distributions.t_two_sided(value, df2), rel=1e-12, abs=1e-300
    )
    assert f_p(value, df1, df2) == pytest.approx(distributions.f_upper(value, df1, df2), rel=1e-12)
    assert chi2_p(value, df1) == pytest.approx(distributions.chi2_upper(value, df1), rel=1e-12)


def test_at_the_ends():
    assert (t_p(math.inf, 5), f_p(math.inf, 1, 5), chi2_p(math.inf, 3), r_p(1.0, 8)) == (0, 0, 0, 0)
    assert (t_p(0, 5), f_p(0, 1, 5), chi2_p(0, 3), r_p(0.0, 8), normal_p(0)) == (1, 1, 1, 1, 1)
    assert t_p(1.7, math.inf) == normal_p(1.7)
    assert t_p(1e200, 5) == 0
