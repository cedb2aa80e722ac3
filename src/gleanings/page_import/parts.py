"""The blocks of a page as parts of a known kind, run together or broken as they may be."""

import re
from dataclasses import replace

from gleanings.literature.citations import CITATION_LIKELY, looks_like_citation, parse_citation
from gleanings.literature.citations.likeness import SAYS_SOURCE
from gleanings.literature.identifiers import find_doi
from gleanings.page_import import boilerplate, marks, patterns
from gleanings.page_import.blocks import Block
from gleanings.page_import.byline import date_in, is_person, opens_byline
from gleanings.page_import.citing import likeness
from gleanings.page_import.kinds import PROSE, TABLE_OF_CONTENTS, Kind, Part, classify


def parts_of(blocks: list[Block]) -> list[Part]:
    """Every block with its kind; blocks that hold two parts are split, broken citations joined."""
    parts: list[Part] = []
    pieces = [piece for block in _dates_joined(blocks) for piece in _unglued(block)]
    queue = _values_joined(pieces)
    at = 0
    while at < len(queue):
        joined, used = _citation_at(queue, at)
        if joined is not None:
            parts += joined
            at += used
        else:
            parts.append(classify(queue[at]))
            at += 1
    return _titles_kept(_contents_named(_bare_months_checked(parts)))


def _unglued(block: Block) -> list[Block]:
    """The parts that a lost line break ran into one block."""
    if (
        block.chrome
        or block.mark in marks.ABOUT
        or len(block.text) < 20
        or patterns.is_contact(block.text)
    ):
        return [block]
    out: list[Block] = []
    text, contact = patterns.split_trailing_contact(block.text)
    rest = block.with_text(text) if contact else block
    heading = patterns.implications_heading(rest.text)
    if heading is None and (inside := patterns.implications_inside(rest.text)):
        out += _citation_split(rest.with_text(inside[0]))
        rest = rest.with_text(inside[1])
        heading = patterns.implications_heading(rest.text)
    if heading and heading[1]:
        name = rest.text[: len(rest.text) - len(heading[1])].strip()
        out += [rest.with_text(name), rest.with_text(heading[1])]
    elif rest.text:
        out += _citation_split(rest)
    if contact:
        out.append(block.with_text(contact))
    return out


def _dates_joined(blocks: list[Block]) -> list[Block]:
    """A date that a theme prints like a calendar, day, month and year each by itself, is one."""
    out: list[Block] = []
    for block in blocks:
        before = out[-1] if out else None
        if (
            before is not None
            and before.mark == block.mark == marks.DATE
            and before.post == block.post
            and not (before.date or block.date or date_in(before.text) or date_in(block.text))
        ):
            pieces = tuple(dict.fromkeys((*before.pieces, *block.pieces)))
            text = f"{before.text} {block.text}"
            out[-1] = replace(before.with_text(text), pieces=pieces, date=date_in(text))
        else:
            out.append(block)
    return out


def _values_joined(blocks: list[Block]) -> list[Block]:
    """ "Author email:" or "Reported by" with what it announces on the next line is one line."""
    out: list[Block] = []
    for block in blocks:
        if out and _is_labelled(out[-1], block):
            before = out.pop()
            pieces = (*before.pieces, *block.pieces)
            out.append(_spanning(before, f"{before.text} {block.text}", pieces))
        else:
            out.append(block)
    return out


def _is_labelled(label: Block, block: Block) -> bool:
    if label.chrome or block.chrome or label.mark or block.mark:
        return False
    contact = patterns.is_contact_label(label.text) and patterns.is_contact(block.text)
    return contact or (opens_byline(label.text) and is_person(block.text))


def _citation_split(block: Block) -> list[Block]:
    """A citation and the paragraph that was run into it."""
    if len(block.text) < 300 or looks_like_citation(block.text[:420]) < CITATION_LIKELY:
        return [block]
    for match in SAYS_SOURCE.finditer(block.text[:1_500]):
        head, tail = block.text[: match.end()], block.text[match.end() :]
        lead = re.match(r"^[^A-ZÀ-Þ]{0,6}(?=[A-ZÀ-Þ])", tail)
        if lead and len(tail) >= PROSE and looks_like_citation(head) >= CITATION_LIKELY:
            return [block.with_text(head + lead[0].rstrip()), block.with_text(tail[lead.end() :])]
    return [block]


