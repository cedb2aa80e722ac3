"""How sure an answer is, as far as its numbers show."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gleanings.evidence.report import LABELS, certainty
from gleanings.evidence.report.certainty import LEVELS

SOLID = {
    "label": "effect", "k": 30, "n_studies": 20, "n_people": 3000, "i2": 20.0, "q_p": 0.2,
    "prediction_includes_null": False, "interval_width_vs_small": 1.5, "small_study_p": 0.5,
}  # fmt: skip


@pytest.mark.parametrize(
    ("change", "level", "reasons"),
    [
        ({}, "high", ()),
        ({"label": "near-zero"}, "high", ()),
        ({"label": "near-zero", "prediction_includes_null": True}, "high", ()),
        ({"n_people": None}, "high", ("people-unknown",)),
        ({"n_people": 399}, "moderate", ("few-people",)),
        ({"n_people": 400}, "high", ()),
        ({"n_studies": 5}, "high", ("small-study-untested",)),
        ({"n_studies": 4}, "moderate", ("few-studies", "small-study-untested")),
        ({"n_studies": 1, "k": 1}, "low", ("one-study", "small-study-untested")),
        ({"label": "few-or-imprecise"}, "low", ("imprecise",)),
        (
            {"label": "few-or-imprecise", "interval_width_vs_small": 9.0},
            "very low",
            ("very-imprecise",),
        ),
        ({"interval_width_vs_small": 4.1}, "moderate", ("wide-interval",)),
        ({"interval_width_vs_small": 4.0}, "high", ()),
        ({"label": "not-rated"}, "moderate", ("precision-unknown",)),
        ({"i2": 50.0, "q_p": 0.09}, "moderate", ("inconsistent",)),
        ({"i2": 50.0, "q_p": 0.10}, "high", ()),
        ({"i2": 49.9, "q_p": 0.001}, "high", ()),
        ({"i2": 80.0, "q_p": None}, "moderate", ("inconsistent",)),
        ({"prediction_includes_null": True}, "moderate", ("settings-differ",)),
        (
            {"i2": 60.0, "q_p": 0.001, "prediction_includes_null": True},
            "moderate",
            ("inconsistent",),
        ),
        (
            {"i2": 75.0, "q_p": 0.001, "prediction_includes_null": True},
            "low",
            ("very-inconsistent",),
        ),
        ({"small_study_p": 0.09}, "moderate", ("small-study-effects",)),
        ({"small_study_p": 0.09, "n_studies": 9}, "high", ("small-study-untested",)),
        ({"small_study_p": None}, "high", ("small-study-untested",)),
        (
            {"n_studies": 3, "n_people": 100, "label": "few-or-imprecise"},
            "very low",
            ("few-studies", "few-people", "imprecise", "small-study-untested"),
        ),
        (
            {"n_studies": 3, "n_people": 100, "i2": 60.0, "q_p": 0.01},
            "very low",
            ("few-studies", "few-people", "inconsistent", "small-study-untested"),
        ),
        ({"n_studies": 0, "k": 0}, "very low", ("no-study",)),
        ({"label": "no-study"}, "very low", ("no-study",)),
        ({"i2": float("nan"), "small_study_p": float("nan")}, "high", ("small-study-untested",)),
    ],
)
def test_the_rules(change, level, reasons):
    found = certainty(**(SOLID | change))
    assert (found.level, found.reasons) == (level, reasons)


def test_in_words():
    found = certainty(**(SOLID | {"n_people": 1234, "i2": 62.4, "q_p": 0.01}))
    english, french = found.in_words(), found.in_words("fr")
    assert english.sentence == (
        "Moderate certainty: the true average is probably close to this result, but it may "
        "differ. This rates only what the numbers show. How well the studies were done is not "
        "part of it."
    )
    assert english.reasons == (
        "The studies differ more than chance would make them (62% of the variation is real).",
    )
    assert french.sentence.startswith("Certitude modérée\u00a0: ")
    assert french.reasons[0].endswith("(62\u00a0% de la variation est réelle).")


def test_it_does_not_call_itself_grade():
    for language in ("en", "fr"):
        assert "GRADE" not in certainty(**SOLID).in_words(language).sentence


def test_an_unknown_label_is_refused():
    with pytest.raises(ValueError, match="There is no label 'sure'"):
        certainty(label="sure", k=1, n_studies=1)


numbers = st.none() | st.floats(0, 100)


@given(
    label=st.sampled_from(LABELS),
    k=st.integers(0, 500),
    n_studies=st.integers(0, 300),
    n_people=st.none() | st.integers(0, 10**6),
    i2=numbers,
    q_p=st.none() | st.floats(0, 1),
    prediction_includes_null=st.none() | st.booleans(),
    interval_width_vs_small=numbers,
    small_study_p=st.none() | st.floats(0, 1),
)
def test_every_rating_has_words(**given_):
    found = certainty(**given_)
    assert found.level in LEVELS
    if given_["label"] in ("few-or-imprecise", "not-rated", "no-study"):
        assert found.level != "high"
    if given_["label"] == "few-or-imprecise":
        assert found.level in ("low", "very low")
    for language in ("en", "fr"):
        words = found.in_words(language)
        assert len(words.reasons) == len(found.reasons)
        for text in (words.sentence, *words.reasons):
            assert text.endswith(".")
            assert not any(bad in text for bad in ("{", "}", "None", "nan"))
