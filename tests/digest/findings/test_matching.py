"""A finding is found again by its words."""

from __future__ import annotations

import pytest

from gleanings.digest.findings.checking import recheck_by
from gleanings.digest.findings.matching import match, stands_in, successor, words_of
from gleanings.digest.findings.reading import proposal
from gleanings.digest.models import Finding
from gleanings.evidence.checking import check

TEXT = "It was related, r = .26, 95% CI [.19, .32]."


def findings_of(text: str) -> list[Finding]:
    return [proposal(verdict) for verdict in check(text)]


def test_each_statistic_is_stood_for_once():
    text = "Two studies were long, two studies were short."
    first = findings_of(text)[:1]
    matches = match(first, check(text))
    assert len(matches.left) == len(check(text)) - 1


@pytest.mark.parametrize(
    "spelling",
    ["r = .26, 95% CI [.19, .32]", "r =\u00a0.26,  95% CI [.19, .32]", "r = .26"],
)
def test_white_space_and_a_part_of_the_words_are_enough(spelling):
    finding = Finding(measure="r", estimate=0.26, words=spelling)
    assert match([finding], check(TEXT)).left == []


def test_words_that_grew_in_the_text_are_the_same_number():
    finding = findings_of("It was r = .26, p = .01, n = 99.")[0]
    longer = "It was r = .26, p = .01, n = 99, 95% CI [.07, .43]."
    assert match([finding], check(longer)).stands[0] is not None


@pytest.mark.parametrize("text", ["r = .261", "r = .2", "xr = .26", "r = .26.5"])
def test_another_number_that_begins_alike_is_another_number(text):
    assert not stands_in("r = .26", text)


@pytest.mark.parametrize("text", ["r = .26", "(r = .26)", "r = .26.", "was r = .26, and"])
def test_punctuation_around_it_is_none_of_it(text):
    assert stands_in("r = .26", text)


def test_words_that_are_gone_say_so_and_the_own_numbers_are_checked():
    finding = findings_of(TEXT)[0]
    recheck_by("Nothing was found.", [finding])
    assert finding.words_are_gone
    assert finding.verdict == "consistent"


def test_a_number_that_the_text_never_gave_is_not_gone():
    finding = Finding(measure="d", estimate=0.5, ci_low=0.6, ci_high=0.9, level=95)
    recheck_by(TEXT, [finding])
    assert not finding.words_are_gone
    assert finding.verdict == "inconsistent"


def test_words_without_a_statistic_are_there_all_the_same():
    finding = Finding(measure="fraction", estimate=18, total=22, words="18 of the 22")
    recheck_by("In 18 of the 22, it was so.", [finding])
    assert not finding.words_are_gone
    assert finding.check_record["rule"] == "fraction-within-total"


def test_other_numbers_than_its_words_are_inconsistent_in_both_languages():
    finding = findings_of(TEXT)[0]
    finding.estimate = 0.62
    recheck_by(TEXT, [finding])
    assert finding.verdict == "inconsistent"
    assert finding.why("en").startswith("The finding says 0.62, its words")
    assert "0,26" in finding.why("fr")
    assert finding.why("fr") != finding.why("en")


def test_a_p_with_another_sign_is_another_p():
    text = "It was r(97) = .26, p < .05."
    finding = findings_of(text)[0]
    finding.p_comparison = "="
    recheck_by(text, [finding])
    assert finding.check_record["rule"] == "differs-from-its-words"


def test_a_corrected_p_is_offered_as_the_new_words():
    finding = findings_of("The test was z = 6.192, p = .05.")[0]
    matches = recheck_by("The test was z = 6.192, p < .001.", [finding])
    new = successor(finding, matches.left)
    assert new is not None
    assert words_of(new) == "z = 6.192, p < .001"


def test_where_two_could_be_it_none_is_offered():
    finding = findings_of("The test was z = 6.192, p = .05.")[0]
    text = "Once z = 6.192, p < .001. Again z = 6.192, p < .01."
    matches = recheck_by(text, [finding])
    assert successor(finding, matches.left) is None


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("There were 295 studies. The 295 studies had many clients.", ["295 studies"]),
        # a number that is said again with less beside it, before or after
        (f"{TEXT} Remember r = .26.", ["r = .26, 95% CI [.19, .32]"]),
        (f"It was r = .26. {TEXT}", ["r = .26, 95% CI [.19, .32]"]),
        ("It was t(38) = 2.50, p = .017; yes, t(38) = 2.50.", ["t(38) = 2.50, p = .017"]),
        # these may be of two things
        ("It was r = .30 in men and r = .30 in women.", ["r = .30", "r = .30"]),
        (f"{TEXT} Later r = .26, p = .04.", ["r = .26, 95% CI [.19, .32]", "r = .26, p = .04"]),
        (f"{TEXT} Later r = -.26.", ["r = .26, 95% CI [.19, .32]", "r = -.26"]),
        ("There were 295 studies. There were 295 clients.", ["295 studies", "295 clients"]),
    ],
)
def test_one_fact_is_proposed_once(text, left):
    assert [words_of(verdict) for verdict in match([], check(text)).left] == left


def test_a_fact_that_has_its_finding_is_not_proposed_from_another_sentence():
    text = f"{TEXT} Remember r = .26."
    finding = findings_of(TEXT)[0]
    assert match([finding], check(text)).left == []
