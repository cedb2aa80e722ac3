"""Titles in quotation marks, and pieces that say what they are."""

import pytest

from gleanings.literature.citations import parse_citation
from gleanings.literature.citations.quoted import parse_quoted


@pytest.mark.parametrize(
    "people",
    [
        "A. C. Foote and K. Barr,",
        "Foote, A. C. & Barr, K.,",
        "Foote A. C., Barr K.,",
        "[3] A. C. Foote and K. Barr,",
    ],
)
@pytest.mark.parametrize("quotes", ['"%s,"', "“%s,”"])
@pytest.mark.parametrize(
    "source",
    [
        "J. Quiet Stud., vol. 36, no. 3, pp. 7–30, Jul. 1996.",
        "J. Quiet Stud., vol. 36, no. 3, pp. 7–30, Jul. 1996, doi: 10.9999/jqs.1.",
    ],
)
def test_an_article_in_ieee_style(people: str, quotes: str, source: str) -> None:
    read = parse_citation(f"{people} {quotes % 'The active client: Therapy as self-help'} {source}")
    assert [name.family for name in read.authors] == ["Foote", "Barr"]
    assert read.title == "The active client: Therapy as self-help"
    assert (read.container, read.volume, read.issue) == ("J. Quiet Stud.", "36", "3")
    assert (read.pages, read.year, read.date) == ("7-30", 1996, "1996-07")
    assert (read.type, read.unread) == ("article-journal", ())


@pytest.mark.parametrize(
    "people",
    [
        "Lecomte C., Savard R.,",
        "Lecomte C. et Savard R.,",
        "Conrad Lecomte et Réginald Savard,",
        "LECOMTE, Conrad et Réginald SAVARD.",
    ],
)
@pytest.mark.parametrize(
    "source",
    [
        "Revue du silence, vol. 27, n° 1, 2006, p. 15-37.",
        "Revue du silence, 2006, vol. 27, no 1, p. 15–37.",
        "Revue du silence, t. 27, n°\u00a01, 2006, pp. 15-37.",
    ],
)
def test_an_article_in_a_french_note(people: str, source: str) -> None:
    read = parse_citation(f"{people} «\u00a0Les déterminants de l’écoute\u00a0», {source}")
    assert [name.family.casefold() for name in read.authors] == ["lecomte", "savard"]
    assert (read.title, read.container) == ("Les déterminants de l’écoute", "Revue du silence")
    assert (read.volume, read.issue, read.pages) == ("27", "1", "15-37")
    assert (read.year, read.unread) == (2006, ())


def test_a_chapter_in_a_french_note() -> None:
    read = parse_citation(
        "Delourme A., « L’écoute », dans M. Ode et B. Poe (dir.), Comprendre, 2e éd., Paris, "
        "Seuil, 2004, p. 45-67."
    )
    assert [str(name) for name in read.editors] == ["Ode, M.", "Poe, B."]
    assert (read.title, read.container, read.edition) == ("L’écoute", "Comprendre", "2e")
    assert (read.place, read.publisher, read.year) == ("Paris", "Seuil", 2004)
    assert (read.type, read.pages, read.unread) == ("chapter", "45-67", ())


def test_a_piece_that_does_not_say_what_it_is_stands_unread() -> None:
    read = parse_citation(
        "A. C. Foote, “On it,” J. Quiet Stud., vol. 3, special section, p. 7, 1996."
    )
    assert (read.container, read.volume, read.pages) == ("J. Quiet Stud.", "3", "7")
    assert read.unread == ("special section",)


@pytest.mark.parametrize(
    "text",
    [
        "Foote, A. (2018). On “hope” in therapy. Psychotherapy, 1(1), 1-9.",
        "He said “it helps,” and went home, more or less",
        "A. C. Foote, “On it,” without a source, 1996",
    ],
)
def test_other_quotes_are_no_such_citation(text: str) -> None:
    assert parse_quoted(text) is None
