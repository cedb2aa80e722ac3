"""Where title or text say the opposite of what readers are told of the main result."""

import pytest

from gleanings.digest.findings.contradictions import claim_of, contradictions, sizes_named
from gleanings.digest.findings.words import words_for
from gleanings.digest.models import Finding


@pytest.mark.parametrize(
    ("title", "says"),
    [
        ("CBT improves sleep", "better"),
        ("Clients gain more from therapy than from waiting", "better"),
        ("Therapy reduces depression", "better"),
        ("A strong alliance helps", "better"),
        ("Therapist hostility goes with less improvement", "worse"),
        ("Clients fare worse when they feel judged", "worse"),
        ("Debriefing does not help", "worse"),
        ("What young people who harm themselves say helps them", "better"),
        ("Online therapy works in depression", "better"),
        ("No difference between two treatments", "nothing"),
        ("No link found between age and improvement", "nothing"),
        ("Yoga could not be shown to do more than rest", "nothing"),
        ("Some improve, some get worse", None),
        ("What clients say about endings", None),
        ("", None),
        ("La TCC améliore le sommeil", "better"),
        ("La honte va de pair avec une moindre amélioration", "worse"),
        ("La thérapie réduit la dépression", "better"),
        ("L’état des patients se détériore", "worse"),
        ("Aucune différence trouvée entre deux traitements", "nothing"),
    ],
)
def test_what_a_title_claims(title, says):
    claim = claim_of(title)
    assert (claim.says if claim else None) == says


def test_a_word_turns_only_what_stands_near():
    near = claim_of("It is not " + "x" * 22 + " better")
    far = claim_of("It is not " + "x" * 24 + " better")
    assert (near.says, far.says) == ("worse", "better")


@pytest.mark.parametrize(
    ("sentence", "sizes"),
    [
        ("The link was small, r = .26", {"small"}),
        ("A moderate and robust association, r = .26", {"moderate"}),
        ("There was a strong link", {"large"}),
        ("Un effet important, d = 0,9", {"large"}),
        ("A large study found r = .26", set()),
        ("r = .26", set()),
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
    assert "“reduces”" in doubt
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


def test_another_size_than_readers_see_is_said():
    prose = "There was a small difference, d = -0.60, after a year."
    (doubt,) = doubts("CBT and symptoms", prose)
    assert "another size" in doubt
    assert doubts("CBT and symptoms", prose.replace("small", "moderate")) == []
