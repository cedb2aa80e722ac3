"""What the head of a saved page says about it: address, date, author (JSON-LD, OpenGraph, meta)."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from bs4 import BeautifulSoup, Tag

_ARTICLE = re.compile(r"Article$|^BlogPosting$|^Report$")


@dataclass(frozen=True)
class AboutPage:
    """The one post of a page, as its head has it; a page of several posts says little of each."""

    title: str = ""
    date: str = ""
    author: str = ""
    address: str = ""
    categories: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    # the title of the page as the browser shows it, often with that of the site
    page_title: str = ""
    # what the site is called, as far as its head says so
    site: frozenset[str] = frozenset()


def about_page(soup: BeautifulSoup, line_marks: re.Pattern[str]) -> AboutPage:
    title = soup.title.get_text() if soup.title else ""
    page_title = " ".join(line_marks.sub("", title).split())
    posting = next(_postings(soup, line_marks), {})
    meta = _meta(soup)
    canonical = soup.find("link", rel="canonical")
    canonical = canonical or soup.find("a", class_="p-canonical")
    address = str(canonical.get("href") or "") if isinstance(canonical, Tag) else ""
    section = _names(posting.get("articleSection")) or meta.get("article:section", [])
    return AboutPage(
        title=_text(posting.get("headline")) or "".join(meta.get("og:title", [])[:1]),
        date=_text(posting.get("datePublished"))[:40]
        or "".join((meta.get("article:published_time") or meta.get("datepublished", []))[:1]),
        author=_person(posting.get("author")) or _first(meta, "author", "article:author"),
        address=address or "".join(meta.get("og:url", [])[:1]) or _text(posting.get("url")),
        categories=tuple(section),
        tags=tuple(meta.get("article:tag", [])),
        page_title=page_title,
        # "Title | The Blog | Medium"
        site=frozenset(
            [*meta.get("og:site_name", []), *re.split(r"\s+[|–—·-]\s+", page_title)[1:]]
        ),
    )


def _postings(soup: BeautifulSoup, line_marks: re.Pattern[str]) -> Iterator[dict[str, Any]]:
    for script in soup.find_all("script", type="application/ld+json"):
        try:
            said = json.loads(line_marks.sub("", script.get_text()))
        except (ValueError, RecursionError):
            continue
        rows = said.get("@graph", [said]) if isinstance(said, dict) else said
        for row in rows if isinstance(rows, list) else []:
            if isinstance(row, dict) and any(map(_ARTICLE.search, _names(row.get("@type")))):
                yield row


def _meta(soup: BeautifulSoup) -> dict[str, list[str]]:
    said: dict[str, list[str]] = {}
    for tag in soup.find_all("meta"):
        name = str(tag.get("property") or tag.get("name") or tag.get("itemprop") or "").lower()
        if name and (content := str(tag.get("content") or "").strip()):
            said.setdefault(name, []).append(content)
    return said


def _first(meta: dict[str, list[str]], *names: str) -> str:
    found = (value for name in names for value in meta.get(name, []))
    return next((value for value in found if "/" not in value), "")


def _names(value: Any) -> list[str]:
    values = value if isinstance(value, list) else [value]
    return [text for text in values if isinstance(text, str) and text]


def _text(value: Any) -> str:
    return value if isinstance(value, str) else ""


def _person(value: Any) -> str:
    first = value[0] if isinstance(value, list) and value else value
    return _text(first.get("name")) if isinstance(first, dict) else _text(first)
