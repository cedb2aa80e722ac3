"""What was published about an article stands wherever its summary does, the day it is known."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
import re

import feedparser
import pytest
from bs4 import BeautifulSoup
from django.core.cache import cache
from django.urls import reverse
from django.utils import timezone

from digest.factories import make_article, make_issue, make_private, make_summary, translate
from gleanings.digest.models import Summary
from gleanings.literature.models import Article, Lookup, Notice
from gleanings.literature.records import NoticeKind, Record, read_records
from gleanings.literature.records.record import Notice as Told
from gleanings.literature.storing import Account, store_records

pytestmark = pytest.mark.django_db

SENTENCE = {
    "en": "This article was retracted on May 3, 2026: its results should not be relied on.",
    "fr": "Cet article a été rétracté le 3 mai 2026\u00a0: il ne faut pas se fier à ses résultats.",
}
MARK = {"en": "Article retracted", "fr": "Article rétracté"}
TITLE = "Empathy goes with outcome"


@pytest.fixture
def article() -> Article:
    return make_article(doi="10.5555/helps", pmid="42", title="What helps")


@pytest.fixture
def summary(article) -> Summary:
    return make_summary(make_issue("2018-03"), TITLE, articles=[article])


def tell(kind=NoticeKind.RETRACTION, doi="10.5555/helps", **other) -> None:
    """As a harvest does: a source's record of the article, with what was published about it."""
    given = {"doi": "10.5555/notice", "date": "2026-05-03", "source": "PubMed", **other}
    record = Record(title="What helps", doi=doi, source="PubMed", notices=[Told(kind, **given)])
    store_records([record], Account())


def path_of(summary: Summary, language: str = "en") -> str:
    return f"/{language}/{summary.issue.slug}/{summary.slug}/"


def soup(client, path: str) -> BeautifulSoup:
    answer = client.get(path)
    assert answer.status_code == 200, path
    return BeautifulSoup(answer.content, "html.parser")


def words(element) -> str:
    return " ".join(element.text.replace("\u00a0", "~").split()).replace("~", "\u00a0")


# --- the page ------------------------------------------------------------------------------------
@pytest.mark.parametrize("language", ["en", "fr"])
def test_the_page_says_it_above_everything_in_the_readers_language(client, summary, language):
    """The French page has the English summary's words: what is said of the article is in French."""
    tell()
    page = soup(client, path_of(summary, language))
    (notice,) = page.select(".article-notice")
    assert SENTENCE[language] in words(notice)
    assert notice.select_one("a")["href"] == "https://doi.org/10.5555/notice"
    assert "PubMed" in words(notice)
    assert notice.find_parent(lang=True)["lang"] == language
    html = str(page)
    assert html.index("article-notice") < html.index('class="practice"') < html.index("the-summary")
    assert page.title.text.startswith(f"[{MARK[language]}] {TITLE}")
    assert page.select_one("meta[property='og:title']")["content"].startswith("[Article r")


def test_a_translation_says_it_too(client, summary, article):
    translate(summary, "L’empathie va de pair")
    tell()
    page = soup(client, path_of(summary, "fr"))
    assert SENTENCE["fr"] in words(page.select_one(".article-notice"))
    assert page.title.text.startswith("[Article rétracté] L’empathie")


def test_implications_stay_and_carry_the_caution(client, summary):
    before = soup(client, path_of(summary))
    assert not before.select(".caution, .article-notice, .article-mark")
    tell()
    practice = soup(client, path_of(summary)).select_one(".practice")
    assert "Ask how therapy is going." in words(practice)
    assert practice.select_one("h2 + .caution")
    description = soup(client, path_of(summary)).select_one("meta[name=description]")["content"]
    assert description.startswith("These were drawn from an article that has been retracted")


