"""What a p is recomputed from, one rule at a time and at its limits."""

from __future__ import annotations

from dataclasses import replace

import pytest

from gleanings.evidence.checking.outcome import (
    CONSISTENT,
    DECISION_ERROR,
    INCONSISTENT,
    NOT_CHECKABLE,
    ROUNDING_SLIP,
    STYLE_NOTE,
)
from gleanings.evidence.checking.rounding import Range
from gleanings.evidence.checking.significance import (
    agrees_as_test,
    check_p,
    contradicts_decision,
    corrected,
    degrees,
    recomputed_p,
    reported_range,
    reported_significance,
)
from gleanings.evidence.reading import Number, Statistic


def _number(text: str) -> Number:
    return Number(text, float(text), len(text.partition(".")[2]))


def _test(kind: str, value: str, p: str = "", comparison: str | None = None, **more) -> Statistic:
    """``p`` with its sign: "=.036", "<.05"; the df as text."""
    written = {
        f"{name}_written": _number(more.pop(name)) for name in ("df1", "df2", "n") if name in more
    }
    return Statistic(
        0,
        0,
        "",
        kind,
        _number(value),
        comparison or "=",
        p_written=_number(p[1:]) if p else None,
        p_comparison=p[:1] or None,
        **written,
        **more,
    )


def _t(p: str = "", value: str = "2.20", **more) -> Statistic:
    return _test("t", value, p, df2="28", **more)


def test_the_degrees_that_a_test_needs():
    assert degrees(_test("F", "2", df1="1")) is None
    assert degrees(_test("F", "2", df2="1")) is None
    assert degrees(_test("F", "2", df1="1", df2="9")) == (_number("1"), _number("9"))
    assert degrees(_test("r", ".3", n="50", n_stated=True)) == (None, _number("48"))
    assert degrees(_test("r", ".3", n="3", n_stated=True)) == (None, _number("1"))
    assert degrees(_test("r", ".3", n="2", n_stated=True)) is None
    assert degrees(_test("r", ".3", n="50")) is None


def _bounds(statistic: Statistic) -> tuple[float, float]:
    found = recomputed_p(statistic)
    assert found is not None
    return round(found[0].low, 3), round(found[0].high, 3)


@pytest.mark.parametrize(
    ("value", "comparison", "bounds"),
    [
        ("1", "<", (0.145, 1)),
        ("2.2", ">", (0, 0.040)),
        ("-2.2", "<", (0, 0.040)),
        ("-2.2", ">", (0.032, 1)),
        ("0", "<", (0.621, 1)),
        ("0", ">", (0, 1)),
        ("0.4", "<", (0.656, 1)),
    ],
)
def test_the_sizes_that_a_comparison_leaves(value: str, comparison: str, bounds: tuple):
    assert _bounds(_t(value=value, comparison=comparison)) == bounds


def test_no_correlation_is_beyond_one():
    assert _bounds(_test("r", ".50", comparison=">", df2="28")) == (0, 0.005)
    assert _bounds(_test("r", "1", df2="28"))[0] == 0


@pytest.mark.parametrize(
    ("p", "bounds", "significant"),
    [
        ("", (0.05, 1), False),
        ("<.05", (0, 0.05), True),
        ("<.10", (0, 0.1), None),
        (">.05", (0.05, 1), False),
        (">.01", (0.01, 1), None),
        ("=.05", (0.045, 0.055), True),
        ("=.06", (0.055, 0.065), False),
        ("=.00", (0, 0.005), True),
    ],
)
def test_what_the_text_reports(p: str, bounds: tuple[float, float], significant: bool | None):
    statistic = _t(p)
    assert reported_range(statistic) == pytest.approx(bounds)
    assert reported_significance(statistic) is significant
    if p[:1] in {"<", ">"}:
        or_equal = replace(statistic, p_comparison=p[0] + "=")
        assert reported_range(or_equal) == pytest.approx(bounds)
        assert reported_significance(or_equal) is significant


def test_a_decision_is_contradicted_beyond_the_limit_alone():
    assert not contradicts_decision(_t("<.10"), Range(0.01, 0.02))
    assert not contradicts_decision(_t("=.05"), Range(0.05, 0.06))
    assert contradicts_decision(_t("=.05"), Range(0.051, 0.06))
    assert contradicts_decision(_t("=.20"), Range(0.01, 0.05))
    assert not contradicts_decision(_t("=.20"), Range(0.01, 0.051))


def test_a_strict_threshold_is_not_met_by_its_own_value():
    found = recomputed_p(_t())
    assert found is not None
    at_the_end = [("<", found[0].low), (">", found[0].high)]
    for comparison, p in at_the_end:
        statistic = replace(_t(), p_written=Number("", p, 17), p_comparison=comparison)
        assert not agrees_as_test(statistic)
        assert agrees_as_test(replace(statistic, p_comparison=comparison + "="))
    assert not agrees_as_test(_t())
    assert not agrees_as_test(_t("=.07"))
    assert not agrees_as_test(_test("t", "2.20", "=.036"))
    assert agrees_as_test(_t("=.036"))


