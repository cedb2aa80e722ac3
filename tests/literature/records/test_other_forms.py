"""BibTeX, JSON of all kinds, spreadsheets, lists of identifiers, and what is none of these."""

from __future__ import annotations

import json

import openpyxl
import pytest

from gleanings.literature.records import NoticeKind
from gleanings.literature.records.notices import is_notice
from gleanings.literature.records.record import UnreadableFileError
from gleanings.literature.records.text import plain
from gleanings.literature.titles import title_key
from linear import guarded
from literature.records.files import read, read_bytes

BIBTEX = r"""
@string{jit = "Journal of Imagined Therapy"}
@article{one,
  author = {M{\"o}reau, Louise and Jan van der Berg and {Listening Group} and others},
  title = {{CBT} \& {\textless}i{\textgreater}empathy{\textless}/i{\textgreater}: $\alpha$},
  journal = jit, volume = {12}, number = 3, pages = {45--67}, year = 2019, month = may,
  doi = {10.5555/empathy\_1}
}
@article{two, title = {No end, author = {Doe, J.}
@misc{three, title = {Hope}, author = {Doe, Jane}, title = {Hope again}, year = {2020}}
@comment{not a record}
"""


def test_bibtex_and_its_broken_entry(tmp_path):
    (first, third), refused = read_bytes(tmp_path, BIBTEX)
    assert first.authors == [
        {"family": "Möreau", "given": "Louise"},
        {"family": "van der Berg", "given": "Jan"},
        {"literal": "Listening Group"},
    ]
    assert (first.title, first.container) == ("CBT & empathy: α", "Journal of Imagined Therapy")
    assert (first.pages, first.date, first.doi) == ("45-67", "2019-05", "10.5555/empathy_1")
    assert (third.title, third.authors) == ("Hope", [{"family": "Doe", "given": "Jane"}])
    assert [one.line for one in refused] == [9]


CSL = {
    "type": "article-journal",
    "title": "Empathy <i>and</i> outcome",
    "author": [{"family": "Berg", "given": "Jan", "non-dropping-particle": "van der"}],
    "issued": {"date-parts": [["2019", 5]]},
    "container-title": "Journal of Imagined Therapy",
    "page": "45–67",
    "DOI": "10.5555/Empathy.1",
    "PMID": "123456",
}


@pytest.mark.parametrize(
    "text",
    [
        json.dumps([CSL, CSL | {"title": "Hope", "DOI": "10.5555/hope"}]),
        json.dumps([CSL, CSL | {"title": "Hope", "DOI": "10.5555/hope"}], indent=1),
        "\n".join(json.dumps(one) for one in (CSL, CSL | {"title": "Hope", "DOI": "10.5555/hope"})),
    ],
)
def test_csl_json_in_a_list_and_line_by_line(tmp_path, text):
    (first, second), refused = read_bytes(tmp_path, text)
    assert not refused
    assert first.title == "Empathy and outcome"
    assert first.authors == [{"family": "van der Berg", "given": "Jan"}]
    assert (first.year, first.date, first.pages) == (2019, "2019-05", "45-67")
    assert (first.doi, first.pmid, second.title) == ("10.5555/empathy.1", "123456", "Hope")


def test_json_that_breaks_off_keeps_what_came_before(tmp_path):
    text = json.dumps([CSL, CSL, CSL], indent=1)
    records, refused = read_bytes(tmp_path, text[:-100])
    assert len(records) == 2
    assert refused[0].line == text[: text.rindex("\n {")].count("\n") + 2


def test_a_value_that_is_no_record_is_refused_by_itself(tmp_path):
    records, refused = read_bytes(tmp_path, json.dumps([CSL, {"hello": 1}, {"title": 3}, CSL]))
    assert (len(records), len(refused)) == (3, 1)


WORK = {
    "DOI": "10.5555/empathy.1",
    "type": "journal-article",
    "prefix": "10.5555",
    "title": ["Empathy and outcome"],
    "author": [{"given": "Louise", "family": "Moreau"}, {"name": "Listening Group"}],
    "container-title": ["Journal of Imagined Therapy"],
    "issued": {"date-parts": [[2019, 5, 2]]},
    "abstract": "<jats:title>Abstract</jats:title><jats:sec><jats:title>Aims</jats:title>"
    "<jats:p>To listen.</jats:p></jats:sec>",
}
UPDATE = {"type": "retraction", "label": "Retraction", "updated": {"date-time": "2021-02-06T00"}}


