"""What Gleanings writes of an article, in any style and language, it reads back when pasted."""

from __future__ import annotations

import re

import pytest
from django.utils.html import strip_tags
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st

from gleanings.literature.articles import article_fields
from gleanings.literature.models import Article
from gleanings.literature.pasted import read_pasted
from gleanings.literature.records import read_records
from gleanings.literature.styles import EXPORTS, apa_html, apa_text, article_item
from gleanings.literature.styles.table import csv_table
from gleanings.literature.styles.typography import full_page_ranges, initials, typographic

FAMILIES = ["Foote", "O’Brien", "van der Berg", "Smith-Jones", "Müller", "Côté", "Ng", "McCall"]
GROUPS = ["World Health Organization", "Ordre des psychologues du Québec", "STAR*D Study Group"]
WORDS = ["silence", "listening", "outcomes", "la séance", "l’alliance", "the group", "therapy"]
JOURNALS = ["Journal of Listening", "Psychotherapy", "Revue du Silence", "Annals of Quiet Studies"]
BOOKS = ["The handbook of listening", "Comprendre et écouter", "Traité du silence"]
PUBLISHERS = ["Routledge", "Seuil", "Quiet University Press", "Presses de la Rive", "Dunod"]

numbers = st.integers(1, 240).map(str)
pages = st.integers(1, 900).map(lambda first: f"{first}-{first + 12}")
given_names = st.lists(st.sampled_from("ABDÉJMR"), min_size=1, max_size=3).map(
    lambda letters: " ".join(f"{letter}." for letter in letters)
)
people = st.builds(
    lambda family, given: {"family": family, "given": given},
    st.sampled_from(FAMILIES),
    given_names,
)
groups = st.sampled_from(GROUPS).map(lambda name: {"literal": name})
titles = st.builds(
    lambda words, ends: f"{' and '.join(words).capitalize()}{ends}",
    st.lists(st.sampled_from(WORDS), min_size=2, max_size=5),
    st.sampled_from(["", "", "?", ": A trial", " : une étude", " (Report No. 12)"]),
)
authors = st.lists(people, min_size=1, max_size=25) | st.lists(groups, min_size=1, max_size=1)
common = {
    "title": titles,
    "authors": authors,
    "year": st.integers(1950, 2026),
    "doi": st.none() | st.from_regex(r"10\.9999/[a-z]{2}\.[0-9]{2,6}", fullmatch=True),
}
some = st.booleans()
journal_articles = st.fixed_dictionaries(
    {
        **common,
        "type": st.just("article-journal"),
        "container": st.sampled_from(JOURNALS),
        "date": st.sampled_from(["", "-03", "-03-01", "-12-31"]),
        "volume": numbers,
        "issue": st.just("") | numbers,
        "pages": pages | st.from_regex(r"e[0-9]{4,6}", fullmatch=True),
    }
)
advance_articles = st.fixed_dictionaries(
    {
        **common,
        "type": st.just("article-journal"),
        "container": st.sampled_from(JOURNALS),
        "advance_online": st.just(True),
    }
)
chapters = st.fixed_dictionaries(
    {
        **common,
        "type": st.just("chapter"),
        "container": st.sampled_from(BOOKS),
        "editors": st.lists(people, min_size=1, max_size=4),
        "edition": st.sampled_from(["", "1", "2", "3", "11"]),
        "volume": st.just("") | st.integers(1, 9).map(str),
        "publisher": st.sampled_from(PUBLISHERS),
        "pages": pages,
    }
)
books = st.fixed_dictionaries(
    {
        **common,
        "type": st.just("book"),
        "edition": st.sampled_from(["", "1", "2", "3", "11"]),
        "publisher": st.sampled_from(PUBLISHERS),
    }
)
theses = st.fixed_dictionaries(
    {**common, "type": st.just("thesis"), "publisher": st.just("Université de la Rive")}
)
reports = st.fixed_dictionaries(
    {**common, "type": st.just("report"), "publisher": st.sampled_from(PUBLISHERS)}
)
documents = st.fixed_dictionaries(
    {
        **common,
        "type": st.just("document"),
        "date": st.just("") | st.just("-03-01") | st.just("-12"),
        "url": st.sampled_from(["", "https://example.org/guide"]),
    }
)
undated = st.fixed_dictionaries(
    {
        **(common | {"year": st.none()}),
        "type": st.just("document"),
        "url": st.just("https://example.org/guide"),
    }
)
KINDS = [
    journal_articles,
    advance_articles,
    chapters,
    books,
    theses,
    reports,
    documents,
    undated,
]
articles = st.one_of(KINDS)


def article(fields: dict[str, object]) -> Article:
    date = fields.get("date")
    missing = {"date": f"{fields['year']}{date}"} if date else {}
    return Article(**fields | missing)


def as_printed(name: dict[str, str]) -> str:
    given = initials(name.get("given", ""))
    return typographic(", ".join(filter(None, [name.get("family"), given]))) or name["literal"]


