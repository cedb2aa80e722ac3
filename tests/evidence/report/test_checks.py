"""Verdicts in words: the sentence of each rule, and how its numbers are written."""

from dataclasses import replace
from types import SimpleNamespace

from gleanings.evidence.checking import check
from gleanings.evidence.checking.checker import check_statistic
from gleanings.evidence.reading import read_statistics
from gleanings.evidence.report import check_line, why
from gleanings.evidence.report.checks import SENTENCES

from .truth import each, joined

# a text in which the rule speaks
TWO_GROUPS = "(M = 12.3, SD = 4.1, n = 40) than controls (M = 14.5, SD = 5.0, n = 40)"
TEXTS = {
    "no-p": "r = .2",
    "no-df": "r = .26, p = .04",
    "rank-correlation": "rs(28) = .52, p = .003",
    "nothing-to-recompute": "α = .85",
    "damaged": "z 4.10, p .16",
    "p-agrees": "t(28) < 1, ns",
    "p-zero": "t(92) = 8.9, p < .000",
    "p-agrees-one-sided": "t(28) = 2.20, p = .018, one-sided",
    "p-differs": "z=6.192, p=.05",
    "p-decision": "t(28) = 2.20, ns",
    "interval-order": "d = 1.50, 95% CI [0.90, 0.10]",
    "estimate-outside": "d = 0.9, 95% CI [0.1, 0.5]",
    "estimate-inside": "OR = 6.7 (CI 1.1-149.4)",
    "interval-agrees": "OR 1.2 (1.1-1.3); ",
    "interval-centre": "OR = 6.7 (CI 4.1-29.4)",
    "interval-fits-se": "z = .30 (CI=.20, .39, SE=.048",
    "interval-against-se": "g = 0.45, SE = 0.20, 95% CI [0.25, 0.65]",
    "interval-fits-n": "r = .26, n = 120 (95% CI .08 to .42), p = .004",
    "interval-against-n": "r = .26, n = 40 (95% CI .08 to .42)",
    "interval-fits-p": "(OR 0.727, 0.618-0.855, P < .001)",
    "interval-against-p": "HR = 0.93 (95% CI 0.79-1.10), p = .85",
    "interval-decision": "OR 1.80 (1.20-2.70), p = .20",
    "se-fits-p": "b = 0.30, SE = 0.10, p = .05",
    "se-against-p": "b = 0.30, SE = 0.10, p = .05 (N = 612)",
    "se-decision": "b = 0.5, SE = 0.1, p = .2",
    "ratio-agrees": "b = 0.5, SE = 0.1, t(28) = 4.0, p < .001",
    "ratio-differs": "b = 0.50, SE = 0.10, t(28) = 4.0, p < .001",
    "percentage-bound": "over 84% of patients",
    "percentage-without-n": "Later 35.2% of patients left.",
    "percentage-of-a-part": "37 patients. 35.2% left",
    "percentage-perhaps-of-n": "We saw 37 patients. Later 35.1% left.",
    "percentage-of-many": "patients (n = 100) 35%",
    "percentage-possible": "patients (n = 37) 35.1%",
    "percentage-impossible": "patients (n = 37) 35.3%",
    "percentage-of-count": "32.4% (12/37) dropped out",
    "percentage-not-of-count": "5% (12/39 ",
    "fraction-within-total": "18 of 22 studies",
    "fraction-above-total": "18 of 12 studies",
    "range-order": "Rates ranged from 56% to 45%",
    "mean-without-n": "M = 3.4, SD = 1",
    "mean-of-what": "M = 3.47, SD = 1.20, n = 20",
    "mean-of-many": "single-item M = 3.47, n = 100",
    "mean-possible": "On a single-item scale, M = 3.45, SD = 1.20, n = 20",
    "mean-impossible": "single-item M = 3.47, n = 20",
    "value-beyond": "α = 1.2",
    "bound-beyond": "r = .90 (95% CI .80 to 1.10)",
    "p-beyond": "t(28) = 2, p = 1.03",
    "se-negative": "d = 0.5, SE = -0.1",
    "count-alone": "k = 59",
    "p-slip": "t(8) = 10.87, p = .001",
    "p-agrees-corrected": "t(28) = 2.20, Bonferroni-corrected p = .108",
    "p-corrected": "t(28) = 2.20, pFWE = .09",
    "r-squared": "r(2) = .213, p = .006",
    "interval-reversed": "d = 0.9, 95% CI [0.9, 0.1]",
    "interval-in-proportions": "In patients 75% (95% CI 0.60-0.90) healed",
    "interval-of-decrease": "pain fell by 1.06 points (95% CI -1.56, -0.56)",
    "interval-plain-scale": "HR = 2.05 (95% CI 1.47-2.62)",
    "interval-other-test": "OR = 1.80 (95% CI 1.10-2.96), p = .01",
    "interval-of-another": "Remission was 63% vs. 66% (95% CI, -14 to 21%).",
    "p-of-another": "g = 0.45 (95% CI 0.20 to 0.70; ptrend = .64).",
    "percentage-change": "dropout of patients was (-3%)",
    "percentage-of-variance": "9% of the variance",
    "percentage-of-r": "r = .26, 7% of the variance",
    "percentage-part-or-whole": "12 (5%) of ",
    "percentage-of-count-slip": "patients (n = 37) 35.2%",
    "interval-sign": "a difference in patients, 24%; 95% CI, -43% to -5%",
    "interval-log-scale": "SMD = 1.51, 95% CI 1.01-2.25",
    "i-squared-of-q": "Q(10) = 8.1, p = .62; I2 = 0%",
    "i-squared-otherwise": "Q(39) = 473.92, p < .001, I2 = 61.77%",
    "d-of-r": "r = -.278, i.e., d = -.58",
    "d-against-r": "r = -.278, i.e., d = .58",
    "t-of-groups": f"They scored lower {TWO_GROUPS}, t(78) = 2.15.",
    "t-against-groups": f"They scored lower {TWO_GROUPS}, t(78) = 2.40.",
    "d-of-groups": f"They scored lower {TWO_GROUPS}, d = 0.48.",
    "d-against-groups": f"They scored lower {TWO_GROUPS}, d = 0.65.",
    "groups-otherwise": f"They scored lower {TWO_GROUPS}, t(39) = 2.40.",
    "sd-negative": "M = 3.4, SD = -1, n = 20",
}


