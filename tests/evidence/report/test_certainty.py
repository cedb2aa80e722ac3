"""How sure an answer is, as far as its numbers show."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gleanings.evidence.report import LABELS, Certainty, certainty, on_one_side
from gleanings.evidence.report.certainty import LEVELS

SOLID = {
    "label": "effect", "k": 30, "n_studies": 20, "n_people": 3000, "i2": 20.0, "q_p": 0.2,
    "prediction_includes_null": False, "interval_width_vs_small": 1.5, "small_study_p": 0.5,
}  # fmt: skip


@pytest.mark.parametrize(
    ("change", "level", "reasons"),
    [
        ({}, "fairly-sure", ()),
        ({"label": "near-zero"}, "fairly-sure", ()),
        ({"label": "near-zero", "prediction_includes_null": True}, "fairly-sure", ()),
        ({"n_people": None}, "fairly-sure", ("people-unknown",)),
        ({"n_people": 399}, "unsure", ("few-people",)),
        ({"n_people": 400}, "fairly-sure", ()),
        ({"n_studies": 5}, "fairly-sure", ("small-study-untested",)),
        ({"n_studies": 4}, "unsure", ("few-studies", "small-study-untested")),
        ({"n_studies": 1, "k": 1}, "very-unsure", ("one-study", "small-study-untested")),
        ({"label": "few-or-imprecise"}, "very-unsure", ("imprecise",)),
        (
            {"label": "few-or-imprecise", "interval_width_vs_small": 9.0},
            "very-unsure",
            ("very-imprecise",),
        ),
        ({"interval_width_vs_small": 4.1}, "unsure", ("wide-interval",)),
        ({"interval_width_vs_small": 4.0}, "fairly-sure", ()),
        ({"label": "not-rated"}, "unsure", ("precision-unknown",)),
        ({"i2": 50.0, "q_p": 0.09}, "unsure", ("inconsistent",)),
        ({"i2": 50.0, "q_p": 0.10}, "fairly-sure", ()),
        ({"i2": 49.9, "q_p": 0.001}, "fairly-sure", ()),
        ({"i2": 80.0, "q_p": None}, "unsure", ("inconsistent",)),
        ({"prediction_includes_null": True}, "unsure", ("settings-differ",)),
        (
            {"i2": 60.0, "q_p": 0.001, "prediction_includes_null": True},
            "unsure",
            ("inconsistent",),
        ),
        (
            {"i2": 75.0, "q_p": 0.001, "prediction_includes_null": True},
            "very-unsure",
            ("very-inconsistent",),
        ),
        ({"small_study_p": 0.09}, "unsure", ("small-study-effects",)),
        ({"small_study_p": 0.09, "n_studies": 9}, "fairly-sure", ("small-study-untested",)),
        ({"small_study_p": None}, "fairly-sure", ("small-study-untested",)),
        (
            {"n_studies": 3, "n_people": 100, "label": "few-or-imprecise"},
            "very-unsure",
            ("few-studies", "few-people", "imprecise", "small-study-untested"),
        ),
        (
            {"n_studies": 3, "n_people": 100, "i2": 60.0, "q_p": 0.01},
            "very-unsure",
            ("few-studies", "few-people", "inconsistent", "small-study-untested"),
        ),
        ({"n_studies": 0, "k": 0}, "very-unsure", ("no-study",)),
        ({"label": "no-study"}, "very-unsure", ("no-study",)),
        (
            {"i2": float("nan"), "small_study_p": float("nan")},
            "fairly-sure",
            ("small-study-untested",),
        ),
    ],
)
def test_the_rules(change, level, reasons):
    found = certainty(**(SOLID | change))
    assert (found.level, found.reasons) == (level, reasons)


@pytest.mark.parametrize(
    ("change", "level", "reasons"),
    [
        ({}, "sure", ()),
        ({"is_searched": True}, "sure", ()),
        ({"is_searched": False}, "fairly-sure", ("picked",)),
        ({"n_people": 399}, "fairly-sure", ("few-people",)),
        ({"n_people": 399, "is_searched": False}, "unsure", ("picked", "few-people")),
        ({"label": "few-or-imprecise"}, "unsure", ("imprecise",)),
    ],
)
def test_one_is_sure_only_of_studies_that_were_judged_and_searched_for(change, level, reasons):
    found = certainty(**(SOLID | change), well_done=True)
    assert (found.level, found.reasons) == (level, reasons)
    assert "Nobody has judged" not in found.in_words().sentence


@pytest.mark.parametrize("is_searched", [True, None])
def test_what_nobody_judged_is_fairly_sure_at_most_and_a_pick_no_less(is_searched):
    found = certainty(**SOLID, is_searched=is_searched)
    picked = certainty(**SOLID, is_searched=False)
    assert found.level == picked.level == "fairly-sure"
    assert (found.reasons, picked.reasons) == ((), ("picked",))


def differing(studies, prediction, **changes):
    """Of d, where studies differ more than chance would make them."""
    is_one_sided = on_one_side("d", [*studies, *prediction])
    found = certainty(
        **(SOLID | {"i2": 80.0, "q_p": 0.001, "is_one_sided": is_one_sided} | changes)
    )
    return found.level, found.reasons


@pytest.mark.parametrize(
    ("studies", "prediction", "is_one_sided"),
    [
        ([0.5, 1.2], [0.21, 1.4], True),
        ([0.5, 1.2], [0.19, 1.4], False),  # some settings may have an effect too small to matter
        ([0.19, 1.2], [0.21, 1.4], False),
        ([-0.5, -1.2], [-1.4, -0.21], True),
        ([-0.5, -1.2], [-1.4, -0.19], False),
        ([-0.5, 1.2], [0.3, 1.4], False),
        ([0.05, -0.05], [-0.2, 0.2], True),  # no setting has an effect that matters
        ([0.05, -0.05], [-0.2, 0.21], False),
        ([0.5, 1.2], [None, None], False),
    ],
)
def test_differences_that_leave_the_answer_as_it_is_take_nothing(studies, prediction, is_one_sided):
    if is_one_sided:
        assert differing(studies, prediction) == ("fairly-sure", ("differ-in-size",))
    else:
        assert differing(studies, prediction) == ("unsure", ("inconsistent",))


def test_on_one_side_of_a_ratio_or_of_what_has_no_sizes():
    assert on_one_side("RR", [0.5, 0.79])
    assert not on_one_side("RR", [0.5, 0.81])
    assert on_one_side("RR", [0.81, 1.24])
    assert not on_one_side("MD", [3.0, 4.0])
    assert not on_one_side("d", [])


def test_in_words():
    found = certainty(**(SOLID | {"n_people": 1234, "i2": 62.4, "q_p": 0.01}))
    english, french = found.in_words(), found.in_words("fr")
    assert english.sentence == (
        "Going by the numbers alone: unsure. Take it for a hint; the true average may lie "
        "elsewhere. Nobody has judged here how well the studies were done; as long as that is so, "
        "no answer is called more than fairly sure."
    )
    assert english.reasons == (
        "The studies differ more than chance would make them (62% of the variation is real).",
    )
    assert french.sentence.startswith("À s’en tenir aux chiffres\u00a0: peu sûr.")
    assert french.reasons[0].endswith("(62\u00a0% de la variation est réelle).")


@pytest.mark.parametrize("level", LEVELS)
def test_it_has_neither_the_name_nor_the_words_of_grade(level):
    found = Certainty(level, ())
    english, french = found.in_words().sentence, found.in_words("fr").sentence
    for borrowed in ("GRADE", "certainty", "confiden", "moderate", "high", "low"):
        assert not re.search(rf"\b{borrowed}", english, re.IGNORECASE)
    for borrowed in ("GRADE", "certitude", "confian", "modéré", "élevé", "faible"):
        assert not re.search(rf"\b{borrowed}", french, re.IGNORECASE)


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
    assert found.level != "sure"
    if given_["label"] in ("few-or-imprecise", "no-study"):
        assert found.level == "very-unsure"
    for language in ("en", "fr"):
        words = found.in_words(language)
        assert len(words.reasons) == len(found.reasons)
        for text in (words.sentence, *words.reasons):
            assert text.endswith(".")
            assert not any(bad in text for bad in ("{", "}", "None", "nan"))
