"""What each resource says, in each language."""

from __future__ import annotations

import pytest

from digest.factories import make_article, make_author, make_issue, make_summary, translate
from gleanings.digest.models import Topic
from open_data.cast import ask, make_finding

pytestmark = pytest.mark.django_db

HERE = "http://testserver"


@pytest.fixture
def summary():
    return make_summary(
        make_issue("2018-03", teaser="This month: alliance."),
        "A strong alliance helps",
        topics=["empathy", "depression"],
        text="<h3>What was asked</h3><p>Whether <b>it</b> helps.</p>",
        implications=["<p>Ask <i>how</i> it goes.</p>", "<p>Listen.</p>"],
        articles=[make_article(title="What helps", doi="10.5555/helps")],
        authors=[make_author("Ann Writer", email="ann@example.org", credentials="PhD")],
    )


def test_the_index_leads_to_everything(client):
    index = ask(client, "")
    assert [one["name"] for one in index["resources"]] == [
        *("issues", "summaries", "articles", "topics", "types", "findings"),
        *("questions", "syntheses", "collections", "asked"),
    ]
    for one in index["resources"]:
        assert ask(client, one["url"])["items"] is not None
    assert index["languages"] == ["en", "fr"]
    assert index["licence"] is None
    assert client.get(index["docs"]).status_code == client.get(index["openapi"]).status_code == 200


def test_a_summary(client, summary):
    (listed,) = ask(client, "summaries")["items"]
    assert ask(client, listed["url"]) == listed
    assert listed["id"] == str(summary.translation_key)
    assert listed["page"] == f"{HERE}/en/2018-03/{summary.slug}/"
    assert listed["title"] == "A strong alliance helps"
    assert listed["text"]["text"] == "What was asked\nWhether it helps."
    assert "<b>it</b>" in listed["text"]["html"]
    assert [one["text"] for one in listed["implications"]] == ["Ask how it goes.", "Listen."]
    assert set(listed["topics"]) == {"empathy", "depression"}
    assert listed["types"] == ["meta-analysis"]
    assert listed["articles"][0]["doi"] == "10.5555/helps"
    assert listed["writers"] == [{"name": "Ann Writer", "credentials": "PhD", "web": ""}]
    assert listed["month"] == listed["issue"] == "2018-03"
    assert client.get(listed["issue_url"]).status_code == 200
    assert client.get(listed["findings_url"]).json()["items"] == []
    assert client.get(listed["page"]).status_code == 200


def test_nobodys_mail_address_is_given_out(client, summary):
    for name in ("summaries", "issues", "articles", "findings"):
        assert "@" not in str(ask(client, name))


def test_what_nobody_translated_says_which_language_it_is_in(client, summary):
    (listed,) = ask(client, "summaries", language="fr")["items"]
    assert listed["id"] == str(summary.translation_key)
    assert listed["language"] == "en"
    assert listed["page"] == f"{HERE}/fr/2018-03/{summary.slug}/"
    assert [version["language"] for version in listed["languages"]] == ["en"]
    assert ask(client, "summaries", language="fr", words_in="fr")["items"] == []


def test_a_translation_is_the_same_summary_in_other_words(client, summary):
    translate(summary, "Une bonne alliance aide")
    (listed,) = ask(client, "summaries", language="fr")["items"]
    assert listed["id"] == str(summary.translation_key)
    assert (listed["title"], listed["language"]) == ("Une bonne alliance aide", "fr")
    assert [version["language"] for version in listed["languages"]] == ["en", "fr"]
    assert len(ask(client, "summaries")["items"]) == 1


def test_links_of_a_text_are_whole_addresses(client, summary):
    other = make_summary(
        title="Another", text=f'<p>See <a linktype="page" id="{summary.pk}">the first</a>.</p>'
    )
    listed = ask(client, f"summaries/{other.translation_key}")
    assert f'<a href="{HERE}/en/2018-03/{summary.slug}/">' in listed["text"]["html"]


def test_an_issue_has_its_summaries_in_the_editors_order(client, summary):
    second = make_summary(make_issue("2018-03"), "The second")
    issue = ask(client, "issues/2018-03")
    assert [one["id"] for one in issue["summaries"]] == [
        str(summary.translation_key),
        str(second.translation_key),
    ]
    assert issue["teaser"] == "This month: alliance."
    assert (issue["title"], issue["page"]) == ("March 2018", f"{HERE}/en/2018-03/")


def test_an_article(client, summary):
    (article,) = ask(client, "articles")["items"]
    assert ask(client, article["url"]) == article
    assert article["authors"][0] == {"family": "Okafor", "given": "A. B.", "literal": ""}
    assert article["reference"].startswith("Okafor, A. B., & Lind, C. (2017). What helps.")
    assert [one["id"] for one in article["summaries"]] == [str(summary.translation_key)]


def test_a_topic_has_its_name_and_count_in_each_language(client, summary):
    english, french = (
        ask(client, "topics/empathy", language=language) for language in ("en", "fr")
    )
    assert (english["name"], french["name"]) == ("Empathy", "Empathie")
    assert (english["language"], french["language"]) == ("en", "fr")
    assert english["summaries"] == french["summaries"] == 1
    assert english["page"] == f"{HERE}/en/topics/empathy/"
    assert ask(client, "types/meta-analysis")["summaries"] == 1


def test_a_merged_topic_leads_on(client, summary):
    Topic.objects.filter(slug="depression").update(merged_into=Topic.objects.get(slug="empathy"))
    response = client.get("/api/v1/topics/depression?language=fr")
    assert response.status_code == 301
    assert response["Location"] == f"{HERE}/api/v1/topics/empathy?language=fr"
    assert "depression" not in {topic["id"] for topic in ask(client, "topics", limit=200)["items"]}


def test_a_finding(client, summary):
    finding = make_finding(summary, verdict="inconsistent", acknowledgement="So in the article.")
    (listed,) = ask(client, "findings")["items"]
    assert ask(client, listed["url"]) == listed
    said = [listed[name] for name in ("estimate", "ci_low", "ci_high", "level", "n", "k")]
    assert said == [0.26, 0.19, 0.32, 95, 1340, 13]
    assert listed["summary"]["id"] == str(summary.translation_key)
    assert listed["article"]["doi"] == "10.5555/helps"
    assert (listed["verdict"], listed["why"]) == ("inconsistent", "It fits.")
    assert listed["acknowledgement"] == "So in the article."
    assert listed["words"] == finding.words
    assert set(listed["topics"]) == {"empathy", "depression"}
    french = ask(client, f"findings/{finding.pk}", language="fr")
    assert french["why"] == "Cela concorde."
    assert french["page"] == f"{HERE}/fr/2018-03/{summary.slug}/"
    assert french["language"] == "en"


def test_a_finding_of_a_summary_of_two_articles_names_the_one_that_its_editor_named(client):
    first, second = make_article(), make_article()
    summary = make_summary(articles=[first, second])
    make_finding(summary)
    make_finding(summary, article=second)
    articles = [one["article"] for one in ask(client, "findings", ordering="id")["items"]]
    assert articles[0] is None
    assert articles[1]["id"] == second.pk