def _citation_at(blocks: list[Block], at: int) -> tuple[list[Part] | None, int]:
    """The citation that starts at a block, with the following lines it was broken over."""
    block = blocks[at]
    if (
        block.chrome
        or block.mark == marks.TITLE
        or classify(block).kind not in (Kind.PARAGRAPH, Kind.CONTACT)
    ):
        return None, 0
    best = likeness(block.text, block.refers)
    if best < CITATION_LIKELY and not _may_open_citation(block.text):
        return None, 0
    used = 1
    text = block.text
    for following in blocks[at + 1 : at + 4]:
        listed = block.item and not (following.item or following.continues)
        if listed or not _continues(text, best, following):
            break
        text = _joined(text, following.text)
        best = max(best, looks_like_citation(text))
        used += 1
    if best < CITATION_LIKELY:
        return None, 0
    pieces = tuple(p for b in blocks[at : at + used] for p in b.pieces)
    whole = block if used == 1 else _spanning(block, text, pieces)
    return [Part(whole, Kind.CITATION)], used


def _spanning(block: Block, text: str, pieces: tuple[int, ...]) -> Block:
    longer = block.with_text(text)
    return replace(longer, pieces=tuple(dict.fromkeys(pieces)), item=False, link=False)


def _joined(text: str, following: str) -> str:
    glue = "" if re.search(r"\w-$|/$", text) and following[:1].islower() else " "
    return f"{text}{glue}{following}"


def _may_open_citation(text: str) -> bool:
    """A line that begins as authors do, though its year or journal stands on the next."""
    return len(text) < 700 and looks_like_citation(f"{text} (2000). 1(1), 1-2") >= CITATION_LIKELY


def _continues(text: str, likeness: float, following: Block) -> bool:
    """Whether the next line belongs to the citation begun in `text`."""
    if following.chrome or following.mark or len(following.text) > 420:
        return False
    kind = classify(following).kind
    if re.search(r"\d[-–—‐]$", text) and kind is Kind.BOILERPLATE:
        return following.text[:1].isdigit()
    if kind is not Kind.PARAGRAPH:
        return False
    if re.search(r"(?:[,&]|\band)$", text) and likeness < CITATION_LIKELY:
        return len(following.text) < 700
    if looks_like_citation(following.text) >= CITATION_LIKELY:
        return False
    if _only_identifier(following.text):
        return True
    if _ends_whole(text, likeness):
        return False
    joined = _joined(text, following.text)
    if looks_like_citation(joined) < max(CITATION_LIKELY, likeness):
        return False
    if following.text[:1].islower() or re.search(r"(?:[,&:\-–(]|\band|\d)$", text):
        return len(following.text) < 300
    before, after = parse_citation(text), parse_citation(joined)
    if before.authors and before.year and not before.title:
        return len(following.text) < 300
    says_more = SAYS_SOURCE.search(following.text) is not None or (
        after.container != "" and before.container == "" and len(following.text) < 120
    )
    return says_more and not (following.heading and len(following.text.split()) > 8)


def _only_identifier(text: str) -> bool:
    """A DOI, or "Advance online publication", alone on its line."""
    return len(text) < 160 and (
        (find_doi(text) is not None and len(text.split()) <= 6)
        or re.match(
            r"^\W*(?:advanced? online|online first|epub ahead|retrieved from)\b", text, re.I
        )
        is not None
    )


def _ends_whole(text: str, likeness: float) -> bool:
    """Whether a line is a citation to its end already."""
    if likeness < CITATION_LIKELY:
        return False
    parsed = parse_citation(text)
    known = parsed.doi or parsed.pages or parsed.volume or parsed.publisher or parsed.advance_online
    return bool(parsed.title and known) or bool(parsed.container and text.rstrip().endswith("."))


def _bare_months_checked(parts: list[Part]) -> list[Part]:
    """A month without a year counts as a heading only where the page says "blog", or an entry
    follows; "May" and "March" are words too."""
    out = []
    for at, part in enumerate(parts):
        if part.kind is Kind.MONTH and part.said == "?" and not _entry_follows(parts, at):
            part = Part(part.block, Kind.PARAGRAPH)
        out.append(part)
    return out


def _contents_named(parts: list[Part]) -> list[Part]:
    """ "In this issue" over a table of contents is its heading, and announces no text."""
    return [
        Part(part.block, Kind.BOILERPLATE, below.said)
        if below.said == TABLE_OF_CONTENTS
        and part.kind is Kind.PARAGRAPH
        and patterns.opens_teaser(part.text)
        else part
        for part, below in zip(parts, [*parts[1:], *parts[-1:]], strict=True)
    ]


def _titles_kept(parts: list[Part]) -> list[Part]:
    """ "Research" is a menu's word, and over a citation it is a title."""
    return [
        Part(part.block, Kind.PARAGRAPH)
        if part.said == boilerplate.NAVIGATION
        and not part.block.chrome
        and at + 1 < len(parts)
        and parts[at + 1].kind is Kind.CITATION
        else part
        for at, part in enumerate(parts)
    ]


def _entry_follows(parts: list[Part], at: int) -> bool:
    return any(p.kind in (Kind.CITATION, Kind.IMPLICATIONS) for p in parts[at + 1 : at + 6])
