"""What the editor's page is told about the numbers of a form that is not saved."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import Permission, User
from django.urls import reverse
from wagtail.users.models import UserProfile

from digest.admin.summary_form import contentstate
from digest.factories import make_article
from gleanings.digest.models import Finding, ResearchType, Summary

pytestmark = pytest.mark.django_db

TEXT = (
    "<p>In this meta-analysis of 13 trials, alliance and outcome were related, r = .26, "
    "95% CI [.19, .32].</p><p>The test was z = 6.192, p = .05.</p>"
)


@pytest.fixture
def desk(client, writer):
    client.force_login(writer, backend="django.contrib.auth.backends.ModelBackend")
    return client


def ask(desk, **fields: str) -> dict:
    answer = desk.post(reverse("digest_numbers"), {"text": contentstate(TEXT), **fields})
    assert answer.status_code == 200, answer.content
    return answer.json()


def row(number: int, **values: str) -> dict[str, str]:
    given = {"state": "confirmed", "role": "secondary"} | values
    return {f"findings-{number}-{name}": value for name, value in given.items()}


def test_every_statistic_is_listed_with_its_verdict_and_why(desk):
    read = ask(desk)
    assert read["status"].startswith("3 numbers in the text. Consistent: 1; inconsistent: 1;")
    assert read["list"].count("<li>") == 3
    assert read["list"].index("z = 6.192") < read["list"].index("r = .26")
    assert "z = 6.192 gives p &lt; .0001" in read["list"]


def test_proposals_have_what_the_fields_of_a_row_hold(desk):
    proposal = ask(desk)["proposals"][1]
    assert proposal["words"] == "r = .26, 95% CI [.19, .32]"
    assert proposal["state"] == "proposed"
    assert (proposal["estimate"], proposal["ci_high"], proposal["k"]) == ("0.26", "0.32", "13")
    assert (proposal["predictor"], proposal["outcome"]) == ("alliance", "outcome")
    assert proposal["n"] == ""


def test_what_has_its_row_is_not_proposed_again(desk):
    words = "r = .26, 95% CI [.19, .32]"
    read = ask(desk, **row(0, measure="r", estimate="0.26", words=words))
    assert [proposal["words"] for proposal in read["proposals"]] == [
        "13 trials",
        "z = 6.192, p = .05",
    ]
    assert "consistent" in read["heads"]["0"]


def test_a_deleted_row_stands_for_nothing(desk):
    words = "r = .26, 95% CI [.19, .32]"
    fields = row(0, measure="r", estimate="0.26", words=words, DELETE="1")
    assert len(ask(desk, **fields)["proposals"]) == 3


def test_words_that_were_corrected_are_offered(desk):
    read = ask(desk, **row(4, measure="z", estimate="6.192", words="z = 6.192, p = .03"))
    assert "These words are no longer in the text." in read["heads"]["4"]
    assert "Take the new words" in read["heads"]["4"]
    assert read["successors"]["4"]["words"] == "z = 6.192, p = .05"
    assert "outcome" not in read["successors"]["4"]


def test_implications_are_read_in_their_order_and_deleted_ones_not(desk):
    first, second, gone = (contentstate(f"<p>It was r = .{n}0, p = .04.</p>") for n in (1, 2, 3))
    rows = {
        "implications-0-text": second,
        "implications-0-ORDER": "2",
        "implications-1-text": first,
        "implications-1-ORDER": "1",
        "implications-2-text": gone,
        "implications-2-DELETE": "1",
    }
    read = ask(desk, text=contentstate(""), **rows)
    assert [one["words"] for one in read["proposals"]] == ["r = .10, p = .04", "r = .20, p = .04"]


def test_what_is_no_number_is_passed_over(desk):
    read = ask(desk, **row(0, measure="r", estimate="abc", p="1e400", n="-3", article="x"))
    assert "not checkable" in read["heads"]["0"] or "inconsistent" in read["heads"]["0"]


def test_markup_in_the_fields_is_no_markup_on_the_page(desk):
    read = ask(desk, **row(0, words="<script>alert(1)</script>", predictor="<b>x"))
    assert "<script" not in read["heads"]["0"]
    assert "<b>x" not in read["heads"]["0"]


def test_nothing_is_saved(desk):
    ask(desk, **row(0, words="x"))
    assert not Finding.objects.exists()
    assert not Summary.objects.exists()


@pytest.mark.parametrize("text", ["{", "[]", '{"blocks": 3}', "no json"])
def test_what_is_no_rich_text_is_refused_in_a_sentence(desk, text):
    answer = desk.post(reverse("digest_numbers"), {"text": text})
    assert answer.status_code == 400
    assert b"no content of the rich text editor" in answer.content


def test_an_empty_form_has_no_numbers(desk):
    read = desk.post(reverse("digest_numbers"), {}).json()
    assert read["status"] == "No numbers have been found in the text so far."


def test_only_those_who_write_are_answered(client):
    address = reverse("digest_numbers")
    assert client.post(address).status_code == 302
    reader = User.objects.create_user("reader", "r@example.org", "x")
    client.force_login(reader, backend="django.contrib.auth.backends.ModelBackend")
    assert client.post(address).status_code in {302, 403}


def test_it_answers_to_post_alone_and_asks_for_the_token(writer, client):
    from django.test import Client

    strict = Client(enforce_csrf_checks=True)
    strict.force_login(writer, backend="django.contrib.auth.backends.ModelBackend")
    assert strict.post(reverse("digest_numbers")).status_code == 403
    client.force_login(writer, backend="django.contrib.auth.backends.ModelBackend")
    assert client.get(reverse("digest_numbers")).status_code == 405


MAIN = {
    "role": "main",
    "measure": "r",
    "estimate": "0.26",
    "ci_low": "0.19",
    "ci_high": "0.32",
    "level": "95",
    "k": "13",
    "words": "r = .26, 95% CI [.19, .32]",
    "predictor": "alliance",
    "outcome": "outcome",
}


def test_the_sentence_that_readers_will_see_stands_beside_the_main_result(desk):
    head = ask(desk, **row(0, **MAIN, favours="first"))["heads"]["0"]
    assert "Readers will see: “People higher in alliance tended to do better" in head
    head = ask(desk, **row(0, **MAIN, favours="others"))["heads"]["0"]
    assert "tended to do worse" in head
    assert "Who did better" not in head


def test_phrases_are_proposed_and_fill_the_fields_of_both_languages(desk):
    read = ask(desk, **row(0, **MAIN, favours="first"))
    assert "“clients with a stronger alliance”, “have better outcomes”" in read["heads"]["0"]
    assert "“avoir de meilleurs résultats”" in read["heads"]["0"]
    fields = read["phrases"]["0"]
    assert fields["plain_outcome"] == "have better outcomes"
    assert fields["other_languages-plain_outcome-fr"] == "avoir de meilleurs résultats"
    taken = ask(desk, **row(0, **MAIN, favours="first", **fields))
    head = taken["heads"]["0"]
    assert taken["phrases"] == {}
    assert "Take these phrases" not in head
    assert "“Clients with a stronger alliance tended to have better outcomes." in head
    assert "French: “Les clients dont l’alliance est plus forte tendaient" in head


def test_a_phrase_that_says_the_opposite_of_the_number_is_named(desk):
    phrases = {"plain_subject": "clients", "plain_outcome": "have better outcomes"}
    head = ask(desk, **row(0, **MAIN, favours="others", **phrases))["heads"]["0"]
    assert "The phrase says “have better outcomes”" in head
    head = ask(desk, **row(0, **MAIN, favours="first", **phrases))["heads"]["0"]
    assert "The phrase says" not in head


def test_a_phrase_of_the_other_way_is_out_of_use_while_one_writes_too(desk):
    """As on the page: it was worded when the result went the other way."""
    phrases = {"plain_subject": "clients with a weaker bond", "plain_outcome": "drop out sooner"}
    ways = {"findings-0-other_languages-ways": '{"": ["worse", "drop out sooner"]}'}
    as_worded = ask(desk, **row(0, **MAIN, favours="others", **phrases), **ways)
    assert "“Clients with a weaker bond tended to drop out sooner." in as_worded["heads"]["0"]
    turned = ask(desk, **row(0, **MAIN, favours="first", **phrases), **ways)
    assert "“People higher in alliance tended to do better" in turned["heads"]["0"]
    assert turned["phrases"]["0"]["plain_outcome"] == "have better outcomes"
    worded_anew = {**phrases, "plain_outcome": "stay"}
    anew = ask(desk, **row(0, **MAIN, favours="first", **worded_anew), **ways)
    assert "tended to stay." in anew["heads"]["0"]


@pytest.mark.parametrize("ways", ["", "no JSON", "[]", '{"": "worse"}', '{"": ["a", "b", "c"]}'])
def test_ways_of_another_shape_are_passed_over(desk, ways):
    phrases = {"plain_subject": "clients", "plain_outcome": "have better outcomes"}
    sent = row(0, **MAIN, favours="first", **phrases)
    head = ask(desk, **sent, **{"findings-0-other_languages-ways": ways})["heads"]["0"]
    assert "“Clients tended to have better outcomes." in head


def test_who_did_better_is_asked_as_long_as_nobody_has_said(desk):
    assert "Who did better by this number?" in ask(desk, **row(0, **MAIN))["heads"]["0"]
    counted = row(0, role="main", measure="count", estimate="13", words="13 trials")
    assert "Who did better" not in ask(desk, **counted)["heads"]["0"]


def test_a_title_that_says_the_opposite_is_named_while_one_writes(desk):
    asked = row(0, **MAIN, favours="others")
    assert "The title says “helps”" in ask(desk, title="An alliance helps", **asked)["heads"]["0"]
    asked = row(0, **MAIN, favours="first")
    assert "The title says" not in ask(desk, title="An alliance helps", **asked)["heads"]["0"]


def test_the_design_is_proposed_by_the_research_types_that_are_ticked(desk):
    survey = ResearchType.objects.get(slug="survey")
    proposals = ask(desk, research_types=str(survey.pk))["proposals"]
    assert [one["design"] for one in proposals if one["measure"] == "r"] == ["cross-sectional"]
    assert {one["design"] for one in ask(desk)["proposals"]} == {""}


ABSTRACT = "We pooled 40 trials of mindful breathing. It helped, d = 0.41, 95% CI [0.30, 0.52]."


def of_abstract(article, number=0):
    words = "d = 0.41, 95% CI [0.30, 0.52]"
    return {
        f"summary_articles-{number}-article": str(article.pk),
        **row(4, measure="d", estimate="0.41", words=words),
    }


@pytest.mark.parametrize(
    ("language", "said", "gone"),
    [
        ("en", "These words are from the article’s abstract", "no longer in the text"),
        ("fr", "Ces mots viennent de l’abrégé de l’article", "ne sont plus dans le texte"),
    ],
)
def test_words_from_the_abstract_are_not_called_gone(desk, writer, language, said, gone):
    UserProfile.objects.update_or_create(user=writer, defaults={"preferred_language": language})
    head = ask(desk, **of_abstract(make_article(abstract=ABSTRACT)))["heads"]["4"]
    assert said in head
    assert gone not in head
    head = ask(desk, **of_abstract(make_article(abstract="It helped, d = 0.4.")))["heads"]["4"]
    assert gone in head
    head = ask(desk, **of_abstract(make_article(abstract=ABSTRACT)), **{
        "summary_articles-0-DELETE": "1"
    })["heads"]["4"]  # fmt: skip
    assert gone in head


def test_the_abstract_is_shown_with_what_was_read_in_it_marked(desk):
    article = make_article(abstract=ABSTRACT + " <b>Not bold.</b>")
    shown = BeautifulSoup(ask(desk, **of_abstract(article))["abstracts"], "html.parser")
    assert ABSTRACT in shown.text
    assert "40 trials" in [mark.text for mark in shown.select("mark")]
    assert shown.b is None
    assert ask(desk)["abstracts"].strip() == ""
    for typed in ("x", "", "9" * 30, "-1"):
        assert ask(desk, **{"summary_articles-0-article": typed})["abstracts"].strip() == ""


def test_who_may_not_look_at_articles_is_shown_no_abstract(desk, writer):
    Permission.objects.get(codename="view_article").group_set.clear()
    read = ask(desk, **of_abstract(make_article(abstract=ABSTRACT)))
    assert "mindful breathing" not in str(read)
