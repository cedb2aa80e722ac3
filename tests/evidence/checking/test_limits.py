"""Values that cannot be."""

from __future__ import annotations

import pytest

from gleanings.evidence.checking import check, check_statistic
from gleanings.evidence.reading import Number, Statistic


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("r = 1.26, p < .05", "value-beyond"),
        ("r(28) = -1.03, p < .05", "value-beyond"),
        ("F(2, 57) = -3.1, p = .05", "value-beyond"),
        ("χ2(2) = -3.1, p = .05", "value-beyond"),
        ("OR = -0.40 (95% CI 0.1 to 0.9)", "value-beyond"),
        ("OR = 0, p = .03", "value-beyond"),
        ("OR = 0.40 (95% CI -0.1 to 0.9)", "bound-beyond"),
        ("r = .90 (95% CI .80 to 1.10)", "bound-beyond"),
        ("α = 1.2", "value-beyond"),
        ("I2 = 145%", "value-beyond"),
        ("t(28) = 2.20, p = 1.03", "p-beyond"),
        ("d = 0.5, SE = -0.10", "se-negative"),
        ("M = 3.5, SD = -0.80", "sd-negative"),
        ("18 of 12 studies", "fraction-above-total"),
    ],
)
def test_each_is_an_alarm(text: str, rule: str):
    assert [v.rule for v in check(text) if v.is_alarm] == [rule]


@pytest.mark.parametrize(
    "text", ["r = 1.00", "OR = 0.00 (95% CI 0.00 to 0.10)", "I2 = 0%", "R2 = 45%", "η2 = .05"]
)
def test_the_edges_are_none(text: str):
    assert not any(v.is_alarm for v in check(text))


@pytest.mark.parametrize(
    ("kind", "text", "value", "beyond"),
    [
        ("R2", "R2 = 100%", 100.0, False),
        ("R2", "R2 = 105%", 105.0, True),
        ("R2", "R2 = 45", 45.0, True),
        ("R2", "R2 = 1.0", 1.0, False),
        ("I2", "I2 = 100%", 100.0, False),
        ("I2", "I2 = 105%", 105.0, True),
        ("alpha", "alpha = 45%", 45.0, True),
        ("alpha", "alpha = -300", -300.0, False),
        ("d", "d = -12", -12.0, False),
    ],
)
def test_a_share_may_be_of_one_or_of_a_hundred(kind: str, text: str, value: float, beyond: bool):
    statistic = Statistic(0, 9, text, kind, Number(str(value), value, 0))
    rules = {outcome.rule for outcome in check_statistic(statistic).outcomes}
    assert ("value-beyond" in rules) is beyond


def test_a_level_is_of_a_hundred():
    number = Number(".5", 0.5, 1)
    for level, beyond in ((0.05, False), (99.95, False), (0.0, True), (100.0, True)):
        statistic = Statistic(0, 9, "d", "d", number, level=level)
        assert any(o.rule == "level-beyond" for o in check_statistic(statistic).outcomes) is beyond


def test_an_sd_and_an_se_of_nothing_may_be():
    assert not any(v.is_alarm for v in check("M = 3.5, SD = 0.0; d = 0.5, SE = 0.00"))
