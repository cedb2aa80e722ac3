"""Every kind of page: what it says, in which language, and what it never says."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup
from django.core.management import call_command

from digest.factories import make_issue, make_private, make_summary
from gleanings.digest.models import (
    Home,
    Issue,
    PracticeImplication,
    ResearchType,
    Summary,
    Topic,
)
from gleanings.reader.lists.terms import CountedTerm, by_letter
from reader.conftest import SECRETS
from reader.paths import PATHS
from reader.soup import soup_of, structured

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("path", PATHS)
def test_drafts_and_private_pages_are_nowhere(client, digest, path, language):
    response = client.get(path.format(language))
    text = response.content.decode()
    assert response.status_code == (404 if "nowhere" in path else 200)
    assert [secret for secret in [*SECRETS, "Secret teaser"] if secret in text] == []
    assert "2018-04" not in text


@pytest.mark.parametrize(
    "path",
    [
        "/en/2018-04/",
        "/en/2018-04/feed.atom",
        "/en/2018-03/unfinished-finding/",
        "/fr/2018-02/withdrawn-finding/",
    ],
)
def test_a_guessed_address_of_a_draft_is_not_found(client, digest, path):
    assert client.get(path).status_code == 404


def test_a_private_page_asks_who_is_there(client, digest):
    assert client.get(digest.private.get_url()).status_code == 302


class TestHome:
    def test_it_shows_the_latest_issue_and_the_earlier_ones(self, client, digest):
        soup = soup_of(client, "/en/")
        assert soup.select_one(".current h2").text.strip() == "March 2018"
        assert "homework, and what becomes of it" in soup.select_one(".current").text
        assert [a.text for a in soup.select(".current h3 a")] == ["Homework helps"]
        assert [a.text for a in soup.select(".earlier h3 a")] == ["February 2018"]

    def test_an_issue_without_a_teaser_shows_its_readable_titles(self, client, digest):
        assert soup_of(client, "/en/").select_one(".earlier .teaser").text == "Alliance helps"

    def test_topics_lead_on_with_their_count(self, client, digest):
        links = {a.text: a.find_next(class_="count").text for a in _topic_links(client, "/en/")}
        assert links["Empathy"] == "1"
        assert links[Topic.objects.get(slug="depression").name] == "2"


def _topic_links(client, path):
    return soup_of(client, path).select(".topic-links a")


class TestIssue:
    def test_summaries_stand_in_the_editors_order(self, client, digest):
        make_summary(digest.february, "Second finding")
        titles = [a.text for a in soup_of(client, "/en/2018-02/").select(".item-title a")]
        assert titles == ["Alliance helps", "Second finding"]

    def test_it_leads_to_the_issues_beside_it(self, client, digest):
        """The newer one before it, the older one after it, as in every list."""
        assert soup_of(client, "/en/2018-02/").find("a", rel="prev").text == "March 2018"
        assert soup_of(client, "/en/2018-03/").find("a", rel="next").text == "February 2018"
        assert soup_of(client, "/en/2018-03/").find("a", rel="prev") is None

    def test_its_month_is_in_the_readers_language(self, client, digest):
        assert soup_of(client, "/fr/2018-02/").h1.text == "Février 2018"


class TestSummary:
    def test_what_to_do_comes_first_then_the_text(self, client, digest):
        soup = soup_of(client, "/en/2018-03/homework-helps/")
        assert [li.text for li in soup.select(".practice li")] == [
            "Ask how therapy is going.",
            "Listen to the answer.",
        ]
        assert soup.text.index("Ask how therapy") < soup.text.index("Whether it helps")
        assert "outpatients in one clinic" in soup.select_one(".studied").text

    def test_the_full_citation_links_the_doi(self, client, digest):
        reference = soup_of(client, "/en/2018-03/homework-helps/").select_one(".reference")
        assert "Okafor, A. B., & Lind, C. (2017)" in reference.text
        assert reference.a["href"].startswith("https://doi.org/10.5555/practice.")

    def test_an_article_that_is_free_to_read_is_one_tap_away(self, client, digest):
        page, name = "/en/2018-03/homework-helps/", "Read the article for free"
        assert name not in soup_of(client, page).text
        place = "https://repository.example.org/7"
        article = (
            Summary.objects.get(slug="homework-helps", locale__language_code="en")
            .summary_articles.get()
            .article
        )
        article.free_at = place
        article.save()
        link = soup_of(client, page).find("a", string=name)
        assert link["href"] == place

    def test_topics_types_and_month_are_links(self, client, digest):
        hrefs = [a["href"] for a in soup_of(client, "/en/2018-03/homework-helps/").select("a")]
        for path in ("topics/depression/", "types/meta-analysis/", "2018-03/"):
            assert f"/en/{path}" in hrefs

    def test_contact_line_and_author_are_shown(self, client, digest):
        summary = make_summary(digest.march, "Said by somebody", contact="Mail: a@example.org")
        text = soup_of(client, summary.get_url()).select_one(".written-by").text
        assert "Ann Writer" in text
        assert "Mail: a@example.org" in text

    def test_a_page_with_nothing_but_a_title_is_a_page(self, client, digest):
        bare = make_summary(
            digest.march,
            "Bare",
            studied="",
            text="<p></p>",
            implications=[],
            articles=[],
            authors=[],
            topics=[],
            types=[],
        )
        assert client.get(bare.get_url()).status_code == 200

    def test_several_articles_are_all_cited(self, client, digest):
        from digest.factories import make_article

        two = make_summary(digest.march, "Two articles", articles=[make_article(), make_article()])
        assert len(soup_of(client, two.get_url()).select(".article .reference")) == 2

    def test_it_says_how_to_cite_itself_and_the_article(self, client, digest):
        cite = soup_of(client, "/en/2018-03/homework-helps/").select_one(".cite")
        assert "(2018, March). Homework helps." in " ".join(cite.p.text.split())
        files = [client.get(link["href"]) for link in cite.select(".downloads a")]
        assert [file.status_code for file in files] == [200] * 6

    def test_words_of_the_editor_end_no_script(self, client, digest):
        nasty = make_summary(digest.march, "</script><script>alert(1)</script>")
        soup = soup_of(client, nasty.get_url())
        assert structured(soup)["headline"] == "</script><script>alert(1)</script>"
        assert soup.h1.text == "</script><script>alert(1)</script>"
        assert [
            script for script in soup.find_all("script") if script.text.startswith("alert")
        ] == []


class TestLanguages:
    def test_one_language_only_is_said_in_the_readers(self, client, digest):
        soup = soup_of(client, "/fr/2018-02/alliance-helps/")
        assert soup.html["lang"] == "fr"
        assert soup.h1["lang"] == "en"
        assert soup.select_one(".practice ol")["lang"] == "en"
        assert soup.select_one(".page-head .notice") is not None

    def test_a_translation_needs_no_notice(self, client, digest):
        soup = soup_of(client, "/fr/2018-03/homework-helps/")
        assert soup.h1.text == "Les exercices aident"
        assert not soup.h1.has_attr("lang")
        assert soup.select_one(".page-head .notice") is None

    def test_the_original_of_an_untranslated_page_is_canonical(self, client, digest):
        soup = soup_of(client, "/fr/2018-02/alliance-helps/")
        canonical = soup.find("link", rel="canonical")["href"]
        assert canonical.endswith("/en/2018-02/alliance-helps/")
        assert soup.find_all("link", hreflang=True) == []

    def test_true_translations_name_each_other(self, client, digest):
        alternates = {
            (link["hreflang"], link["href"].split("/", 3)[3])
            for language in ("en", "fr")
            for link in soup_of(client, f"/{language}/2018-03/homework-helps/").find_all(
                "link", hreflang=True
            )
        }
        assert alternates == {
            ("en", "en/2018-03/homework-helps/"),
            ("fr", "fr/2018-03/homework-helps/"),
            ("x-default", "en/2018-03/homework-helps/"),
        }

    def test_an_unpublished_translation_is_no_alternate(self, client, digest):
        digest.french.unpublish()
        soup = soup_of(client, "/en/2018-03/homework-helps/")
        assert soup.find_all("link", hreflang=True) == []
        there = soup.select_one(".languages a")["href"]
        assert there == "/fr/2018-03/homework-helps/"
        assert "Homework helps" in soup_of(client, there).h1.text

    @pytest.mark.parametrize(
        "path", ["/en/", "/en/2018-02/", "/en/2018-02/alliance-helps/", "/en/topics/depression/"]
    )
    def test_the_switch_keeps_the_page(self, client, digest, path):
        link = soup_of(client, path).select_one(".languages a")
        assert (link["href"], link["hreflang"], link["lang"]) == (
            path.replace("/en/", "/fr/"),
            "fr",
            "fr",
        )

    def test_names_of_topics_and_types_are_the_readers(self, client, digest):
        text = soup_of(client, "/fr/2018-03/homework-helps/").text
        assert "Méta-analyse" in text
        assert "Dépression" in text


class TestTerms:
    def test_a_topic_has_definition_count_and_summaries(self, client, digest):
        soup = soup_of(client, "/en/topics/depression/")
        topic = Topic.objects.get(slug="depression")
        assert topic.definition in soup.text
        assert soup.select_one(".page-head .meta").text.startswith("2 summaries")
        assert [a.text for a in soup.select(".item-title a")] == [
            "Homework helps",
            "Alliance helps",
        ]

    def test_an_unused_topic_says_that_nothing_is_there(self, client, digest):
        assert "no summary here yet" in soup_of(client, "/en/topics/attachment/").text

    def test_a_merged_topic_leads_to_its_target_for_good(self, client, digest):
        old = Topic.objects.get(slug="adherence")
        old.merged_into = Topic.objects.get(slug="empathy")
        old.save()
        response = client.get("/fr/topics/adherence/")
        assert (response.status_code, response["Location"]) == (301, "/fr/topics/empathy/")

    def test_all_topics_stand_with_counts_and_definitions(self, client, digest):
        soup = soup_of(client, "/en/topics/")
        assert len(soup.select(".term-list li")) == Topic.objects.count()
        assert "Search all summaries" in soup.text

    def test_topics_stand_by_letter_and_those_without_a_summary_are_folded(self, client, digest):
        soup = soup_of(client, "/en/topics/")
        shown = [
            (section.h2.text, [a.text for a in section.select("h3 a")])
            for section in soup.select(".letter")
        ]
        assert shown == [
            ("C", ["Cognitive Therapy (CT) and Cognitive-Behavioural Therapy (CBT)"]),
            ("D", ["Depression and Depressive Symptoms"]),
            ("E", ["Empathy"]),
        ]
        assert [a["href"] for a in soup.select(".letters a")] == [
            f"#{section.h2['id']}" for section in soup.select(".letter")
        ]
        folded = soup.select_one("details.folded")
        assert not folded.has_attr("open")
        assert len(folded.select("li")) == Topic.objects.count() - 3
        assert "Depression" not in folded.text

    def test_types_of_research_stand_in_the_editors_order(self, client, digest):
        soup = soup_of(client, "/en/types/")
        assert soup.select(".letter, .letters") == []
        kept = [a["href"] for a in soup.select(".terms main > .term-list a")]
        by_order = ResearchType.objects.order_by("sort_order").values_list("slug", flat=True)
        used = [slug for slug in by_order if slug in {"meta-analysis", "survey"}]
        assert kept == [f"/en/types/{slug}/" for slug in used]

    def test_an_accented_letter_stands_with_the_plain_one(self):
        names = ["Émotion", "eating disorders", "Zen", "Empathie", "12 étapes"]
        terms = [CountedTerm(key, str(key), name, "", 1) for key, name in enumerate(names)]
        assert [(letter, [one.name for one in of]) for letter, of in by_letter(terms)] == [
            ("1", ["12 étapes"]),
            ("E", ["eating disorders", "Émotion", "Empathie"]),
            ("Z", ["Zen"]),
        ]

    @pytest.mark.parametrize(
        "query", ["0", "3", "-1", "abc", "1e3", "", "10" * 40, "٢", "1.0", "%00", "<script>"]
    )
    def test_a_page_number_that_is_none_is_not_found(self, client, digest, query):
        for number in range(22):
            make_summary(digest.february, f"More {number}") if query == "3" else None
        response = client.get(f"/en/topics/depression/?page={query}")
        assert response.status_code == 404
        assert b"<script>alert" not in response.content

    def test_the_second_page_goes_on_where_the_first_ends(self, client, digest):
        for number in range(21):
            make_summary(digest.february, f"More {number}", topics=["attachment"])
        first = soup_of(client, "/en/topics/attachment/")
        second = soup_of(client, "/en/topics/attachment/?page=2")
        assert len(first.select(".item")) == 20
        assert [a.text for a in second.select(".item-title a")] == ["More 20"]
        assert second.find("link", rel="canonical")["href"].endswith("/?page=2")
        assert client.get("/en/topics/attachment/?page=3").status_code == 404

    @pytest.mark.parametrize("path", ["topics/nope/", "types/nope/", "topics/nope/feed.atom"])
    def test_an_unknown_term_is_not_found(self, client, digest, path):
        assert client.get(f"/en/{path}").status_code == 404


class TestArchive:
    def test_it_lists_every_month_newest_first_with_its_count_and_teaser(self, client, digest):
        make_issue("2017-12", teaser="What Christmas does.")
        soup = soup_of(client, "/en/archive/")
        assert [year.text for year in soup.select(".year h2")] == ["2018", "2017"]
        months = [" ".join(li.text.split()) for li in soup.select(".year li")]
        assert months == [
            "March 1 summary This month: homework, and what becomes of it.",
            # where nobody wrote a teaser, what is in it
            "February 1 summary Alliance helps",
            "December 0 summaries What Christmas does.",
        ]
        links = [a["href"] for a in soup.select(".year h3 a")]
        assert links == ["/en/2018-03/", "/en/2018-02/", "/en/2017-12/"]
        name = Home.objects.get(locale__language_code="en").title
        assert soup.select_one(".masthead-name").text.strip() == name

    def test_a_teaser_is_marked_with_its_language_and_shortened(self, client, digest):
        make_issue("2018-01", teaser="word " * 29 + "thirtieth")
        make_issue("2017-12", teaser="word " * 30 + "thirty-first")
        teasers = {
            li.h3.a["href"][4:11]: li.select_one(".teaser")
            for li in soup_of(client, "/fr/archive/").select(".year li")
        }
        assert {teaser["lang"] for teaser in teasers.values()} == {"en"}
        assert teasers["2018-01"].text.endswith("thirtieth")
        assert "thirty" not in teasers["2017-12"].text
        assert not soup_of(client, "/en/archive/").select_one(".teaser").has_attr("lang")

    def test_it_says_nothing_of_drafts_and_private_summaries(self, client, digest):
        make_summary(digest.february, "A secret finding", live=False)
        text = soup_of(client, "/en/archive/").text
        assert [secret for secret in [*SECRETS, "Secret", "secret"] if secret in text] == []
        make_private(digest.alliance)
        assert "Alliance helps" not in soup_of(client, "/en/archive/").text

    def test_a_year_shows_its_issues_newest_first(self, client, digest):
        make_issue("2017-12")
        soup = soup_of(client, "/en/archive/2018/")
        assert [a.text for a in soup.select(".issue-list h2 a")] == ["March 2018", "February 2018"]
        assert soup.find("a", rel="next").text == "2017"
        assert soup_of(client, "/en/archive/2017/").find("a", rel="prev").text == "2018"

    @pytest.mark.parametrize("year", ["0", "1", "2016", "9999", "10000", "99999999999", "abc"])
    def test_a_year_without_issues_is_not_found(self, client, digest, year):
        assert client.get(f"/en/archive/{year}/").status_code == 404


class TestNotFound:
    @pytest.mark.parametrize("path", ["/en/nope/", "/fr/2018-03/nope/", "/nope.php", "/en/a/b.c"])
    def test_it_leads_on(self, client, digest, path):
        response = client.get(path)
        soup = BeautifulSoup(response.content, "html.parser")
        assert response.status_code == 404
        assert soup.select_one("form[role=search] input[name=q]")
        assert "Alliance helps" in soup.text
        assert soup.select(".topic-links a")
        assert soup.find("meta", attrs={"name": "robots"})["content"] == "noindex"

    def test_it_says_nothing_of_what_was_asked(self, client, digest):
        assert b"alert(1)" not in client.get("/en/%3Cscript%3Ealert(1)%3C/script%3E").content


def test_related_summaries_are_those_that_share_the_rarer_topics(digest):
    from gleanings.reader.lists.related import related_summaries

    for number in range(3):
        make_summary(digest.march, f"Common {number}", topics=["depression"])
    rare = make_summary(digest.february, "Rare", topics=["depression", "attachment"])
    asked = make_summary(digest.march, "Asked", topics=["depression", "attachment"])
    related = related_summaries(asked)
    assert related[0] == rare
    assert len(related) == 4
    assert asked not in related
    assert not {summary.title for summary in related} & set(SECRETS)


@pytest.mark.parametrize("model", [Home, Issue, Summary])
def test_a_preview_of_an_unsaved_page_is_shown(editor, client, digest, model):
    client.force_login(editor)
    page = {
        Home: Home.objects.get(locale__language_code="en"),
        Issue: digest.march,
        Summary: digest.homework,
    }[model]
    page = page.get_latest_revision_as_object()
    page.title = "As it will be"
    response = page.make_preview_request()
    assert response.status_code == 200
    if model is not Issue:
        assert "As it will be" in response.content.decode()


def test_checks_are_clean():
    call_command("check", fail_level="WARNING")


def test_an_editors_preview_of_an_issue_shows_its_drafts_too(editor, digest):
    draft = Issue.objects.get(slug="2018-04", locale__language_code="en")
    make_summary(draft, "Not out yet", live=False)
    page = draft.get_latest_revision_as_object()
    text = page.make_preview_request().content.decode()
    assert "Not out yet" in text
    assert "Secret teaser of a draft" in text


def test_a_preview_of_a_summary_that_was_never_saved_is_shown(editor, digest):
    """As the admin's form for a new page makes it."""
    page = Summary(
        title="Not saved",
        text="<p>Text</p>",
        locale=digest.march.locale,
        owner=editor,
        depth=digest.march.depth + 1,
        path=digest.march.get_last_child()._get_basepath(digest.march.path, 4) + "0099",
    )
    page.topics = Topic.objects.filter(slug="empathy")
    page.implications = [PracticeImplication(text="<p>Try it.</p>", locale=page.locale)]
    page.set_url_path(digest.march)
    response = page.make_preview_request()
    assert response.status_code == 200
    assert "Try it." in response.content.decode()
    assert "Empathy" in response.content.decode()
