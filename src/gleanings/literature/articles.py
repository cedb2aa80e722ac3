"""From what a citation says to an Article: found again if it is known, made if it is new."""

from typing import Any

from gleanings.literature.citations.parsed_citation import Name, ParsedCitation
from gleanings.literature.models import Article
from gleanings.literature.storing.same import Clash, known_articles, possibly_same, traits_of


def name_record(name: Name) -> dict[str, str]:
    if name.literal:
        return {"literal": name.literal}
    record = {"family": name.family, "given": name.given}
    return record | {"suffix": name.suffix} if name.suffix else record


def article_fields(citation: ParsedCitation) -> dict[str, Any]:
    """The fields of an Article that a citation fills; empty where it says nothing."""
    return {
        "title": citation.title,
        "authors": [name_record(name) for name in citation.authors],
        "authors_left_out": citation.ellipsis and not citation.is_et_al,
        "et_al": citation.is_et_al,
        "year": citation.year,
        "date": citation.date or "",
        "type": citation.type,
        "container": citation.container,
        "volume": citation.volume,
        "issue": citation.issue,
        "pages": citation.pages,
        "editors": [name_record(name) for name in citation.editors],
        "edition": citation.edition,
        "chapter": citation.chapter,
        "publisher": citation.publisher,
        "doi": citation.doi or "",
        "pmid": citation.pmid or "",
        "url": citation.url,
        "advance_online": citation.advance_online,
    }


def find_article(fields: dict[str, Any]) -> Article | None:
    """The same article, if it is here, by the rule that imports of records go by.

    Two articles cannot have one DOI: the one that has it is taken, whatever its title.
    """
    traits = traits_of(Article(**fields))
    here = {article.pk: article for article in possibly_same([traits])}
    found = known_articles(here.values()).find(traits)
    if isinstance(found, Clash):
        found = found.found
    return here[found] if found is not None else None


def get_or_create_article(fields: dict[str, Any]) -> tuple[Article, bool]:
    """The article, and whether it is new. A known article keeps its fields."""
    found = find_article(fields)
    return (found, False) if found else (Article.objects.create(**fields), True)