@pytest.mark.parametrize("kind", ["retraction", "removal", "withdrawal"])
def test_crossrefs_updated_by_stands_on_the_article(tmp_path, kind):
    by = {**UPDATE, "type": kind, "DOI": "10.5555/notice"}
    answer = {"message": {"items": [WORK | {"updated-by": [by]}]}}
    (record,), _ = read_bytes(tmp_path, json.dumps(answer))
    assert record.is_retracted
    assert (record.notices[0].doi, record.notices[0].date) == ("10.5555/notice", "2021-02-06")
    assert record.abstract == "Aims: To listen."
    assert record.authors[1] == {"literal": "Listening Group"}


def test_crossrefs_update_to_stands_on_the_notice(tmp_path):
    notice = WORK | {"DOI": "10.5555/notice", "update-to": [{**UPDATE, "DOI": "10.5555/empathy.1"}]}
    (record,), _ = read_bytes(tmp_path, json.dumps({"message": notice}))
    assert not record.is_retracted
    assert record.notice_of[0].doi == "10.5555/empathy.1"
    # its title may be the article's, word for word
    assert is_notice(record.title, record.publication_types)


def test_a_work_that_updates_itself_was_corrected_in_its_place(tmp_path):
    work = WORK | {"update-to": [{**UPDATE, "DOI": "10.5555/EMPATHY.1"}]}
    (record,), _ = read_bytes(tmp_path, json.dumps([work]))
    assert record.is_retracted
    assert not record.notice_of
    assert not is_notice(record.title, record.publication_types)


def test_a_new_version_is_no_notice(tmp_path):
    work = WORK | {"updated-by": [{**UPDATE, "type": "new_version", "DOI": "10.5555/v2"}]}
    (record,), _ = read_bytes(tmp_path, json.dumps([work]))
    assert (record.notices, record.notice_of) == ([], [])


def test_a_reinstated_article_is_not_retracted(tmp_path):
    later = {"type": "reinstatement", "updated": {"date-time": "2022-01-01"}, "DOI": "10.5555/r"}
    updates = [{**UPDATE, "DOI": "10.5555/notice"}, later]
    (record,), _ = read_bytes(tmp_path, json.dumps([WORK | {"updated-by": updates}]))
    assert not record.is_retracted
    assert {one.kind for one in record.notices} == {
        NoticeKind.RETRACTION,
        NoticeKind.REINSTATEMENT,
    }


@pytest.mark.parametrize("retracted", [True, False])
def test_openalex(tmp_path, retracted):
    work = {
        "id": "https://openalex.org/W1",
        "doi": "https://doi.org/10.5555/empathy.1",
        "title": "Empathy and outcome",
        "publication_year": 2019,
        "publication_date": "2019-01-01",
        "ids": {"pmid": "https://pubmed.ncbi.nlm.nih.gov/123456"},
        "primary_location": {"source": {"display_name": "Journal of Imagined Therapy"}},
        "authorships": [{"author": {"display_name": "Louise A. van der Berg"}}],
        "biblio": {"volume": "12", "issue": None, "first_page": "45", "last_page": "67"},
        "type": "article",
        "is_retracted": retracted,
        "abstract_inverted_index": {"We": [0, 2], "listened.": [1, 3]},
    }
    (record,), _ = read_bytes(tmp_path, json.dumps({"results": [work], "meta": {}}))
    assert record.authors == [{"family": "van der Berg", "given": "Louise A."}]
    assert (record.pmid, record.pages, record.issue, record.date) == ("123456", "45-67", "", "")
    assert record.abstract == "We listened. We listened."
    assert record.identifiers == {"openalex": "W1"}
    assert record.is_retracted is retracted


def test_europe_pmc(tmp_path):
    def result(kind: str) -> dict:
        told = {"id": "99", "source": "MED", "reference": "J. 2021;1:2.", "type": kind}
        return {
            "pmid": "123456",
            "title": "Empathy and outcome.",
            "authorList": {"author": [{"lastName": "Moreau", "firstName": "Louise"}]},
            "journalInfo": {"journal": {"title": "Journal of Imagined Therapy"}, "volume": "12"},
            "pubYear": "2019",
            "abstractText": "<h4>Aims</h4>To listen.<h4>Results</h4>It helped.",
            "commentCorrectionList": {"commentCorrection": [told]},
        }

    answer = {"resultList": {"result": [result("Retraction in"), result("Retraction of")]}}
    (article, notice), _ = read_bytes(tmp_path, json.dumps(answer))
    assert article.abstract == "Aims: To listen.\nResults: It helped."
    assert (article.is_retracted, notice.is_retracted) == (True, False)
    assert notice.notice_of[0].pmid == "99"