def by(rule, verdicts):
    found = next(one for verdict in verdicts for one in verdict.outcomes if one.rule == rule)
    return SimpleNamespace(outcome=found)


def said(text, rule):
    return lambda language: why(by(rule, check(text)), language)


def impossible_level(language):
    (statistic,) = read_statistics("d = 0.5, 95% CI [0.2, 0.8]")
    return why(by("level-beyond", [check_statistic(replace(statistic, level=105.0))]), language)


def bare(rule, **numbers):
    """Of an outcome that lacks what its sentence needs."""
    return lambda language: why(
        SimpleNamespace(outcome=SimpleNamespace(rule=rule, numbers=numbers)), language
    )


def line(agreeing, disagreeing, unchecked):
    return lambda language: check_line(
        agreeing=agreeing, disagreeing=disagreeing, unchecked=unchecked, language=language
    )


SAID = {
    **{rule: said(text, rule) for rule, text in TEXTS.items()},
    "level-beyond": impossible_level,
    "p reported with four decimals": said("t(28) = 2.20, p = .0400", "p-differs"),
    "p too small to be written": said("t(28) = 12.20, p = .04", "p-differs"),
    "p reported with five decimals": said("t(40) = 4.20, p = .00012", "p-differs"),
    "p reported with nine decimals": said("t(40) = 4.20, p = .000145123", "p-agrees"),
    "p nearly 1": said("z = 0.001, p = .5", "p-differs"),
    "p just below .001": said("z = 3.30, p = .05", "p-differs"),
    "p just above .001": said("z = 3.28, p = .05", "p-differs"),
    "a one-tailed test would fit": said("t(28) = 2.20, p = .018", "p-differs"),
    "a correlation is two-sided": said("r(50) = .30, p = .1", "p-decision"),
    "F has no sides": said("F(2, 40) = 3.5, p = .2", "p-decision"),
    "a symbol is written as such": said("χ²(2, N = 90) = 7.5, p = .2", "p-decision"),
    "on the log scale": said("OR 1.80 (1.20-2.70), p = .20", "interval-agrees"),
    "on Fisher's scale": said("r = .26 (95% CI .08 to .42)", "interval-agrees"),
    "an unknown part": bare("count-alone"),
    "a flag is no number": bare("count-alone", text=True),
    "nothing off": bare("percentage-not-of-count", off=0.0, count=13.0, n=37, percent=35.1),
    "off by a little": bare("percentage-not-of-count", off=0.00123, count=13.4, n=37, percent=3.5),
    "off by next to nothing": bare("percentage-not-of-count", off=1.2e-12, count=13, percent=35.25),
    "line: all agree": line(3, 0, 0),
    "line: some could not be checked": line(1, 0, 1),
    "line: one does not fit": line(3, 1, 2),
    "line: two do not fit": line(0, 2, 0),
    "line: nothing could be checked": line(0, 0, 4),
    "off by much": bare("percentage-not-of-count", off=123.456, count=13, percent=1234.5678),
}


@each("checks", SAID)
def test_what_is_said(said, language, expected):
    assert joined(said(language)) == expected


def test_every_rule_is_said_somewhere():
    assert {*TEXTS, "level-beyond"} == set(SENTENCES)


def test_a_number_that_stands_in_no_text_is_named_by_its_value():
    (verdict,) = check("over 84% of patients")
    bare = replace(verdict.statistic, text="")
    assert why(check_statistic(bare)) == 'A bound such as "> 84%" cannot be recomputed.'
    assert "«\u00a0> 84%\u00a0»" in why(check_statistic(bare), "fr").replace("\u202f", "\u00a0")
