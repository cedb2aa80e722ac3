"""How it was computed, what has to be said of it, moderators and subgroups."""

import math
from types import SimpleNamespace

import pytest

from gleanings.evidence.language.catalogue import language_of
from gleanings.evidence.measures import MEASURES, Scale
from gleanings.evidence.notes import Note
from gleanings.evidence.report import moderators, notice
from gleanings.evidence.report.method import assumed, method, of_two_times, transformed
from gleanings.evidence.report.notes import notes
from gleanings.evidence.report.subgroups import between_subgroups, subgroups
from gleanings.evidence.report.written import Written

from .truth import each, joined


def by(model, test, df):
    return lambda language: method(
        model=model, by="REML", test=test, df=df, spoken=language_of(language)
    )


def note(*of):
    return lambda language: notes(of, language_of(language))


def coefficient(name, estimate):
    return SimpleNamespace(
        name=name, estimate=estimate, ci_low=estimate - 0.5, ci_high=estimate + 0.5, p=0.0432
    )


def regression(**changed):
    fields = {
        "k": 13, "coefficients": (coefficient("intercept", 0.25), coefficient("dose", -0.5)),
        "level": 0.9, "qm": 16.357, "qm_df": 1, "qm_df2": math.inf, "qm_p": 0.00005, "r2": 75.62,
        "tau2": 0.0764, "i2": 68.39,
    }  # fmt: skip
    return lambda language: moderators.moderators(
        SimpleNamespace(**fields | changed), language_of(language)
    )


def part(k, estimate):
    return SimpleNamespace(
        k=k, estimate=math.log(estimate), ci_low=math.log(0.25), ci_high=0.0, level=0.95
    )


def grouped(p, df2=math.inf, level=0.95):
    of = SimpleNamespace(
        groups={"a": part(6, 0.5), "b": part(1, 0.75)}, q_between=1.86, df=1, df2=df2, p=p,
        overall=SimpleNamespace(level=level),
    )  # fmt: skip
    return lambda language: subgroups(of, Written.of("RR", language_of(language)))


SAID = {
    "common effect by z": by("common-effect", "z", math.inf),
    "random effects by t": by("random-effects", "t", 12),
    "random effects by Knapp and Hartung": by("random-effects", "knapp-hartung", 12.0),
    "random effects, guarded": by("random-effects", "knapp-hartung-adhoc", 4),
    "three levels, robust": by("three-level", "CR2", 5.4321),
    "correlated and hierarchical, df not known": by("correlated-hierarchical", "CR2", None),
    "errors assumed to correlate": lambda language: assumed(0.6, language_of(language)),
    "errors assumed independent": lambda language: assumed(0.0, language_of(language)),
    "correlations, turned back": lambda language: transformed(Scale.FISHER, language_of(language)),
    "what is not turned back": lambda language: transformed(Scale.LOG, language_of(language)),
    "a change by an SD": lambda language: of_two_times(MEASURES["SMCR"], language_of(language)),
    "a change in units": lambda language: of_two_times(MEASURES["MC"], language_of(language)),
    "no change": lambda language: of_two_times(MEASURES["SMD"], language_of(language)),
    "nothing assumed": lambda language: assumed(None, language_of(language)),
    "narrower": note("narrower"),
    "few degrees of freedom": note("few-degrees-of-freedom"),
    "levels not separable": note("levels-not-separable"),
    "swings": note(Note("swings", {"low": 1, "high": 3})),
    "flat": note(Note("flat")),
    "unsettled": note(Note("unsettled")),
    "none on one side": note(Note("one-side-none")),
    "one on one side": note(Note("one-side-few", {"few": 1})),
    "two on one side": note(Note("one-side-few", {"few": 2})),
    "all explained between": note(Note("between-explained")),
    "not apart": note(Note("not-apart")),
    "carried by one": note(Note("carried", {"names": "dose"})),
    "few df of one": note(Note("few-df", {"few": 4, "names": "dose"})),
    "a mean beyond its effects": note(Note("beyond-its-effects", {"names": "A, B"})),
    "few clusters": note(Note("few-clusters", {"n_clusters": 3, "count": 2})),
    "not without": note(Note("not-without", {"names": "A, B"})),
    "two notes": note(Note("flat"), "narrower"),
    "moderators": regression(),
    "moderators by F, nothing explained or left": regression(
        qm_df2=10.0, qm_df=2, r2=0.0, tau2=0.0
    ),
    "moderators of a common effect": regression(r2=math.nan),
    "moderators of clustered effects": lambda language: moderators.clustered_moderators(
        [coefficient("dose", 1.5)], 0.95, 0.2, language_of(language)
    ),
    "a statistic without second degrees of freedom": lambda language: moderators.statistic(
        None, 2, None, language_of(language)
    ),
    "subgroups, p just below .05": grouped(0.0499),
    "subgroups, p at .05": grouped(0.05, df2=8.25),
    "subgroups, p just below .10, level 90": grouped(0.0999, level=0.9),
    "subgroups, p at .10, level 90": grouped(0.1, level=0.9),
    "subgroups, p not known": lambda language: between_subgroups(
        "χ²(2) = 1.00", None, 0.95, language_of(language)
    ),
}


@each("method", SAID)
def test_what_is_said(said, language, expected):
    assert joined(said(language)) == expected


def test_what_has_to_be_said_of_a_result():
    result = SimpleNamespace(notes=(Note("flat"), Note("unsettled")))
    assert notice(result) == (
        "The likelihood is flat at its top: no standard errors; do not rely on it. The estimates "
        "did not settle; do not rely on them."
    )
    assert notice(result, "fr").startswith("La vraisemblance est plate")
    assert notice(SimpleNamespace(notes=())) == ""


def test_an_unknown_note_is_no_silence():
    with pytest.raises(KeyError):
        list(notes([Note("never-heard-of")], language_of("en")))
