"""What Zotero takes from a page's head, by the rules of its translator *Embedded Metadata*.

It looks for a type first in ``citation_journal_title``, then in ``DC.type``; any other page with a
``citation_title`` is a journal article to it. It splits an author at a comma that has two words on
either side.
"""

from __future__ import annotations

from bs4 import BeautifulSoup


def tags(soup: BeautifulSoup, name: str) -> list[str]:
    return [tag["content"] for tag in soup.head.find_all("meta", attrs={"name": name})]


def item(soup: BeautifulSoup) -> dict:
    return {
        "itemType": _type(soup),
        "title": " ".join(tags(soup, "citation_title")),
        "creators": [
            _creator(part) for author in tags(soup, "citation_author") for part in _split(author)
        ],
        "date": " ".join(tags(soup, "citation_publication_date")),
        "websiteTitle": soup.head.find("meta", property="og:site_name")["content"],
        "abstractNote": " ".join(tags(soup, "citation_abstract")),
        "language": " ".join(tags(soup, "citation_language")),
        "url": " ".join(tags(soup, "citation_public_url")),
    }


def _type(soup: BeautifulSoup) -> str:
    if tags(soup, "citation_journal_title"):
        return "journalArticle"
    guess = "journalArticle" if tags(soup, "citation_title") else "webpage"
    return next(iter(tags(soup, "DC.type")), guess)


def _split(author: str) -> list[str]:
    parts = author.split(", ")
    return parts if len(parts) > 1 and " " in parts[0] and " " in parts[1] else [author]


def _creator(author: str) -> tuple[str, str]:
    """(last name, first name); without a comma, the last word is the last name."""
    last, comma, first = author.partition(", ")
    if not comma:
        first, _, last = author.rpartition(" ")
    return last, first.replace("\u00a0", " ")
