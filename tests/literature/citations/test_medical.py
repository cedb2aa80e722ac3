"""Citations in medical style, as PubMed copies them and reference lists print them."""

from typing import Any

import pytest

from gleanings.literature.citations import parse_citation

ARTICLE = "Foote AB, van der Berg C. Listening in the clinic: a trial. Harbour Psychiatry. "


def said(text: str) -> dict[str, Any]:
    cited = parse_citation(text)
    return {
        name: value for name, value in vars(cited).items() if value not in (None, "", (), False)
    }


def names(people: Any) -> list[str]:
    return [str(name) for name in people]


@pytest.mark.parametrize(
    ("where", "expected"),
    [
        ("2015 Feb 23;6:107.", {"date": "2015-02-23", "volume": "6", "pages": "107"}),
        ("2015;6(2):S1-S9.", {"volume": "6", "issue": "2", "pages": "S1-S9"}),
        ("2015 Jan-Feb;6(2):1-9.", {"volume": "6", "issue": "2", "pages": "1-9"}),
        ("2015 Winter;6(1 Suppl):e12.", {"volume": "6", "issue": "1 Suppl", "pages": "e12"}),
        ("2015 Feb;6 Suppl 1:3-9.", {"date": "2015-02", "volume": "6", "issue": "Suppl 1",
                                     "pages": "3-9"}),
        ("2015 févr. 23;6:107.", {"date": "2015-02-23", "volume": "6", "pages": "107"}),
    ],
)  # fmt: skip
@pytest.mark.parametrize(
    "more",
    [
        "",
        " doi: 10.9999/hp.1.",
        " doi: 10.9999/hp.1. eCollection 2015.",
        " doi: 10.9999/hp.1. eCollection 2015 Jan-Mar. PMID: 123; PMCID: PMC12.",
        " doi: 10.9999/hp.1. Epub 2014 Dec 1. PMID: 123; PMCID: PMC12; NIHMSID: NIHMS9.",
    ],
)
def test_an_article_and_what_pubmed_adds(where: str, expected: dict[str, str], more: str) -> None:
    read = said(f"{ARTICLE}{where}{more}")
    assert names(read.pop("authors")) == ["Foote, AB", "van der Berg, C"]
    assert read.pop("doi", None) == ("10.9999/hp.1" if more else None)
    assert read == expected | {
        "title": "Listening in the clinic: a trial",
        "container": "Harbour Psychiatry",
        "year": 2015,
        "type": "article-journal",
    }


@pytest.mark.parametrize("words", ["Online ahead of print.", "Epub ahead of print."])
@pytest.mark.parametrize(("where", "pages"), [("", ""), (":1-14", "1-14"), (":1024", "1024")])
def test_an_article_that_is_in_no_issue_yet(words: str, where: str, pages: str) -> None:
    read = parse_citation(f"{ARTICLE}2024 Jan 5{where}. doi: 10.9999/hp.1. {words} PMID: 3.")
    assert (read.title, read.container) == (
        "Listening in the clinic: a trial",
        "Harbour Psychiatry",
    )
    assert (read.year, read.date, read.advance_online) == (2024, "2024-01-05", True)
    assert (read.volume, read.pages, read.unread) == ("", pages, ())


def test_what_is_said_of_other_papers_is_unread() -> None:
    note = "Erratum in: Harbour Psychiatry. 2016 Mar;7(3):e9"
    read = parse_citation(f"{ARTICLE}2015;6(2):1-9. doi: 10.9999/hp.1. {note}. PMID: 3.")
    assert (read.year, read.volume, read.issue) == (2015, "6", "2")
    assert [piece.rstrip(".") for piece in read.unread] == [note]
    language = parse_citation(f"{ARTICLE}2015;6(2):1-9. French.")
    assert (language.pages, language.unread) == ("1-9", ("French",))


