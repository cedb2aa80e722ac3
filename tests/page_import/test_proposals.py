"""Topics and research types are proposed from an entry's words."""

from pathlib import Path

import pytest

from gleanings.digest.vocabulary.proposals import propose_topics, propose_types
from gleanings.digest.vocabulary.terms import (
    Term,
    research_type_named,
    research_types,
    topic_named,
    topics,
    words_of,
)
from gleanings.page_import import Entry, read_page

PAGE = read_page(
    (Path(__file__).parent / "pages" / "twelve_months.txt").read_bytes(), "twelve_months.txt"
)


def entry(title: str, text: str = "") -> Entry:
    return Entry(month=None, title=title, article=None, text=text)


def topics_of(title: str, text: str = "") -> list[str]:
    return [proposal.slug for proposal in propose_topics(entry(title, text), topics())]


@pytest.mark.parametrize(
    ("position", "topic", "kind"),
    [
        (1, "Alliance and Therapeutic Relationship", "Meta-analysis"),
        (2, "Training", "Expert consensus"),
        (3, "Client Factors", "Survey"),
        (4, "Medications/Pharmacotherapy", "Meta-analysis"),
        (5, "Attachment", "Systematic review"),
    ],
)
def test_proposals_for_a_page(position: int, topic: str, kind: str) -> None:
    read = PAGE.entries[position]
    assert topic in read.topics
    assert read.types[0] == kind


def test_a_narrative_review_that_mentions_trials() -> None:
    assert PAGE.entries[0].types == ("Narrative review or chapter",)


def test_a_meta_analysis_of_trials_is_no_trial() -> None:
    text = "In this meta-analysis of 13 randomized controlled trials, therapy helped."
    assert [p.slug for p in propose_types(entry("Therapy Helps", text))] == ["meta-analysis"]


def test_a_trial_is_a_trial() -> None:
    text = "Two hundred patients were randomly assigned to therapy or to a waiting list."
    assert propose_types(entry("Therapy Helps", text))[0].slug == "randomized-controlled-trial"


def test_misspellings_and_older_names_lead_to_our_topic() -> None:
    for name in (
        "Adherance",
        "adherence",
        "Treatment Adherence",
        "Observance et adhésion au traitement",
    ):
        found = topic_named(name)
        assert found is not None
        assert found.slug == "adherence"
    assert topic_named("Drop Out") == topic_named("Attendance, Attrition and Dropout")
    assert topic_named("Trauma & PTSD") == topic_named("Trauma and/or PTSD")
    assert topic_named("Zebra") is None
    assert topics_of("Adherance to Homework") == ["adherence"]


def test_research_types_by_other_names() -> None:
    found = research_type_named("RCT")
    assert found is not None
    assert found.name == "Randomized controlled trial"


def test_a_word_in_the_title_counts_more() -> None:
    ranked = topics_of("Empathy in Groups", "The alliance was measured. Empathy too.")
    assert ranked[0] == "empathy"


def test_the_words_that_spoke_for_a_topic_are_told() -> None:
    first = propose_topics(entry("Premature Termination of Therapy"), topics())[0]
    assert first.slug == "attendance-attrition-and-drop-out"
    assert "premature* terminat*" in first.because


def test_nothing_said_is_miscellaneous() -> None:
    assert topics_of("A Note") == ["miscellaneous"]
    assert propose_topics(entry("A Note"), []) == []


def test_a_topic_of_the_editors_own_is_found_by_its_name() -> None:
    own = Term("humour-in-therapy", "Humour")
    proposals = propose_topics(entry("Humour Helps"), [*topics(), own])
    assert proposals[0].slug == "humour-in-therapy"


def test_every_term_has_words_and_finds_itself() -> None:
    for vocabulary, terms in (("topics", topics()), ("research_types", research_types())):
        words = words_of(vocabulary)
        assert list(words) == [term.slug for term in terms]
        assert all(any(weight > 0 for weight in words[t.slug].weights.values()) for t in terms)
    for term in topics():
        assert topic_named(term.name) == term
    for term in research_types():
        assert research_type_named(term.name) == term
