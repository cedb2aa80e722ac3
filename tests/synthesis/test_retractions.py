"""A retracted study leaves the answer, and every version says so; a concern is told and counts."""

from __future__ import annotations

import csv
import io
import json

import feedparser
import pytest
from bs4 import BeautifulSoup

from digest.factories import make_article
from gleanings.literature.models import Article, Notice
from gleanings.literature.records import NoticeKind, Record
from gleanings.literature.records.record import Notice as Told
from gleanings.literature.storing import Account, store_records
from gleanings.literature.storing.retraction_watch import import_table
from gleanings.synthesis.models import Synthesis
from gleanings.synthesis.recompute import recompute
from gleanings.synthesis.stored_result import WhyBeside
from literature.retraction_table import row as listed
from literature.retraction_table import table
from synthesis.factories import include, make_question, meta_analysis, study_finding, upload

pytestmark = pytest.mark.django_db

EFFECTS = [(0.10, 120), (0.30, 80), (0.25, 150), (0.60, 200)]
"""The last is the one that is retracted."""
DOI = "10.5555/helps"


@pytest.fixture
def living(django_capture_on_commit_callbacks):
    """Everything that follows a change once it is committed."""

    def change(make):
        with django_capture_on_commit_callbacks(execute=True):
            return make()

    return change


@pytest.fixture
def question():
    """Three studies of a table, and a finding of the article that is retracted."""
    question = make_question("alliance")
    upload(
        question,
        {
            "author": ["Amber", "Birch", "Cedar"],
            "year": [2001, 2002, 2003],
            "ri": [r for r, _n in EFFECTS[:3]],
            "ni": [n for _r, n in EFFECTS[:3]],
        },
    )
    article = make_article(
        doi=DOI, authors=[{"family": "Dogwood", "given": "D."}], year=2017, title="What helps"
    )
    include(question, study_finding(article=article, estimate=0.6, n=200, ci_low=0.5, ci_high=0.68))
    recompute(question)
    return question


def tell(kind=NoticeKind.RETRACTION, **other) -> None:
    given = {"doi": "10.5555/notice", "date": "2026-05-03", "source": "PubMed", **other}
    record = Record(title="What helps", doi=DOI, source="PubMed", notices=[Told(kind, **given)])
    store_records([record], Account())


def soup(client, path) -> BeautifulSoup:
    answer = client.get(path)
    assert answer.status_code == 200, path
    return BeautifulSoup(answer.content, "html.parser")


def words(element) -> str:
    return " ".join(element.text.split())


def notices(client, path="/en/evidence/alliance/") -> list[str]:
    head = soup(client, path).select_one(".page-head")
    return [words(one) for one in head.select(".article-notice .sentence, .notice")]


def test_it_is_left_out_at_the_next_version_and_the_page_says_what_it_did(living, client, question):
    first = question.current
    living(tell)
    now = question.current
    assert (first.version, now.version) == (1, 2)
    assert now.result.k == 3
    assert [row.beside for row in now.data.rows if row.finding] == [WhyBeside.RETRACTED]
    # with it, the answer is exactly what it was
    assert now.with_retracted == first.headline
    said = notices(client)
    assert said[0] == (
        "One study was retracted on May 3, 2026 and is left out of this answer: Dogwood (2017)."
    )
    assert said[1].startswith("With it, the answer was: correlation (r)")
    assert "Without it, it is: correlation (r)" in said[1]
    french = notices(client, "/fr/evidence/alliance/")
    assert french[0].startswith("Une étude a été rétractée le 3 mai 2026")
    assert french[1].startswith("Avec elle, la réponse était")


def test_the_table_keeps_it_with_its_reason_and_no_figure_draws_it(living, client, question):
    living(tell)
    page = soup(client, "/en/evidence/alliance/")
    (row,) = [tr for tr in page.select("#beside ~ * tr, table tr") if "Dogwood" in tr.text]
    assert "Retracted on May 3, 2026." in words(row)
    assert "What was retracted is listed, and not counted" in page.text
    assert all("Dogwood" not in figure.text for figure in page.select("svg"))


def test_the_older_version_says_that_it_still_counts_it(living, client, question):
    living(tell)
    said = "This version still counts a study that was retracted on May 3, 2026: Dogwood (2017)."
    assert said in notices(client, "/en/evidence/alliance/v1/")
    page = soup(client, "/en/evidence/alliance/v1/")
    assert any("Dogwood (2017) (retracted)" in words(svg) for svg in page.select("svg"))
    assert any(
        "Dogwood" in tr.text and "Retracted on May 3, 2026." in words(tr)
        for tr in page.select("table tr")
    )


