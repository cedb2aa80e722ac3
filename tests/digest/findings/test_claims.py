"""What a title claims in words, and what claims nothing."""

import tomllib
from pathlib import Path

import pytest

from gleanings.digest.findings import proposed_phrases
from gleanings.digest.findings.claims import NEAR, claim_of, claim_of_phrase

CLAIMS = {
    "better": [
        "CBT improves sleep",
        "Clients gain more from therapy than from waiting",
        "Therapy reduces depression",
        "Online therapy reduces symptoms of depression",
        "A strong alliance helps",
        "Online therapy works in depression",
        "Early CBT prevents PTSD",
        "Fewer relapses after mindfulness",
        "Less shame after a group",
        "Feedback increases remission",
        "Therapy not only helps",
        "La TCC améliore le sommeil",
        "La thérapie réduit la dépression",
        "Moins de rechutes après la pleine conscience",
        "L’intervention précoce prévient la dépression",
        "La méditation augmente le bien-être",
    ],
    "worse": [
        "Therapist hostility goes with less improvement",
        "Clients fare worse when they feel judged",
        "Childhood adversity reduces quality of life",
        "Loneliness lowers well-being",
        "Shame decreases self-esteem",
        "Therapist drift leads to fewer gains",
        "Waiting increases distress",
        "La honte va de pair avec une moindre amélioration",
        "L’état des patients se détériore",
        "La solitude diminue la qualité de vie",
        "L’attente augmente la détresse",
    ],
    "nothing": [
        "No difference between two treatments",
        "Online therapy is as effective as face-to-face therapy",
        "Online therapy works as well as face-to-face therapy",
        "Online and face-to-face therapy are equally effective",
        "Self-help helps clients as much as a therapist",
        "Five bona fide therapies: none is better",
        "Non-inferiority of online therapy",
        "La visioconférence est aussi efficace que le cabinet",
        "L’auto-assistance aide les patients autant que la thérapie",
        "No link found between age and outcome",
        "Yoga could not be shown to do more than rest",
        "Aucune différence trouvée entre deux traitements",
    ],
    "not better": [
        "CBT is no better than interpersonal therapy",
        "Debriefing does not help",
        "Debriefing doesn’t help",
        "Feedback does not reduce drop-out",
        "La TCC n’est pas plus efficace que l’attente",
        "Le débriefing n’aide pas les victimes",
    ],
    "not worse": [
        "Online therapy is no less effective than face-to-face therapy",
        "Online therapy is not less helpful than the couch",
        "La visioconférence n’est pas moins efficace que le cabinet",
        "CBT is no worse than medication",
        "La visioconférence n’est pas pire",
    ],
    None: [
        "Some improve, some get worse",
        "What clients say about endings",
        "What young people who harm themselves say helps them",
        "",
        "Does online therapy help?",
        "Is EMDR effective?",
        "Who benefits from therapy?",
        "How therapy works",
        "How therapy works: what clients say",
        "L’EMDR est-il efficace ?",
        "Comment la thérapie aide les couples",
        "Efficacy of online therapy",
        "The effectiveness of group therapy: a review",
        "L’efficacité de la TCC",
        "Stigma keeps people from seeking help",
        "Help-seeking is rare among men",
        "Mindfulness-based stress reduction in prisons",
        "Preventing suicide in schools",
        "Prévention du suicide",
        "La relation d’aide",
        "Less is more",
        "Fewer sessions",
        "Benefits and harms of antidepressants",
    ],
}


@pytest.mark.parametrize(
    ("says", "title"), [(says, title) for says, titles in CLAIMS.items() for title in titles]
)
def test_what_a_title_claims(says, title):
    claim = claim_of(title)
    assert (claim.says if claim else None) == says


def test_the_words_that_claim_it_are_quoted_with_what_turns_them():
    assert claim_of("CBT is no better than waiting").words == "no better"
    assert claim_of("Solitude reduces the quality of life").words == "reduces the quality"


def test_a_word_turns_only_what_stands_near():
    filler = "x" * (NEAR - 2)
    near, far = claim_of(f"It is not {filler} better"), claim_of(f"It is not x{filler} better")
    assert (near.says, far.says) == ("not better", "better")


def test_a_question_claims_nothing_and_what_follows_it_does():
    assert claim_of("Does CBT help? It makes sleep worse").says == "worse"


def usual_outcomes():
    path = Path(proposed_phrases.__file__).with_name("usual_phrases.toml")
    for entry in tomllib.loads(path.read_text(encoding="utf-8"))["outcomes"]:
        for language in ("en", "fr"):
            for way, phrase in entry[language].items():
                yield pytest.param(way, phrase, id=phrase)


@pytest.mark.parametrize(("way", "phrase"), [*usual_outcomes()])
def test_each_phrase_that_is_proposed_is_read_as_what_it_is_proposed_for(way, phrase):
    claim = claim_of_phrase(phrase)
    if way == "event":
        assert claim
    else:
        assert (claim and claim.says) == way


@pytest.mark.parametrize(
    ("phrase", "says"),
    [
        ("have less severe symptoms", "better"),
        ("have more severe symptoms", "worse"),
        ("feel more hope", "better"),
        ("feel less hope", "worse"),
        ("get worse", "worse"),
        ("avoir moins de rechutes", "better"),
        ("aller moins bien", "worse"),
        ("have larger feet", None),
        ("be older", None),
        ("not improve", None),
        ("have more hope and more distress", None),
        ("more trust, fewer doubts", None),
    ],
)
def test_what_an_editor_words_is_read_where_it_leaves_no_choice(phrase, says):
    claim = claim_of_phrase(phrase)
    assert (claim and claim.says) == says