def shown(fields: dict[str, object]) -> dict[str, object]:
    """What a style leaves of the fields: initials, printed quotes, whole ranges of pages."""
    edition = re.match(r"\d*", str(fields["edition"]))
    everybody = [as_printed(name) for name in fields["authors"]]  # type: ignore[attr-defined]
    return {
        "title": plain(fields["title"]),
        "authors": everybody if len(everybody) <= 20 else [*everybody[:19], everybody[-1]],
        "editors": [as_printed(name) for name in fields["editors"]],  # type: ignore[attr-defined]
        "year": fields["year"],
        "pages": full_page_ranges(str(fields["pages"])),
        "edition": edition and edition[0],
        **{name: fields[name] or "" for name in ("container", "volume", "issue", "publisher")},
        "doi": fields["doi"] or "",
        "url": "" if fields["doi"] else fields["url"],
        "advance_online": fields["advance_online"],
    }


def plain(text: object) -> str:
    return typographic(" ".join(str(text).split())).replace("\u202f", " ").replace("\u00a0", " ")


def fields_of(one: Article) -> dict[str, object]:
    names = [field.name for field in Article._meta.fields]
    return {name: getattr(one, name) for name in names}


REFERENCES = {
    "APA": apa_text,
    "APA, French": lambda item: apa_text(item, "fr"),
    "APA on a page": lambda item: str(apa_html(item)),
    "APA copied from a page": lambda item: strip_tags(str(apa_html(item))),
}


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("style", REFERENCES)
@given(articles)
def test_a_reference_is_read_back(style: str, language: str, fields: dict[str, object]) -> None:
    original = article(fields)
    with override(language):
        text = REFERENCES[style](article_item(original))
    citation = read_pasted(text).citation
    assert shown(article_fields(citation)) == shown(fields_of(original)), text
    assert citation.unread == (), text
    if fields["type"] in {"article-journal", "chapter"}:
        assert citation.type == fields["type"]


@pytest.mark.parametrize("ending", EXPORTS)
@given(articles, st.sampled_from(["", "authors_left_out", "et_al"]))
def test_an_export_is_read_back(ending: str, fields: dict[str, object], left_out: str) -> None:
    original = article(fields | ({left_out: True} if left_out else {}))
    citation = read_pasted(EXPORTS[ending].write([article_item(original)])).citation
    read = article_fields(citation)
    for name in ("title", "authors", "editors", "year", "type", "container", "volume"):
        assert read[name] == getattr(original, name), name
    assert read["date"] == original.date
    for name in ("issue", "edition", "publisher", "advance_online", "et_al", "authors_left_out"):
        assert read[name] == getattr(original, name), name
    assert read["pages"].replace("–", "-") == original.pages
    assert read["doi"] == (original.doi or "")
    assert read["url"] == ("" if original.doi else original.url)


SELDOM = [
    # a journal's special issue has editors; a volume of proceedings and a dataset a container
    {"type": "article-journal", "container": "Psychotherapy", "editors": [{"family": "Ng",
     "given": "A."}, {"literal": "STAR*D Study Group"}], "date": "2017-05-03", "year": 2017},
    {"type": "document", "container": "Proceedings of the 3rd Workshop & Meeting", "year": 2015,
     "editors": [{"family": "Ng", "given": "A."}], "pages": "1-9", "doi": "10.9999/p"},
    {"type": "document", "container": "PsycEXTRA Dataset", "date": "2003-01-02", "year": 2003},
    {"type": "article-journal", "container": "Brain", "year": 1891, "date": "1891-01-05"},
    {"type": "book", "publisher": "Seuil", "year": 1837, "pmid": "9997"},
    {"type": "chapter", "container": "Traité", "chapter": "4", "year": 1999},
]  # fmt: skip


@pytest.mark.parametrize("ending", [*EXPORTS, "csv"])
@pytest.mark.parametrize("fields", SELDOM)
def test_what_few_articles_have_goes_out_and_comes_back(tmp_path, ending, fields) -> None:
    original = Article(title="Listening", authors=[{"family": "Foote", "given": "B."}], **fields)
    item = article_item(original) | ({"PMID": original.pmid} if original.pmid else {})
    path = tmp_path / f"export.{ending}"
    write = csv_table if ending == "csv" else EXPORTS[ending].write
    path.write_text(write([item]), encoding="utf-8", newline="")
    with read_records(path) as read:
        (record,) = read.outcomes
    names = ("type", "container", "year", "date", "editors", "pages", "doi", "pmid", "publisher")
    for name in (*names, "chapter", "authors", "title"):
        assert getattr(record, name) == getattr(original, name), name


@pytest.mark.parametrize("ending", ["ris", "bib", "json"])
def test_the_number_in_pubmed_comes_back(ending: str) -> None:
    original = Article(title="Listening", type="article-journal", year=2019, pmid="31789841")
    written = EXPORTS[ending].write([article_item(original) | {"PMID": original.pmid}])
    assert read_pasted(written).citation.pmid == "31789841"
