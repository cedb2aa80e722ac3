"""What a verdict says, to machines and to editors."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import gleanings.evidence.checking as package
from gleanings.evidence.checking import check
from gleanings.evidence.language.catalogue import LANGUAGES
from gleanings.evidence.reading import KINDS, read_statistics
from gleanings.evidence.report import why
from gleanings.evidence.report.checks import SENTENCES

_AGAINST_P = ("fits-p", "against-p", "decision")
KEYS = [
    "start", "end", "text", "kind", "value", "df1", "df2", "comparison", "p", "p_comparison",
    "verdict", "recomputed",
]  # fmt: skip


def test_the_dictionary_has_these_keys_and_plain_values():
    (verdict,) = check("t(28) = 2.20, p = .02")
    found = verdict.to_dict()
    assert list(found) == KEYS
    assert (found["kind"], found["df2"], found["verdict"]) == ("t", 28.0, "inconsistent")
    assert found["recomputed"] == pytest.approx(0.03622548, abs=1e-8)
    assert all(isinstance(value, str | float | int | None) for value in found.values())


def test_the_sentence_says_what_was_recomputed_and_how_far_off():
    (verdict,) = check("t(28) = 2.20, p = .06")
    assert why(verdict) == (
        "t(28) = 2.20 gives p = .036 (two-sided), not p = .06 (off by 0.024), and that changes "
        "the decision at .05."
    )


def test_the_same_in_french():
    (verdict,) = check("t(28) = 2,20 ; p = 0,06")
    assert why(verdict, "fr") == (
        "t(28) = 2,20 donne p = 0,036 (bilatéral), et non p = 0,06 (écart\u00a0: 0,024), ce qui "
        "change la décision au seuil de 0,05."
    )


def test_a_language_without_sentences_is_refused():
    (verdict,) = check("t(28) = 2.20, p = .06")
    with pytest.raises(ValueError, match="there are en, fr"):
        why(verdict, "de")


def test_every_rule_has_a_sentence():
    source = "".join(path.read_text("utf-8") for path in Path(package.__path__[0]).glob("*.py"))
    rules = set(re.findall(r'"((?:[a-z]+-)+[a-z]+|damaged)"', source))
    rules |= {"p-of-another", "interval-of-another"}
    rules |= {f"{source}-{end}" for source in ("interval", "se") for end in _AGAINST_P}
    assert rules >= set(SENTENCES)


TEXTS = [
    "t(28) = 2.20, p = .02", "t(28) = 2.20", "F = 6.74, p = .013", "rs(28) = .52, p = .003",
    "t(28) = 2.20, p = .018, one-tailed", "t(28) = 22.2, p = .000", "r = 1.2, p = .03",
    "OR = 1.80, SE = 0.6, 95% CI 1.20 to 2.40, p = .2", "r = .26, n = 40 (95% CI .08 to .42)",
    "b = 0.5, SE = 0.1, t(28) = 4.0, p < .001", "b = 0.5, SE = 0.1, p = .2", "13 trials",
    "12 of 37 patients (35.0%)", "patients (n = 37) 35.2%", "37 patients. 35.2% left", "α = .85",
    "single-item M = 3.47, n = 20", "d = 0.5, SE = -0.1", "18 of 12 studies", "d = .4, p = .03",
    "d = 0.9, 95% CI [0.9, 0.1]", "d = 0.9, 95% CI [0.1, 0.5]", "45% (95% CI 30 to 72) of patients",
    "OR = 0.4 (95% CI -0.1 to 0.9)", "t(28) = 2, p = 1.03", "over 84% of patients",
    "M = 3.4, SD = 1",
]  # fmt: skip


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("text", TEXTS)
def test_no_sentence_has_a_hole(text: str, language: str):
    for verdict in check(text):
        for outcome in verdict.outcomes:
            assert "?" not in why(verdict, language)
            assert outcome.rule in SENTENCES


def test_every_kind_that_is_read_is_documented():
    kinds = {s.kind for text in TEXTS for s in read_statistics(text)}
    assert kinds <= set(KINDS)


def test_statistics_already_read_are_checked_as_their_text_is():
    text = "t(28) = 2.20, p = .02 and z = 1.2, p = .23"
    assert check(read_statistics(text)) == check(text)