@pytest.mark.parametrize(
    ("kind", "mark", "is_caution"),
    [
        (NoticeKind.CONCERN, "Expression of concern", True),
        (NoticeKind.CORRECTION, "Article corrected", False),
    ],
)
def test_concern_and_correction_are_told_each_in_its_own_right(
    client, summary, kind, mark, is_caution
):
    tell(kind)
    page = soup(client, path_of(summary))
    text = words(page.select_one(".article-notice")).lower()
    assert kind in text
    assert "retract" not in text
    assert bool(page.select(".practice .caution")) is is_caution
    assert page.title.text.startswith("[") is is_caution
    assert mark in words(soup(client, "/en/summaries/").select_one(".article-mark"))


def test_a_reinstated_article_is_retracted_no_more(client, summary):
    tell()
    tell(NoticeKind.REINSTATEMENT, date="2026-06-01", doi="10.5555/helps")
    page = soup(client, path_of(summary))
    assert "reinstated on June 1, 2026" in words(page.select_one(".article-notice"))
    assert not page.select(".caution")
    assert page.title.text.startswith(TITLE)
    assert not soup(client, "/en/summaries/").select(".article-mark")


def test_of_several_articles_it_is_said_which(client, article):
    other = make_article(authors=[{"family": "Moreau", "given": "L."}], year=2015)
    summary = make_summary(articles=[other, article])
    tell()
    (notice,) = soup(client, path_of(summary)).select(".article-notice")
    assert words(notice).startswith("Okafor & Lind (2017)")


# --- lists ---------------------------------------------------------------------------------------
LISTS = [
    *("/{}/", "/{}/2018-03/", "/{}/summaries/", "/{}/summaries/?q=empathy"),
    *("/{}/topics/empathy/", "/{}/types/meta-analysis/", "/{}/summaries/reading-list/"),
]


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("path", LISTS)
def test_every_list_marks_it_in_words(client, summary, path, language):
    path = path.format(language)
    assert MARK[language] not in soup(client, path).text
    tell()
    page = soup(client, path)
    assert MARK[language] in [words(one) for one in page.select(".article-mark")]
    labels = [words(one) for one in page.select(".item-practice b")]
    assert all("retracted" in one or "rétracté" in one for one in labels)


def test_related_summaries_mark_it(client, summary):
    other = make_summary(make_issue("2018-02"), "Another")
    tell()
    related = soup(client, path_of(other)).select_one(".related")
    assert words(related.select_one(".article-mark")) == "Article retracted"


def test_an_issue_on_paper_and_the_titles_of_an_issue_without_a_teaser_say_it(client, summary):
    tell()
    paper = soup(client, "/en/2018-03/").select_one(".on-paper")
    assert SENTENCE["en"] in words(paper)
    assert "In practice, by an article that is retracted" in words(paper)
    assert "[Article retracted] Empathy" in soup(client, "/en/archive/2018/").text


# --- feeds, citations, machines ------------------------------------------------------------------
@pytest.mark.parametrize("path", ["/en/feed.atom", "/en/2018-03/feed.atom", "/en/feed.rss"])
def test_feeds_say_it_in_title_and_body_and_are_new_to_readers(client, summary, path):
    before = feedparser.parse(client.get(path).content).entries[0]
    assert "retracted" not in str(before)
    tell()
    learned = timezone.now() + dt.timedelta(days=400)
    Notice.objects.all().update(first_seen=learned)
    Notice.objects.first().save()
    (entry,) = feedparser.parse(client.get(path).content).entries
    assert entry.title == f"[Article retracted] {TITLE}"
    body = entry.summary
    assert (
        body.index("was retracted on") < body.index("do not rely on them") < body.index("Ask how")
    )
    if path.endswith("atom"):
        assert entry.updated > before.updated
        assert entry.updated.startswith(f"{learned.year}")


