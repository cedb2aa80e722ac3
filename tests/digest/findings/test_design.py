"""How a number came about, proposed from the words around it and the type of research."""

import pytest

from gleanings.digest.findings.design import proposed_design
from gleanings.digest.findings.relations import clause_around, sentence_around
from gleanings.evidence.measures import Phrasing

RCT, NATURALISTIC, SURVEY = "randomized-controlled-trial", "naturalistic-study", "survey"


@pytest.mark.parametrize(
    ("sentence", "types", "design"),
    [
        ("Symptoms fell more with CBT than with usual care, d = 0.50", (), "comparison"),
        ("Clients improved more than controls, d = 0.50", (), "comparison"),
        ("Compared with a waitlist, g = 0.61", (), "comparison"),
        ("A difference in favour of therapy, d = 0.45", (), "comparison"),
        ("From the first session to the last, symptoms fell, d = 0.93", (), "before-after"),
        ("Pre-post effects were large, d = 1.2", (), "before-after"),
        ("Clients improved from intake to termination, d = 0.8", (), "before-after"),
        ("Du début à la fin, le changement était marqué, d = 0.93", (), "before-after"),
        ("La différence était en faveur de la TCC, d = 0.45", (), "comparison"),
        ("Les symptômes ont diminué davantage avec la TCC qu’avec l’attente", (), None),
        ("From before to after, CBT did better than usual care, d = 0.4", (), None),
        ("The effect was d = 0.4", (), None),
        ("The effect was d = 0.4", (RCT,), "comparison"),
        ("The effect was d = 0.4", (NATURALISTIC,), None),
        ("From the first session to the last, d = 0.9", (RCT,), "before-after"),
    ],
)
def test_of_a_difference(sentence, types, design):
    assert proposed_design(Phrasing.DIFFERENCE, sentence, sentence, sentence, types) == design


def test_the_text_is_asked_where_the_sentence_says_nothing():
    sentence = "The effect was d = 0.9"
    prose = f"An uncontrolled study.\n{sentence}."
    assert proposed_design(Phrasing.DIFFERENCE, sentence, sentence, prose) == "before-after"


def test_in_a_sentence_of_two_numbers_each_has_the_design_of_its_own_part():
    prose = (
        "There was a reduction from pre- to posttreatment (within treatment, d = 0.71), and PTSD "
        "fell more relative to a wait list (d = 0.56)."
    )
    designs = [
        proposed_design(
            Phrasing.DIFFERENCE, clause_around(words, prose), sentence_around(words, prose), prose
        )
        for words in ("d = 0.71", "d = 0.56")
    ]
    assert designs == ["before-after", "comparison"]


def test_a_link_is_of_one_time_in_a_survey_alone():
    sentence = "more than r = .30 compared with others"
    assert proposed_design(Phrasing.CORRELATION, *[sentence] * 3, (SURVEY,)) == "cross-sectional"
    assert proposed_design(Phrasing.CORRELATION, *[sentence] * 3, (RCT,)) is None


def test_a_percentage_is_asked_nothing():
    assert (
        proposed_design(Phrasing.PERCENTAGE, *["more than half, compared with 1990"] * 2, "")
        is None
    )
