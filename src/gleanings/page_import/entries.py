"""One entry from its parts: title, citation, text, implications, contact."""

import html
import re
from dataclasses import dataclass, field, replace
from urllib.parse import urlsplit

from gleanings.digest.vocabulary.terms import topic_named
from gleanings.literature.citations import ParsedCitation, parse_citation
from gleanings.page_import import advice, furniture, marks, patterns
from gleanings.page_import.account import Places
from gleanings.page_import.blocks import BOLD, Block, Source
from gleanings.page_import.body import left_of
from gleanings.page_import.byline import (
    Byline,
    date_in,
    is_person,
    is_user,
    names_in,
    read_byline,
)
from gleanings.page_import.implications import Paragraph, opens_item, split_implications
from gleanings.page_import.kinds import (
    Kind,
    Part,
    ends_sentence,
    is_title_like,
    opens_lower,
)
from gleanings.page_import.page import Entry
from gleanings.page_import.segments import same_title

_LONGEST_STRAY = 70
# a title that is printed again stands among so many lines
_REPEATED_WITHIN = 3
# "2. A Title", "❷ A Title", as letters number what is in them
_NUMBERED = re.compile(r"^(?:\d{1,2}[.)]\s+(?=[A-ZÀ-Þ“\"])|[^\w\s“”\"'‘’«(\[¿¡…]+\s*|[❶-❿①-⑳]\s*)")
_AUTHORS = re.compile(
    r"\bauthors?\b|\bauteure?s?\b|\bautrices?\b|\bautor\w*|\bcorrespond\w+", re.IGNORECASE
)
_OURS = re.compile(r"\b(?:us|me|we|our|nous|notre|moi|uns|unser\w*)\b", re.IGNORECASE)
# what blogs file a post under when nobody said under what
_NO_TOPICS = frozenset(
    {"uncategorized", "uncategorised", "non classé", "allgemein", "sans catégorie"}
)


def says_nothing(category: str) -> bool:
    return category.strip().casefold() in _NO_TOPICS


@dataclass
class Draft:
    """An entry while its parts are read."""

    month: str | None
    title: str = ""
    articles: list[ParsedCitation] = field(default_factory=list)
    citation: str = ""
    text: list[Block] = field(default_factory=list)
    preamble: list[str] = field(default_factory=list)
    implications: list[Paragraph] = field(default_factory=list)
    heading: str = ""
    contacts: list[str] = field(default_factory=list)
    named_topics: list[str] = field(default_factory=list)
    first_line: int = 0
    date: str = ""
    authors: list[str] = field(default_factory=list)
    categories: list[str] = field(default_factory=list)
    tags: list[str] = field(default_factory=list)
    address: str = ""
    dated_by_markup: bool = False
    # the marks under which the names of lists are links of their own
    linked: frozenset[str] = frozenset()
    day_first: bool = False
    # the names of the site, which are no category
    site: frozenset[str] = frozenset()
    # the level of the heading that is the title, if the markup does not mark it as one
    rank: int = 0
    places: Places = field(default_factory=Places)
    # why what follows is no part of the implications any more; empty while they go on
    closed: str = ""
    # where among the parts the last implication stands
    last_implication: int = -1
    # the line that takes leave, below which a signature stands
    closing: str = ""


