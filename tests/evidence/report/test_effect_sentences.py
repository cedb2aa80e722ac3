"""One finding in words: each kind of number, each direction, each size, in both languages."""

import pytest

from gleanings.evidence.language.catalogue import language_of
from gleanings.evidence.report import bounded, effect_in_words, how_many

from .truth import each, joined

ALLIANCE = {"predictor": "alliance", "outcome": "depression"}
TRIAL = {"predictor": "CBT", "outcome": "depression"}
CHANGE = {"outcome": "depression"}
CASES = {"predictor": "reminders", "outcome": "dropout"}


def said(measure, estimate, **given):
    return lambda language: (
        effect_in_words(measure=measure, estimate=estimate, language=language, **given).sentence
    )


def part(name, measure, estimate, **given):
    return lambda language: getattr(
        effect_in_words(measure=measure, estimate=estimate, language=language, **given), name
    )


def before_a_noun(number, bound):
    return lambda language: how_many(number, bound, language_of(language))


def ways(measure, up, down, none, words, what):
    """Up and down, where higher is better, lower is better, or nobody said; and hardly any."""
    return {
        f"{what}, up, higher is better": said(measure, up, better="higher", **words),
        f"{what}, up, lower is better": said(measure, up, better="lower", **words),
        f"{what}, up": said(measure, up, **words),
        f"{what}, down, higher is better": said(measure, down, better="higher", **words),
        f"{what}, down, lower is better": said(measure, down, better="lower", **words),
        f"{what}, down": said(measure, down, **words),
        f"{what}, hardly any": said(measure, none, better="higher", **words),
    }


def designs(measure, up, none, what):
    """Of each kind of study, and where nobody said which: who did better, or nobody said."""
    return {
        f"{what}, {design or 'of some kind'}, {which}": said(
            measure, value, design=design, better=better, **TRIAL
        )
        for design, ways in (
            ("comparison", ("unknown",)),
            ("cross-sectional", ("higher",)),
            ("before-after", ("higher", "lower", None, "unknown")),
            ("single-group", ("higher",)),
            (None, ("higher", "lower", None, "unknown")),
        )
        for better in ways
        for which, value in (
            (f"{better or 'neither'} is better", up),
            *([(f"{better or 'neither'} is better, down", -up)] if better is None else []),
            *([("hardly any", none)] if better == "unknown" else []),
        )
    }


def sizes(measure, values, words, what):
    return {f"{what} of {value}": said(measure, value, **words) for value in values}


