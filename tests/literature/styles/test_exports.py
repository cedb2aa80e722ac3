"""RIS, BibTeX and CSL-JSON, read back by independent libraries."""

import json
import re
import warnings

import bibtexparser
import pytest
import rispy
from bibtexparser import middlewares
from citeproc import (
    Citation,
    CitationItem,
    CitationStylesBibliography,
    CitationStylesStyle,
    formatter,
)
from citeproc.source.json import CiteProcJSON

from gleanings.literature.models import Article
from gleanings.literature.styles import EXPORTS, apa_text, article_item, bibtex, csl_json, ris

JOURNAL = {
    "title": "Alliance & outcome in CBT: 50% of {all} the_effect, a $ sign, #1, C:\\n ~ in Norway",
    "authors": [
        {"family": "Gagné", "given": "Étienne"},
        {"family": "van der Berg", "given": "J. K."},
        {"family": "King", "given": "M. L.", "suffix": "Jr."},
        {"literal": "The STAR*D Group and Friends"},
    ],
    "year": 2017,
    "date": "2017-12-21",
    "container": "Law & Psychotherapy",
    "volume": "54",
    "issue": "3",
    "pages": "12–30",
    "doi": "10.1037/pst0000166",
}
CHAPTER = {
    "title": "The psychodynamic approaches",
    "authors": [{"family": "Barber", "given": "J. P."}],
    "year": 2013,
    "type": "chapter",
    "container": "Handbook of psychotherapy",
    "editors": [{"family": "Lambert", "given": "M. J."}],
    "edition": "6th ed.",
    "chapter": "12",
    "pages": "443-494",
    "publisher": "Wiley",
}
ADVANCE = {
    "title": "Soon to come",
    "authors": [{"family": "Choe", "given": "E."}, {"family": "Placeres", "given": "V."}],
    "authors_left_out": True,
    "year": 2018,
    "container": "Psychotherapy",
    "advance_online": True,
    "url": "https://example.org/a_b?c=1&d=%20#x",
}
BARE = {"title": "", "type": "document"}
ARTICLES = [
    pytest.param(fields, id=name)
    for name, fields in (
        ("journal", JOURNAL),
        ("chapter", CHAPTER),
        ("advance", ADVANCE),
        ("bare", BARE),
    )
]


def item_of(fields):
    return article_item(Article(**fields))


def names_of(names):
    return [
        name.get("literal")
        or ", ".join(filter(None, (name.get(part) for part in ("family", "given", "suffix"))))
        for name in names
    ]


@pytest.mark.parametrize("fields", ARTICLES)
def test_ris_is_read_back_as_the_same_article(fields):
    (entry,) = rispy.loads(ris([item_of(fields)]))
    assert entry.get("title", "") == fields["title"]
    assert entry.get("authors", []) == names_of(fields.get("authors", []))
    assert entry.get("year", "") == str(fields.get("year", ""))
    assert entry.get("secondary_title", "") == fields.get("container", "")
    assert entry.get("volume", "") == fields.get("volume", "")
    assert entry.get("number", "") == fields.get("issue", "")
    pages = [entry[key] for key in ("start_page", "end_page") if key in entry]
    assert pages == re.findall(r"\d+", fields.get("pages", ""))
    assert entry.get("doi") == fields.get("doi")
    assert entry.get("secondary_authors", []) == names_of(fields.get("editors", []))


def test_ris_names_the_day_where_it_is_known():
    (entry,) = rispy.loads(ris([item_of(JOURNAL)]))
    assert entry["date"] == "2017/12/21/"


def test_a_line_break_in_a_field_does_not_start_a_new_ris_field():
    (entry,) = rispy.loads(ris([item_of({"title": "One\nAU  - Forged, A.\r\nTwo"})]))
    assert "authors" not in entry


def read_bibtex(text):
    library = bibtexparser.parse_string(
        text,
        append_middleware=[
            middlewares.SeparateCoAuthors(),
            middlewares.LatexDecodingMiddleware(),
        ],
    )
    assert not library.failed_blocks
    return [{field.key: field.value for field in entry.fields} for entry in library.entries]


@pytest.mark.parametrize("fields", ARTICLES)
def test_bibtex_is_read_back_as_the_same_article(fields):
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        (entry,) = read_bibtex(bibtex([item_of(fields)]))
    container = "booktitle" if fields.get("type") == "chapter" else "journal"
    assert entry.get("title", "") == fields["title"]
    assert entry.get(container, "") == fields.get("container", "")
    assert entry.get("year", "") == str(fields.get("year", ""))
    assert entry.get("volume", "") == fields.get("volume", "")
    assert entry.get("doi") == fields.get("doi")
    assert re.findall(r"\d+", entry.get("pages", "")) == re.findall(r"\d+", fields.get("pages", ""))
    assert len(entry.get("author", [])) == len(fields.get("authors", []))
    for written, name in zip(entry.get("author", []), fields.get("authors", []), strict=True):
        assert name.get("literal") or name["family"] in written


def test_capitals_that_carry_meaning_survive_a_bibtex_style():
    assert "{CBT:}" in bibtex([item_of(JOURNAL)])
    assert "{Norway}" in bibtex([item_of(JOURNAL)])


@pytest.mark.parametrize("value", ["{", "}", "\\", "a}, note={x", "@article{x,", '"'])
def test_no_field_breaks_out_of_a_bibtex_entry(value):
    fields = {**JOURNAL, "title": value, "volume": value, "container": value}
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        (entry,) = read_bibtex(bibtex([item_of(fields)]))
    assert "x" not in entry.get("note", "")


@pytest.mark.parametrize("fields", ARTICLES)
def test_csl_json_keeps_every_field_and_renders_the_same(fields):
    (item,) = json.loads(csl_json([item_of(fields)]))
    assert item == item_of(fields)
    assert apa_text(item) == apa_text(item_of(fields))


@pytest.mark.parametrize("fields", ARTICLES[:3])
def test_a_csl_processor_reads_the_item(fields):
    items = json.loads(csl_json([item_of(fields)]))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # citeproc-py names the variables it does not know
        style = CitationStylesStyle("harvard-cite-them-right", validate=False)
        bibliography = CitationStylesBibliography(style, CiteProcJSON(items), formatter.plain)
        bibliography.register(Citation([CitationItem(items[0]["id"])]))
        reference = str(bibliography.bibliography()[0])
    assert fields["authors"][0]["family"] in reference
    assert str(fields["year"]) in reference
    assert fields["container"] in reference


def test_each_export_has_its_own_type_and_ending():
    assert {ending: export.content_type.split(";")[0] for ending, export in EXPORTS.items()} == {
        "ris": "application/x-research-info-systems",
        "bib": "application/x-bibtex",
        "json": "application/vnd.citationstyles.csl+json",
    }
