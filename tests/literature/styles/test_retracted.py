"""What was published about an article goes along with every citation of it, and is read back."""

import datetime as dt
import json
from types import SimpleNamespace

import pytest

from gleanings.literature.models import Article
from gleanings.literature.notices.statements import statements_of
from gleanings.literature.pasted import read_pasted
from gleanings.literature.records import read_records
from gleanings.literature.styles import EXPORTS, apa_html, apa_text, article_item
from gleanings.literature.styles.table import csv_table

NOW = dt.datetime(2026, 5, 4, tzinfo=dt.UTC)


def told(kind, **other):
    given = {"date": "2026-05-03", "doi": "10.5555/notice", "pmid": "", "citation": ""}
    return SimpleNamespace(
        kind=kind,
        source="Crossref",
        first_seen=NOW,
        seen_at=None,
        is_mistaken=False,
        **(given | other),
    )


def item(*notices, **other):
    fields = {
        "title": "What helps in the room",
        "authors": [{"family": "Okafor", "given": "A. B."}],
        "year": 2017,
        "container": "Journal of Practice",
        "volume": "12",
        "pages": "45-67",
        "doi": "10.5555/helps",
    }
    return article_item(Article(**(fields | other)), statements_of(notices))


RETRACTED = told("retraction")


def test_apa_marks_the_title_and_ends_with_the_retraction():
    assert apa_text(item(RETRACTED)) == (
        "Okafor, A. B. (2017). What helps in the room [Retracted]. Journal of Practice, 12, 45–67. "
        "https://doi.org/10.5555/helps (Retraction published 2026, https://doi.org/10.5555/notice)"
    )
    assert "[Rétracté]" in apa_text(item(RETRACTED), "fr")
    assert apa_text(item(RETRACTED), "fr").endswith(
        "(Rétractation publiée en 2026, https://doi.org/10.5555/notice)"
    )


def test_the_articles_address_stays_the_link():
    html = apa_html(item(RETRACTED))
    assert '<a href="https://doi.org/10.5555/helps">https://doi.org/10.5555/helps</a> (Retr' in html
    assert html.count("<a ") == 1


@pytest.mark.parametrize(
    ("title", "shown"),
    [
        ("RETRACTED: What helps", "RETRACTED: What helps."),
        ("What helps [Retracted]", "What helps [Retracted]."),
        ("Retracted memories", "Retracted memories."),  # nobody says it twice
        ("What helps", "What helps [Retracted]."),
    ],
)
def test_a_title_that_says_it_is_not_marked_twice(title, shown):
    assert shown in apa_text(item(RETRACTED, title=title))


@pytest.mark.parametrize("kind", ["correction", "concern", "reinstatement"])
def test_nothing_else_is_called_a_retraction(kind):
    for text in (apa_text(item(told(kind))), EXPORTS["ris"].write([item(told(kind))])):
        assert "retract" not in text.lower()


def test_an_undated_retraction_is_marked():
    text = apa_text(item(told("retraction", date="", doi="")))
    assert "[Retracted]" in text
    assert text.endswith("helps")


@pytest.mark.parametrize("ending", ["ris", "bib", "json", "csv"])
@pytest.mark.parametrize("doi", ["10.5555/helps", None])
@pytest.mark.parametrize("notice", [RETRACTED, told("retraction", date="", doi="")])
def test_every_export_says_it_and_is_read_back(ending, doi, notice, tmp_path):
    write = csv_table if ending == "csv" else EXPORTS[ending].write
    path = tmp_path / f"export.{ending}"
    path.write_text(write([item(notice, doi=doi)]), encoding="utf-8", newline="")
    with read_records(path) as read:
        (record,) = read.outcomes
    assert record.is_retracted
    assert record.doi == doi  # and not that of the notice
    assert record.title == "What helps in the room"  # the mark is ours
    assert {(one.doi or "", one.date) for one in record.notices} == {(notice.doi, notice.date)}
    path.write_text(write([item()]), encoding="utf-8", newline="")
    with read_records(path) as read:
        (record,) = read.outcomes
    assert not record.is_retracted


@pytest.mark.parametrize("ending", ["ris", "bib", "csv"])
def test_a_mark_that_alone_tells_of_it_stays(ending, tmp_path):
    """It is the title, as the source has it."""
    write = csv_table if ending == "csv" else EXPORTS[ending].write
    path = tmp_path / f"export.{ending}"
    path.write_text(write([item(title="RETRACTED: What helps")]), encoding="utf-8", newline="")
    with read_records(path) as read:
        (record,) = read.outcomes
    assert record.is_retracted
    assert record.title == "RETRACTED: What helps"


@pytest.mark.parametrize("status", ["included", "1", "yes", "x"])
def test_a_status_of_a_screening_retracts_nothing(status, tmp_path):
    path = tmp_path / "screened.csv"
    path.write_text(f"title,authors,status\nWhat helps,Okafor A,{status}\n")
    with read_records(path) as read:
        (record,) = read.outcomes
    assert not record.is_retracted


def test_the_file_of_records_says_it_in_the_words_of_each_form():
    ris = EXPORTS["ris"].write([item(RETRACTED)])
    assert "TI  - RETRACTED: What helps in the room" in ris
    assert "N1  - Retraction in: 2026-05-03, https://doi.org/10.5555/notice" in ris
    assert "title = {{RETRACTED:} {What} helps" in EXPORTS["bib"].write([item(RETRACTED)])
    (csl,) = json.loads(EXPORTS["json"].write([item(RETRACTED, advance_online=True)]))
    assert csl["status"] == "retracted"
    assert csl["note"].startswith("Advance online publication; Retraction in: 2026-05-03")
    assert csl["custom"]["notices"] == [
        {"kind": "retraction", "date": "2026-05-03", "DOI": "10.5555/notice"}
    ]


@pytest.mark.parametrize("language", ["en", "fr"])
def test_a_pasted_reference_is_read_without_its_notice(language):
    parsed = read_pasted(apa_text(item(RETRACTED), language)).citation
    assert (parsed.doi, parsed.url, parsed.unread) == ("10.5555/helps", "", ())
    assert parsed.title.startswith("What helps in the room [R")


def test_a_pasted_reference_that_only_ends_with_its_retraction_is_retracted():
    text = apa_text(item(RETRACTED)).replace(" [Retracted]", "")
    assert read_pasted(text).citation.title == "What helps in the room [Retracted]"
