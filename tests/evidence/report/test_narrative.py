"""All sections that a page of an answer has, from an appraisal."""

from dataclasses import replace
from types import SimpleNamespace

import pytest

from gleanings.evidence.appraisal.result import (
    Alternative,
    Appraisal,
    Between,
    BySubgroup,
    Filled,
    Heterogeneity,
    LeftOut,
    OverYears,
    Pooled,
    Sensitivity,
    Shown,
    Slope,
    SmallStudies,
    Step,
)
from gleanings.evidence.report import Certainty, narrative
from gleanings.evidence.report.narrative import Narrative

from .truth import each, joined

SHOWN = Shown(0.3, 0.2, 0.4, 0.05, 0.55)
NUMBERS = {"estimate": 0.3, "se": 0.05, "df": 11.0, "p": 0.001, "ci_low": 0.2, "ci_high": 0.4}
SHOWN_AND_NUMBERS = {**NUMBERS, "shown": SHOWN}
SPREAD = Heterogeneity(tau2=0.0123, i2=40.0, q=18.3, q_df=11, q_p=0.04)
EGGER = Slope(slope=1.2, se=0.5, statistic=2.4, df=10.0, p=0.03, limit=Shown(0.1, -0.1, 0.3))
FILL = Filled(**{**NUMBERS, "shown": Shown(0.25, 0.15, 0.35)}, k0=2, side="left", yi=(), vi=())


def left_out(study, estimate, low, influential=False):
    shown = Shown(estimate, low, estimate + 0.1)
    return LeftOut(**{**NUMBERS, "shown": shown}, study=study, tau2=0.01, influential=influential)


def otherwise(estimate):
    shown = Shown(estimate, 0.1, 0.5)
    return Alternative(**{**NUMBERS, "shown": shown}, kind="tau2", value="DL", tau2=0.01)


def step(year, estimate):
    shown = Shown(estimate, 0.1, 0.5)
    return Step(**{**NUMBERS, "shown": shown}, year=year, added=(), k=3, n_studies=3, tau2=0.01)


FULL = Appraisal(
    version="1", measure="SMD", model="random-effects", method="REML",
    test="knapp-hartung-adhoc", level=0.95, rho=None, k=12, n_studies=12, n_people=1234,
    why_not_pooled=None, effects=(),
    pooled=Pooled(
        **SHOWN_AND_NUMBERS, statistic=6.0, prediction_low=0.05, prediction_high=0.55, notes=()
    ),
    heterogeneity=SPREAD,
    small_studies=SmallStudies(egger=EGGER, trim_and_fill=FILL),
    sensitivity=Sensitivity(
        leave_one_out=(left_out("Ames 2001", 0.28, 0.18), left_out("Bohr 2004", 0.36, 0.2, True)),
        alternatives=(otherwise(0.29), otherwise(0.33)),
    ),
    cumulative=OverYears(steps=(step(2001.0, 0.5), step(2019.0, 0.3))),
    subgroups=BySubgroup(between=Between(kind="Q", statistic=4.2, df1=1, df2=None, p=0.04)),
)  # fmt: skip
CLUSTERED = replace(
    FULL, model="three-level", test="CR2", rho=0.6, n_studies=4,
    heterogeneity=replace(SPREAD, i2_between=30.0, i2_within=10.0),
    small_studies=SmallStudies(why_not="fewer-than-ten"),
    subgroups=BySubgroup(why_not="no-subgroups"), cumulative=OverYears(why_not="one-year"),
    sensitivity=Sensitivity(),
    pooled=replace(FULL.pooled, notes=("few-degrees-of-freedom", "levels-not-separable")),
)  # fmt: skip


def shown(of, **values):
    return replace(of, pooled=replace(of.pooled, shown=replace(of.pooled.shown, **values)))


def section(name, of, label="effect"):
    return lambda language: getattr(narrative(of, label, language), name)


def sure(of, label="effect"):
    def said(language):
        rated = narrative(of, label, language).certainty
        return [rated.sentence, *rated.reasons]

    return said


def found(estimate):
    return SimpleNamespace(shown=Shown(estimate, estimate - 0.1, estimate + 0.1))


