"""What people paste: exports, MLA, a DOI alone, and APA as before."""

from __future__ import annotations

import pytest

from gleanings.literature.citations import parse_citation
from gleanings.literature.pasted import read_pasted

RIS = """TY  - JOUR
AU  - Moreau, Louise
AU  - Quist, Paul T.
TI  - Empathy and outcome
T2  - Journal of Imagined Therapy
VL  - 12
IS  - 3
SP  - 45
EP  - 67
PY  - 2019
DA  - 2019/05/02/
DO  - https://doi.org/10.5555/Empathy.1
AB  - Something long
      that goes on
ER  -
"""
NBIB = """
PMID- 123456
OWN - NLM
DP  - 2019 May 2
TI  - Empathy and
      outcome.
PG  - 45-67
LID - 10.5555/empathy.1 [doi]
FAU - Moreau, Louise
AU  - Moreau L
FAU - Quist, Paul T.
AU  - Quist PT
JT  - Journal of Imagined Therapy
VI  - 12
IP  - 3
"""
BIBTEX = r"""@article{moreau2019,
  author = {Moreau, Louise and Paul T. Quist},
  title = {{Empathy} and outcome},
  journal = {Journal of {Imagined} Therapy},
  volume = {12}, number = {3}, pages = {45--67}, year = {2019}, month = may,
  doi = {10.5555/empathy.1}
}"""
MLA = (
    "Moreau, Louise, and Paul T. Quist. “Empathy and outcome.” Journal of Imagined Therapy, "
    "vol. 12, no. 3, 2019, pp. 45-67. https://doi.org/10.5555/empathy.1"
)
SCHOLAR = (
    'Moreau, Louise, et al. "Empathy and outcome." Journal of Imagined Therapy 12.3 (2019): 45-67.'
)


@pytest.mark.parametrize(
    "text", [RIS, RIS.replace("\n", "\r\n"), f"\ufeff{RIS}", NBIB, BIBTEX, MLA]
)
def test_every_form_gives_the_same_article(text):
    citation = read_pasted(text).citation
    assert [(name.family, name.given) for name in citation.authors] == [
        ("Moreau", "Louise"),
        ("Quist", "Paul T."),
    ]
    assert citation.title == "Empathy and outcome"
    assert citation.container == "Journal of Imagined Therapy"
    assert (citation.volume, citation.issue) == ("12", "3")
    assert citation.pages.replace("–", "-") == "45-67"
    assert citation.year == 2019
    assert citation.doi == "10.5555/empathy.1"
    assert citation.type == "article-journal"


@pytest.mark.parametrize(
    ("text", "date"), [(RIS, "2019-05-02"), (NBIB, "2019-05-02"), (BIBTEX, "2019-05"), (MLA, None)]
)
def test_the_date_as_far_as_it_is_said(text, date):
    assert read_pasted(text).citation.date == date


def test_mla_as_scholar_writes_it_leaves_authors_out():
    citation = read_pasted(SCHOLAR).citation
    assert (citation.volume, citation.issue, citation.pages) == ("12", "3", "45-67")
    assert citation.ellipsis
    assert [name.family for name in citation.authors] == ["Moreau"]


@pytest.mark.parametrize(
    "text",
    ["10.5555/empathy.1", "https://doi.org/10.5555/empathy.1", " doi: 10.5555/empathy.1 "],
)
def test_a_doi_alone_is_only_a_doi(text):
    pasted = read_pasted(text)
    assert pasted.is_only_a_doi
    assert pasted.citation.doi == "10.5555/empathy.1"


@pytest.mark.parametrize(
    "text",
    ["10.5555/listen.10 10.5555/listen.11", "10.5555/listen.10\nhttps://doi.org/10.5555/listen.11"],
)
def test_of_two_dois_the_first_is_read_and_none_is_a_title(text):
    pasted = read_pasted(text)
    assert (pasted.citation.doi, pasted.citation.title) == ("10.5555/listen.10", "")
    assert (pasted.is_only_a_doi, pasted.records) == (True, 2)


@pytest.mark.parametrize("text", ["PMC70009", "PMCID: PMC70009"])
def test_a_pmc_number_alone_is_an_address_and_no_title(text):
    pasted = read_pasted(text)
    assert pasted.citation.url == "https://pmc.ncbi.nlm.nih.gov/articles/PMC70009/"
    assert (pasted.citation.title, pasted.is_only_a_pmcid) == ("", True)


def test_of_many_records_the_first_is_read_and_all_are_counted():
    pasted = read_pasted(RIS + RIS.replace("Empathy and", "Hope and"))
    assert (pasted.records, pasted.citation.title) == (2, "Empathy and outcome")


def test_accents_in_latex_are_letters():
    text = BIBTEX.replace("Moreau, Louise", r"Mor{\'e}au, Louise and {The Alliance Group}")
    authors = read_pasted(text).citation.authors
    assert authors[0].family == "Moréau"
    assert authors[1].literal == "The Alliance Group"


@pytest.mark.parametrize(
    ("start", "end", "pages"),
    [
        ("No", "Specified", ""),
        ("e123", "nan", "e123"),
        ("45", "45", "45"),
        ("45-67", "67", "45-67"),
    ],
)
def test_pages_that_are_none_are_left_out(start, end, pages):
    text = RIS.replace("SP  - 45", f"SP  - {start}").replace("EP  - 67", f"EP  - {end}")
    assert read_pasted(text).citation.pages == pages


@pytest.mark.parametrize(
    "text",
    [
        "Doe, J., & Roe, R. (2011). On “hope” in therapy. Psychotherapy, 1(1), 1-9.",
        "Doe, J. (2011). On therapy. Psychotherapy, 1(1), 1-9. https://doi.org/10.5555/part.1",
        "",
        "PMID and TY - JOUR within a sentence",
    ],
)
def test_everything_else_is_read_as_before(text):
    assert read_pasted(text).citation == parse_citation(text)
