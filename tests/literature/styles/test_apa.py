"""References in APA style, against citeproc-js and for what it cannot say."""

import html
import json
import re
from pathlib import Path

import pytest

from gleanings.literature.models import Article
from gleanings.literature.styles import apa, apa_html, apa_text, article_item

GOLD = json.loads((Path(__file__).parent / "gold" / "apa.json").read_text())
CASES = [pytest.param(case, id=case["case"]) for case in GOLD["cases"]]


@pytest.mark.parametrize("case", CASES)
def test_the_text_is_that_of_a_csl_processor(case):
    assert apa_text(case["item"]) == case["text"]


@pytest.mark.parametrize("case", CASES)
def test_the_italics_are_those_of_a_csl_processor(case):
    without_links = re.sub(r"</?a\b[^>]*>", "", apa_html(case["item"]))
    assert html.unescape(without_links) == html.unescape(case["html"])


@pytest.mark.parametrize("case", [case for case in CASES if "article" in case.values[0]])
def test_an_article_gives_the_item_that_was_rendered(case):
    item = {**case["item"]}
    item.pop("language", None)
    assert article_item(Article(**case["article"])) == item


def test_authors_whom_the_citation_left_out_are_an_ellipsis():
    article = Article(
        title="A trial",
        authors=[{"family": "Choe", "given": "E."}, {"family": "Placeres", "given": "V."}],
        authors_left_out=True,
        year=2018,
        container="Psychotherapy",
    )
    assert apa_text(article_item(article)).startswith("Choe, E., … Placeres, V. (2018). A trial.")


def test_the_doi_is_a_link():
    reference = apa(Article(title="A trial", year=2018, doi="10.1037/pst0000166"))
    assert reference.endswith(
        '<a href="https://doi.org/10.1037/pst0000166">https://doi.org/10.1037/pst0000166</a>'
    )


@pytest.mark.parametrize("field", ["title", "container", "volume", "issue", "pages", "doi", "url"])
@pytest.mark.parametrize("kind", ["article-journal", "chapter", "book", "report", "document"])
def test_markup_in_any_field_is_escaped(field, kind):
    article = Article(
        **{"title": "T", "container": "C", field: '<img src=x onerror="x">'}, type=kind
    )
    assert "<img" not in apa(article)


@pytest.mark.parametrize("kind", ["article-journal", "chapter", "book", "thesis", "document"])
def test_an_article_of_which_nothing_is_known_has_a_reference(kind):
    assert "n.d." in apa(Article(type=kind))
