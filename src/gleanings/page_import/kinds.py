"""What each block of a page is, before it is known to which entry it belongs."""

import re
from dataclasses import dataclass
from enum import Enum

from gleanings.page_import import boilerplate, letters, marks, patterns
from gleanings.page_import.blocks import BOLD, Block
from gleanings.page_import.byline import read_byline

# a paragraph of a summary has more; a title, a label or a line of a list has fewer
PROSE = 150
_LONGEST_TITLE = 220
_LONGEST_BYLINE = 120
TABLE_OF_CONTENTS = "a table of contents"


class Kind(Enum):
    MONTH = "month"
    CITATION = "citation"
    IMPLICATIONS = "implications heading"
    CONTACT = "contact"
    TYPE_LABEL = "label of the types"
    TOPICS_LABEL = "label of the topics"
    FILTER_OWN = "the filter's own entry"
    ENTRY_TOPICS = "topics of an entry"
    POSTED = "byline"
    ABOUT_POST = "what the markup says about the post"
    CITATION_LABEL = "label of a citation"
    CLOSING = "a letter's closing"
    BOILERPLATE = "boilerplate"
    PARAGRAPH = "paragraph"


@dataclass(frozen=True)
class Part:
    """A block with its kind, and what that kind says: a month, a heading's name, why it is left."""

    block: Block
    kind: Kind
    said: str = ""

    @property
    def text(self) -> str:
        return self.block.text


def classify(block: Block) -> Part:
    """The kind of a block by its own words; citations are found by `parts_of`."""
    text = block.text
    if block.chrome:
        return _chrome_part(block)
    if block.mark in marks.ABOUT:
        return Part(block, Kind.ABOUT_POST)
    if "caption" in block.box.rpartition("/")[2] and len(text) <= _LONGEST_TITLE:
        return Part(block, Kind.BOILERPLATE, "a picture's caption")
    if block.link and not block.heading and re.match(r"#\w", block.address):
        return Part(block, Kind.BOILERPLATE, TABLE_OF_CONTENTS)
    if block.mark == marks.CITATION_LABEL:
        return Part(block, Kind.CITATION_LABEL)
    if block.mark == marks.ADVICE_LABEL:
        return Part(block, Kind.IMPLICATIONS, text.strip(" :"))
    if not block.heading and letters.is_closing(text):
        return Part(block, Kind.CLOSING)
    if not re.search(r"\w", text):
        return Part(block, Kind.BOILERPLATE, "a separator")
    if not block.heading and letters.is_greeting(text):
        return Part(block, Kind.BOILERPLATE, letters.GREETING)
    if block.mark == marks.CITATION:
        # an article has a year; what has none is the name of the field
        label = patterns.is_citation_label(text) or not re.search(r"\d", text)
        return Part(block, Kind.CITATION_LABEL if label else Kind.CITATION)
    if why := boilerplate.label_of_part(text):
        return Part(block, Kind.BOILERPLATE, why)
    if month := patterns.month_heading(text):
        return Part(block, Kind.MONTH, month[0] or ("?blog" if month[1] else "?"))
    if patterns.is_filters_own(text) and not block.heading:
        return Part(block, Kind.FILTER_OWN)
    if patterns.is_topics_label(text):
        return Part(block, Kind.TOPICS_LABEL)
    if patterns.is_type_label(text):
        return Part(block, Kind.TYPE_LABEL)
    if heading := patterns.implications_heading(text):
        return Part(block, Kind.IMPLICATIONS, heading[0])
    if patterns.is_contact(text):
        return Part(block, Kind.CONTACT)
    if patterns.is_citation_label(text):
        return Part(block, Kind.CITATION_LABEL)
    if patterns.entry_topics(text):
        return Part(block, Kind.ENTRY_TOPICS)
    if block.mark != marks.TITLE and (byline := read_byline(text)):
        return Part(block, Kind.ENTRY_TOPICS if byline.files else Kind.POSTED)
    if block.mark != marks.TITLE and not block.heading and _dates_itself(text):
        return Part(block, Kind.POSTED)
    if (why := boilerplate.of_line(text)) and block.heading in (0, BOLD):
        return Part(block, Kind.BOILERPLATE, why)
    return Part(block, Kind.PARAGRAPH)


def _dates_itself(text: str) -> bool:
    """Whether a short line gives a date among other pieces ("May 5, 2020 · Jo Roe | Edit")."""
    if len(text) > _LONGEST_BYLINE or ends_sentence(text) or not re.search(r"\s[·|•/–—-]\s", text):
        return False
    byline = read_byline(text, partly=True)
    return byline is not None and bool(byline.date)


def _chrome_part(block: Block) -> Part:
    """Furniture, except the filter's topics, which themes like to put in a side column."""
    if patterns.is_topics_label(block.text):
        return Part(block, Kind.TOPICS_LABEL, block.chrome)
    if patterns.is_type_label(block.text):
        return Part(block, Kind.TYPE_LABEL, block.chrome)
    if patterns.is_filters_own(block.text):
        return Part(block, Kind.FILTER_OWN, block.chrome)
    return Part(block, Kind.BOILERPLATE, block.chrome)


def is_title_like(part: Part, *, before_citation: bool = False) -> bool:
    """Whether a block may be the title of an entry: short, capitalised, no sentence's end."""
    text, block = part.text, part.block
    if block.mark == marks.TITLE and part.kind is Kind.PARAGRAPH:
        return True
    if part.kind is not Kind.PARAGRAPH or len(text) > _LONGEST_TITLE or block.item:
        return False
    if (
        not re.match(r"[^\w\s]*\s?[A-ZÀ-Þ0-9①-⑳❶-❿]", text)
        or len(re.findall(r"[^\W\d_]", text)) < 4
    ):
        return False
    if patterns.opens_teaser(text) and len(text.split()) <= 4:
        return False
    if block.heading:
        return True
    if text.endswith((".", ";", ":", ",")) and not re.search(r"(?:\.\.\.|\b[A-Z]\.[A-Z]\.)$", text):
        return before_citation and text.endswith(".") and in_capitals(text)
    return True


def opens_lower(part: Part) -> bool:
    """Whether a short line is no sentence, and begins with a small letter."""
    if part.kind is not Kind.PARAGRAPH or part.block.item or len(part.text) > _LONGEST_TITLE:
        return False
    return part.text[:1].islower() and not re.search(r"[.;:,]$", part.text)


def ends_sentence(text: str) -> bool:
    return re.search(r"[.?!…:;)\"”’]$", text) is not None


def in_capitals(text: str) -> bool:
    """Whether a short line is written as titles are: every longer word with a capital."""
    words = [word for word in re.findall(r"[^\W\d_][\w’'-]*", text) if len(word) > 3]
    return 2 <= len(words) <= 20 and all(word[0].isupper() for word in words)


def is_prose(part: Part) -> bool:
    return part.kind is Kind.PARAGRAPH and len(part.text) >= PROSE