# --- spreadsheets ---------------------------------------------------------------------------------
HEADINGS = {
    "pubmed": (
        "PMID,Title,Authors,Journal/Book,Publication Year,DOI\n"
        '123456,"On it, again.","Moreau L, Quist PT.",J Imag,2019,10.5555/x\n'
    ),
    "scopus": (
        '\ufeff"Authors","Title","Year","Source title","Volume","Issue","Page start","Page end",'
        '"DOI","PubMed ID"\n'
        '"Moreau L.; Quist P.T.","On it, again",2019,"J Imag","12","3","45","67","10.5555/x","1"\n'
    ),
    "zotero": (
        '"Item Type","Publication Year","Author","Title","Publication Title","DOI","Extra"\n'
        '"journalArticle","2019","Moreau, L.; Quist, P.","On it, again","J Imag","10.5555/x",""\n'
    ),
    "semicolons": (
        "Titre;Auteurs;Année;Revue;DOI\n"
        "On it, again;Moreau, L. and Quist, P. T.;2019;J Imag;10.5555/x\n"
    ),
    "tabs": "TI\tAU\tPY\tSO\tDI\nOn it, again\tMoreau, L; Quist, PT\t2019\tJ Imag\t10.5555/x\n",
    "dimensions": (
        '"About the data: Exported on May 2, 2026. Criteria: title and abstract"\n'
        "Rank,DOI,PMID,Title,Source title,PubYear,Pagination,Authors\n"
        '1,10.5555/x,1,"On it, again",J Imag,2019,45-67,"Moreau, Louise; Quist, Paul T."\n'
    ),
    "rayyan": (
        "key,title,year,month,day,journal,issn,volume,issue,pages,authors,url,doi,pubmed_id\n"
        'rayyan-1,"On it, again",2019,5,2,J Imag,,12,3,45-67,"Moreau, L. and Quist, P. T.",,'
        "10.5555/x,1\n"
    ),
    "covidence": (
        "Title,Authors,Abstract,Published Year,Published Month,Journal,Volume,Issue,Pages,DOI\n"
        '"On it, again","Moreau, Louise; Quist, Paul T",,2019,May,J Imag,12,3,45-67,10.5555/x\n'
    ),
    "scopus with databases": (
        "Authors,Author full names,Title,Year,Source title,DOI,Document Type,Source,EID\n"
        'Moreau L.; Quist P.T.,"Moreau, Louise (57190000001); Quist, Paul (57190000002)",'
        '"On it, again",2019,J Imag,10.5555/x,Article,Scopus,2-s2.0-1\n'
    ),
    "python": (
        "title,first_authors,publication_year,alternate_title3,doi\n"
        "\"On it, again\",\"['Moreau, L', 'Quist, PT']\",2019//,J Imag,10.5555/x\n"
    ),
}  # fmt: skip


@pytest.mark.parametrize("kind", HEADINGS)
def test_headings_of_many_tools(tmp_path, kind):
    (record,), refused = read_bytes(tmp_path, HEADINGS[kind])
    assert not refused
    assert (record.title, record.year, record.container) == ("On it, again", 2019, "J Imag")
    assert [name["family"] for name in record.authors] == ["Moreau", "Quist"]
    assert record.doi == "10.5555/x"
    assert record.line == (3 if kind == "dimensions" else 2)
    assert record.type == "article-journal"


@pytest.mark.parametrize(
    ("columns", "cells", "date"),
    [
        ("year,month,day", "2019,5,2", "2019-05-02"),
        ("year,month,day", "2019,5,", "2019-05"),
        ("Published Year,Published Month", "2019,May", "2019-05"),
        ("year,Publication Date", "2019,2019-05-02", "2019-05-02"),
        ("year,month", "2019,", ""),
    ],
)
def test_dates_in_cells_of_their_own(tmp_path, columns, cells, date):
    (record,), _ = read_bytes(tmp_path, f"title,{columns}\nOn it,{cells}\n")
    assert (record.year, record.date) == (2019, date)


def test_a_row_with_too_many_cells_is_refused_and_the_rest_read(tmp_path):
    text = "title,year\nOne,2019\nTwo, with a comma,2020\nThree,2021\n"
    records, refused = read_bytes(tmp_path, text)
    assert [record.title for record in records] == ["One", "Three"]
    assert [one.line for one in refused] == [3]


def test_a_workbook(tmp_path):
    book = openpyxl.Workbook()
    book.active.title = "Notes"
    sheet = book.create_sheet()
    sheet.append(["Title", "Authors", "Year", "PMID"])
    sheet.append(["On it", "Moreau, L.; Quist, P.", 2019.0, 123456])
    book.save(tmp_path / "records.bin")
    (record,), _ = read(tmp_path / "records.bin")
    assert (record.title, record.year, record.pmid) == ("On it", 2019, "123456")


