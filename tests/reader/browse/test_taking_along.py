"""What was found, as a file for reference managers, for spreadsheets, or on paper."""

from __future__ import annotations

import csv
import io

import pytest
import rispy
from django.db import connection
from django.test.utils import CaptureQueriesContext

from digest.factories import make_article, make_finding, make_issue, make_summary
from gleanings.literature.styles import apa_text, article_item
from gleanings.reader.browse import taking_along
from gleanings.reader.cache import content_version
from reader.conftest import SECRETS
from reader.soup import soup_of

pytestmark = pytest.mark.django_db

RIS, BIB, CSV = "summaries.ris", "summaries.bib", "summaries.csv"
PAPER = "reading-list/"


def records(client, query="", language="en"):
    response = client.get(f"/{language}/summaries/{RIS}{query}")
    assert response["Content-Type"].startswith("application/x-research-info-systems")
    return rispy.loads(response.content.decode())


def table(client, query="", language="en", delimiter=","):
    response = client.get(f"/{language}/summaries/{CSV}{query}")
    assert response["Content-Type"] == "text/csv; charset=utf-8"
    assert response["Content-Disposition"].startswith("attachment; filename=")
    text = response.content.decode("utf-8")
    assert text[0] == "\ufeff"
    return list(csv.DictReader(io.StringIO(text[1:]), delimiter=delimiter))


def titles_on_paper(client, query="", language="en"):
    return [
        h2.text for h2 in soup_of(client, f"/{language}/summaries/{PAPER}{query}").select("li h2")
    ]


def test_browse_leads_to_all_of_them_with_what_was_chosen(client, digest):
    links = soup_of(client, "/en/summaries/?q=helps&topic=depression&sort=newest").select(
        ".take-along a"
    )
    asked = "?q=helps&topic=depression&sort=newest"
    assert [a["href"] for a in links] == [
        f"/en/summaries/{name}{asked}" for name in (PAPER, RIS, BIB, CSV)
    ]
    assert soup_of(client, "/en/summaries/?q=xylophone").select(".take-along") == []


def test_the_articles_are_records_with_a_note_of_their_summary(client, digest):
    (record,) = records(client, "?q=homework")
    article = digest.homework.articles[0]
    assert (record["type_of_reference"], record["title"]) == ("JOUR", article.title)
    assert record["doi"] == article.doi
    (note,) = record["notes"]
    assert note.startswith("Summary: “Homework helps”, http")
    assert note.endswith("/en/2018-03/homework-helps/. In practice: Ask how therapy is going.")


def test_an_article_of_two_summaries_is_one_record_with_both_notes(client, digest):
    article = digest.homework.articles[0]
    make_summary(digest.march, "Homework again", articles=[article])
    (record,) = records(client, "?q=homework")
    assert record["notes"][0].count("Summary: “") == 2


def test_records_of_one_author_and_year_have_names_of_their_own(client, digest):
    for number in (1, 2):
        make_summary(digest.march, f"Xylophones {'x' * number}", articles=[
            make_article(title="Xylophones", doi=f"10.5555/xylophones.{number}")
        ])  # fmt: skip
    names = [record["id"] for record in records(client, "?q=xylophones")]
    assert names == ["okafor2017xylophones", "okafor2017xylophones-2"]


def test_a_summary_without_an_article_is_cited_itself(client, digest):
    make_summary(digest.march, "On its own feet", articles=[])
    (record,) = records(client, "?q=feet")
    assert (record["type_of_reference"], record["title"]) == ("ELEC", "On its own feet")
    assert soup_of(client, f"/en/summaries/{PAPER}?q=feet").select_one(".reference a")


def test_a_table_has_a_row_for_each_summary(client, digest):
    make_finding(digest.homework)
    (row,) = table(client, "?q=homework")
    assert row == {
        "Title": "Homework helps",
        "In practice": "Ask how therapy is going. | Listen to the answer.",
        "Who was studied": digest.homework.studied,
        "Main result": "13 studies, r = .26",
        "Type of research": "Meta-analysis",
        "Topics": row["Topics"],
        "Issue": "2018-03",
        "Article": apa_text(article_item(digest.homework.articles[0])),
        "DOI": digest.homework.articles[0].doi,
        "Address": row["Address"],
        "Language": "en",
    }
    assert "Depression and Depressive Symptoms" in row["Topics"].split(" | ")
    assert client.get(row["Address"]).status_code == 200


