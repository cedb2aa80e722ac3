"""The verdicts of statcheck 1.6.0 on its unit texts; docs/checking.md argues the differences."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from gleanings.evidence.checking import check

GOLD = json.loads((Path(__file__).parent / "gold" / "statcheck_unit.json").read_text("utf-8"))
CASES = dict(GOLD["cases"])
KINDS = {"Chi2": "chi2", "Z": "z", "Qw": "QW", "Qb": "QB"}

# What we read or judge otherwise, and why.
ONE_TAILED = "the text says so, and the one-tailed p agrees"
DIFFERENCES = {
    "t(28) = 2.20, p = .018, one-tailed": ("consistent", ONE_TAILED),
    "t(28) = 2.20, p = .018, one-sided": ("consistent", ONE_TAILED),
    "t(28) = 2.20, p = .018, directional": ("consistent", ONE_TAILED),
    "t(28) = 22.20, p = .000": ("consistent", ".000 is what a smaller p rounds to"),
    "t(28) = 2.20; p = .03": ("inconsistent", "a semicolon does not hide a p"),
    "t(38) >= 2.25, p = .03": ("consistent", "≥ is a comparison"),
    "t(38) = 2.25, p >= .03": ("consistent", "≥ is a comparison"),
    "Qb(2, N = 187) = 2.20, p = .03": ("decision error", "N may stand beside the df of Q"),
    "t(28) = 2.20, p = 1.03": ("inconsistent", "an impossible p is an error, not nothing"),
    "r(16) = 26.05, p = .10": ("inconsistent", "an impossible r is an error, not nothing"),
    "t(28) > 2.2, p =": ("not checkable", "a test without p is still a test"),
    "t(28) > 2.2, p >": ("not checkable", "a test without p is still a test"),
}


def _verdict(error: bool, decision_error: bool) -> str:
    return "decision error" if decision_error else "inconsistent" if error else "consistent"


@pytest.mark.parametrize("text", sorted(set(CASES) - set(DIFFERENCES)))
def test_the_same_statistics_with_the_same_verdicts(text: str):
    verdicts = check(text)
    assert len(verdicts) == len(CASES[text])
    for verdict, expected in zip(verdicts, CASES[text], strict=True):
        kind, df1, df2, comparison, value, p_comparison, p, computed, *errors = expected
        found = verdict.statistic
        assert found.kind == KINDS.get(kind, kind)
        assert (found.df1, found.df2, found.comparison, found.value) == (
            df1, df2, comparison, value,
        )  # fmt: skip
        assert (found.p_comparison, found.p) == (p_comparison, p)
        assert verdict.verdict == _verdict(*errors)
        assert verdict.recomputed == pytest.approx(computed, rel=1e-6, abs=1e-80)


@pytest.mark.parametrize("text", DIFFERENCES)
def test_the_differences_are_these(text: str):
    (verdict,) = check(text)
    assert verdict.verdict == DIFFERENCES[text][0]


DOCS = Path(__file__).parents[3] / "docs" / "checking.md"


@pytest.mark.parametrize("text", [t for t in DIFFERENCES if not t.endswith(("sided", "nal"))])
def test_each_difference_is_argued_in_the_docs(text: str):
    assert f"`{text}`" in DOCS.read_text("utf-8")
