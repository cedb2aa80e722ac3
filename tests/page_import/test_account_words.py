"""Where each line went, in the language of who looks at it."""

from pathlib import Path

import pytest
from django.utils import translation

from gleanings.page_import import read_page
from gleanings.page_import.account_words import _PARTS, _REASONS, _said, in_words

HERE = Path(__file__).parent
PAGES = sorted(
    path
    for folder in ("layouts", "pages")
    for path in (HERE / folder).iterdir()
    if path.suffix != ".json"
)


def test_a_place_in_french() -> None:
    with translation.override("fr"):
        said = in_words("entry 3: author, date of posting; left: is below “Best; yours” in entry 3")
    assert said == (
        "billet 3\u00a0: auteur, date de publication; "
        "laissé\u00a0: se trouve sous «\u00a0Best; yours\u00a0» dans le billet 3"
    )


def test_in_english_it_is_what_is_kept() -> None:
    where = "entry 1: text; left: the filter's own entry “All”"
    assert in_words(where) == where


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.name)
def test_no_sentence_of_an_account_is_without_a_translation(path: Path) -> None:
    """A sentence that is written where a line is booked has to be listed, else French lacks it."""
    page = read_page(path.read_bytes(), path.name)
    for line in page.account:
        for place in line.where.split("; "):
            if place.startswith("left: "):
                assert _said(place.removeprefix("left: "), _REASONS), place
            else:
                parts = (
                    place.partition(": ")[2] if place.startswith(("entry", "the post")) else place
                )
                known = _said(parts, _PARTS) or all(_said(p, _PARTS) for p in parts.split(", "))
                assert known, place
