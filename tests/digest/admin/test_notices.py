"""Editors are told of what was published about an article: once, until one of them has seen it."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse

from digest.factories import make_article, make_issue, make_summary, translate
from gleanings.literature.models import Notice

pytestmark = pytest.mark.django_db


@pytest.fixture
def article():
    return make_article(title="What helps")


@pytest.fixture
def summary(article):
    return make_summary(make_issue("2018-03"), "Empathy helps", articles=[article])


@pytest.fixture
def desk(client):
    def sign_in(person):
        client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
        return client

    return sign_in


def tell(article, kind="retraction", source="PubMed", **other) -> Notice:
    given = {"date": "2026-05-03", "doi": "10.5555/notice", **other}
    return Notice.objects.create(article=article, kind=kind, source=source, **given)


def panel(client) -> str:
    page = BeautifulSoup(client.get(reverse("wagtailadmin_home")).content, "html.parser")
    found = page.select_one("#article-notices-section, #article-notices")
    return " ".join(found.parent.text.split()) if found else ""


def mark_seen(client, article, last=None):
    last = last if last is not None else article.notices.order_by("-pk").first().pk
    return client.post(reverse("notices_of_article", args=[article.pk]), {"last": last})


def test_an_editor_is_told_with_what_to_do(desk, editor, article, summary):
    client = desk(editor)
    assert panel(client) == ""
    tell(article)
    said = panel(client)
    assert "This article was retracted on May 3, 2026" in said
    assert "Empathy helps" in said
    assert "Take the summary offline" in said


@pytest.mark.parametrize("person", ["writer", "reviewer"])
def test_who_may_not_publish_is_not_asked_and_marks_nothing(
    desk, request, person, article, summary
):
    tell(article)
    client = desk(request.getfixturevalue(person))
    assert panel(client) == ""
    mark_seen(client, article)
    assert Notice.objects.get().seen_at is None


def test_once_seen_it_is_not_told_again_by_another_source(desk, editor, article, summary):
    client = desk(editor)
    tell(article)
    mark_seen(client, article)
    notice = Notice.objects.get()
    assert (notice.seen_by, notice.seen_at is None) == (editor, False)
    assert panel(client) == ""
    tell(article, source="Crossref")
    assert panel(client) == ""


def test_another_notice_is_told_anew(desk, editor, article, summary):
    client = desk(editor)
    tell(article, "concern", doi="10.5555/concern")
    mark_seen(client, article)
    tell(article)
    said = panel(client)
    assert "was retracted" in said
    assert "expression of concern" not in said


def test_what_came_after_the_page_was_opened_is_not_seen_with_it(desk, editor, article, summary):
    client = desk(editor)
    first = tell(article, "correction", doi="10.5555/correction")
    later = tell(article)
    mark_seen(client, article, last=first.pk)
    assert Notice.objects.get(pk=later.pk).seen_at is None
    assert "was retracted" in panel(client)


def test_of_a_draft_it_is_told_and_of_what_only_waits_it_is_not(desk, editor, article):
    client = desk(editor)
    tell(make_article())  # a candidate: no summary is about it
    assert panel(client) == ""
    draft = make_summary(
        make_issue("2018-04", live=False), "A draft", articles=[article], live=False
    )
    tell(article)
    assert f"{draft.title} (not online)" in panel(client)


def test_the_form_of_the_summary_and_of_its_translation_says_it(desk, editor, article, summary):
    client = desk(editor)
    form = reverse("wagtailadmin_pages:edit", args=[summary.pk])
    assert "was retracted" not in client.get(form).content.decode()
    tell(article)
    text = client.get(form).content.decode()
    assert "This article was retracted on May 3, 2026" in text
    assert reverse("notices_of_article", args=[article.pk]) in text
    translation = translate(summary, "L’empathie aide")
    form = reverse("wagtailadmin_pages:edit", args=[translation.pk])
    assert client.get(form).status_code == 200


def test_a_new_summary_has_a_form_without_it(desk, editor):
    issue = make_issue("2018-05", live=False)
    address = reverse("wagtailadmin_pages:add", args=["digest", "summary", issue.pk])
    assert desk(editor).get(address).status_code == 200


def test_the_page_of_an_article_says_who_saw_it(desk, editor, article, summary):
    client = desk(editor)
    tell(article)
    mark_seen(client, article)
    text = client.get(reverse("notices_of_article", args=[article.pk])).content.decode()
    assert f"Seen by {editor}" in text
    assert "was retracted" in text


def judge(client, notice, why="It is of another article.", verdict="mistaken"):
    address = reverse("notices_of_article", args=[notice.article_id])
    given = {"notice": notice.pk, "why": why, "verdict": verdict}
    return client.post(address, given, follow=True)


def test_what_a_source_tells_by_mistake_counts_no_more_and_can_count_again(
    desk, editor, article, summary
):
    client = desk(editor)
    notice = tell(article)
    assert "was retracted" in panel(client)
    judge(client, notice)
    judge(client, notice)  # a button pressed twice
    article = type(article).objects.get()
    assert (article.status, panel(client)) == ("", "")
    page = client.get(reverse("notices_of_article", args=[article.pk])).content.decode()
    assert f"Found to be a mistake by {editor}" in page
    assert "It is of another article." in page
    judge(client, notice, why="", verdict="counts")
    assert type(article).objects.get().is_retracted


@pytest.mark.parametrize("why", ["", "   "])
def test_nothing_is_a_mistake_without_a_reason(desk, editor, article, summary, why):
    answer = judge(desk(editor), tell(article), why=why)
    assert "say why the source is mistaken" in answer.content.decode()
    assert type(article).objects.get().is_retracted


@pytest.mark.parametrize("person", ["writer", "reviewer"])
def test_who_may_not_publish_judges_nothing(desk, request, person, article, summary):
    judge(desk(request.getfixturevalue(person)), tell(article))
    assert type(article).objects.get().is_retracted


def test_the_notice_of_another_article_is_not_judged_from_here(desk, editor, article, summary):
    other = tell(make_article(title="Another"))
    address = reverse("notices_of_article", args=[article.pk])
    answer = desk(editor).post(
        address, {"notice": other.pk, "why": "It is wrong.", "verdict": "mistaken"}
    )
    assert answer.status_code == 404
    assert not Notice.objects.get(pk=other.pk).is_mistaken
