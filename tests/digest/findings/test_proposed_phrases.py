"""The sentence that a clinician would say: proposed, taken by an editor, in one language, true."""

import pytest
from bs4 import BeautifulSoup

from digest.factories import make_finding, make_summary, translate
from gleanings.digest.findings.proposed_phrases import proposed_phrases
from gleanings.digest.models import Finding

pytestmark = pytest.mark.django_db

ENGLISH = {
    "plain_subject": "clients with a stronger alliance",
    "plain_outcome": "have better outcomes",
    "plain_one": "the one with the stronger alliance",
}
FRENCH = {
    "plain_subject": "les clients dont l’alliance est plus forte",
    "plain_outcome": "avoir de meilleurs résultats",
    "plain_one": "celle dont l’alliance est plus forte",
}
BARE = {"measure": "r", "estimate": 0.26, "predictor": "alliance", "outcome": "outcome"}


def finding(**fields):
    return Finding(**{**BARE, "favours": "first", **fields})


def sentence_on(client, page):
    html = BeautifulSoup(client.get(page.get_url()).content, "html.parser")
    return html.select_one(".evidence .sentence")


# --- what readers see -----------------------------------------------------------------------------


def test_what_an_editor_took_is_said_to_readers(client):
    summary = make_summary()
    make_finding(summary, **ENGLISH)
    assert sentence_on(client, summary).get_text() == (
        "Clients with a stronger alliance tended to have better outcomes. Take two people: the one "
        "with the stronger alliance did better in about 58 of 100 such pairs; chance alone gives "
        "50."
    )


def test_a_proposal_is_not(client):
    summary = make_summary()
    made = make_finding(summary, predictor="alliance")
    assert proposed_phrases(made, "en")["en"]["plain_subject"] == ENGLISH["plain_subject"]
    assert sentence_on(client, summary).get_text().startswith("People higher in alliance")


def test_each_language_has_its_own_phrases_or_todays_sentence(client):
    summary = make_summary()
    made = make_finding(summary, **ENGLISH)
    french = translate(summary, "Un titre")
    said = sentence_on(client, french)
    assert said.get_text().startswith("Les personnes ayant une valeur plus élevée")
    assert "Clients" not in said.get_text()
    made.other_languages = {"fr": FRENCH}
    made.save()
    said = sentence_on(client, french)
    assert said.get_text().startswith(
        "Les clients dont l’alliance est plus forte tendaient à avoir de meilleurs résultats."
    )
    assert said.select("[lang]") == []


# --- true as long as the result goes the same way -------------------------------------------------


@pytest.mark.parametrize("number", [{}, {"measure": "z", "ci_low": 0.2, "ci_high": 0.32}])
def test_a_result_that_turned_round_is_not_told_by_its_old_phrases(number):
    made = finding(**ENGLISH, **number, other_languages={"fr": FRENCH})
    made.note_the_ways()
    assert made.plain_in("en", "en")["plain_outcome"] == "have better outcomes"
    made.favours = "others"
    made.note_the_ways()
    assert made.plain_in("en", "en") == {}
    assert made.plain_in("fr", "en") == {}
    made.plain_outcome = "have worse outcomes"
    made.note_the_ways()
    assert made.plain_in("en", "en")["plain_outcome"] == "have worse outcomes"
    assert made.plain_in("fr", "en") == {}  # still “de meilleurs résultats”


def test_phrases_written_before_it_was_said_who_did_better_hold_from_then_on():
    made = finding(**ENGLISH, favours="")
    made.note_the_ways()
    made.favours = "first"
    made.note_the_ways()
    assert made.plain_in("en", "en")
    made.favours = "others"
    made.note_the_ways()
    assert made.plain_in("en", "en") == {}


@pytest.mark.parametrize("missing", ["plain_subject", "plain_outcome"])
def test_half_a_sentence_is_none(missing):
    assert finding(**{**ENGLISH, missing: ""}).plain_in("en", "en") == {}