def read_entry(parts: list[Part], month: str | None, name: str, source: Source) -> Draft:
    """The parts of one entry, each placed as "entry 3: text"."""
    draft = Draft(month, day_first=source.day_first, site=source.about.site)
    places = draft.places
    head = parts[0].block if parts else None
    rank = head.heading if head and head.mark != marks.TITLE and head.heading in range(1, 7) else 0
    draft.rank = rank
    parts = _read_title(parts, draft, name, places)
    draft.linked = frozenset(p.block.mark for p in parts if p.block.link or p.block.item)
    left = left_of(parts, rank)
    for at, part in enumerate(parts):
        if part.kind is Kind.CITATION:
            _read_citation(part, draft, name, places)
        elif part.kind is Kind.ABOUT_POST:
            _read_mark(part, draft, name, places)
        elif part.kind is Kind.CLOSING:
            if draft.text or draft.implications:
                draft.closing = draft.closing or part.text
            places.leave(part.block, "a letter's closing")
        elif draft.closing and part.kind in (Kind.PARAGRAPH, Kind.CONTACT):
            places.unplaced(part.block, f"is below “{draft.closing}” in {name}")
        elif part.kind is Kind.IMPLICATIONS and draft.heading and _led(parts, at):
            # "Implications for training: …" is one implication among others
            words = f"{part.text} {parts[at + 1].text}"
            parts[at + 1] = Part(parts[at + 1].block.with_text(words), Kind.PARAGRAPH)
        elif part.kind is Kind.IMPLICATIONS:
            draft.heading = draft.heading or part.said
            places.take(part.block, f"{name}: heading of the implications")
        elif part.kind is Kind.CONTACT and not _is_of_author(parts, at, draft):
            places.unplaced(part.block, f"an address that is not said to be the author's ({name})")
        elif part.kind is Kind.CONTACT:
            draft.contacts.append(part.text)
            places.take(part.block, f"{name}: contact")
        elif part.kind in (Kind.ENTRY_TOPICS, Kind.POSTED):
            _read_byline(part, draft, name, places)
        elif part.kind is Kind.CITATION_LABEL:
            places.leave(part.block, "a citation's label")
            _close(draft, part.text)
        elif part.block.mark == marks.IMPLICATIONS:
            draft.implications.append(Paragraph(part.text, part.block.item))
            places.take(part.block, f"{name}: implications")
        elif draft.heading:
            _read_implication(parts, at, draft, name, places)
        elif at in left:
            places.unplaced(part.block, f"{left[at]} ({name})")
        else:
            draft.text.append(part.block)
            places.take(part.block, f"{name}: text")
    return draft


def _is_of_author(parts: list[Part], at: int, draft: Draft) -> bool:
    """Whether an address is the author's: it says so, or stands by the citation or where nothing
    else has begun."""
    text = parts[at].text
    if _OURS.search(text) or advice.speaks_to_readers(text):
        return False
    if _AUTHORS.search(text):
        return True
    by_citation = at > 0 and parts[at - 1].kind in (Kind.CITATION, Kind.CONTACT)
    if draft.closed and not by_citation:
        return False
    return patterns.says_contact(text) or patterns.is_bare_address(text)


def _close(draft: Draft, why: str) -> None:
    if draft.implications and not draft.closed:
        draft.closed = why


def _read_byline(part: Part, draft: Draft, name: str, places: Places) -> None:
    byline = _of_post(read_byline(part.text, day_first=draft.day_first, partly=True), draft)
    if part.said:
        draft.month = draft.month or part.said
        places.take(part.block, f"{name}: month {part.said}")
    elif byline is None:
        draft.named_topics += patterns.entry_topics(part.text)
        places.take(part.block, f"{name}: topics")
    else:
        _take_byline(byline, draft)
        places.take(part.block, f"{name}: {_said(byline)}")
    _close(draft, part.text)


def _said(byline: Byline) -> str:
    said = (
        ("date of posting", byline.date), ("author", byline.author),
        ("categories", byline.categories), ("tags", byline.tags),
    )  # fmt: skip
    return ", ".join(what for what, value in said if value) or "how often it was read"


def _of_post(byline: Byline | None, draft: Draft) -> Byline | None:
    """A byline without the site's own name: "Published in The Fifty-Minute Hour"."""
    if byline is None or not draft.site.intersection(byline.categories):
        return byline
    return replace(byline, categories=tuple(c for c in byline.categories if c not in draft.site))


def _take_byline(byline: Byline, draft: Draft) -> None:
    draft.date = draft.date or byline.date
    if byline.author and byline.author not in draft.authors:
        draft.authors.append(byline.author)
    draft.categories += byline.categories
    draft.tags += byline.tags


def _read_mark(part: Part, draft: Draft, name: str, places: Places) -> None:
    """What the markup says of the post: its date, its author, a name it is filed under."""
    block, text = part.block, part.text
    _close(draft, text)
    if block.mark == marks.META:
        return places.leave(block, "a label or a count of the site")
    if block.mark == marks.EXCERPT:
        return places.leave(block, "the post's excerpt")
    label = text.endswith(":") or furniture.label_of_part(text) or not re.search(r"\w", text)
    if block.mark in marks.FILED and (block.link or block.item) and not label:
        known = block.mark == marks.CATEGORY or (
            block.mark == marks.TAXONOMY and topic_named(text) is not None
        )
        if says_nothing(text):
            return places.leave(block, "a category that says nothing")
        (draft.categories if known else draft.tags).append(text.strip(" #,"))
        return places.take(block, f"{name}: {'categories' if known else 'tags'}")
    byline = _of_post(_marked_byline(block, draft), draft)
    if byline is None and block.mark in marks.FILED - draft.linked and not label:
        names = (text,) if topic_named(text) else names_in(text)
        at = "categories" if block.mark == marks.CATEGORY else "tags"
        byline = Byline(categories=names) if at == "categories" else Byline(tags=names)
    if block.mark == marks.DATE and block.date and byline and not draft.dated_by_markup:
        draft.date, draft.dated_by_markup = byline.date, True
    if block.mark == marks.BYLINE and (month := patterns.month_heading(text)):
        draft.month = draft.month or month[0]
        return places.take(block, f"{name}: month {month[0]}")
    if byline is None:
        return places.leave(block, "a label of the site")
    _take_byline(byline, draft)
    return places.take(block, f"{name}: {_said(byline)}")