def test_a_french_table_opens_in_a_french_spreadsheet(client, digest):
    response = client.get(f"/fr/summaries/{CSV}")
    assert "resumes.csv" in response["Content-Disposition"]
    rows = table(client, language="fr", delimiter=";")
    assert list(rows[0])[:2] == ["Titre", "En pratique"]
    by_title = {row["Titre"]: row for row in rows}
    assert by_title["Les exercices aident"]["Langue"] == "fr"
    assert by_title["Alliance helps"]["Langue"] == "en"


@pytest.mark.parametrize("text", ["=1+1", "+1+1", "-A1", "@SUM(A1)", "＝1", '"=1'])
def test_no_cell_is_run_by_a_spreadsheet(client, digest, text):
    make_summary(
        digest.march,
        f"{text} xylophone",
        studied=f"{text}",
        implications=[f"<p>{text}</p>"],
        articles=[make_article(title="Xylophones", authors=[{"literal": text}])],
    )
    (row,) = table(client, "?q=xylophone")
    for column in ("Title", "Who was studied", "In practice", "Article"):
        assert row[column].startswith(f"'{text}"), column
    assert not any(cell.lstrip(" '\"")[:1] in "=+-@＝" for cell in row.values()
                   if cell and not cell.startswith("'"))  # fmt: skip


def test_paper_has_titles_what_to_do_and_references(client, digest):
    soup = soup_of(client, f"/en/summaries/{PAPER}?topic=depression&q=helps")
    assert soup.select_one(".chosen").text.startswith("“helps” · Depression and Depressive")
    assert soup.select_one(".chosen").text.endswith("– 2 summaries")
    item = next(li for li in soup.select("ol li") if li.h2.text == "Homework helps")
    assert "Ask how therapy is going." in item.select_one(".item-practice").text
    assert item.select_one(".reference").text == apa_text(article_item(digest.homework.articles[0]))
    assert soup.find("meta", attrs={"name": "robots"})["content"] == "noindex"


def test_all_three_have_what_browse_finds_in_its_order(client, digest):
    for number in range(25):  # more than a page of Browse
        make_summary(make_issue(f"2016-{number % 12 + 1:02d}"), topics=["attachment"])
    query = "?topic=attachment"
    in_browse = [
        a.text
        for page in (1, 2)
        for a in soup_of(client, f"/en/summaries/{query}&page={page}").select(".item-title a")
    ]
    assert len(in_browse) == 25
    assert titles_on_paper(client, query) == in_browse
    assert [row["Title"] for row in table(client, query)] == in_browse
    assert len(records(client, query)) == 25


def test_what_is_not_public_is_in_none(client, digest):
    for path in (RIS, CSV, PAPER):
        text = client.get(f"/en/summaries/{path}").content.decode()
        assert "Homework helps" in text
        assert [secret for secret in SECRETS if secret in text] == []


@pytest.mark.parametrize(("most", "is_said"), [(2, False), (1, True)])
def test_a_limit_is_kept_and_said_where_there_is_more(client, digest, monkeypatch, most, is_said):
    monkeypatch.setattr(taking_along, "MOST", most)
    monkeypatch.setattr("gleanings.reader.browse.view.MOST", most)
    content_version.bump()  # pages that are kept know of no other limit
    assert [len(table(client)), len(records(client)), len(titles_on_paper(client))] == [most] * 3
    said = f"(the first {most})"
    for path in ("", PAPER):
        assert (said in soup_of(client, f"/en/summaries/{path}").main.text) == is_said


def test_nothing_found_is_an_empty_file_and_says_so_on_paper(client, digest):
    assert table(client, "?q=xylophone") == records(client, "?q=xylophone") == []
    assert "Nothing was found" in soup_of(client, f"/en/summaries/{PAPER}?q=xylophone").text


def test_what_the_address_asked_for_in_vain_is_said_on_paper(client, digest):
    assert "no topic “nope”" in soup_of(client, f"/en/summaries/{PAPER}?topic=nope").text


@pytest.mark.parametrize("path", [RIS, CSV, PAPER])
def test_many_ask_the_database_no_more_often_than_few(client, digest, path):
    def queries():
        client.get(f"/fr/summaries/{path}")
        with CaptureQueriesContext(connection) as captured:
            client.get(f"/fr/summaries/{path}")
        return len(captured)

    before = queries()
    for _number in range(8):
        make_summary(digest.march, topics=["empathy", "depression"], types=["survey"])
    assert queries() == before <= 25
