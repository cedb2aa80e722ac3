"""A p that was computed and rounded is never an alarm; one that was changed is."""

from __future__ import annotations

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from gleanings.evidence.checking import check
from gleanings.evidence.distributions import chi2_upper, f_upper, normal_two_sided, t_two_sided
from gleanings.evidence.report import why

DECIMALS = st.integers(1, 4)
SIZES = st.floats(0.05, 6)
DF = st.integers(3, 300)  # r(2) is mostly r² with its superscript fallen


def _sentence(kind: str, size: float, df1: int, df2: int, places: int) -> tuple[str, float]:
    """The test as written with so many decimals, and its true p."""
    if kind == "t":
        return f"t({df2}) = {size:.{places}f}", float(t_two_sided(size, df2))
    if kind == "z":
        return f"z = {size:.{places}f}", float(normal_two_sided(size))
    if kind == "F":
        return f"F({df1}, {df2}) = {size:.{places}f}", float(f_upper(size, df1, df2))
    if kind == "r":
        r = size / 6.5
        t = r * (df2 / (1 - r * r)) ** 0.5
        return f"r({df2}) = {r:.{places}f}", float(t_two_sided(t, df2))
    return f"{kind}({df1}) = {size:.{places}f}", float(chi2_upper(size, df1))


KINDS = st.sampled_from(["t", "z", "F", "r", "χ2", "Q"])


@settings(max_examples=300, deadline=None)
@given(KINDS, SIZES, st.integers(1, 10), DF, DECIMALS, DECIMALS)
def test_rounding_never_makes_an_alarm(
    kind: str, size: float, df1: int, df2: int, places: int, p_places: int
):
    text, p = _sentence(kind, size, df1, df2, places)
    (verdict,) = check(f"{text}, p = {p:.{p_places}f}")
    assert verdict.verdict == "consistent", why(verdict)


@settings(max_examples=200, deadline=None)
@given(KINDS, SIZES, st.integers(1, 10), DF, st.sampled_from([0.05, 0.01, 0.001]))
def test_a_threshold_on_the_right_side_is_never_an_alarm(
    kind: str, size: float, df1: int, df2: int, threshold: float
):
    text, p = _sentence(kind, size, df1, df2, 2)
    (verdict,) = check(f"{text}, p {'<' if p < threshold else '>'} {threshold}")
    assert verdict.verdict == "consistent", why(verdict)


@settings(max_examples=200, deadline=None)
@given(KINDS, SIZES, st.integers(1, 10), DF, st.floats(0.05, 0.5))
def test_a_shifted_p_is_an_alarm(kind: str, size: float, df1: int, df2: int, shift: float):
    text, p = _sentence(kind, size, df1, df2, 4)
    wrong = round(p + shift if p < 0.5 else p - shift, 3)
    assume(abs(wrong - p) > 0.04)
    (verdict,) = check(f"{text}, p = {wrong:.3f}")
    assert verdict.is_alarm


@settings(max_examples=100, deadline=None)
@given(SIZES, DF)
def test_a_one_tailed_p_is_right_where_the_text_says_so(size: float, df2: int):
    text, p = _sentence("t", size, 1, df2, 4)
    (verdict,) = check(f"{text}, p = {p / 2:.4f}, one-tailed")
    assert verdict.verdict == "consistent"


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("t(28) = 2.20, p = .05", "inconsistent"),
        ("t(28) = 2.20, p = .06", "decision error"),
        ("t(28) = 2.20, p > .05", "decision error"),
        ("t(28) = 2.20, ns", "decision error"),
        ("t(28) = 1.20, ns", "consistent"),
        ("t(28) = 1.20, p < .05", "decision error"),
        ("t(28) = 2.20, p < .01", "inconsistent"),
        ("t(28) < 1, ns", "consistent"),
        ("F(1, 30) < 1, p > .05", "consistent"),
        ("F(1, 30) = 0.0, p = .99", "consistent"),
        ("t(28) = 2.20", "not checkable"),
        ("F = 6.74, p = .013", "not checkable"),
        ("rs(28) = .52, p = .003", "not checkable"),
        ("t(27.6) = 2.20, p = .036", "consistent"),
        ("r = .35, n = 50, p = .013", "consistent"),
        ("r = .35, n = 50, p = .13", "decision error"),
    ],
)
def test_verdicts(text: str, verdict: str):
    found = [v for v in check(text) if v.statistic.kind not in {"n", "k"}]
    assert [v.verdict for v in found] == [verdict]


def test_a_p_that_would_fit_one_tailed_says_so():
    (verdict,) = check("t(28) = 2.20, p = .018")
    assert "one-tailed test would fit" in why(verdict)


def test_a_misfit_through_a_guessed_sign_is_no_alarm():
    (verdict,) = check("t(28) \ufffd 2.20, p \ufffd .07")
    assert verdict.verdict == "not checkable"
    assert "lost in conversion" in why(verdict)
