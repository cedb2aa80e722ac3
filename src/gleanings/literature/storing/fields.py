"""The fields of an article that a record fills."""

from typing import Any

from gleanings.literature.characters import cleaned
from gleanings.literature.models import Article
from gleanings.literature.records import Record
from gleanings.literature.titles import title_key

CITATION = (
    *("title", "authors", "year", "date", "container", "volume", "issue", "pages", "doi"),
    *("editors", "edition", "chapter", "publisher", "url"),
)
"""What readers see of an article that a summary is about."""
BESIDE = (
    *("pmid", "pmcid", "abstract", "language", "keywords", "publication_types", "original_title"),
    "free_at",
)
"""What is no part of the citation."""
UPDATED = (*CITATION, *BESIDE, "identifiers", "sources", "title_key")

_LENGTHS: dict[str, int] = {
    field.name: most
    for field in Article._meta.concrete_fields
    if (most := getattr(field, "max_length", None))
}
# part of one would be another
_WHOLE_OR_NONE = ("doi", "pmid", "pmcid", "url", "date", "free_at")


def fields_of(record: Record) -> dict[str, Any]:
    """The fields of a new article; of a text that is too long, as much as there is room for."""
    values = {name: getattr(record, name) for name in (*CITATION, *BESIDE)}
    # names and keywords were cleaned when they were read
    fields = {
        name: _fitted(name, cleaned(value)) if isinstance(value, str) else value
        for name, value in values.items()
    }
    fields["doi"] = fields["doi"] or None
    fields["pmid"] = fields["pmid"] or None
    fields["pmcid"] = fields["pmcid"] or ""
    fields["free_at"] = record.free_to_read_at
    return fields


def _fitted(name: str, value: str) -> str:
    most = _LENGTHS.get(name)
    if not most or len(value) <= most:
        return value
    return "" if name in _WHOLE_OR_NONE else f"{value[: most - 1].rstrip()}…"


def new_article(record: Record) -> Article:
    fields = fields_of(record)
    return Article(
        **fields,
        type=record.type,
        identifiers=record.identifiers,
        sources={"*": record.source} if record.source else {},
        title_key=title_key(fields["title"]),
    )


def fill_in(article: Article, record: Record, *, citation: bool) -> bool:
    """Fill what is empty; whether anything was. What stands there is never written over.

    Without ``citation`` only what is no part of it.
    """
    names = (*CITATION, *BESIDE) if citation else BESIDE
    found = fields_of(record)
    filled = [name for name in names if found[name] and not getattr(article, name)]
    for name in filled:
        setattr(article, name, found[name])
    article.sources |= dict.fromkeys(filled, record.source)
    more = record.identifiers.keys() - article.identifiers.keys()
    article.identifiers |= {name: record.identifiers[name] for name in more}
    return bool(filled or more)
