"""Browse as a reader meets it: what is found, counted, left out; what each address gives."""

import re

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse
from wagtail.models import PageViewRestriction

from digest.factories import make_article, make_issue, make_summary, translate
from digest.kept_data import made_once
from gleanings.digest.models import Summary, Topic
from gleanings.reader.search import find

pytestmark = pytest.mark.django_db

ALLIANCE, DEPRESSION, EMPATHY = "alliance-and-therapeutic-relationship", "depression", "empathy"
META, RCT, SURVEY = "meta-analysis", "randomized-controlled-trial", "survey"


def make_summaries():
    march, april = make_issue("2017-03"), make_issue("2018-04")
    return {
        "A": make_summary(march, "A bond that holds", topics=[ALLIANCE], types=[META]),
        "B": make_summary(march, "B mood lifts", topics=[DEPRESSION], types=[RCT]),
        "C": make_summary(april, "C bond and mood", topics=[ALLIANCE, DEPRESSION], types=[META]),
        "D": make_summary(april, "D warmth", topics=[EMPATHY], types=[SURVEY]),
    }


@pytest.fixture(scope="module")
def kept(django_db_setup, django_db_blocker):
    yield from made_once(django_db_blocker, make_summaries)


@pytest.fixture
def summaries(kept, db):
    """Four, in two years: C, D, A, B in the order of a list."""
    return {name: Summary.objects.get(pk=summary.pk) for name, summary in kept.items()}


class Page:
    """What of the answer a reader sees."""

    def __init__(self, response):
        self.response = response
        self.html = BeautifulSoup(response.content, "html.parser")

    @property
    def titles(self):
        return [title.get_text()[0] for title in self.html.select(".item-title")]

    @property
    def count(self):
        return int(re.match(r"\d+", self.html.select_one("#count").get_text().strip())[0])

    def option(self, facet, slug):
        box = self.html.find("input", {"name": facet, "value": slug})
        return int(box.find_parent("label").select_one(".count").get_text())

    @property
    def chosen(self):
        return {box["value"] for box in self.html.select("input[type=checkbox][checked]")}

    @property
    def chips(self):
        return {
            chip.get_text(" ", strip=True).removeprefix("Clear: ").removesuffix(" ✕"): chip["href"]
            for chip in self.html.select(".chip")
        }

    @property
    def text(self):
        return self.html.get_text(" ", strip=True)


@pytest.fixture
def browse(client):
    def get(query="", language="en", **headers):
        response = client.get(f"/{language}/summaries/{query}", headers=headers)
        assert response.status_code == 200
        return Page(response)

    return get


def test_all_summaries_newest_first_in_the_editors_order(browse, summaries):
    page = browse()
    assert page.titles == ["C", "D", "A", "B"]
    assert page.count == 4


def test_values_of_a_facet_are_alternatives_and_facets_go_together(browse, summaries):
    assert browse(f"?topic={ALLIANCE}&topic={DEPRESSION}").titles == ["C", "A", "B"]
    assert browse(f"?topic={ALLIANCE}&topic={DEPRESSION}&type={META}").titles == ["C", "A"]
    assert browse(f"?topic={ALLIANCE}&type={META}&year=2018").titles == ["C"]
    assert browse(f"?q=bond&topic={DEPRESSION}").titles == ["C"]


def test_each_choice_is_counted_given_the_other_facets(browse, summaries):
    page = browse(f"?topic={ALLIANCE}&year=2018")
    assert page.count == 1
    # given the year; what is chosen of the topics themselves does not count
    assert page.option("topic", ALLIANCE) == 1
    assert page.option("topic", EMPATHY) == 1
    assert page.option("type", META) == 1
    assert page.option("type", RCT) == 0
    assert page.option("year", "2017") == 1
    assert page.chosen == {ALLIANCE, "2018"}


def test_words_count_as_well(browse, summaries):
    page = browse("?q=mood")
    assert page.option("topic", DEPRESSION) == 2
    assert page.option("topic", EMPATHY) == 0


def test_one_choice_is_cleared_or_all(browse, summaries):
    page = browse(f"?q=bond&topic={ALLIANCE}&year=2018")
    address = reverse("summaries").replace("/fr/", "/en/")
    topic = Topic.objects.with_names().get(slug=ALLIANCE).name_in("en").name
    assert page.chips == {
        "“bond”": f"{address}?topic={ALLIANCE}&year=2018",
        topic: f"{address}?q=bond&year=2018",
        "2018": f"{address}?q=bond&topic={ALLIANCE}",
    }
    assert page.html.find("a", string="Clear all")["href"] == address