@pytest.mark.parametrize(
    ("statistic", "verdict", "rule"),
    [
        (_t("=.036"), CONSISTENT, "p-agrees"),
        (_t("=.000", value="6.00"), CONSISTENT, "p-zero"),
        (_t("<.001", value="6.00"), CONSISTENT, "p-agrees"),
        (_t("<.000", value="6.00"), STYLE_NOTE, "p-zero"),
        (_t("<.000"), INCONSISTENT, "p-differs"),
        # One-sided: half of it, or what is left of it, and nothing else.
        (_t("=.018", one_tailed=True), CONSISTENT, "p-agrees-one-sided"),
        (_t("=.98", one_tailed=True), CONSISTENT, "p-agrees-one-sided"),
        (_t("=.03", one_tailed=True), INCONSISTENT, "p-differs"),
        (_t("=.0140", one_tailed=True), INCONSISTENT, "p-differs"),
        (_t("=1.00", one_tailed=True), DECISION_ERROR, "p-decision"),
        (_t("=.30", one_tailed=True), DECISION_ERROR, "p-decision"),
        (_t("=.03", value="1.80", one_tailed=True), INCONSISTENT, "p-differs"),
        (_t("=.03", value="1.80"), DECISION_ERROR, "p-decision"),
        (_test("F", "4.84", "=.018", df1="1", df2="28", one_tailed=True), CONSISTENT,
         "p-agrees-one-sided"),
        (_test("F", "4.84", "=.0078", df1="2", df2="28", one_tailed=True), INCONSISTENT,
         "p-differs"),
        (_test("chi2", "4.84", "=.014", df1="1", one_tailed=True), CONSISTENT,
         "p-agrees-one-sided"),
        # Cut off or rounded the wrong way at its last digit: p is .03621 and .03578.
        (_test("z", "2.0946", "=.037"), ROUNDING_SLIP, "p-slip"),
        (_test("z", "2.0946", "=.035"), INCONSISTENT, "p-differs"),
        (_test("z", "2.0995", "=.035"), ROUNDING_SLIP, "p-slip"),
        (_test("z", "2.0995", "=.037"), INCONSISTENT, "p-differs"),
        (_test("z", "2.0946", "=.05"), INCONSISTENT, "p-differs"),
        (_test("z", "2.0946", "=.0363"), ROUNDING_SLIP, "p-slip"),
        (_test("z", "2.0946", "<.036"), INCONSISTENT, "p-differs"),
        (_test("z", "1.9530", "=.050"), DECISION_ERROR, "p-decision"),
        (_t("=.001", value="6.00"), ROUNDING_SLIP, "p-slip"),
        # r(2) may be r², unless its n is told.
        (_test("r", ".21", "=.030", df2="2"), NOT_CHECKABLE, "r-squared"),
        (_test("r", ".21", "=.030", df2="2", n="4", n_stated=True), DECISION_ERROR, "p-decision"),
        (_test("t", ".21", "=.030", df2="2"), DECISION_ERROR, "p-decision"),
        (_t("=.073", p_corrected=True), CONSISTENT, "p-agrees-corrected"),
        (_t("=.090", p_corrected=True), NOT_CHECKABLE, "p-corrected"),
    ],
)  # fmt: skip
def test_one_rule_each(statistic: Statistic, verdict: str, rule: str):
    outcome = check_p(statistic)
    assert (outcome.verdict, outcome.rule) == (verdict, rule)


def test_the_p_of_a_one_sided_test():
    along = check_p(_t("=.018", one_tailed=True))
    against = check_p(_t("=.98", one_tailed=True))
    assert along.recomputed == pytest.approx(0.0181, abs=1e-4)
    assert against.recomputed == pytest.approx(0.9819, abs=1e-4)


def test_whether_a_one_sided_test_would_fit():
    assert check_p(_t("=.018")).numbers["one_sided_fits"]
    assert not check_p(_t("=.98")).numbers["one_sided_fits"]
    assert not check_p(_test("F", "4.84", "=.0078", df1="2", df2="28")).numbers["one_sided_fits"]


def test_how_far_off_a_p_is():
    assert check_p(_t("=.018")).numbers["off"] == pytest.approx(0.0182, abs=1e-4)
    assert check_p(_t("<.010")).numbers["off"] == pytest.approx(0.0259, abs=2e-4)
    not_significant = replace(_t(), p_comparison="ns")
    assert check_p(not_significant).numbers["off"] == pytest.approx(0.0133, abs=2e-4)


@pytest.mark.parametrize(
    ("p", "recomputed", "agrees"),
    [
        ("=.073", Range(0.036, 0.0364), True),
        ("=.109", Range(0.036, 0.0364), True),
        ("=.036", Range(0.036, 0.0364), False),
        ("=.090", Range(0.036, 0.0364), False),
        ("=.2", Range(0.036, 0.0364), False),
        ("<.073", Range(0.036, 0.0364), False),
        ("=.073", Range(0, 0.0364), False),
        ("=1.00", Range(0.4, 0.5), False),
    ],
)
def test_a_corrected_p_is_a_whole_number_of_times(p: str, recomputed: Range, agrees: bool):
    verdict, rule = corrected(_t(p, p_corrected=True), recomputed)
    expected = (CONSISTENT, "p-agrees-corrected") if agrees else (NOT_CHECKABLE, "p-corrected")
    assert (verdict, rule) == expected