def test_a_list_of_identifiers(tmp_path):
    text = (
        "DOI\n10.5555/one\nhttps://doi.org/10.5555/TWO\n\n# mine\n"
        "PMID: 12345\n67890, PMC123\nhello\n"
    )
    records, refused = read_bytes(tmp_path, text)
    assert [(one.doi, one.pmid, one.pmcid) for one in records] == [
        ("10.5555/one", None, None),
        ("10.5555/two", None, None),
        (None, "12345", None),
        (None, "67890", None),
        (None, None, "PMC123"),
    ]
    assert [one.line for one in refused] == [8]


@pytest.mark.parametrize(("words", "is_list"), [(0, True), (2, True), (3, False), (4, False)])
def test_a_list_half_of_which_is_something_else_is_read_and_the_rest_named(
    tmp_path, words, is_list
):
    text = "10.5555/one\n12345\n" + "nonsense\n" * words
    if not is_list:
        with pytest.raises(UnreadableFileError):
            read_bytes(tmp_path, text)
        return
    records, refused = read_bytes(tmp_path, text)
    assert (len(records), len(refused)) == (2, words)


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "empty"),
        (b"%PDF-1.7 ...", "PDF"),
        (b"Dear all,\nplease read this.\n", "headings"),
        (b"PK\x03\x04 damaged", "damaged"),
        (b"<html><body>TY  - JOUR</body></html>", "html"),
    ],
)
def test_what_is_no_file_of_records_says_what_it_is(tmp_path, content, says):
    with pytest.raises(UnreadableFileError, match=says):
        read_bytes(tmp_path, content)


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ('A <math xmlns="m" id="M1"> <mi>K</mi> </math>-frame of it', "A K-frame of it"),
        (
            "so <mml:math><mml:mi>p</mml:mi><mml:mo>&lt;</mml:mo><mml:mn>0.05</mml:mn></mml:math>.",
            "so p<0.05.",
        ),
        ("so <math><mi>p</mi><mo><</mo><mn>0.05</mn></math>.", "so p<0.05."),
        (
            "<math><semantics><mn>3</mn><annotation encoding='TeX'>\\3</annotation></semantics>"
            "</math> men",
            "3 men",
        ),
        ("Sleep in infants<subtitle>A trial</subtitle>", "Sleep in infants: A trial"),
        ("Sleep: <subtitle> A trial </subtitle>", "Sleep: A trial"),
        ("p <math and 3 > 2", "p <math and 3 > 2"),
    ],
)
def test_formulas_and_subtitles_are_read_as_text(given, expected):
    assert plain(given) == expected


@pytest.mark.parametrize("part", ["<math>", "<math", "<subtitle>", "<annotation>", " ", "<mi>"])
def test_markup_that_never_ends_is_gone_over_once(part):
    with guarded():
        plain((part * 300_000)[:600_000] + "&")


@pytest.mark.parametrize(
    ("said", "retracted"),
    [
        *((said, True) for said in ("yes", "Retracted", " TRUE ", "1", "oui", "rétracté")),
        *((said, False) for said in ("", "no", "0", "non", "not retracted", "false")),
    ],
)
def test_a_column_or_a_field_may_tell_of_a_retraction(tmp_path, said, retracted):
    table = f'title,authors,year,retracted\nListening to clients,"Moreau, L.",2019,{said}\n'
    (record,), _ = read_bytes(tmp_path, table, "list.csv")
    assert record.is_retracted is retracted
    item = {"title": "Listening to clients", "type": "article-journal", "status": said}
    (record,), _ = read_bytes(tmp_path, json.dumps([item]))
    assert record.is_retracted is retracted


@pytest.mark.parametrize(
    ("title", "retracted"),
    [
        ("Article rétracté : l’écoute en thérapie", True),
        ("ARTICLE RÉTRACTÉ – L’écoute en thérapie", True),
        ("Publication rétractée : l’écoute en thérapie", True),
        ("Un article rétracté et ses lecteurs", False),
        ("Article rétracté et lecteurs fidèles", False),
    ],
)
def test_a_title_in_french_may_tell_of_a_retraction(tmp_path, title, retracted):
    (record,), _ = read_bytes(tmp_path, json.dumps([{"title": title, "type": "article-journal"}]))
    assert record.is_retracted is retracted
    if retracted:
        assert title_key(title) == title_key("L’écoute en thérapie")