def test_structured_data_say_it(client, summary):
    tell()
    page = soup(client, path_of(summary))
    data = json.loads(page.select_one("script[type='application/ld+json']").string)
    (article,) = data["isBasedOn"]
    assert article["creativeWorkStatus"] == "Retracted"
    assert article["correction"] == [
        {
            "@type": "CorrectionComment",
            "text": SENTENCE["en"],
            "inLanguage": "en",
            "datePublished": "2026-05-03",
            "url": "https://doi.org/10.5555/notice",
        }
    ]
    assert data["abstract"].startswith("These were drawn from an article that has been retracted")


def test_references_and_citations_say_it(client, summary, article):
    tell()
    reference = words(soup(client, path_of(summary)).select_one(".article .reference"))
    assert "What helps [Retracted]." in reference
    assert "[Rétracté]" in words(soup(client, path_of(summary, "fr")).select_one(".reference"))
    ris = client.get(reverse("article_citation", args=[article.pk, "ris"])).content.decode()
    assert "TI  - RETRACTED: What helps" in ris


def test_the_summarys_own_citation_says_it_in_each_form(client, summary, tmp_path):
    def files():
        return {
            ending: client.get(
                reverse("summary_citation", args=[summary.pk, ending])
            ).content.decode()
            for ending in ("ris", "bib", "json")
        }

    assert "retract" not in files()["ris"].lower()
    tell()
    said, files = "This article was retracted on May 3, 2026", files()
    assert f"N1  - {said}" in files["ris"]
    assert f"note = {{{said}" in files["bib"]
    (item,) = json.loads(files["json"])
    assert item["note"].startswith(said)
    assert "10.5555/notice" in item["note"]
    assert item["title"] == f"[Article retracted] {summary.title}"
    for ending, text in files.items():
        path = tmp_path / f"summary.{ending}"
        path.write_text(text, encoding="utf-8", newline="")
        with read_records(path) as read:
            (record,) = read.outcomes
        # the page was not retracted, and its DOI is not the notice's
        assert (record.doi, record.is_retracted) == (None, False)
    assert all("[Article retracted]" in re.sub(r"[{}]", "", text) for text in files.values())


def test_what_is_taken_along_says_it(client, summary):
    tell()
    links = soup(client, "/en/summaries/").find_all("a", href=re.compile(r"\.(ris|csv)(\?|$)"))
    files = {
        re.search(r"\.(ris|csv)", link["href"])[1]: client.get(link["href"]).content.decode()
        for link in links
    }
    assert "RETRACTED: What helps" in files["ris"]
    (line,) = csv.DictReader(io.StringIO(files["csv"].lstrip("\ufeff")))
    assert "[Retracted]" in line["Article"]
    assert line["Title"] == f"[Article retracted] {TITLE}"


# --- at once, and nobody else's ------------------------------------------------------------------
@pytest.mark.parametrize("seconds", [0, 60])
def test_it_shows_at_once_page_cache_on_and_off(client, summary, settings, seconds):
    settings.PAGE_CACHE_SECONDS = seconds
    cache.clear()
    paths = [path_of(summary), path_of(summary, "fr"), "/en/", "/en/summaries/", "/en/feed.atom"]
    for path in paths:
        assert "etracted" not in client.get(path).content.decode()
    tell()
    for path in paths:
        text = client.get(path).content.decode()
        assert "retracted" in text or "rétracté" in text, path


def test_what_waits_for_its_article_and_what_only_the_desk_knows_renews_nothing(
    client, summary, settings, django_assert_num_queries
):
    settings.PAGE_CACHE_SECONDS = 60
    cache.clear()
    client.get(path_of(summary))
    make = Record(title="Elsewhere", doi="10.5555/elsewhere", source="PubMed")
    make.notices.append(Told(NoticeKind.RETRACTION, source="PubMed"))
    store_records([make], Account())
    with django_assert_num_queries(1):
        client.get(path_of(summary))


def test_a_second_telling_renews_nothing(client, summary, settings, django_assert_num_queries):
    settings.PAGE_CACHE_SECONDS = 60
    tell()
    client.get(path_of(summary))
    tell()
    with django_assert_num_queries(1):
        client.get(path_of(summary))


