"""What was read from a page."""

from dataclasses import asdict, dataclass, field
from typing import Any

from gleanings.literature.citations import Name, ParsedCitation


@dataclass(frozen=True)
class Entry:
    """One summary as the page has it; what it lacks is empty, and named in `missing`.

    `month` is "2018-03", or `None` where the page does not say it whole; `month_written` is the
    heading that the entry stands under. `text` is paragraphs joined by blank lines, `text_html`
    the same with emphasis, links and lists, not yet sanitised. `preamble` repeats the paragraphs
    of `text` that stand before the citation.

    What a blog's system says of the entry: `date` (ISO), `authors`, `categories` and `tags` by the
    names it has for them, `status` (see `post_status`), `slug` and `old_address` (path and query).
    `new_topics` are the categories that are not topics yet.
    """

    month: str | None
    title: str
    article: ParsedCitation | None
    text: str
    text_html: str = ""
    preamble: str = ""
    implications: tuple[str, ...] = ()
    implications_lead: str = ""
    implications_heading: str = ""
    contact: str = ""
    topics: tuple[str, ...] = ()
    types: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    citation: str = ""
    more_articles: tuple[ParsedCitation, ...] = ()
    first_line: int = 0
    month_written: str = ""
    date: str = ""
    authors: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    new_topics: tuple[str, ...] = ()
    status: str = ""
    slug: str = ""
    old_address: str = ""

    def to_record(self) -> dict[str, Any]:
        """Every field, to be kept until the entry is stored."""
        return asdict(self)

    @classmethod
    def from_record(cls, record: dict[str, Any]) -> "Entry":
        named = {name: tuple(value) for name, value in record.items() if isinstance(value, list)}
        article = record["article"]
        return cls(
            **record
            | named
            | {
                "article": _citation(article) if article else None,
                "more_articles": tuple(map(_citation, record["more_articles"])),
            }
        )

    def to_json(self) -> dict[str, Any]:
        return {
            "month": self.month,
            "title": self.title,
            "article": article_json(self.article) if self.article else None,
            "text": self.text,
            "implications": list(self.implications),
            "contact": self.contact,
            "topics": list(self.topics),
            "types": list(self.types),
            "missing": list(self.missing),
            "preamble": self.preamble,
            "implications_lead": self.implications_lead,
            "implications_heading": self.implications_heading,
            "citation": self.citation,
            "month_written": self.month_written,
            "more_articles": [article_json(article) for article in self.more_articles],
            "date": self.date or None,
            "authors": list(self.authors),
            "categories": list(self.categories),
            "tags": list(self.tags),
            "new_topics": list(self.new_topics),
            "status": self.status or None,
            "slug": self.slug or None,
            "old_address": self.old_address or None,
        }


@dataclass(frozen=True)
class Unplaced:
    """A line that is no known part of a page, and why."""

    line: int
    text: str
    why: str

    def to_json(self) -> dict[str, Any]:
        return {"line": self.line, "text": self.text, "why": self.why}


@dataclass(frozen=True)
class LineAccount:
    """Where one line went ("entry 3: citation"), or that it was left and why ("left: …")."""

    line: int
    text: str
    where: str

    @property
    def left(self) -> bool:
        return self.where.startswith("left: ")


@dataclass(frozen=True)
class Page:
    """A saved page of a blog, read. `account` has exactly one row for each line of the file."""

    intro: str = ""
    notice: str = ""
    teaser: str = ""
    author: str = ""
    topics: tuple[str, ...] = ()
    research_types: tuple[str, ...] = ()
    entries: tuple[Entry, ...] = ()
    unplaced: tuple[Unplaced, ...] = ()
    account: tuple[LineAccount, ...] = field(default=(), repr=False)
    encoding: str = "utf-8"
    layout: str = "text"
    notes: tuple[str, ...] = ()

    @property
    def months(self) -> tuple[str | None, ...]:
        """The months of the entries, each once, in the order of the page."""
        return tuple(dict.fromkeys(entry.month for entry in self.entries))

    def to_json(self) -> dict[str, Any]:
        return {
            "intro": self.intro,
            "notice": self.notice,
            "teaser": self.teaser,
            "author": self.author,
            "topics": list(self.topics),
            "research_types": list(self.research_types),
            "entries": [entry.to_json() for entry in self.entries],
            "unplaced": [line.to_json() for line in self.unplaced],
            "notes": list(self.notes),
        }


def _citation(record: dict[str, Any]) -> ParsedCitation:
    people = {role: tuple(Name(**name) for name in record[role]) for role in ("authors", "editors")}
    return ParsedCitation(**record | people | {"unread": tuple(record["unread"])})


def article_json(article: ParsedCitation) -> dict[str, Any]:
    """An article for other programs; empty strings are `null`, as the year is when unknown."""
    return {
        "authors": [name_json(name) for name in article.authors],
        "ellipsis": article.ellipsis,
        "ellipsis_at": article.ellipsis_at,
        "year": article.year,
        "date": article.date,
        "title": article.title,
        "container": article.container or None,
        "volume": article.volume or None,
        "issue": article.issue or None,
        "pages": article.pages or None,
        "doi": article.doi,
        "advance_online": article.advance_online,
        "in_press": article.in_press,
        "type": article.type,
        "editors": [name_json(name) for name in article.editors],
        "edition": article.edition or None,
        "chapter": article.chapter or None,
        "publisher": article.publisher or None,
        "place": article.place or None,
        "url": article.url or None,
        "unread": list(article.unread),
    }


def name_json(name: Name) -> dict[str, str]:
    """A group stands whole in `family`, with an empty `given`, and in `literal`."""
    if name.literal:
        return {"family": name.literal, "given": "", "literal": name.literal}
    row = {"family": name.family, "given": name.given}
    return {**row, "suffix": name.suffix} if name.suffix else row
