"""Partial, semi-partial correlations and standardised coefficients are not read as r."""

from __future__ import annotations

import pytest

from gleanings.evidence.checking import check
from gleanings.evidence.reading import read_statistics
from gleanings.evidence.report import why


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("r(118) = -.24, p = .008", "r"),
        ("partial r(118) = -.24, p = .008", "PCOR"),
        ("Partial Pearson r = .21, p = .01", "PCOR"),
        ("pr = .21, p = .01", "PCOR"),
        ("a partial correlation of .21", "PCOR"),
        ("une corrélation partielle de 0,21", "PCOR"),
        ("a correlation of .21", "r"),
        ("a semi-partial correlation of .21", "SPCOR"),
        ("semipartial r = .21", "SPCOR"),
        ("part correlation = .21", "SPCOR"),
        ("the total r = .21", "r"),
        ("standardised beta of .31", "beta"),
        ("standardized regression coefficient was .31", "beta"),
        ("the standardised beta was r = .31", "beta"),
        ("beta was lower, r = .31", "r"),
    ],
)
def test_its_kind(text: str, expected: str):
    assert [s.kind for s in read_statistics(text)] == [expected]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("partial r(118) = -.24, p = .008", "consistent"),
        ("partial r(118) = -.24, p = .08", "decision error"),
        # how many others were held constant is not told, so N gives no degrees of freedom
        ("partial r = .24, p = .5, N = 120", "not checkable"),
        ("r = .24, p = .5, N = 120", "decision error"),
        ("semi-partial r(118) = .24, p = .5", "not checkable"),
        ("partial r(118) = 1.24", "inconsistent"),
    ],
)
def test_its_p(text: str, expected: str):
    assert check(text)[0].verdict == expected


def test_it_is_told_as_what_it_is():
    verdict = check("partial r(118) = -.24, p = .008")[0]
    assert why(verdict).startswith("pr(118) = -.24 gives p = .0083 (two-sided)")
