"""An entry while its parts are read."""

import re
from dataclasses import dataclass, field

from gleanings.literature.citations import ParsedCitation
from gleanings.page_import.account import Places
from gleanings.page_import.blocks import Block
from gleanings.page_import.implications import Paragraph

# what blogs file a post under when nobody said under what
_NO_TOPICS = frozenset(
    {"uncategorized", "uncategorised", "non classé", "allgemein", "sans catégorie"}
)


def says_nothing(category: str) -> bool:
    """Whether it is the name of nothing, or a number, as the archive of a year is."""
    return category.strip().casefold() in _NO_TOPICS or not re.search(r"[^\W\d_]", category)


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


def close(draft: Draft, why: str) -> None:
    if draft.implications and not draft.closed:
        draft.closed = why