SAID = {
    **ways("r", 0.25, -0.25, 0.05, ALLIANCE, "a correlation"),
    **sizes("r", (0.0, 0.099, 0.1, 0.199, 0.2, 0.299, 0.3, 0.9999, 1.2), ALLIANCE, "a correlation"),
    "a correlation of things without a name": said("r", -0.35),
    **ways("PCOR", 0.15, -0.35, 0.0, ALLIANCE, "a partial correlation"),
    **ways("d", 0.5, -0.9, 0.1, TRIAL, "a difference"),
    **sizes("d", (0.199, 0.2, 0.499, 0.5, 0.799, 0.8, 4.0), TRIAL, "a difference"),
    "a difference of groups without a name": said("d", 0.5, better="higher"),
    **designs("d", 0.5, 0.1, "a difference"),
    **ways("SMCC", 0.3, -0.6, 0.1, CHANGE, "a change"),
    **sizes("SMCC", (0.2, 0.8), CHANGE, "a change"),
    **ways("OR", 2.5, 0.3, 1.1, CASES, "odds"),
    "odds alike": said("OR", 1.004, **CASES),
    "odds just not alike": said("OR", 1.006, **CASES),
    "odds nobody can have": said("OR", -0.1, **CASES),
    **ways("RR", 2.0, 0.5, 1.1, CASES, "a risk ratio"),
    **sizes("RR", (0.0, 0.004, 0.0151, 1.25), CASES, "a risk ratio"),
    **ways("HR", 2.0, 0.5, 1.1, CASES, "a hazard ratio"),
    **ways("IRR", 2.0, 0.5, 1.1, CASES, "a rate ratio"),
    "a ratio of groups without a name": said("RR", 0.5, better="lower"),
    **ways("RD", 0.12, -0.12, 0.004, CASES, "a risk difference"),
    "a risk difference in points": said("RD", -12.0, better="lower", **CASES),
    "a risk difference in groups without a name": said("RD", 0.12, better="higher"),
    **ways("MD", 3.2, -3.2, 0.0, TRIAL, "a difference in units"),
    **designs("MD", 3.2, 0.0, "a difference in units"),
    **ways("MC", 3.2, -3.2, 0.0, CHANGE, "a change in units"),
    **ways("b", 0.4, -0.4, 0.0, ALLIANCE, "a slope"),
    **sizes("R2", (-0.1, 0.0, 0.0099, 0.01, 0.04, 0.09, 1.3), ALLIANCE, "explained variance"),
    **sizes("eta2", (0.06, 0.14), ALLIANCE, "a share of variance"),
    **sizes("f2", (0.02, 0.15, 0.35, float("inf")), ALLIANCE, "f²"),
    **sizes("percentage", (54.0, 54.04, 54.06), CHANGE, "a percentage"),
    "a percentage of nothing named": said("percentage", 54.0),
    "a proportion": said("PR", 0.125, outcome="dropout"),
    "a mean": said("M", 3.24, outcome="depression"),
    "a median": said("median", 8.5, outcome="sessions", ci_low=1.0, ci_high=40.0),
    "a median above": said("median", 8.0, bound=">", outcome="sessions"),
    "people": said("n", 12480.0),
    "studies": said("k", 13.0),
    **sizes("I2", (-5.0, 0.4, 71.6, 130.0), {}, "I²"),
    **sizes("tau2", (-0.1, 0.04), {}, "τ²"),
    "reliability": said("alpha", 0.85, outcome="the scale"),
    "how alike they are": said("ICC", 0.08, outcome="clients of one therapist"),
    "at least so alike": said("ICC", 0.05, bound=">="),
    "agreement": said("kappa", 0.61, outcome="the raters"),
    "more than so many per cent": said("percentage", 84.0, bound=">", **CHANGE),
    "at least such a share": said("PR", 0.125, bound=">=", outcome="dropout"),
    "more than so many studies": said("k", 200.0, bound=">"),
    "at least so many people": said("n", 1000.0, bound=">="),
    "fewer than so many people": said("n", 10.0, bound="<"),
    "at most so many studies": said("k", 12.0, bound="<="),
    "less than such a mean": said("M", 3.24, bound="<", outcome="depression"),
    "at most such a reliability": said("alpha", 0.85, bound="<=", outcome="the scale"),
    "a correlation above": said("r", 0.3, bound=">", better="higher", **ALLIANCE),
    "a difference of at most": said("d", 0.2, bound="<=", better="higher", design=None, **TRIAL),
    "odds below": said("OR", 0.5, bound="<"),
    "a bound of I²": said("I2", 50.0, bound=">"),
    "above, before a noun": before_a_noun("200", ">"),
    "at least, before a noun": before_a_noun("200", ">="),
    "below, before a noun": before_a_noun("200", "<"),
    "at most, before a noun": before_a_noun("200", "<="),
    "exact, before a noun": before_a_noun("200", ""),
    "so many of so many": said("fraction", 18.0, total=22.0, outcome="dropout"),
    "more than so many of so many": said("fraction", 40.0, total=60.0, bound=">"),
    "so many of so many at most": said("fraction", 12.0, total=60.0, bound="<="),
    "so many of thousands": said("fraction", 1200.0, total=2400.0),
    "so many of nobody knows how many": said("fraction", 18.0),
    "so many of none": said("fraction", 0.0, total=0.0),
    "a range": said("range", None, ci_low=0.19, ci_high=0.32, outcome="depression"),
    "a range of per cents": said("range", None, ci_low=55.0, ci_high=74.0, per_cent=True),
    "a range without its end": said("range", None, ci_low=55.0),
    "an estimate": said("estimate", 0.3, outcome="depression"),
    "a test says nothing": said("t", 2.2),
    "no number": said("r", None),
    "Fisher's z with its interval": said("z", 0.3, ci_low=0.2, ci_high=0.4, **ALLIANCE),
    # how sure
    "near none": said("d", 0.1, ci_low=-0.1, ci_high=0.2, **TRIAL),
    "near none, though it leaves out none": said("d", 0.1, ci_low=0.05, ci_high=0.2, **TRIAL),
    "very small, and surely some": said(
        "d", 0.18, ci_low=0.05, ci_high=0.31, better="higher", **TRIAL
    ),
    "a very small change, surely some": said(
        "SMCC", -0.18, ci_low=-0.31, ci_high=-0.05, better="lower", **CHANGE
    ),
    "a very small link, surely some": said(
        "r", 0.08, ci_low=0.03, ci_high=0.13, better="higher", **ALLIANCE
    ),
    "a very small partial link, surely some": said(
        "PCOR", -0.08, ci_low=-0.13, ci_high=-0.03, better="higher", **ALLIANCE
    ),
    "odds near 1, surely some": said(
        "OR", 0.82, ci_low=0.74, ci_high=0.91, better="lower", **CASES
    ),
    "odds near 1, too small to matter": said(
        "OR", 0.9, ci_low=0.8, ci_high=1.02, better="lower", **CASES
    ),
    "odds near 1, nobody knows how precise": said("OR", 0.82, better="lower", **CASES),
    "odds near 1, in doubt": said("OR", 0.82, ci_low=0.5, ci_high=1.3, better="lower", **CASES),
    "risks near 1, surely some": said(
        "RR", 1.2, ci_low=1.15, ci_high=1.25, better="lower", **CASES
    ),
    "hazards near 1, surely some": said(
        "HR", 0.82, ci_low=0.7, ci_high=0.96, better="lower", **CASES
    ),
    "a link near none": said("r", 0.0, ci_low=-0.05, ci_high=0.05, **ALLIANCE),
    "in doubt": said("d", 0.3, ci_low=-0.1, ci_high=0.7, **TRIAL),
    "a link in doubt": said("r", 0.2, ci_low=-0.1, ci_high=0.45, **ALLIANCE),
    "in doubt, two studies and no interval": said("d", 0.3, k=2, **TRIAL),
    "three studies and no interval": said("d", 0.3, k=3, **TRIAL),
    "in units, none inside": said("MD", 0.3, ci_low=-0.1, ci_high=0.7, **TRIAL),
    "in units, none on its end": said("MD", 0.3, ci_low=0.0, ci_high=0.7, **TRIAL),
    "in units, none outside": said("MD", 0.3, ci_low=0.1, ci_high=0.7, **TRIAL),
    "in units, none itself": said("MD", 0.0, ci_low=-0.1, ci_high=0.1, **TRIAL),
    "a slope, none inside": said("b", 0.3, ci_low=-0.1, ci_high=0.7, **ALLIANCE),
    "sure": said("d", 0.5, ci_low=0.3, ci_high=0.7, **TRIAL),
    "an estimate, none inside": said("estimate", 0.3, ci_low=-0.1, ci_high=0.7),
    # the interval
    "interval without none": part("interval", "d", 0.5, ci_low=0.3, ci_high=0.7, level=90),
    "interval with none on its end": part("interval", "d", 0.5, ci_low=0.0, ci_high=0.7),
    "interval with none on its other end": part("interval", "d", -0.5, ci_low=-0.7, ci_high=0.0),
    "interval of a link, none inside": part("interval", "r", 0.1, ci_low=-0.1, ci_high=0.3),
    "interval of a link": part("interval", "r", 0.2, ci_low=0.1, ci_high=0.3, level=0.975),
    "interval of a ratio": part("interval", "OR", 1.8, ci_low=1.2, ci_high=2.7, level=None),
    "interval of a risk difference": part("interval", "RD", 0.12, ci_low=-0.02, ci_high=0.25),
    "the range beside a median is no interval": part(
        "interval", "median", 8.0, ci_low=1.0, ci_high=40.0
    ),
    "interval of a mean": part("interval", "M", 3.2, ci_low=3.0, ci_high=3.4),
    "lower end alone": part("interval", "d", 0.5, ci_low=0.3),
    "upper end alone": part("interval", "d", 0.5, ci_high=0.7),
    "interval from n": part("interval", "r", 0.27, n=103),
    "no interval": part("interval", "d", 0.5),
    "no interval of a mean": part("interval", "M", 3.2),
    "no interval and no number": part("interval", "d", None),
    "no interval of a test": part("interval", "t", 2.2),
    # whom, when, which way
    "whom and when": part("refers_to", "d", 0.5, group="adults", time="a year later", **TRIAL),
    **{
        f"which way, {measure}": part("direction", measure, 0.5, better="lower", **CASES)
        for measure in (
            "r", "PCOR", "b", "d", "MD", "RD", "SMCC", "MC", "OR", "RR", "HR", "IRR", "R2", "f2",
            "M",
        )
    },
    **{
        f"which way, {measure}, higher is better": part(
            "direction", measure, 0.5, better="higher", **CASES
        )
        for measure in ("b", "d", "RD", "SMCC", "OR")
    },
    **{
        f"which way, {measure}, not about better": part("direction", measure, 0.5, **CASES)
        for measure in ("PCOR", "d", "RD", "SMCC", "OR", "f2")
    },
    **{
        f"which way, {measure}, nobody said": part(
            "direction", measure, 0.5, better="unknown", **CASES
        )
        for measure in ("d", "MD", "SMCC", "MC", "RD", "OR")
    },
    "which way, before and after": part(
        "direction", "d", 0.5, better="higher", design="before-after", **CASES
    ),
    "which way, higher is better": part("direction", "r", 0.5, better="higher", **ALLIANCE),
    "which way, nobody said": part("direction", "r", 0.5, **ALLIANCE),
    # what the predictor itself compares
    **{
        f"of a comparison that is named, {measure} = {value}": said(
            measure, value, better="lower", predictor="CBT versus a waiting list", outcome="relapse"
        )
        for measure, value in (
            ("d", -0.5), ("d", 0.0), ("MD", -3.0), ("OR", 0.5), ("RR", 0.5), ("HR", 0.5),
            ("IRR", 0.5), ("RD", -0.1),
        )
    },
    "a link with what is compared": said(
        "r", 0.3, better="higher", predictor="CBT versus waiting", outcome="relapse"
    ),
    "a whole average": said("M", 34.0, outcome="age"),
    "an average with one decimal": said("M", 12.4, outcome="sessions"),
    # what such words cannot say
    **{
        f"caution, {measure}": part("caution", measure, 0.5, **CASES)
        for measure in (
            "r", "PCOR", "b", "d", "MD", "RD", "SMCC", "MC", "OR", "RR", "HR", "IRR", "R2", "f2",
            "M",
        )
    },
    "caution, before and after": part("caution", "d", 0.5, design="before-after", **CASES),
    "caution without a number": part("caution", "d", None, **TRIAL),
}  # fmt: skip


@each("effect_sentences", SAID)
def test_what_is_said(said, language, expected):
    assert joined(said(language)) == expected


def test_another_sign_makes_no_bound():
    with pytest.raises(ValueError, match="use one of >, >=, <, <="):
        bounded("12", "≈", language_of("en"))