# --- proposals ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("fields", "subject", "outcome", "comparison"),
    [
        ({}, "clients with a stronger alliance", "have better outcomes", None),
        (
            {"predictor": "The Alliance", "favours": "others"},
            "clients with a stronger alliance",
            "have worse outcomes",
            None,
        ),
        (
            {
                "measure": "d",
                "design": "comparison",
                "predictor": "CBT versus waiting list",
                "outcome": "depressive symptoms",
            },
            "clients in cognitive behavioural therapy",
            "have fewer depressive symptoms",
            "clients on a waiting list",
        ),
        (
            {"measure": "OR", "predictor": "reminders", "outcome": "dropout", "favours": "first"},
            "clients who got reminders",
            "drop out",
            None,
        ),
    ],
)
def test_what_the_finding_says_makes_a_proposal(fields, subject, outcome, comparison):
    english = proposed_phrases(finding(**fields), "en")["en"]
    assert english["plain_subject"] == subject
    assert english["plain_outcome"] == outcome
    assert english.get("plain_comparison") == comparison


@pytest.mark.parametrize(
    "fields",
    [
        {"predictor": "shoe size"},
        {"measure": "d", "design": "comparison", "predictor": "CBT versus juggling"},
        {"outcome": "shoe size"},
        {"favours": ""},
        {"favours": "neither"},
        {"measure": "d"},  # of two groups, or before and after?
        {"bound": ">"},
        {"measure": "percentage", "estimate": 23},
        {"estimate": None},
    ],
)
def test_where_anything_is_open_nothing_is_proposed(fields):
    assert proposed_phrases(finding(**fields), "en") == {}


def test_in_french_too_and_only_where_there_is_none_yet():
    french = {"predictor": "l'alliance thérapeutique", "outcome": "résultat de la thérapie"}
    found = proposed_phrases(finding(**french), "fr")
    assert found["fr"] == FRENCH
    assert found["en"] == ENGLISH
    assert set(proposed_phrases(finding(**ENGLISH), "en")) == {"fr"}
    assert proposed_phrases(finding(**ENGLISH, other_languages={"fr": FRENCH}), "en") == {}


def test_what_an_editor_wrote_before_is_proposed_first():
    same = {"predictor": "shoe size", "outcome": "dancing"}
    mine = {"plain_subject": "clients with larger shoes", "plain_outcome": "dance better"}
    make_finding(make_summary(), **same, **mine)
    found = proposed_phrases(finding(**same), "en")
    assert found == {"en": mine}
    # what was written of better dancing says nothing of worse
    assert proposed_phrases(finding(**same, favours="others"), "en") == {}


# --- what is still to be done ---------------------------------------------------------------------


def test_main_results_that_are_not_said_so_are_counted():
    summary = make_summary()
    made = make_finding(summary)
    make_finding(summary, role="secondary", estimate=0.3, ci_low=0.2, ci_high=0.4)
    assert list(Finding.objects.not_phrased()) == [made]
    Finding.objects.filter(pk=made.pk).update(**ENGLISH)
    assert not Finding.objects.not_phrased().exists()


# --- of what was written before -------------------------------------------------------------------

OURS = {"predictor": "the bond", "outcome": "recovery at last", "favours": "first"}


def wrote(subject, state="confirmed", **fields):
    phrases = {"plain_subject": subject, "plain_outcome": "recover"}
    return make_finding(make_summary(), state=state, **{**OURS, **phrases, **fields})


def subject_proposed(made):
    return proposed_phrases(made, "en").get("en", {}).get("plain_subject")


def test_the_last_that_an_editor_wrote_is_proposed():
    wrote("clients with a bond")
    wrote("clients who trust")
    assert subject_proposed(finding(**OURS)) == "clients who trust"


@pytest.mark.parametrize("state", ["proposed", "dropped"])
def test_what_no_editor_confirmed_is_not(state):
    wrote("clients who trust", state)
    assert subject_proposed(finding(**OURS)) is None


def test_a_finding_is_not_proposed_its_own_phrases():
    made = wrote("clients who trust")
    made.plain_outcome = ""  # half a sentence: it has none, and is proposed one
    assert subject_proposed(made) is None
