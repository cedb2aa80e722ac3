"""t and d against the means, standard deviations and sizes of the two groups that they compare."""

from __future__ import annotations

import pytest

from gleanings.evidence.checking import check
from gleanings.evidence.report import why

TWO = "(M = 12.3, SD = 4.1, n = 40) than controls (M = 14.5, SD = 5.0, n = 40)"
WITHOUT_N = "(M = 12.3, SD = 4.1) than controls (M = 14.5, SD = 5.0)"


def _of(text: str, kind: str) -> tuple[str, str]:
    (verdict,) = [v for v in check(text) if v.statistic.kind == kind]
    rules = [one for one in verdict.outcomes if "group" in one.rule]
    return (rules[0].verdict, rules[0].rule) if rules else ("", "")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # 2.2 / (4.572 · √(2/40)) = 2.152; rounding leaves 2.07 to 2.23 open
        (f"They scored lower {TWO}, t(78) = 2.15.", ("consistent", "t-of-groups")),
        (f"They scored lower {TWO}, t(78) = -2.15.", ("consistent", "t-of-groups")),
        (f"They scored lower {TWO}, t(78) = 2.07.", ("consistent", "t-of-groups")),
        (f"They scored lower {TWO}, t(78) = 1.9.", ("inconsistent", "t-against-groups")),
        (f"They scored lower {TWO}, t(78) = 2.4.", ("inconsistent", "t-against-groups")),
        # of another test than that of both groups: nobody can tell
        (f"They scored lower {TWO}, t(39) = 2.4.", ("not checkable", "groups-otherwise")),
        (f"They scored lower {TWO}, t(77) = 2.4.", ("not checkable", "groups-otherwise")),
        (f"They scored lower {TWO}, t(78) > 2.4.", ("not checkable", "groups-otherwise")),
        (f"They scored lower {WITHOUT_N}, t(78) = 9.9.", ("", "")),
        (f"Adjusted, they scored lower {TWO}, t(78) = 9.9.", ("", "")),
        (f"They scored lower {TWO}. In all, t(78) = 9.9.", ("", "")),
        (f"Girls (M = 9.1, SD = 2.2), they {TWO}, t(78) = 9.9.", ("", "")),
        # Welch's: the larger group varies less
        (
            "Men (M = 10.0, SD = 2.0, n = 90) and women (M = 12.0, SD = 6.0, n = 10) differ, "
            "t(9.22) = 1.05.",
            ("consistent", "t-of-groups"),
        ),
        (
            "Men (M = 10.0, SD = 2.0, n = 90) and women (M = 12.0, SD = 6.0, n = 10) differ, "
            "t(98) = 2.26.",
            ("consistent", "t-of-groups"),
        ),
        (
            "Men (n = 40, M = 12.3, SD = 4.1) and women (n = 40, M = 14.5, SD = 5.0) differ, "
            "t(78) = 3.2.",
            ("inconsistent", "t-against-groups"),
        ),
    ],
)
def test_a_t(text: str, expected: tuple[str, str]):
    assert _of(text, "t") == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # 2.2 / 4.572 = 0.481; by either SD .44 to .54
        (f"They scored lower {TWO}, d = 0.48.", ("consistent", "d-of-groups")),
        (f"They scored lower {TWO}, d = -0.44.", ("consistent", "d-of-groups")),
        (f"They scored lower {TWO}, d = 0.54.", ("consistent", "d-of-groups")),
        (f"They scored lower {TWO}, g = 0.48.", ("consistent", "d-of-groups")),
        (f"They scored lower {TWO}, d = 0.65.", ("inconsistent", "d-against-groups")),
        (f"They scored lower {TWO}, d = 0.36.", ("inconsistent", "d-against-groups")),
        (f"They scored lower {TWO}, d > 0.65.", ("not checkable", "groups-otherwise")),
        (f"They scored lower {WITHOUT_N}, d = 0.48.", ("consistent", "d-of-groups")),
        (f"They scored lower {WITHOUT_N}, d = 0.98.", ("not checkable", "groups-otherwise")),
        (
            f"They scored lower {TWO}, t(78) = 2.15, p = .035, d = 0.48.",
            ("consistent", "d-of-groups"),
        ),
        (
            f"They scored lower {TWO}, t(78) = 2.15, p = .035, d = 0.98.",
            ("inconsistent", "d-against-groups"),
        ),
        (f"At follow-up they scored lower {TWO}, d = 0.98.", ("", "")),
        ("They scored M = 14.5, SD = 5.0, d = 0.98.", ("", "")),
    ],
)
def test_a_d(text: str, expected: tuple[str, str]):
    assert _of(text, "d" if " d " in text else "g") == expected