def test_the_same_state_has_one_address(browse, summaries):
    one = browse(f"?year=2018&year=2017&topic={DEPRESSION}&topic={ALLIANCE}&q=+bond+", **HTMX)
    other = browse(
        f"?q=bond&topic={ALLIANCE}&topic={DEPRESSION}&topic={ALLIANCE}&year=2017&year=2018", **HTMX
    )
    assert one.response["HX-Push-Url"] == other.response["HX-Push-Url"]
    assert one.response["HX-Push-Url"].startswith("/en/summaries/?q=bond&topic=alliance")


HTMX = {"HX-Request": "true"}


def test_htmx_gets_the_part_alone_and_the_number_to_announce(browse, summaries):
    page = browse(f"?topic={ALLIANCE}", **HTMX)
    assert page.html.find("main") is None
    assert page.html.select_one("#browse") is not None
    assert page.html.select_one("#announce")["data-hx-swap-oob"] == "innerHTML"
    assert "2 summaries" in page.html.select_one("#announce").get_text()
    assert "HX-Request" in page.response["Vary"]


def test_a_page_restored_from_the_history_is_whole(browse, summaries):
    page = browse("", **HTMX, **{"HX-History-Restore-Request": "true"})
    assert page.html.find("main") is not None


def test_words_are_marked_and_best_matches_come_first(browse, summaries):
    text = "<p>Long ago. " + "Nothing here. " * 60 + "Then <em>bon</em>ds &amp; ties broke.</p>"
    make_summary(make_issue("2018-04"), "E in the text alone", text=text)
    page = browse("?q=bonds")
    assert page.titles[-1] == "E"
    assert browse("?q=bonds&sort=newest").titles == ["C", "E", "A"]
    marks = [mark.get_text() for mark in page.html.select(".item mark")]
    assert marks == ["bond", "bond", "bonds"]
    excerpt = page.html.select_one(".excerpt")
    assert excerpt.get_text().startswith("… ")
    assert "bonds & ties" in excerpt.get_text()
    assert len(excerpt.get_text()) < 300


def test_an_author_who_was_looked_for_is_shown_and_marked(browse, summaries):
    article = make_article(authors=[{"family": "Cuijpers", "given": "P."}])
    make_summary(make_issue("2018-04"), "F", articles=[article])
    assert browse("?q=cuypers").html.select_one(".item .meta mark").get_text() == "Cuijpers"


def test_a_word_that_was_put_right_is_said_wherever_the_words_stand(browse, summaries):
    page = browse("?q=moood")
    assert "Nothing was found for “moood”. Shown instead: summaries for “mood”." in page.text
    assert "2 summaries for “mood”" in page.text


@pytest.mark.parametrize(
    ("language", "sentence"),
    [("en", "Did you mean “mood”?"), ("fr", "Vouliez-vous dire « mood » ?")],
)
def test_another_word_is_offered_with_all_else_that_was_chosen(
    browse, summaries, language, sentence
):
    page = browse(f"?q=moot&topic={DEPRESSION}", language)
    assert page.count == 0
    offer = page.html.select_one(".notice")
    assert " ".join(offer.get_text().split()) == sentence
    assert offer.a["href"] == f"/{language}/summaries/?q=mood&topic={DEPRESSION}"


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("en", "No summary has the words “autistic”, “xyzzyq”. Look for “mood” without them?"),
        (
            "fr",
            "Aucun résumé ne contient les mots « autistic », « xyzzyq ». "
            "Chercher « mood » sans eux ?",
        ),
    ],
)
def test_a_word_that_stands_nowhere_is_named_and_the_rest_looked_for_by_a_click(
    browse, summaries, language, sentence, monkeypatch
):
    monkeypatch.setattr(find, "MOST_WITHOUT_A_WORD", 0)
    page = browse(f"?q=autistic+mood+xyzzyq&topic={DEPRESSION}", language)
    assert page.count == 0
    notice = page.html.select_one(".notice")
    assert " ".join(notice.get_text().split()) == sentence
    assert notice.a["href"] == f"/{language}/summaries/?q=mood&topic={DEPRESSION}"


def test_nothing_found_says_what_to_loosen(browse, summaries):
    page = browse(f"?q=bond&topic={EMPATHY}&year=2018")
    assert page.count == 0
    ways = {
        way.a.get_text(): way.get_text(" ").split()[-1] for way in page.html.select(".empty li")
    }
    assert ways == {"Without the topic": "1", "Without the words": "1", "The words alone": "2"}
    for way in page.html.select(".empty a"):
        found = browse(way["href"].removeprefix("/en/summaries/"))
        assert found.count == int(ways[way.get_text()])


def test_nothing_found_for_the_words_says_what_to_try(browse, summaries):
    assert "Nothing was found" in browse("?q=xyzzyq").text


def test_a_merged_topic_is_found_under_its_old_address(browse, summaries):
    old = Topic.objects.get(slug=EMPATHY)
    old.merged_into = Topic.objects.get(slug=ALLIANCE)
    old.save()
    assert browse(f"?topic={EMPATHY}").chosen == {ALLIANCE}