def test_nothing_of_a_draft_or_a_private_summary_is_told(client, article):
    draft = make_summary(make_issue("2018-03"), "A draft", articles=[article], live=False)
    private = make_summary(make_issue("2018-02"), "Private", articles=[article])
    make_private(private)
    make_summary(make_issue("2018-01"), "Public")
    tell()
    for path in ("/en/", "/en/summaries/", "/en/feed.atom", "/en/topics/empathy/", "/sitemap.xml"):
        assert "etracted" not in client.get(path).content.decode(), path
    assert client.get(path_of(draft)).status_code == 404
    assert client.get(path_of(private)).status_code in (302, 404)


# --- looked up in vain ---------------------------------------------------------------------------
def facts(client, summary, language="en") -> str:
    return words(soup(client, path_of(summary, language)).select_one(".column-aside .article"))


def test_looked_up_in_vain_is_not_listed_and_never_not_retracted(client, summary, article):
    assert "listed" not in facts(client, summary)
    day = dt.datetime(2026, 5, 4, 12, tzinfo=timezone.get_current_timezone())
    Lookup.objects.note("PubMed", [article.pk], at=day)
    assert (
        "Retraction, correction, expression of concern: not listed in PubMed of May 4, 2026."
        in facts(client, summary)
    )
    Lookup.objects.note("Retraction Watch", [article.pk], at=day)
    assert (
        "not listed in PubMed of May 4, 2026, nor in Retraction Watch’s table of May 4, 2026."
        in facts(client, summary)
    )
    assert "non répertorié dans PubMed au 4 mai 2026, ni dans le tableau" in facts(
        client, summary, "fr"
    )
    tell()
    assert "not listed" not in facts(client, summary)


def test_a_lookup_shows_at_once_although_pages_are_kept(client, summary, article, settings):
    settings.PAGE_CACHE_SECONDS = 60
    cache.clear()
    client.get(path_of(summary))
    Lookup.objects.note("PubMed", [article.pk])
    assert "not listed in PubMed" in facts(client, summary)


# --- what a source tells by mistake --------------------------------------------------------------
def test_a_mistake_is_told_below_the_reference_and_nowhere_else(client, summary, article, editor):
    tell()
    Lookup.objects.note("PubMed", [article.pk])
    Lookup.objects.note("Crossref", [article.pk])
    Notice.objects.get().judge(editor, is_mistaken=True, why="It is of another article.")
    page = soup(client, path_of(summary))
    assert not page.select(".article-notice")
    assert "[" not in page.title.text
    aside = words(page.select_one("section.article"))
    assert "PubMed tells of a retraction of this article. The editors found on" in aside
    assert "not listed in Crossref of" in aside
    assert "in PubMed of" not in aside
    assert "another article" not in str(page)


def test_notice_and_mistake_are_changes_for_whoever_keeps_copies(client, summary, editor):
    """API and sitemap: who asks for what is new since has to get the summary again."""
    cache.clear()

    def api() -> dt.datetime:
        item = json.loads(client.get("/api/v1/summaries").content)["items"][0]
        return dt.datetime.fromisoformat(item["updated"])

    def sitemap() -> str:
        entries = BeautifulSoup(client.get("/sitemap.xml").content, "xml").select("url")
        return next(one for one in entries if summary.slug in one.loc.text).lastmod.text

    published, mapped = api(), sitemap()
    tell()
    learned, mapped_then = api(), sitemap()
    assert (learned > published, mapped_then > mapped) == (True, True)
    Notice.objects.get().judge(editor, is_mistaken=True, why="It is of another article.")
    since = learned.isoformat().replace("+00:00", "Z")
    assert api() > learned
    assert sitemap() > mapped_then
    found = json.loads(client.get("/api/v1/summaries", {"updated_since": since}).content)
    assert [one["status"] for item in found["items"] for one in item["articles"]] == [""]