def test_until_it_is_computed_anew_the_page_says_that_it_is_still_counted(client, question):
    tell()  # what follows the commit is still to come
    assert question.current.version == 1
    assert notices(client)[0].startswith("This version still counts a study that was retracted")


def test_the_history_and_the_feed_tell_of_it(living, client, question):
    living(tell)
    sentence = "One study was retracted on May 3, 2026 and counts no longer: Dogwood (2017)."
    history = words(soup(client, "/en/evidence/alliance/").select_one("#history").parent)
    assert sentence in history
    assert "Taken out" not in history
    assert question.current.is_notable
    entry = feedparser.parse(client.get("/en/evidence/changes.atom").content).entries[0]
    assert sentence in entry.summary


def test_a_reinstated_study_counts_again(living, client, question):
    before = question.current.data_hash
    living(tell)
    living(lambda: tell(NoticeKind.REINSTATEMENT, date="2026-06-01", doi="10.5555/back"))
    now = question.current
    assert now.data_hash == before
    assert now.answers_again
    assert notices(client) == []


def test_a_study_that_was_retracted_by_mistake_counts_again(living, client, question, editor):
    before = question.current.data_hash
    living(tell)
    assert question.current.result.k == 3
    living(lambda: Notice.objects.get().judge(editor, is_mistaken=True, why="Another article."))
    assert question.current.data_hash == before
    assert notices(client) == []


def judge(editor, **which):
    for notice in Notice.objects.filter(kind="retraction", **which):
        notice.judge(editor, is_mistaken=True, why="Another article.")


def said_of(client, address):
    """The history in the page, and the files and the feed of the changes."""
    page = words(soup(client, address).select_one("#history").parent)
    entries = feedparser.parse(client.get("/en/evidence/changes.atom").content).entries
    return page, " ".join(entry.summary for entry in entries)


@pytest.mark.parametrize("of_table", [False, True])
def test_no_version_says_that_it_was_retracted_where_that_was_a_mistake(
    living, client, editor, of_table
):
    question = make_question("both")
    rows = [("Amber", 2001), ("Birch", 2002), ("Cedar", 2003), ("Dogwood", 2017)]
    upload(question, {
        "author": [author for author, _year in rows],
        "year": [year for _author, year in rows],
        "ri": [r for r, _n in EFFECTS],
        "ni": [n for _r, n in EFFECTS],
        "doi": ["", "", "", DOI if of_table else ""],
    })  # fmt: skip
    study = "Dogwood (2017)"
    if not of_table:
        study = "Elm (2018)"
        elm = make_article(
            doi=DOI, authors=[{"family": "Elm", "given": "E."}], year=2018, title="What helps"
        )
        include(question, study_finding(article=elm, estimate=0.6, n=200, ci_low=0.5, ci_high=0.68))
    recompute(question)
    known = {"kind": "retraction", "source": "PubMed", "date": "2026-05-03"}
    article = Article.objects.filter(doi=DOI).first()
    of = {"article": article} if article else {"article_doi": DOI}
    living(lambda: Notice.objects.create(**of, **known))
    assert question.current.version == 2
    retracted = f"was retracted on May 3, 2026 and counts no longer: {study}"
    address = "/en/evidence/both/"
    assert all(retracted in said for said in said_of(client, address))

    # another version since, so that the second is but history
    extra = {"author": ["Fir"], "year": [2019], "ri": [0.2], "ni": [90]}
    living(lambda: upload(question, extra))
    living(lambda: judge(editor))
    assert question.current.version > 2
    for text in said_of(client, address):
        assert "was retracted" not in text
        assert "reinstated" not in text
        assert f"left out as retracted: {study}. The notice was a mistake, and was" in text
        assert f"One study counts again: {study}." in text
    assert notices(client, address) == []
    old = soup(client, f"{address}v2/").text
    assert "This version leaves out a study as retracted" in old
    assert "was retracted" not in old
    data = json.loads(client.get(f"{address}v2/data.json").content)["change"]
    assert (data["retracted"], data["left_out_by_mistake"]) == ([], [study])

    # a retraction that is no mistake, of another date, tells of itself and not of the first
    living(lambda: Notice.objects.create(**of, **{**known, "date": "2027-01-02"}))
    text, _feed = said_of(client, address)
    assert f"was retracted on January 2, 2027 and counts no longer: {study}" in text
    assert "May 3, 2026" not in text
    assert f"left out as retracted: {study}" in text


