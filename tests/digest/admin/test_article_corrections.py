"""Who changes a citation that readers saw is asked what they are told, and they are told."""

from __future__ import annotations

import feedparser
import pytest
from bs4 import BeautifulSoup
from django.urls import reverse

from digest.admin.rendered_form import Fields, fields_of
from digest.factories import make_article, make_finding, make_issue, make_summary
from gleanings.digest.models import Correction, Summary
from gleanings.literature.models import Article

pytestmark = pytest.mark.django_db

PROPOSED = "“of Practice, 12(3)” became “of Practice, 13(3)”."


@pytest.fixture
def desk(client, editor):
    client.force_login(editor, backend="django.contrib.auth.backends.ModelBackend")
    return client


@pytest.fixture
def article(db) -> Article:
    return make_article()


@pytest.fixture
def online(article) -> Summary:
    return make_summary(title="Alliance helps", articles=[article])


def address(article: Article) -> str:
    return reverse("wagtailsnippets_literature_article:edit", args=[article.pk])


def form_of(desk, article: Article) -> Fields:
    return fields_of(desk.get(address(article)).content.decode())


def change(desk, article: Article, **fields: str):
    return desk.post(address(article), form_of(desk, article) | fields)


def question(answer) -> Fields:
    return fields_of(answer.content.decode(), "article-correction")


def told() -> list[tuple[str, str]]:
    return [(one.summary.title, one.text) for one in Correction.objects.order_by("pk")]


def test_who_changes_it_is_asked_with_a_proposal_and_nothing_is_saved(desk, article, online):
    answer = change(desk, article, volume="13")
    page = BeautifulSoup(answer.content, "html.parser")
    changes = [one.text for one in page.select(".digest-changes li")]
    assert changes == [PROPOSED]
    assert question(answer)["correction"] == changes
    assert "Alliance helps" in page.text
    assert Article.objects.get(pk=article.pk).volume == "12"
    assert told() == []


def test_the_note_stands_below_each_summary_that_cites_it(desk, client, article, online):
    other = make_summary(make_issue("2019-05"), title="Alliance again", articles=[article])
    make_summary(make_issue("2019-06"), title="Of another article")
    make_summary(make_issue("2019-07"), title="A draft", articles=[article], live=False)
    words = "It is volume 13."
    fields = question(change(desk, article, volume="13")) | {"correction": [words]}
    assert desk.post(address(article), fields).status_code == 302
    assert Article.objects.get(pk=article.pk).volume == "13"
    assert told() == [("Alliance helps", words), ("Alliance again", words)]
    client.logout()
    for summary in (online, other):
        assert words in client.get(summary.get_url()).content.decode()
    entries = feedparser.parse(client.get("/en/feed.atom").content).entries
    assert len([entry for entry in entries if words in entry.summary]) == 2
    record = client.get(f"/api/v1/summaries/{online.translation_key}?language=en").json()
    assert [one["text"] for one in record["corrections"]] == [words]


def test_style_alone_is_told_to_nobody(desk, article, online):
    fields = question(change(desk, article, title="What helps: study"))
    desk.post(address(article), fields | {"correction_is_style": ["on"]})
    assert Article.objects.get(pk=article.pk).title == "What helps: study"
    assert told() == []


def test_an_empty_answer_is_none(desk, article, online):
    fields = question(change(desk, article, volume="13")) | {"correction": [" "]}
    answer = desk.post(address(article), fields)
    assert "Say what changed" in answer.content.decode()
    assert Article.objects.get(pk=article.pk).volume == "12"


def test_what_readers_do_not_see_is_not_asked_about(desk, article, online):
    assert change(desk, article, citation="As it was pasted").status_code == 302
    assert told() == []


def test_of_a_draft_nothing_is_asked(desk, article):
    make_summary(title="A draft", articles=[article], live=False)
    assert change(desk, article, volume="13").status_code == 302
    assert told() == []


def test_a_fault_in_the_form_is_said_first(desk, article, online):
    answer = change(desk, article, volume="13", doi="no DOI")
    assert "is not a DOI" in answer.content.decode()


@pytest.mark.parametrize("hide", [Summary.unpublish])
def test_what_was_online_once_is_told_when_it_is_so_again(desk, article, online, hide):
    hide(online)
    answer = change(desk, article, volume="13")
    desk.post(address(article), question(answer))
    assert len(told()) == 1


def test_what_a_program_changes_is_told_in_the_words_that_are_proposed(article, online):
    article.volume = "13"
    article.save()
    assert told() == [("Alliance helps", PROPOSED)]
    article.save()
    assert len(told()) == 1


def test_an_article_of_a_finding_is_told_of_too(article):
    summary = make_summary(title="Alliance helps")
    make_finding(summary, article=article)
    article.year = 2018
    article.save()
    assert len(told()) == 1


def test_who_is_late_chooses_first_and_is_asked_then(desk, article, online):
    late = form_of(desk, article)
    desk.post(address(article), question(change(desk, article, volume="13")))
    answer = desk.post(address(article), late | {"pages": ["1-9"]})
    asked = desk.post(address(article), fields_of(answer.content.decode(), "conflict"))
    assert Article.objects.get(pk=article.pk).pages == "45-67"
    desk.post(address(article), question(asked) | {"correction": ["Pages 1–9."]})
    assert Article.objects.get(pk=article.pk).pages == "1-9"
    assert [words for _title, words in told()][-1] == "Pages 1–9."
