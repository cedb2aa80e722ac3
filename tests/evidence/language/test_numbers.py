"""A truth table of spellings: the same number in English and in French."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gleanings.evidence.language.numbers import (
    STYLES,
    count,
    fixed,
    number,
    p_value,
    percent,
    shortest,
)

EN, FR = STYLES["en"], STYLES["fr"]
NAN, INF = math.nan, math.inf


@pytest.mark.parametrize(
    ("value", "decimals", "english", "french"),
    [
        (0.0, 2, "0.00", "0,00"),
        (0.26, 2, "0.26", "0,26"),
        (-0.26, 2, "−0.26", "−0,26"),
        (-0.456, 2, "−0.46", "−0,46"),
        (-0.001, 2, "0.00", "0,00"),
        (-0.004, 0, "0", "0"),
        (0.999, 2, "1.00", "1,00"),
        (1.8, 1, "1.8", "1,8"),
        (999.95, 1, "1,000.0", "1\u00a0000,0"),
        (999.4, 0, "999", "999"),
        (1234.5, 2, "1,234.50", "1\u00a0234,50"),
        (-12480, 0, "−12,480", "−12\u00a0480"),
        (1234567.89, 2, "1,234,568", "1\u00a0234\u00a0568"),
        (2e20, 2, "2.00e+20", "2,00e+20"),
        (INF, 2, "∞", "∞"),
        (-INF, 2, "−∞", "−∞"),
        (NAN, 2, "–", "–"),
        (None, 2, "–", "–"),
    ],
)
def test_with_so_many_decimals(value, decimals, english, french):
    assert (fixed(value, decimals, EN), fixed(value, decimals, FR)) == (english, french)


@pytest.mark.parametrize(
    ("value", "english", "french"),
    [
        (0.26, ".26", "0,26"),
        (-0.26, "−.26", "−0,26"),
        (0.0, ".00", "0,00"),
        (1.0, "1.00", "1,00"),
        (-1.0, "−1.00", "−1,00"),
        (0.996, "1.00", "1,00"),
    ],
)
def test_what_is_never_beyond_one_has_no_zero_before_the_point(value, english, french):
    spelled = [fixed(value, 2, style, within_one=True) for style in (EN, FR)]
    assert spelled == [english, french]


@pytest.mark.parametrize(
    ("value", "english", "french"),
    [
        (0.123, "0.12", "0,12"),
        (0.088, "0.09", "0,09"),
        (0.01, "0.01", "0,01"),
        (0.0099, "0.0099", "0,0099"),
        (0.00042, "0.00042", "0,00042"),
        (-0.0042, "−0.0042", "−0,0042"),
        (1e-8, "0.00", "0,00"),
        (-1e-12, "0.00", "0,00"),
        (2.349, "2.35", "2,35"),
    ],
)
def test_an_effect_has_two_decimals_or_two_digits(value, english, french):
    assert (number(value, EN), number(value, FR)) == (english, french)


@pytest.mark.parametrize(
    ("p", "english", "french"),
    [
        (0.0, "p < .001", "p < 0,001"),
        (0.00004, "p < .001", "p < 0,001"),
        (0.00099, "p < .001", "p < 0,001"),
        (0.001, "p = .001", "p = 0,001"),
        (0.0014, "p = .001", "p = 0,001"),
        (0.03, "p = .03", "p = 0,03"),
        (0.0432, "p = .043", "p = 0,043"),
        (0.043, "p = .043", "p = 0,043"),
        (0.0496, "p = .05", "p = 0,05"),
        (0.05, "p = .05", "p = 0,05"),
        (0.2, "p = .20", "p = 0,20"),
        (0.394, "p = .394", "p = 0,394"),
        (0.9, "p = .90", "p = 0,90"),
        (0.999, "p = .999", "p = 0,999"),
        (0.9996, "p > .999", "p > 0,999"),
        (1.0, "p = 1.00", "p = 1,00"),
        (NAN, "", ""),
        (None, "", ""),
    ],
)
def test_p(p, english, french):
    assert (p_value(p, EN), p_value(p, FR)) == (english, french)


@pytest.mark.parametrize(
    ("spell", "value", "english", "french"),
    [
        (count, 12480, "12,480", "12\u00a0480"),
        (count, 13, "13", "13"),
        (percent, 84.4, "84%", "84\u00a0%"),
        (percent, -0.2, "0%", "0\u00a0%"),
        (shortest, 95.0, "95", "95"),
        (shortest, 97.5, "97.5", "97,5"),
        (shortest, 229.88, "229.88", "229,88"),
        (shortest, 1e7, "10,000,000", "10\u00a0000\u00a0000"),
    ],
)
def test_counts_shares_and_levels(spell, value, english, french):
    assert (spell(value, EN), spell(value, FR)) == (english, french)


@given(st.floats(-1e14, 1e14), st.integers(0, 6), st.booleans())
def test_what_is_written_is_the_number(value, decimals, within_one):
    for style in (EN, FR):
        text = fixed(value, decimals, style, within_one=within_one)
        plain = text.replace(style.thousands, "").replace(style.decimal, ".").replace("−", "-")
        places = decimals if abs(value) < 1e6 else 0
        assert float(plain) == pytest.approx(value, abs=0.5000001 * 10**-places)
        assert not text.startswith("−") or float(plain) < 0
