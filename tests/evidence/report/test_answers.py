"""A pooled effect in words, and why results are not pooled."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gleanings.evidence import effect_measures
from gleanings.evidence.reading import KINDS
from gleanings.evidence.report import WhyNotPooled, answer_in_words, not_pooled_in_words

ALLIANCE = {
    "measure": "ZCOR", "estimate": 0.27, "ci_low": 0.22, "ci_high": 0.32, "k": 300,
    "n_studies": 206, "n_people": 12345, "predictor": "alliance", "outcome": "outcome of therapy",
    "better": "higher",
}  # fmt: skip


def test_an_answer_in_english():
    found = answer_in_words(prediction_low=-0.05, prediction_high=0.54, **ALLIANCE)
    assert (found.size, found.label) == ("moderate", "effect")
    assert found.sentence.startswith("People higher in alliance tended to do better")
    assert found.sentence.endswith("This rests on 206 studies (300 results) with 12,345 people.")
    assert found.prediction == (
        "In a new setting like these, the true value would be expected between −.05 and .54 (95% "
        "prediction interval): from hardly any link to a large positive link. So in some settings "
        "there may be no link, or one the other way."
    )


def test_the_same_in_french():
    found = answer_in_words(
        prediction_low=0.15, prediction_high=0.4, level=0.9, language="fr", **ALLIANCE
    )
    assert found.sentence.replace("\u00a0", " ").endswith(
        "Cela repose sur 206 études (300 résultats) et 12 345 personnes."
    )
    assert found.prediction.replace("\u00a0", " ") == (
        "Dans un nouveau contexte semblable, la véritable valeur devrait se situer entre 0,15 et "
        "0,40 (intervalle de prédiction à 90 %) : entre un lien positif faible et un lien positif "
        "fort. Le lien devrait donc aller dans le même sens dans presque tous les contextes, mais "
        "pas avec la même force."
    )


@pytest.mark.parametrize(
    ("low", "high", "ends"),
    [
        (-0.1, 0.1, ": hardly any effect throughout. So in nearly every setting there would be no "
         "effect, or one too small to matter."),
        (0.9, 1.5, ": a large effect upwards throughout. So the effect would be expected to go the "
         "same way in nearly every setting, though not equally far."),
        (-1.0, 1.2, ": from a large effect downwards to a large effect upwards. So in some "
         "settings there may be no effect, or one the other way."),
    ],
)  # fmt: skip
def test_the_prediction_says_what_to_expect(low, high, ends):
    found = answer_in_words(
        measure="d", estimate=0.2, ci_low=-0.1, ci_high=0.6, prediction_low=low,
        prediction_high=high, k=5, n_studies=5,
    )  # fmt: skip
    assert found.prediction.endswith(ends)


def test_one_study_and_none():
    one = answer_in_words(measure="d", estimate=0.5, ci_low=0.1, ci_high=0.9, k=1, n_studies=1)
    assert one.sentence.endswith("This rests on one study.")
    assert one.prediction == ""
    none = answer_in_words(measure="d", estimate=None, ci_low=None, ci_high=None, k=0, n_studies=0)
    assert (none.sentence, none.label) == ("There is no estimate yet.", "no-study")


def test_why_it_is_not_pooled():
    assert not_pooled_in_words("fewer-than-three", k=2).startswith("There are only two studies.")
    assert not_pooled_in_words("fewer-than-three", "fr", k=1).startswith(
        "Il n’y a qu’une seule étude."
    )
    assert not_pooled_in_words("fewer-than-three").startswith("There are fewer than three studies.")
    assert "more than once" in not_pooled_in_words("share-primary-studies")
    named = not_pooled_in_words("mixed-measures", measures=["r", "odds ratio"])
    assert "(r, odds ratio)" in named
    assert "says nothing either way" in not_pooled_in_words("no-study")
    for reason in WhyNotPooled:
        for language in ("en", "fr"):
            assert not_pooled_in_words(reason, language).endswith(".")


def test_another_reason_is_refused():
    with pytest.raises(ValueError, match="There is no reason 'because'; there are no-study"):
        not_pooled_in_words("because")


maybe = st.none() | st.floats(allow_nan=False, allow_infinity=False) | st.floats(-3, 3)


@given(
    measure=st.sampled_from(sorted({*KINDS, *effect_measures()})),
    estimate=maybe,
    ci_low=maybe,
    ci_high=maybe,
    prediction_low=maybe,
    prediction_high=maybe,
    level=st.sampled_from([0.9, 0.95]),
    k=st.integers(0, 2000),
    n_studies=st.integers(0, 2000),
    n_people=st.none() | st.integers(0, 10**7),
    better=st.sampled_from(["higher", "lower", None]),
    language=st.sampled_from(["en", "fr"]),
)
def test_whatever_the_numbers_there_are_words(**given_):
    found = answer_in_words(**given_)
    assert found.sentence
    for text in (found.sentence, found.prediction):
        assert not re.search(r"[{}]|\bnan\b|None|\binf\b|  |\.\.", text), text
        assert not text or text.endswith(".")
