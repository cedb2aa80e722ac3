"""One entry from its parts: title, citation, text, implications, contact."""

import html
from dataclasses import dataclass, field

from gleanings.digest.import_page import patterns
from gleanings.digest.import_page.blocks import Block
from gleanings.digest.import_page.implications import Paragraph, opens_item, split_implications
from gleanings.digest.import_page.kinds import Kind, Part, ends_sentence, is_title_like, opens_lower
from gleanings.digest.import_page.ledger import Ledger
from gleanings.digest.import_page.page import Entry
from gleanings.digest.import_page.segments import same_title
from gleanings.digest.vocabulary.terms import topic_named
from gleanings.literature.citations import ParsedCitation, parse_citation

_LONGEST_STRAY = 70


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


def read_entry(parts: list[Part], month: str | None, name: str, ledger: Ledger) -> Draft:
    """Reads the parts of one entry and books each as "entry 3: text"."""
    draft = Draft(month)
    parts = _read_title(parts, draft, name, ledger)
    for at, part in enumerate(parts):
        if part.kind is Kind.CITATION:
            _read_citation(part, draft, name, ledger)
        elif part.kind is Kind.IMPLICATIONS and draft.heading and _led(parts, at):
            # "Implications for training: …" is one implication among others
            words = f"{part.text} {parts[at + 1].text}"
            parts[at + 1] = Part(parts[at + 1].block.with_text(words), Kind.PARAGRAPH)
        elif part.kind is Kind.IMPLICATIONS:
            draft.heading = draft.heading or part.said
            ledger.take(part.block, f"{name}: heading of the implications")
        elif part.kind is Kind.CONTACT:
            draft.contacts.append(part.text)
            ledger.take(part.block, f"{name}: contact")
        elif part.kind is Kind.ENTRY_TOPICS:
            draft.named_topics += patterns.entry_topics(part.text)
            ledger.take(part.block, f"{name}: topics")
        elif part.kind is Kind.POSTED:
            draft.month = draft.month or part.said or None
            ledger.take(part.block, f"{name}: date of posting")
        elif part.kind is Kind.CITATION_LABEL:
            ledger.leave(part.block, "a citation's label")
        elif part.kind is Kind.FURNITURE:
            ledger.leave(part.block, part.said)
        elif draft.heading:
            _read_implication(parts, at, draft, name, ledger)
        else:
            draft.text.append(part.block)
            ledger.take(part.block, f"{name}: text")
    return draft


def _led(parts: list[Part], at: int) -> bool:
    """Whether the line of a heading goes on with text."""
    following = parts[at + 1] if at + 1 < len(parts) else None
    return (
        following is not None
        and following.kind is Kind.PARAGRAPH
        and following.block.pieces == parts[at].block.pieces
    )


def read_series(parts: list[Part], draft: Draft, name: str, ledger: Ledger) -> None:
    """What announces a series over its first entry is a preamble to that entry."""
    for part in parts:
        ledger.take(part.block, f"{name}: preamble")
    blocks = [part.block for part in parts]
    draft.text = [*blocks, *draft.text]
    draft.preamble = [*(block.text for block in blocks), *draft.preamble]


def _read_title(parts: list[Part], draft: Draft, name: str, ledger: Ledger) -> list[Part]:
    if not parts:
        return parts
    cited = len(parts) > 1 and parts[1].kind is Kind.CITATION
    if not is_title_like(parts[0], before_citation=True) and not (cited and opens_lower(parts[0])):
        return parts
    draft.title = parts[0].text.removesuffix(".").strip()
    ledger.take(parts[0].block, f"{name}: title")
    rest = parts[1:]
    kept = []
    for at, part in enumerate(rest):
        if at < 3 and part.kind is Kind.PARAGRAPH and same_title(part.text, parts[0].text):
            ledger.take(part.block, f"{name}: title, printed again")
        else:
            kept.append(part)
    return kept


def _read_citation(part: Part, draft: Draft, name: str, ledger: Ledger) -> None:
    if not draft.articles:
        draft.citation = part.text
        draft.preamble = [block.text for block in draft.text] if not draft.heading else []
    draft.articles.append(parse_citation(part.text))
    ledger.take(part.block, f"{name}: citation")


def _read_implication(parts: list[Part], at: int, draft: Draft, name: str, ledger: Ledger) -> None:
    part = parts[at]
    if _stray(part, draft):
        if topic_named(part.text):
            draft.named_topics.append(part.text)
            ledger.take(part.block, f"{name}: topics")
            return
        ledger.unplaced(part.block, f"stands after the implications of {name}, and is no sentence")
        return
    draft.implications.append(Paragraph(part.text, part.block.item))
    ledger.take(part.block, f"{name}: implications")


def _stray(part: Part, draft: Draft) -> bool:
    """A short line that is no sentence, after implications that are sentences."""
    if not draft.implications or part.block.item or len(part.text) > _LONGEST_STRAY:
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
    )


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
