"""Who may what: the groups as the table says, and an article by what is online."""

from __future__ import annotations

import json

import pytest
from django.contrib.auth.models import Group, Permission
from django.urls import reverse
from wagtail.models import Collection, GroupPagePermission, Page

from digest.drafts import approve, draft_issue, whole_summary
from digest.factories import make_article, make_finding, make_summary
from gleanings.digest.models import Summary, SummaryArticle
from gleanings.digest.permissions import may_change_article, renew_groups
from gleanings.literature.models import Article

pytestmark = pytest.mark.django_db

BACKEND = "django.contrib.auth.backends.ModelBackend"


@pytest.fixture
def may(writer, reviewer, editor):
    """The names of those who may change the article."""
    return lambda article: {
        person.username
        for person in (writer, reviewer, editor)
        if may_change_article(person, article)
    }


def owned(summary: Summary, user) -> Summary:
    Summary.objects.filter(pk=summary.pk).update(owner=user)
    return Summary.objects.get(pk=summary.pk)


def article_of(summary: Summary) -> Article:
    return Summary.objects.get(pk=summary.pk).articles[0]


def test_an_article_that_no_summary_is_about_yet(may):
    assert may(make_article()) == {"writer", "reviewer", "editor"}


def test_of_ones_own_draft_and_of_somebody_elses(may, writer):
    draft = whole_summary(draft_issue())
    assert may(article_of(draft)) == {"reviewer", "editor"}
    owned(draft, writer)
    assert may(article_of(draft)) == {"writer", "reviewer", "editor"}


def test_what_is_online_is_changed_by_who_may_publish(may, writer):
    summary = owned(make_summary(), writer)
    assert may(article_of(summary)) == {"editor"}


def test_what_is_approved_too(may, writer, reviewer):
    draft = owned(whole_summary(draft_issue()), writer)
    approve(draft, by=reviewer, asked_by=writer)
    assert may(article_of(draft)) == {"editor"}


def test_what_is_under_review_is_the_reviewers(may, writer):
    draft = owned(whole_summary(draft_issue()), writer)
    draft.get_workflow().start(draft, writer)
    assert may(article_of(draft)) == {"reviewer", "editor"}


def test_of_an_own_draft_and_of_one_that_is_online(may, writer):
    online = make_summary()
    draft = owned(whole_summary(draft_issue(), articles=online.articles), writer)
    assert may(article_of(draft)) == {"editor"}


def test_of_somebody_elses_draft_as_it_was_last_saved(may):
    draft, article = whole_summary(draft_issue()), make_article()
    page = draft.get_latest_revision_as_object()
    page.summary_articles = [SummaryArticle(article=article, sort_order=0)]
    page.save_revision()
    assert may(article) == {"reviewer", "editor"}


def test_of_a_finding_that_is_online(may):
    article = make_article()
    make_finding(make_summary(), article=article)
    assert may(article) == {"editor"}


def test_of_what_was_taken_offline(may, writer):
    summary = owned(make_summary(), writer)
    summary.unpublish()
    assert may(article_of(summary)) == {"writer", "reviewer", "editor"}


# --- at the desk ---


def fields_of(article: Article, **changes: str) -> dict[str, str]:
    return {"title": article.title, "type": article.type, "doi": article.doi or ""} | changes


@pytest.mark.parametrize(
    ("person", "title"), [("writer", "Before"), ("reviewer", "Before"), ("editor", "After")]
)
def test_the_citation_of_what_is_online_at_the_desk(client, request, person, title):
    client.force_login(request.getfixturevalue(person), backend=BACKEND)
    article = make_article(title="Before")
    summary = make_summary(articles=[article])
    address = reverse(Article.snippet_viewset.get_url_name("edit"), args=[article.pk])
    seen = client.get(address, follow=True)
    assert ("Ask an editor" in seen.content.decode()) == (person != "editor")
    client.post(address, fields_of(article, title="After", correction="Its title."))
    article.refresh_from_db()
    assert article.title == title
    pages = client.get(summary.get_url()), client.get(f"/api/v1/articles/{article.pk}")
    assert all(title in page.content.decode() for page in pages)


def test_a_writer_changes_the_article_of_his_draft(client, writer):
    client.force_login(writer, backend=BACKEND)
    draft = owned(whole_summary(draft_issue()), writer)
    article = article_of(draft)
    address = reverse(Article.snippet_viewset.get_url_name("edit"), args=[article.pk])
    assert client.get(address).status_code == 200
    assert client.post(address, fields_of(article, title="After")).status_code == 302
    article.refresh_from_db()
    assert article.title == "After"


def test_what_saves_by_itself_is_refused_too(client, writer):
    client.force_login(writer, backend=BACKEND)
    article = make_article(title="Before")
    make_summary(articles=[article])
    address = reverse(Article.snippet_viewset.get_url_name("edit"), args=[article.pk])
    answer = client.post(
        address, fields_of(article, title="After"), headers={"Accept": "application/json"}
    )
    assert answer.status_code in (302, 403)
    article.refresh_from_db()
    assert article.title == "Before"


# --- groups ---


def rights_of(name: str) -> tuple[list[str], list[str], list[str]]:
    group = Group.objects.get(name=name)
    return (
        # of files, a collection's are those that count
        sorted(
            group.permissions.exclude(codename__regex="_(image|document)$").values_list(
                "codename", flat=True
            )
        ),
        # of the root of all trees
        sorted(
            group.page_permissions.filter(page__depth=1).values_list(
                "permission__codename", flat=True
            )
        ),
        sorted(
            group.collection_permissions.filter(collection__depth=1).values_list(
                "permission__codename", flat=True
            )
        ),
    )


def test_a_site_of_an_older_version_gets_what_the_table_says():
    before = {name: rights_of(name) for name in ("Writers", "Reviewers", "Editors")}
    assert json.dumps(before).count("add_page") == 2
    Group.objects.get(name="Editors").permissions.clear()
    GroupPagePermission.objects.all().delete()
    Group.objects.filter(name="Writers").delete()
    renew_groups()
    assert {name: rights_of(name) for name in before} == before


def test_a_right_that_the_database_does_not_know_yet_is_made():
    Permission.objects.get(codename="view_importedpage").delete()
    renew_groups()
    assert "view_importedpage" in rights_of("Editors")[0]


@pytest.mark.parametrize("missing", [Page, Collection])
def test_as_long_as_there_are_no_pages_or_collections_nothing_is_given(missing):
    Group.objects.all().delete()
    missing.objects.filter(depth=1).delete()
    renew_groups()
    assert not Group.objects.exists()


def test_what_a_network_gave_beyond_it_stays():
    more = Permission.objects.get(codename="add_topic")
    Group.objects.get(name="Writers").permissions.add(more)
    renew_groups()
    assert "add_topic" in rights_of("Writers")[0]