def test_the_history_of_a_true_retraction_that_was_taken_back_stays(living, client, question):
    living(tell)
    living(lambda: tell(NoticeKind.REINSTATEMENT, date="2026-06-01", doi="10.5555/back"))
    history, _feed = said_of(client, "/en/evidence/alliance/")
    assert "was retracted on May 3, 2026" in history


def test_a_concern_is_told_and_the_study_counts(living, client, question):
    living(lambda: tell(NoticeKind.CONCERN))
    assert question.current.version == 1
    (said,) = notices(client)
    assert said == (
        "An expression of concern was published about a study that is counted here: Dogwood (2017)."
    )


def test_a_correction_changes_no_answer(living, client, question):
    living(lambda: tell(NoticeKind.CORRECTION))
    assert question.current.version == 1
    assert notices(client) == []


def test_a_study_of_an_uploaded_table_is_retracted_by_its_doi(living, client, tmp_path):
    """No article is here, and no summary is about it."""
    question = make_question("tables")
    upload(
        question,
        {
            "author": ["Amber", "Birch", "Cedar", "Dogwood"],
            "year": [2001, 2002, 2003, 2017],
            "ri": [r for r, _n in EFFECTS],
            "ni": [n for _r, n in EFFECTS],
            "doi": ["", "", "", f"https://doi.org/{DOI.upper()}"],
        },
    )
    recompute(question)
    path = tmp_path / "retraction_watch.csv"
    path.write_text(table(listed(), listed(OriginalPaperDOI="10.5555/elsewhere")))
    assert living(lambda: import_table(path)).matched == 1
    assert (question.current.version, question.current.result.k) == (2, 3)
    assert notices(client, "/en/evidence/tables/")[0].endswith("Dogwood (2017).")


def test_too_few_left_are_told_side_by_side_without_it(living, client):
    question = make_question("few")
    table = {"author": ["A", "B"], "year": [2001, 2002], "ri": [0.1, 0.3], "ni": [90, 80]}
    upload(question, table)
    article = make_article(
        doi=DOI, authors=[{"family": "Dogwood", "given": "D."}], title="What helps"
    )
    include(question, study_finding(article=article, estimate=0.6, n=200, ci_low=0.5, ci_high=0.68))
    recompute(question)
    assert question.current.result.pooled
    living(tell)
    assert not question.current.result.pooled
    page = soup(client, "/en/evidence/few/")
    assert ".60" not in words(page.select_one(".answer"))
    assert "3 results" not in page.text
    assert "Without it, nothing is pooled." in notices(client, "/en/evidence/few/")[1]


def test_a_meta_analysis_alone_that_is_retracted_leaves_no_answer(living, client):
    question = make_question("alone")
    finding = meta_analysis()
    include(question, finding)
    recompute(question)
    article = finding.summary.summary_articles.get().article
    living(lambda: Notice.objects.create(article=article, kind="retraction", source="Crossref"))
    now = question.current
    assert now.headline.label == "no-study"
    assert "was retracted and is left out" in notices(client, "/en/evidence/alone/")[0]


def test_data_and_api_have_it(living, client, question):
    living(tell)
    text = client.get("/en/evidence/alliance/v2/data.csv").content.decode()
    rows = csv.DictReader(io.StringIO(text))
    told = {row["label"]: (row["pooled"], row["retracted"]) for row in rows}
    assert told["Dogwood (2017)"] == ("no", "2026-05-03")
    assert set(told.values()) == {("yes", ""), ("no", "2026-05-03")}
    data = json.loads(client.get("/en/evidence/alliance/v2/data.json").content)
    assert data["with_retracted"]["k"] == 4
    assert data["change"]["retracted"] == ["Dogwood (2017)"]
    newest, oldest = (
        client.get(f"/api/v1/syntheses/alliance-v{version}").json() for version in (2, 1)
    )
    assert newest["with_retracted"]["n_effects"] == 4
    assert newest["with_retracted"]["estimate"] == pytest.approx(oldest["estimate"])
    assert oldest["with_retracted"] is None
    assert [one["retracted"] for one in oldest["effects"] if one["label"].startswith("Dog")] == [
        "2026-05-03"
    ]


def test_nothing_is_computed_anew_where_nothing_was_retracted(living, question):
    hashed = question.current.data_hash
    living(lambda: tell(NoticeKind.CORRECTION))
    assert recompute(question) is None
    assert Synthesis.objects.get().data_hash == hashed
