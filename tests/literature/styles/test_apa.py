"""References in APA style, against citeproc-js and for what it cannot say."""

import html
import json
import re
from pathlib import Path

import pytest
from django.utils.translation import override

from gleanings.literature.articles import article_fields
from gleanings.literature.citations import parse_citation
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


@pytest.mark.parametrize(
    ("names", "shown"),
    [
        (["Kornør"], "Kornør, A., et al. (2008)."),
        (["Kornør", "Winje", "Ekeberg"], "Kornør, A., Winje, A., Ekeberg, A., et al. (2008)."),
    ],
)
def test_of_authors_who_follow_nobody_is_made_the_last(names, shown):
    authors = [{"family": name, "given": "A."} for name in names]
    article = Article(title="Early CBT", authors=authors, et_al=True, year=2008)
    assert apa_text(article_item(article)).startswith(shown)


@pytest.mark.parametrize(
    ("people", "left_out", "et_al"),
    [
        ("Choe, E., … Placeres, V.", True, False),
        ("Choe, E., Placeres, V., et al.", False, True),
        ("Choe, E., & Placeres, V.", False, False),
    ],
)
def test_a_pasted_citation_says_which(people, left_out, et_al):
    citation = f"{people} (2018). A trial. Psychotherapy, 55, 1-9."
    fields = article_fields(parse_citation(citation))
    assert (fields["authors_left_out"], fields["et_al"]) == (left_out, et_al)
    assert [name["family"] for name in fields["authors"]] == ["Choe", "Placeres"]


FRENCH = [
    (
        {"type": "article-journal", "advance_online": True},
        "Roy, A. et Côté, B. (2018). Titre. <i>Revue</i>, <i>12</i>(3), 1–9. "
        "Publication anticipée en ligne.",
    ),
    (
        {"type": "chapter", "editors": [{"family": "Dion", "given": "Luc"}], "edition": "2"},
        "Roy, A. et Côté, B. (2018). Titre. Dans L. Dion (dir.), <i>Revue</i> "
        "(2e\u00a0éd., vol. 12, p. 1–9).",
    ),
    ({"type": "document", "date": "2018-03-01", "container": ""}, "(2018, 1er mars)"),
    ({"type": "document", "date": "2018-03-02", "container": ""}, "(2018, 2 mars)"),
    ({"type": "document", "date": "2018-08", "container": ""}, "(2018, août)"),
    ({"year": None}, "(s.\u00a0d.)"),
]


@pytest.mark.parametrize(("changes", "shown"), FRENCH)
def test_on_a_french_page_the_words_of_a_reference_are_french(changes, shown):
    fields = {
        "title": "Titre",
        "authors": [{"family": "Roy", "given": "Ann"}, {"family": "Côté", "given": "Bo"}],
        "year": 2018,
        "container": "Revue",
        "volume": "12",
        "issue": "3",
        "pages": "1-9",
    }
    article = Article(**(fields | changes))
    with override("fr"):
        assert shown in apa(article)
        assert shown not in apa_text(article_item(article)), "data are in English"


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
