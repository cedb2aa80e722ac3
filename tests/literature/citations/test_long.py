"""Long citations are read in time that grows as they do, and what is cut is said."""

import re

import pytest

from gleanings.literature.citations import CITATION_LIKELY, looks_like_citation, parse_citation
from gleanings.literature.pasted import read_pasted
from gleanings.literature.views import what_was_read
from linear import guarded

KB = 1_000
RUNS = [
    "a", "A", "1", "(", ".", '"', ", ", "A. ", "Smith, J. A., ", "@", "(2018) ", "(1) ", "et al., ",
    "http://a.", "10.1234/", "March ", "Listen Well ", "In J. Roe (Ed.), ", "[x ", "& ", "\u00a0",
]  # fmt: skip
REST = (
    "(2015). Many labs, one question. Science, 349(6251), 943-950. https://doi.org/10.5555/made.9"
)


def many(number: int) -> str:
    return "".join(f"Author{at:03}, A. B., " for at in range(number))


@pytest.mark.parametrize("number", [3, 270, 3_000])
def test_every_author_of_a_long_list_is_read(number: int) -> None:
    text = f"{many(number)}& Last, C. {REST}"
    with guarded():
        citation = parse_citation(text)
        likely = looks_like_citation(text)
    assert len(citation.authors) == number + 1
    assert citation.authors[number - 1].family == f"Author{number - 1:03}"
    assert citation.authors[-1].family == "Last"
    assert (citation.year, citation.title) == (2015, "Many labs, one question")
    assert (citation.container, citation.doi) == ("Science", "10.5555/made.9")
    assert citation.unread == ()
    assert likely >= CITATION_LIKELY


def test_names_left_out_of_a_long_list_are_marked_where_they_stood() -> None:
    citation = parse_citation(f"{many(300)}… Last, C. {REST}")
    assert citation.ellipsis_at == 300


@pytest.mark.parametrize("size", [10 * KB, 200 * KB])
@pytest.mark.parametrize("run", RUNS)
@pytest.mark.parametrize("opening", ["", f"{many(200)}(2018). "])
def test_a_long_line(opening: str, run: str, size: int) -> None:
    text = opening + run * (size // len(run))
    with guarded():
        parse_citation(text)
        looks_like_citation(text)
        read_pasted(text)


def test_what_is_cut_is_said() -> None:
    pasted = read_pasted(f"Roe, J. (2018). Listening. Psychotherapy, 55, 1-9. {'and more ' * 500}")
    assert pasted.citation.title == "Listening"
    assert pasted.citation.authors[0].family == "Roe"
    assert re.match(r"(?:and more|more and) ", pasted.cut)
    assert "not read" in what_was_read(pasted)


def test_of_prose_too_long_for_a_citation_nothing_is_read_and_that_is_said() -> None:
    pasted = read_pasted("words and more words " * 300)
    assert pasted.citation.title == ""
    assert "too long for a citation" in what_was_read(pasted)


def test_nothing_is_cut_of_a_citation_of_common_length() -> None:
    assert what_was_read(read_pasted(f"Roe, J., & Doe, K. {REST}")) == ""