def _marked_byline(block: Block, draft: Draft) -> Byline | None:
    if block.mark == marks.DATE and (date := date_in(block.date)):
        return Byline(date=date)
    if byline := read_byline(block.text, day_first=draft.day_first):
        return byline
    if block.mark == marks.DATE and (date := date_in(block.text, day_first=draft.day_first)):
        return Byline(date=date)
    # a label is often glued to the name: "ByNadia Holm"
    name = re.sub(r"^(?i:(?:\w+ )?(?:by|par|von))\s*:?\s*(?=[A-ZÀ-Þ])", "", block.text)
    if block.mark in (marks.AUTHOR, marks.BYLINE) and (
        is_person(name) or (block.link and is_user(name))
    ):
        return Byline(author=name)
    return None


def _led(parts: list[Part], at: int) -> bool:
    """Whether the line of a heading goes on with text."""
    following = parts[at + 1] if at + 1 < len(parts) else None
    return (
        following is not None
        and following.kind is Kind.PARAGRAPH
        and following.block.pieces == parts[at].block.pieces
    )


def read_series(parts: list[Part], draft: Draft, name: str) -> None:
    """What announces a series over its first entry is a preamble to that entry."""
    for part in parts:
        draft.places.take(part.block, f"{name}: preamble")
    blocks = [part.block for part in parts]
    draft.text = [*blocks, *draft.text]
    draft.preamble = [*(block.text for block in blocks), *draft.preamble]


def _read_title(parts: list[Part], draft: Draft, name: str, places: Places) -> list[Part]:
    if not parts:
        return parts
    cited = len(parts) > 1 and parts[1].kind is Kind.CITATION
    if (
        parts[0].block.mark != marks.TITLE
        and not is_title_like(parts[0], before_citation=True)
        and not (cited and opens_lower(parts[0]))
    ):
        return parts
    draft.title = _NUMBERED.sub("", parts[0].text.removesuffix(".").strip())
    draft.address = parts[0].block.address
    places.take(parts[0].block, f"{name}: title")
    rest = parts[1:]
    kept = []
    near = _REPEATED_WITHIN
    for part in rest:
        author = part.text.strip("()")
        if part.block.mark == marks.TITLE and part.text != author and is_person(author):
            draft.authors.append(author)
            places.take(part.block, f"{name}: author")
        elif near > 0 and part.kind is Kind.PARAGRAPH and same_title(part.text, parts[0].text):
            places.take(part.block, f"{name}: title, printed again")
        else:
            kept.append(part)
        near -= part.kind is not Kind.ABOUT_POST
    return kept


def _read_citation(part: Part, draft: Draft, name: str, places: Places) -> None:
    if not draft.articles:
        draft.citation = part.text
        draft.preamble = [block.text for block in draft.text] if not draft.heading else []
    draft.articles.append(parse_citation(part.text))
    _close(draft, part.text)
    places.take(part.block, f"{name}: citation")


def _read_implication(parts: list[Part], at: int, draft: Draft, name: str, places: Places) -> None:
    part = parts[at]
    # a heading may ask
    ends = part.text.endswith((".", ";")) if part.block.heading < BOLD else ends_sentence(part.text)
    heads = part.block.heading and not part.block.item and not ends
    if (
        draft.implications
        and heads
        and (part.block.heading == draft.rank or not opens_item(part.text))
    ):
        _close(draft, part.text)
        places.unplaced(part.block, f"a heading after the implications of {name}")
        return
    if draft.closed:
        why = f"is after the implications of {name}, below “{draft.closed[:60]}”"
        places.unplaced(part.block, why)
        return
    if part.block.continues and draft.last_implication == at - 1 >= 0 and _in_item(draft):
        before = draft.implications.pop()
        draft.implications.append(Paragraph(f"{before.text} {part.text}", before.item))
        draft.last_implication = at
        places.take(part.block, f"{name}: implications")
        return
    if part.block.link and draft.implications and len(part.text) <= _LONGEST_STRAY:
        places.unplaced(part.block, f"a link after the implications of {name}")
        return
    if _ends_list(part, draft):
        places.unplaced(part.block, f"is after the list of implications of {name}")
        return
    if _stray(part, draft):
        if topic_named(part.text):
            draft.named_topics.append(part.text)
            places.take(part.block, f"{name}: topics")
            return
        places.unplaced(part.block, f"is after the implications of {name}, and is not a sentence")
        return
    if _says_else(part, draft):
        why = f"is after the implications of {name}, and gives no advice"
        places.unplaced(part.block, why)
        return
    draft.implications.append(Paragraph(part.text, part.block.item))
    draft.last_implication = at
    places.take(part.block, f"{name}: implications")


