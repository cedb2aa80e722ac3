"""An editor's ordered set of summaries: what is in it, who sees it, and what can be taken along."""

from __future__ import annotations

import json

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils.translation import override

from community.collections import make_collection
from digest.admin.rendered_form import fields_of
from digest.factories import make_article, make_issue, make_private, make_summary, translate
from gleanings.community.models import SummaryCollection
from gleanings.digest.models import Home, Summary
from gleanings.digest.withdrawing import Withdrawal, consequences_of
from gleanings.literature.models import Notice
from gleanings.reader import readables
from reader.soup import soup_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def three():
    issue = make_issue("2018-03")
    return [make_summary(issue, title) for title in ("First found", "Second found", "Third found")]


def titles(client, path: str = "/en/ruptures/") -> list[str]:
    return [one.get_text(strip=True) for one in soup_of(client, path).select("main .item-title")]


def file_of(client, page: SummaryCollection, ending: str, language: str = "en"):
    with override(language):
        return client.get(reverse("collection_file", args=[page.translation_key, ending]))


def test_it_stands_in_the_editors_order_in_both_languages(client, three):
    first, second, third = three
    make_collection(third, first, second, first)
    expected = ["Third found", "First found", "Second found"]
    assert titles(client) == expected
    assert titles(client, "/fr/ruptures/") == expected
    page = soup_of(client, "/fr/ruptures/")
    assert "anglais" in page.select_one(".notice").text
    assert page.select_one("h1")["lang"] == "en"


def test_whichever_version_was_chosen_each_language_has_its_own(client, three):
    first, _second, third = three
    french = translate(first, "Premier résultat")
    make_collection(third, french)
    assert titles(client) == ["Third found", "First found"]
    assert titles(client, "/fr/ruptures/") == ["Third found", "Premier résultat"]


def test_a_translation_has_its_own_words(client, three):
    page = translate(make_collection(*three), "Des ruptures")
    assert page.slug == "ruptures"
    soup = soup_of(client, "/fr/ruptures/")
    assert soup.select_one("h1").text == "Des ruptures"
    assert soup.select_one(".page-head .notice") is None
    assert titles(client, "/fr/ruptures/") == ["First found", "Second found", "Third found"]


def test_what_is_not_public_is_not_in_it_and_comes_back(client, three):
    first, second, third = three
    page = make_collection(first, second, third)
    Summary.objects.get(pk=first.pk).unpublish()
    for version in second.get_translations(inclusive=True):
        make_private(version)
    assert titles(client) == ["Third found"]
    for ending in ("epub", "ris", "bib", "json", "csv"):
        said = file_of(client, page, ending).content.decode("utf-8", errors="replace")
        assert "First found" not in said, ending
        assert "Second found" not in said, ending
    Summary.objects.get(pk=first.pk).latest_revision.publish()
    assert titles(client) == ["First found", "Third found"]


def test_a_deleted_summary_leaves_it_and_its_drafts(client, three):
    page = make_collection(*three)
    three[0].delete()
    assert titles(client) == ["Second found", "Third found"]
    draft = SummaryCollection.objects.get(pk=page.pk).get_latest_revision_as_object()
    assert draft.collected.count() == 2


def test_one_that_is_empty_now_is_in_no_list_but_keeps_its_address(client, three):
    page = make_collection(three[0])
    assert "Ruptures" in client.get("/en/collections/").content.decode()
    three[0].unpublish()
    assert "Ruptures" not in client.get("/en/collections/").content.decode()
    assert "None of its summaries" in client.get("/en/ruptures/").content.decode()
    assert file_of(client, page, "epub").status_code == 404
    feed = client.get(f"/en/collections/{page.translation_key}/feed.atom")
    assert "<entry" not in feed.content.decode()


def test_it_is_not_published_without_a_summary(three):
    with pytest.raises(ValidationError, match="lacks a summary"):
        make_collection()


def test_a_draft_and_a_private_one_are_nowhere(client, three):
    draft = make_collection(*three, title="Secret draft", live=False)
    hidden = make_collection(*three, title="Secret members")
    for version in hidden.get_translations(inclusive=True):
        make_private(version)
    paths = ("/en/collections/", "/sitemap.xml", "/en/summaries/?q=secret", "/fr/collections/")
    for path in (*paths, "/api/v1/collections"):
        assert "Secret" not in client.get(path).content.decode(), path
    for page in (draft, hidden):
        assert file_of(client, page, "epub").status_code == 404
        assert client.get(f"/en/collections/{page.translation_key}/feed.atom").status_code == 404
    assert client.get("/en/secret-draft/").status_code == 404