class TestLanguages:
    def test_what_is_in_english_only_is_shown_and_marked(self, browse, summaries):
        translate(summaries["A"], "A un lien qui tient")
        page = browse(language="fr")
        assert page.count == 4
        heads = {item.h3.get_text()[0]: item for item in page.html.select(".item")}
        assert heads["C"].h3["lang"] == "en"
        assert "Anglais" in heads["C"].select_one(".foreign").get_text() or heads["C"].select(
            ".foreign"
        )
        assert not heads["A"].h3.has_attr("lang")
        assert not heads["A"].select(".foreign")

    def test_each_language_finds_a_summary_once(self, browse, summaries):
        translate(summaries["A"], "A un lien qui tient")
        assert browse("?q=lien", language="fr").titles == ["A"]
        assert browse("?q=bond", language="fr").titles == ["C"]
        assert browse("?q=bond").count == 2
        assert browse("?q=lien").count == 0


class TestPages:
    @pytest.fixture
    def many(self):
        issue = make_issue("2018-04")
        for number in range(21):
            make_summary(issue, f"Number {number}")

    def test_the_second_page_has_the_rest(self, browse, summaries, many):
        page = browse("?page=2&topic=empathy")
        assert len(page.titles) == 2
        back = page.html.select_one("a[rel=prev]")
        assert back["href"] == "/en/summaries/?topic=empathy"
        assert browse("?q=number&page=2").response.status_code == 200

    def test_what_is_no_page_is_not_found(self, client, summaries):
        numbers = ["2", "0", "-1", "1000000000", "9" * 5000, "x", "1.5", "²", ""]
        for number in numbers:
            assert client.get("/en/summaries/", {"page": number}).status_code == 404, number


NONSENSE = [
    *("x" * 10_000, "é" * 10_000, "🙂" * 300, "\x00", "a\x00b", "<script>alert(1)</script>"),
    *("%", "' OR 1=1 --", "\ufeff", "../../etc/passwd", "{{ 7*7 }}", "٢٠١٨", "-2018", "1e3"),
]


class TestNonsense:
    @pytest.mark.parametrize(
        "query, sentence",
        [
            ("?topic=nope", "There is no topic “nope”."),
            ("?type=nope", "There is no type of research “nope”."),
            ("?year=abc", "There are no summaries of the year “abc”."),
            ("?year=1066", "There are no summaries of the year “1066”."),
            ("?sort=sideways", "There is no order “sideways”."),
            ("?topic=%3Cscript%3Ealert(1)%3C/script%3E", "“<script>alert(1)</script>”"),
        ],
    )
    def test_it_is_left_out_and_said(self, browse, summaries, query, sentence):
        page = browse(query)
        assert sentence in page.text
        assert page.count == 4
        assert b"<script>alert" not in page.response.content

    def test_the_rest_of_the_address_still_holds(self, browse, summaries):
        page = browse(f"?topic=nope&topic={EMPATHY}&year=abc")
        assert page.titles == ["D"]

    def test_any_value_gives_a_page(self, client, summaries):
        for name in ("q", "topic", "type", "year", "sort"):
            for value in NONSENSE:
                response = client.get("/en/summaries/", {name: value})
                assert response.status_code == 200, (name, value)
                assert b"<script>alert" not in response.content
                assert len(response.content) < 100_000

    def test_a_thousand_values_give_a_short_page(self, browse, summaries):
        page = browse("?" + "&".join(f"topic=nope{number}" for number in range(1000)))
        assert "995 more" in page.text
        assert len(page.response.content) < 100_000

    def test_a_method_that_changes_is_refused(self, client):
        assert client.post("/en/summaries/").status_code in {403, 405}


class TestWhatIsNotForReaders:
    def test_drafts_are_neither_listed_nor_counted(self, browse, summaries):
        make_summary(make_issue("2018-04"), "Z bond secret", topics=[EMPATHY], live=False)
        assert browse().count == 4
        assert browse("?q=secret").count == 0
        assert browse().option("topic", EMPATHY) == 1

    def test_a_restriction_set_later_counts_at_once(self, browse, summaries):
        assert browse().count == 4
        issue = summaries["C"].get_parent()
        PageViewRestriction.objects.create(page=issue, restriction_type="login")
        for language in ("en", "fr"):
            page = browse(language=language)
            assert page.titles == ["A", "B"]
            assert page.option("topic", EMPATHY) == 0
            assert browse("?q=warmth", language=language).count == 0
            assert browse("?q=10.5555", language=language).titles != ["C"]

    def test_unpublishing_counts_at_once(self, browse, summaries):
        assert browse("?q=warmth").count == 1
        summaries["D"].unpublish()
        assert browse("?q=warmth").count == 0
        assert browse().count == 3
        assert browse(language="fr").count == 3