UNEQUAL = "Men (M = 10.0, SD = 2.0, n = {}) and women (M = 12.0, SD = 6.0, n = {}) differ"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # of 2.2 ± 0.1 and SDs of 4.05 to 4.15 and 4.95 to 5.05, t is 2.03 to 2.27
        (f"They scored lower {TWO}, t(78) = 2.27.", "t-of-groups"),
        (f"They scored lower {TWO}, t(78) = 2.29.", "t-against-groups"),
        (f"They scored lower {TWO}, t(78) = 2.03.", "t-of-groups"),
        (f"They scored lower {TWO}, t(78) = 2.01.", "t-against-groups"),
        # a d by the larger SD, corrected, and a twentieth less: 0.39124; by the smaller 0.5963
        (f"They scored lower {TWO}, d = 0.39124.", "d-of-groups"),
        (f"They scored lower {TWO}, d = 0.39120.", "d-against-groups"),
        (f"They scored lower {TWO}, d = 0.596.", "d-of-groups"),
        (f"They scored lower {TWO}, d = 0.597.", "d-against-groups"),
        # of sizes that are not known it may be corrected by a fifth: 0.31604
        (f"They scored lower {WITHOUT_N}, d = 0.31604.", "d-of-groups"),
        (f"They scored lower {WITHOUT_N}, d = 0.31602.", "groups-otherwise"),
        (UNEQUAL.format(90, 10) + ", t(98) = 5.00.", "t-against-groups"),
        (UNEQUAL.format(10, 90) + ", t(98) = 5.00.", "t-against-groups"),
        (UNEQUAL.format(90, 10) + ", t(18) = 5.00.", "groups-otherwise"),
        (UNEQUAL.format(2, 2) + ", t(2) = 9.00.", "t-against-groups"),
        (UNEQUAL.format(2, 2) + ", d = 0.24.", "d-of-groups"),
        # Welch's: 2 / √(4/10 + 36/90) = 2.236; Student's would be 1.04
        (UNEQUAL.format(10, 90) + ", t(21) = 2.24.", "t-of-groups"),
        (UNEQUAL.format(1, 9) + ", d = 9.00.", "groups-otherwise"),
        (UNEQUAL.format(1, 9) + ", t(8) = 9.00.", ""),
        ("Men (M = 9.0, SD = 2.0, n = 9) and women (M = 12.0, SD = 6.0) differ, t(98) = 5.00.", ""),
        ("Men (M = 9.0, SD = 2.0) and women (M = 12.0, SD = 6.0, n = 9) differ, t(98) = 5.00.", ""),
        (
            "Men (M = 9.0, SD = 0.0, n = 9), women (M = 8.0, SD = 6.0, n = 9), t(16) = 5.00.",
            "",
        ),
        (
            "Men (M = 9.0, SD = 6.0, n = 9), women (M = 8.0, SD = 0.0, n = 9), t(16) = 5.00.",
            "",
        ),
    ],
)
def test_the_edges(text: str, expected: str):
    assert _of(text, "t" if " t(" in text else "d")[1] == expected


@pytest.mark.parametrize(
    ("text", "derived"),
    [
        # pooled (89 · 4 + 9 · 36) / 98 = 6.9388
        (UNEQUAL.format(90, 10) + ", t(98) = 5.00.", 2.27779),
        (UNEQUAL.format(90, 10) + ", d = 5.00.", 0.759257),
        (f"They scored lower {WITHOUT_N}, d = 5.00.", 0.481173),
        # of a group of one nothing is pooled by size; of a group of two it is
        (UNEQUAL.format(1, 9) + ", d = 5.00.", 0.447214),
        (UNEQUAL.format(2, 9) + ", d = 5.00.", 0.351123),
        ("Men (M = 0.0, SD = 2.0) and women (M = 1.0, SD = 2.0) differ, d = 5.00.", 0.5),
    ],
)
def test_what_it_was_recomputed_to(text: str, derived: float):
    (verdict,) = [v for v in check(text) if "group" in v.rule]
    assert verdict.recomputed == pytest.approx(derived, rel=1e-5)
    assert verdict.outcome.numbers["off"] == pytest.approx(5 - derived, rel=1e-5)


def test_it_is_told_in_both_languages():
    (verdict,) = [
        v for v in check(f"They scored lower {TWO}, t(78) = 2.40.") if v.statistic.kind == "t"
    ]
    assert why(verdict) == (
        "The means, standard deviations and sizes of the two groups give t = 2.152, not 2.40 (off "
        "by 0.25)."
    )
    assert "donnent t = 2,152, et non 2.40" in why(verdict, "fr")
