"""One entry from its parts: title, citation, text, implications, contact."""

import html
import re
from dataclasses import replace
from urllib.parse import urlsplit

from gleanings.literature.citations import parse_citation
from gleanings.literature.identifiers import find_doi
from gleanings.page_import import advice, marks, patterns
from gleanings.page_import.account import Places
from gleanings.page_import.blocks import Block, Source
from gleanings.page_import.body import left_of
from gleanings.page_import.byline import Byline, is_person, read_by_place
from gleanings.page_import.draft import Draft, close
from gleanings.page_import.entry_facts import read_mark, read_post_line, take_byline
from gleanings.page_import.entry_implications import read_implication
from gleanings.page_import.entry_titles import same_title
from gleanings.page_import.implications import Paragraph, split_implications
from gleanings.page_import.kinds import (
    Kind,
    Part,
    ends_sentence,
    is_title_like,
    opens_lower,
)
from gleanings.page_import.page import Entry

# a title that is printed again stands among so many lines
_REPEATED_WITHIN = 3
# "2. A Title", "❷ A Title", as letters number what is in them
_NUMBERED = re.compile(r"^(?:\d{1,2}[.)]\s+(?=[A-ZÀ-Þ“\"])|[^\w\s“”\"'‘’«(\[¿¡…]+\s*|[❶-❿①-⑳]\s*)")
_AUTHORS = re.compile(
    r"\bauthors?\b|\bauteure?s?\b|\bautrices?\b|\bautor\w*|\bcorrespond\w+", re.IGNORECASE
)
_OURS = re.compile(r"\b(?:us|me|we|our|nous|notre|moi|uns|unser\w*)\b", re.IGNORECASE)


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
    turn = _turn(parts, left)
    for at, part in enumerate(parts):
        if part.kind is Kind.CITATION:
            _read_citation(part, draft, name, places)
        elif part.kind is Kind.ABOUT_POST:
            read_mark(part, draft, name, places)
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
            read_post_line(part, draft, name, places)
        elif part.kind is Kind.CITATION_LABEL:
            places.leave(part.block, "a citation's label")
            close(draft, part.text)
        elif part.block.mark == marks.IMPLICATIONS and _labels_field(part, draft):
            draft.heading = part.text
            places.take(part.block, f"{name}: heading of the implications")
        elif part.block.mark == marks.IMPLICATIONS:
            draft.implications.append(Paragraph(part.text, part.block.item))
            places.take(part.block, f"{name}: implications")
        elif draft.heading:
            read_implication(parts, at, draft, name, places)
        elif at in left and (byline := _byline_over_text(part, draft)):
            take_byline(byline, draft, part.block, name)
        elif at in left:
            places.unplaced(part.block, f"{left[at]} ({name})")
        elif at == turn:
            _read_turn(part.block, draft, name, places)
        else:
            draft.text.append(part.block)
            places.take(part.block, f"{name}: text")
    _link_article(parts, draft)
    return draft


def _labels_field(part: Part, draft: Draft) -> bool:
    """Whether a line is what a site calls its field of implications, printed over it."""
    if draft.implications or draft.heading or part.block.item:
        return False
    return part.block.heading > 0 and not ends_sentence(part.text)


def _byline_over_text(part: Part, draft: Draft) -> Byline | None:
    """What a line that is no text says between the title and the text, where it has its place."""
    if draft.text or draft.heading or not draft.title or part.block.item or part.block.heading:
        return None
    return read_by_place(part.text, part.block.box, day_first=draft.day_first)


def _link_article(parts: list[Part], draft: Draft) -> None:
    """The DOI of the only article, where the citation does not print it, but a link of the entry
    leads there: its own, or one outside the text."""
    _join_its_doi(draft)
    text = {id(block) for block in draft.text}
    links = (link for p in parts if id(p.block) not in text for link in p.block.refers)
    linked = {doi for link in links if (doi := find_doi(link))}
    if len(draft.articles) == 1 and draft.articles[0].doi is None and len(linked) == 1:
        draft.articles[0] = replace(draft.articles[0], doi=linked.pop())


def _join_its_doi(draft: Draft) -> None:
    """A DOI on a line of its own is of the citation that has none, or the same once more."""
    bare = [one for one in draft.articles if one.doi and not (one.title or one.authors)]
    told = [one for one in draft.articles if one not in bare]
    if len(told) == 1 and len(bare) == 1 and told[0].doi in {None, bare[0].doi}:
        draft.articles[:] = [replace(told[0], doi=bare[0].doi)]


def _turn(parts: list[Part], left: dict[int, str]) -> int:
    """Which paragraph turns to practice: only the last of an entry whose implications no heading
    names; else -1."""
    if any(p.kind is Kind.IMPLICATIONS or p.block.mark == marks.IMPLICATIONS for p in parts):
        return -1
    text = [at for at, p in enumerate(parts) if p.kind is Kind.PARAGRAPH and at not in left]
    last = text[-1] if text else -1
    if last < 0 or parts[last].block.item:
        return -1
    turn = advice.turn_to_practice(parts[last].text)
    # something is told before it
    return last if turn is not None and (turn or len(text) > 1) else -1


def _read_turn(block: Block, draft: Draft, name: str, places: Places) -> None:
    at = advice.turn_to_practice(block.text) or 0
    if at:
        draft.text.append(block.with_text(block.text[:at].rstrip()))
    draft.implications.append(Paragraph(block.text[at:]))
    places.take(block, f"{name}: text, implications" if at else f"{name}: implications")


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
    close(draft, part.text)
    places.take(part.block, f"{name}: citation")


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


# What a feed or a newsletter adds to learn where a reader came from; no page is told by it.
_TRACKS = re.compile(
    r"(?:utm|mtm|matomo|pk|hsa|piwik)_.*|(?:fb|g|d|tw|y)clid|msclkid|mc_[ce]id|_hs(?:enc|mi)|igshid",
    re.IGNORECASE,
)
_OF_THE_FEED = re.compile(r"(?:rss|atom|feed)\b.*", re.IGNORECASE)
_SAYS_WHENCE = frozenset({"source", "src", "ref", "from"})


def path_of(address: str) -> str:
    """The path and query of an old address, as it is asked for here once the name has moved.

    Without what only says where a reader came from: ``?utm_source=rss``, but not ``?p=7``.
    """
    try:
        parts = urlsplit(address.strip())
    except ValueError:
        return ""
    query = "&".join(pair for pair in parts.query.split("&") if pair and not _says_whence(pair))
    if parts.scheme not in ("", "http", "https") or not parts.path.strip("/"):
        return f"/?{query}" if query and parts.scheme.startswith("http") else ""
    path = parts.path if parts.path.startswith("/") else f"/{parts.path}"
    return f"{path}?{query}" if query else path


def _says_whence(pair: str) -> bool:
    name, _sign, value = pair.partition("=")
    of_the_feed = name.lower() in _SAYS_WHENCE and _OF_THE_FEED.fullmatch(value)
    return bool(of_the_feed or _TRACKS.fullmatch(name))