def test_it_is_found_in_sitemap_search_list_and_by_its_address(client, three):
    page = make_collection(*three)
    sitemap = client.get("/sitemap.xml").content.decode()
    assert "/en/ruptures/</loc>" in sitemap
    assert "/fr/collections/</loc>" in sitemap
    assert 'href="/en/ruptures/"' in client.get("/en/summaries/?q=seminar").content.decode()
    assert 'href="/en/ruptures/"' not in client.get("/en/summaries/?q=nothing").content.decode()
    with override("en"):
        found = readables.at("/en/ruptures/")
        assert found == readables.find("collection", str(page.translation_key))
        assert readables.find("collection", "nonsense") is None
    assert found.title == "Ruptures"
    assert 'href="/en/collections/"' in client.get("/en/").content.decode()


def test_the_foot_leads_to_collections_once_there_are_some(client, three):
    assert "/en/collections/" not in client.get("/en/").content.decode()
    assert "There is no collection yet." in client.get("/en/collections/").content.decode()


def test_it_can_be_asked_about_and_kept(client, three):
    make_collection(*three)
    page = soup_of(client, "/en/ruptures/")
    assert page.select_one(".keep")["data-title"] == "Ruptures"
    report = page.select_one('a[href^="/en/mistake/collection/"]')
    assert client.get(report["href"]).status_code == 200


def test_its_articles_for_reference_managers(client, three):
    page = make_collection(three[1], three[0])
    dois = [summary.articles[0].doi for summary in (three[1], three[0])]
    items = json.loads(file_of(client, page, "json").content)
    assert [item["DOI"] for item in items] == dois
    assert "First found" in items[1]["note"]
    assert all(doi in file_of(client, page, "bib").content.decode() for doi in dois)
    ris = file_of(client, page, "ris")
    assert ris.content.decode().count("TY  - ") == 2
    assert "ruptures.ris" in ris["Content-Disposition"]
    assert file_of(client, page, "csv").content.decode().count("\r\n") == 3


def test_its_feed_says_what_a_retraction_is_about(client, three):
    article = make_article()
    summary = make_summary(make_issue("2018-04"), "Too good", articles=[article])
    Notice.objects.create(article=article, kind=Notice.Kind.RETRACTION, date="2019-01-01")
    page = make_collection(three[0], summary)
    feed = client.get(f"/en/collections/{page.translation_key}/feed.atom").content.decode()
    assert feed.index("First found") < feed.index("Too good")
    assert "retracted" in feed
    assert "Article retracted" in client.get("/en/ruptures/").content.decode()


def test_whoever_withdraws_a_summary_hears_which_collection_loses_it(three):
    make_collection(three[0])
    said = " ".join(consequences_of([three[0]], Withdrawal.UNPUBLISH))
    assert "A collection loses it: “Ruptures”" in said
    assert "Ruptures" not in " ".join(consequences_of([three[1]], Withdrawal.UNPUBLISH))


def test_no_collection_takes_an_address_of_the_site(three):
    with pytest.raises(ValidationError, match="another page of the site"):
        make_collection(*three, slug="topics")


def test_an_editor_makes_one_at_the_desk(client, editor, three):
    client.force_login(editor, backend="django.contrib.auth.backends.ModelBackend")
    home = Home.objects.get(locale__language_code="en")
    address = reverse("wagtailadmin_pages:add", args=["community", "summarycollection", home.pk])
    fields = fields_of(client.get(address).content.decode())
    fields |= {
        "title": ["Made here"],
        "slug": ["made-here"],
        "introduction": [json.dumps({"blocks": [], "entityMap": {}})],
        "collected-TOTAL_FORMS": ["1"],
        "collected-0-summary": [str(three[2].pk)],
        "collected-0-ORDER": ["1"],
        "collected-0-id": [""],
        "action-publish": ["1"],
    }
    assert client.post(address, fields).status_code == 302
    client.logout()
    assert titles(client, "/en/made-here/") == ["Third found"]


def test_a_writer_proposes_one_and_does_not_publish_it(client, writer, three):
    page = make_collection(*three, live=False)
    assert not page.permissions_for_user(writer).can_publish()
    assert page.get_parent().permissions_for_user(writer).can_add_subpage()
