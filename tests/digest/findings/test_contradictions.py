"""Where title or text say the opposite of what readers are told of the main result."""

import pytest

from gleanings.digest.findings.contradictions import contradictions, sizes_named
from gleanings.digest.findings.words import words_for
from gleanings.digest.models import Finding


@pytest.mark.parametrize(
    ("sentence", "sizes"),
    [
        ("The link was small, r = .26", {"small"}),
        ("A moderate and robust association, r = .26", {"moderate"}),
        ("There was a strong link", {"large"}),
        ("Un effet important, d = 0,9", {"large"}),
        ("A large study found r = .26", set()),
        ("r = .26", set()),
        ("It was moderately more effective, g = 0.32", {"moderate"}),
        ("It was slightly better, g = 0.6", {"small"}),
        ("C’était nettement plus efficace, d = 0,3", {"large"}),
    ],
)
def test_the_size_that_a_sentence_gives(sentence, sizes):
    assert sizes_named(sentence) == sizes


def main(**changes):
    fields = {
        "measure": "d",
        "estimate": -0.6,
        "ci_low": -0.9,
        "ci_high": -0.3,
        "level": 95,
        "n": 200,
        "words": "d = -0.60",
        "favours": "first",
        "design": "comparison",
        **changes,
    }
    return Finding(**fields)


def doubts(title, prose="", **changes):
    finding = main(**changes)
    return contradictions(title, prose, finding, words_for(finding, finding.k, finding.n))


def test_a_title_that_agrees_raises_no_doubt():
    assert doubts("CBT reduces symptoms") == []
    assert doubts("CBT does harm", favours="others") == []
    assert doubts("CBT and symptoms", favours="others") == []


def test_a_title_that_says_the_opposite_is_quoted_beside_what_readers_see():
    (doubt,) = doubts("CBT reduces symptoms", favours="others")
    assert "“reduces symptoms”" in doubt
    assert "did worse" in doubt
    (doubt,) = doubts("CBT makes it worse")
    assert "did better" in doubt
    (doubt,) = doubts("No difference between CBT and waiting")
    assert "“No difference”" in doubt


def test_the_sentence_of_the_number_is_read_too_and_no_other():
    prose = "Some got worse. Symptoms improved with CBT, d = -0.60, after a year. All was well."
    assert doubts("CBT and symptoms", prose) == []
    assert len(doubts("CBT and symptoms", prose, favours="others")) == 1


@pytest.mark.parametrize("open_", [{"favours": ""}, {"favours": "neither"}])
def test_nothing_contradicts_what_is_left_open(open_):
    assert doubts("CBT does harm", **open_) == []


def test_an_imprecise_result_is_no_claim():
    imprecise = {"estimate": 0.1, "ci_low": -0.5, "ci_high": 0.7, "n": 40, "favours": "others"}
    assert doubts("CBT reduces symptoms", **imprecise) == []


NEAR_ZERO = {"estimate": 0.02, "ci_low": -0.05, "ci_high": 0.09, "n": 9000, "k": 40}


@pytest.mark.parametrize(
    ("title", "is_doubted"),
    [
        ("CBT is no better than interpersonal therapy", False),
        ("CBT is no worse than medication", False),
        ("Debriefing does not help", False),
        ("La pleine conscience n’aide pas davantage que la relaxation", False),
        ("No difference between CBT and medication", False),
        ("CBT improves sleep", True),
        ("CBT makes sleep worse", True),
    ],
)
def test_beside_hardly_any_effect_a_title_may_say_that_nothing_was_better(title, is_doubted):
    assert bool(doubts(title, **NEAR_ZERO)) == is_doubted


@pytest.mark.parametrize(
    ("title", "favours", "is_doubted"),
    [
        ("CBT is no better than waiting", "first", True),
        ("CBT is no better than waiting", "others", False),
        ("CBT is no worse than waiting", "others", True),
        ("CBT is no worse than waiting", "first", False),
    ],
)
def test_what_is_denied_is_contradicted_by_that_alone(title, favours, is_doubted):
    assert bool(doubts(title, favours=favours)) == is_doubted


def test_the_other_number_of_a_sentence_is_none_of_its_concern():
    prose = "CBT was more effective, d = -0.60, although no effect was found in trials, d = 0.01."
    assert doubts("CBT and symptoms", prose) == []


def test_another_size_than_readers_see_is_said():
    prose = "There was a small difference, d = -0.60, after a year."
    (doubt,) = doubts("CBT and symptoms", prose)
    assert "another size" in doubt
    assert doubts("CBT and symptoms", prose.replace("small", "moderate")) == []


PHRASES = {"plain_subject": "clients in online therapy", "predictor": "online therapy"}


@pytest.mark.parametrize(
    ("fields", "outcome", "is_doubted"),
    [
        ({}, "have more symptoms", True),
        ({}, "have fewer symptoms", False),
        ({"favours": "others"}, "have fewer symptoms", True),
        ({"favours": "others"}, "have more symptoms", False),
        # of an event the number says whether it became rarer
        ({"measure": "RR", "estimate": 0.5, "ci_low": 0.3, "ci_high": 0.8}, "get worse", False),
        ({"measure": "RR", "estimate": 2.0, "ci_low": 1.3, "ci_high": 2.8}, "get worse", True),
        ({"measure": "RR", "estimate": 2.0, "ci_low": 1.3, "ci_high": 2.8}, "improve", False),
        ({"measure": "OR", "estimate": 0.5, "favours": "others"}, "improve", False),
        ({"measure": "RD", "estimate": -0.2, "ci_low": -0.3, "ci_high": -0.1}, "relapse", False),
        ({"measure": "RD", "estimate": 0.2, "ci_low": 0.1, "ci_high": 0.3}, "relapse", True),
    ],
)
def test_a_phrase_worded_for_the_other_way_is_doubted(fields, outcome, is_doubted):
    found = doubts("Online therapy", **fields, **PHRASES, plain_outcome=outcome)
    assert [doubt for doubt in found if "The phrase" in doubt] == found
    assert bool(found) == is_doubted


@pytest.mark.parametrize("title", ["CBT makes it worse", "CBT reduces symptoms"])
def test_nothing_is_told_that_a_title_could_contradict_where_nothing_is_rated(title):
    finding = main(ci_low=None, ci_high=None, n=None, words="")
    assert words_for(finding, None, None).label == "not-rated"
    assert doubts(title, ci_low=None, ci_high=None, n=None, words="") == []
