"""From what a citation says to an Article: found again if it is known, made if it is new."""

from typing import Any

from gleanings.literature.citations.records import Name, ParsedCitation
from gleanings.literature.models import Article
from gleanings.literature.titles import title_key


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
    """The same article, if it is here: by DOI, else by title and year where neither contradicts."""
    if fields.get("doi"):
        found = Article.objects.filter(doi=fields["doi"]).first()
        if found:
            return found
    key = title_key(fields["title"])
    if not key:
        return None
    same_title = Article.objects.filter(title_key=key, year=fields.get("year"))
    return same_title.filter(doi=None).first() if fields.get("doi") else same_title.first()


def get_or_create_article(fields: dict[str, Any]) -> tuple[Article, bool]:
    """The article, and whether it is new. A known article keeps its fields."""
    found = find_article(fields)
    return (found, False) if found else (Article.objects.create(**fields), True)