DIFFERENT = replace(FULL, heterogeneity=replace(SPREAD, i2=80.0, q_p=0.001))

SAID = {
    "sure": sure(FULL),
    "people not known, Egger's p at .10": sure(
        replace(
            FULL, n_people=None,
            small_studies=SmallStudies(egger=replace(EGGER, p=0.1), trim_and_fill=None),
        )
    ),
    "not tested": sure(replace(FULL, small_studies=SmallStudies(why_not="same-precision"))),
    "different, none expected": sure(shown(DIFFERENT, prediction_low=-0.1)),
    "different, none at the end of what is expected": sure(shown(DIFFERENT, prediction_low=0.0)),
    "different below none": sure(shown(DIFFERENT, prediction_low=-0.5, prediction_high=0.0)),
    "different, none not expected": sure(DIFFERENT),
    "different, each of them large": sure(
        shown(replace(DIFFERENT, effects=(found(0.4), found(1.3))), prediction_low=0.21)
    ),
    "different, one of them small": sure(
        shown(replace(DIFFERENT, effects=(found(0.15), found(1.3))), prediction_low=0.21)
    ),
    "links that differ, each of them strong": sure(
        shown(
            replace(DIFFERENT, measure="ZCOR", effects=(found(0.2), found(0.6))),
            prediction_low=0.11,
        )
    ),
    "different, what is expected not known": sure(shown(DIFFERENT, prediction_low=None)),
    "different, the other end not known": sure(shown(DIFFERENT, prediction_high=None)),
    "judged, and well done": lambda language: (
        Certainty("sure", (), well_done=True).in_words(language).sentence
    ),
    "wide": sure(shown(FULL, ci_high=1.4)),
    "the interval not known": sure(shown(FULL, ci_low=None, ci_high=1.4)),
    "its other end not known": sure(shown(FULL, ci_high=None)),
    "a link, wide": sure(shown(replace(FULL, measure="ZCOR"), ci_high=0.7)),
    "a link, imprecise": sure(replace(FULL, measure="ZCOR"), "few-or-imprecise"),
    "a link that differs": sure(
        shown(replace(DIFFERENT, measure="ZCOR"), prediction_low=-0.1)
    ),
    "without a measure": sure(replace(FULL, measure=None), "not-rated"),
    "differences": section("heterogeneity", FULL),
    "differences by level, four studies": section("heterogeneity", CLUSTERED),
    "differences by level, none": section(
        "heterogeneity",
        replace(CLUSTERED, heterogeneity=replace(CLUSTERED.heterogeneity, tau2=0.0, i2=0.0)),
    ),
    "one true effect": section("heterogeneity", replace(FULL, model="common-effect")),
    "small studies": section("small_studies", FULL),
    "small studies, nothing filled": section(
        "small_studies",
        replace(FULL, small_studies=SmallStudies(egger=None, trim_and_fill=replace(FILL, k0=0))),
    ),
    "too few for small studies": section("small_studies", CLUSTERED),
    "robust": section("robustness", FULL),
    "nothing to be robust against": section("robustness", CLUSTERED),
    "years": section("years", FULL),
    "no years": section("years", CLUSTERED),
    "subgroups": section("subgroups", FULL),
    "subgroups by F": section(
        "subgroups",
        replace(
            FULL,
            subgroups=BySubgroup(between=Between(kind="F", statistic=4.2, df1=1, df2=8.25, p=0.06)),
        ),
    ),
    "no subgroups": section("subgroups", CLUSTERED),
    "method": section("method", FULL),
    "method of clusters": section("method", CLUSTERED),
}  # fmt: skip


@each("narrative", SAID)
def test_what_is_said(said, language, expected):
    assert joined(said(language)) == expected


@pytest.mark.parametrize("missing", [{"pooled": None}, {"heterogeneity": None}])
def test_where_nothing_is_pooled_nothing_is_said(missing):
    assert narrative(replace(FULL, **missing), "no-study") == Narrative()


def test_a_language_without_sentences_is_refused():
    with pytest.raises(ValueError, match="there are en, fr"):
        narrative(FULL, "effect", "de")