def _in_item(draft: Draft) -> bool:
    return bool(draft.implications) and draft.implications[-1].item


def _ends_list(part: Part, draft: Draft) -> bool:
    """Whether a list of implications is over: a paragraph after it may be anything."""
    if part.block.item or opens_item(part.text):
        return False
    last = draft.implications[-2:]
    return len(last) == 2 and all(p.item or opens_item(p.text) for p in last)


def _says_else(part: Part, draft: Draft) -> bool:
    """Whether a further paragraph speaks neither of practice nor of what to do."""
    text = part.text
    if not draft.implications or part.block.item or opens_item(text):
        return False
    if advice.speaks_to_readers(text):
        return True
    if not ends_sentence(text) and not ends_sentence(draft.implications[-1].text):
        return False  # lines of a list without bullets
    return not (advice.advises(text) or advice.is_of_practice(text))


def _stray(part: Part, draft: Draft) -> bool:
    """A short line that is no sentence, after implications that are sentences."""
    if not draft.implications or part.block.item:
        return False
    # the site's own lines part their pieces so
    if len(part.text) > _LONGEST_STRAY and not re.search(r"\s[|·•]\s", part.text):
        return False
    if opens_item(part.text):
        return False
    before = draft.implications[-1]
    return not ends_sentence(part.text) and ends_sentence(before.text) and not before.item


def finish(draft: Draft, ledger_line: int) -> Entry:
    """The entry, with what it lacks named; topics and types are proposed elsewhere."""
    implications = split_implications(draft.implications)
    article = draft.articles[0] if draft.articles else None
    missing = {
        "month": not draft.month,
        "title": not draft.title,
        "citation": article is None,
        "text": not draft.text,
        "implications": not implications.items,
    }
    return Entry(
        month=draft.month,
        title=draft.title,
        article=article,
        text="\n\n".join(f"- {b.text}" if b.item else b.text for b in draft.text),
        text_html=paragraphs_html(draft.text),
        preamble="\n\n".join(draft.preamble),
        implications=implications.items,
        implications_lead=implications.lead,
        implications_heading=draft.heading,
        contact="\n".join(draft.contacts),
        missing=tuple(name for name, lacks in missing.items() if lacks),
        citation=draft.citation,
        more_articles=tuple(draft.articles[1:]),
        first_line=ledger_line,
        date=draft.date,
        authors=tuple(_named(draft.authors)),
        categories=tuple(dict.fromkeys(draft.categories)),
        tags=tuple(dict.fromkeys(draft.tags)),
        old_address=path_of(draft.address),
    )


def _named(authors: list[str]) -> list[str]:
    """People by their names, without the names that they sign in with."""
    return [author for author in authors if " " in author] or authors


def paragraphs_html(blocks: list[Block]) -> str:
    """Paragraphs and lists as HTML, with emphasis and links as the page has them."""
    out: list[str] = []
    for at, block in enumerate(blocks):
        inner = block.html or html.escape(block.text, quote=False)
        if not block.item:
            out.append(f"<p>{inner}</p>")
            continue
        opens = at == 0 or not blocks[at - 1].item
        closes = at + 1 == len(blocks) or not blocks[at + 1].item
        out.append(f"{'<ul>' if opens else ''}<li>{inner}</li>{'</ul>' if closes else ''}")
    return "\n".join(out)


def path_of(address: str) -> str:
    """The path and query of an old address, as it is asked for here once the name has moved."""
    try:
        parts = urlsplit(address.strip())
    except ValueError:
        return ""
    if parts.scheme not in ("", "http", "https") or not parts.path.strip("/"):
        return f"/?{parts.query}" if parts.query and parts.scheme.startswith("http") else ""
    path = parts.path if parts.path.startswith("/") else f"/{parts.path}"
    return f"{path}?{parts.query}" if parts.query else path