@pytest.mark.parametrize(
    ("people", "expected"),
    [
        ("Foote AB, Barr C; STAR*D Study Group.", ["Foote, AB", "Barr, C", "STAR*D Study Group"]),
        ("Foote AB; for the COMPASS Trial Group.", ["Foote, AB", "COMPASS Trial Group"]),
        ("Foote AB, Barr C, Harbour Collaboration.", ["Foote, AB", "Barr, C",
                                                      "Harbour Collaboration"]),
        ("Harbour Study Group.", ["Harbour Study Group"]),
        ("Haute Autorité de santé.", ["Haute Autorité de santé"]),
        ("Del Re AC, d'Arc J, Roe P Jr.", ["Del Re, AC", "d'Arc, J", "Roe, P, Jr"]),
    ],
)  # fmt: skip
def test_groups_sign_beside_people_and_alone(people: str, expected: list[str]) -> None:
    read = parse_citation(f"{people} Listening in the clinic. Harbour Psychiatry. 2015;6:1-9.")
    assert names(read.authors) == expected
    assert read.title == "Listening in the clinic"


@pytest.mark.parametrize("mark", ["et al.", "et coll."])
def test_authors_are_left_out_after_the_last(mark: str) -> None:
    read = parse_citation(f"Foote AB {mark} L’écoute en clinique. Encéphale 2010;36:12-19.")
    assert (names(read.authors), read.ellipsis_at) == (["Foote, AB"], 1)
    assert (read.title, read.container) == ("L’écoute en clinique", "Encéphale")


def test_a_title_about_groups_signs_nothing() -> None:
    read = parse_citation("Group therapy for clients in need. Harbour Psychiatry. 2015;6:1-9.")
    assert read.authors == ()
    assert "Group therapy for clients in need" in read.title


CHAPTER = {
    "title": "Measuring, predicting, and hearing change",
    "container": "Foote and Barr's handbook of listening and therapy",
    "edition": "7th",
    "place": "Hoboken (NJ)",
    "publisher": "Wiley",
    "year": 2021,
    "pages": "89-133",
    "type": "chapter",
}


@pytest.mark.parametrize(
    "within",
    [
        "In: Barr M, de Wit W, Ode LG, editors.",
        "In: Barr M, de Wit W, Ode LG (eds).",
        "Dans : Barr M, de Wit W, Ode LG, directeurs.",
        "Dans : Barr M, de Wit W, Ode LG (dir.).",
    ],
)
@pytest.mark.parametrize("pages", ["p. 89-133.", "p. 89–133.", "89-133."])
def test_a_chapter(within: str, pages: str) -> None:
    read = said(
        "Lind W, de Jong K, Doe J. Measuring, predicting, and hearing change. "
        f"{within} Foote and Barr's handbook of listening and therapy. 7th ed. "
        f"Hoboken (NJ): Wiley; 2021. {pages}"
    )
    assert names(read.pop("authors")) == ["Lind, W", "de Jong, K", "Doe, J"]
    assert names(read.pop("editors")) == ["Barr, M", "de Wit, W", "Ode, LG"]
    assert read == CHAPTER


@pytest.mark.parametrize("colon", [":", " :"])
def test_a_book(colon: str) -> None:
    sign = colon.replace(":", ";")
    read = said(f"van der Kolk BA. L’écoute{colon} un guide. Paris{colon} Seuil{sign} 2018. 260 p.")
    assert names(read.pop("authors")) == ["van der Kolk, BA"]
    assert read == {
        "title": f"L’écoute{colon} un guide",
        "place": "Paris",
        "publisher": "Seuil",
        "year": 2018,
        "type": "book",
        "unread": ("260 p",),
    }


def test_an_edited_book() -> None:
    read = parse_citation(
        "Ode JC, Poe K, editors. On listening. 2nd ed. Oxford: Quiet Press; 2011."
    )
    assert (read.authors, names(read.editors)) == ((), ["Ode, JC", "Poe, K"])
    assert (read.title, read.edition, read.publisher) == ("On listening", "2nd", "Quiet Press")


def test_a_page_that_is_not_of_this_style_is_left_to_the_others() -> None:
    read = parse_citation("Love M, Farrow BA (2018). A title. Psychotherapy, 12(3), 45-67.")
    assert (names(read.authors), read.year) == (["Love, M", "Farrow, BA"], 2018)
    assert (read.title, read.container) == ("A title", "Psychotherapy")
