"""A page as blocks of text, each knowing the lines of the file it came from."""

import html
import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from gleanings.page_import.about_page import AboutPage

BOLD = 7  # a heading only by its looks: a line all in bold

_SPACES = re.compile(r"[\s\u00a0\u2000-\u200a\u2028\u202f\u205f\u3000]+")
_INVISIBLE = dict.fromkeys(map(ord, "\u200b\u200c\u200d\u2060\ufeff\u00ad\u200e\u200f"), None)


@dataclass(frozen=True)
class Piece:
    """Text that stands on one line of the file; `line` counts from 1."""

    line: int
    text: str


@dataclass(frozen=True)
class Block:
    """A paragraph, heading or list item, and the pieces (by index in the source) it is made of.

    `item` is the first paragraph of a list's item, which a further one `continues`.
    `heading` is 0 for none, 1 to 6 as in HTML, or `BOLD`. `chrome` says what part of the site's
    boilerplate it belongs to, or is empty. `html` is the text with emphasis and links only.
    `post` counts the posts that the markup or the feed marks, from 1; 0 is outside of any. `mark`
    is what it says the block is ("title", "author"), and `address` where a line that is one link
    leads. `box` names the containers around it, from the outermost on. `anchors` are the names by
    which links on the page lead here; `refers` has where its own lead.
    """

    text: str
    pieces: tuple[int, ...]
    heading: int = 0
    item: bool = False
    continues: bool = False
    link: bool = False
    chrome: str = ""
    html: str = ""
    date: str = ""
    post: int = 0
    mark: str = ""
    address: str = ""
    box: str = ""
    anchors: tuple[str, ...] = ()
    refers: tuple[str, ...] = ()

    def with_text(self, text: str) -> "Block":
        """The same place in the page with another text, and no markup."""
        return replace(self, text=text, html=html.escape(text, quote=False))


@dataclass(frozen=True)
class PostFacts:
    """What the markup or the feed says of a post, besides its words."""

    status: str = ""
    slug: str = ""
    address: str = ""


@dataclass
class Source:
    """All blocks of a page, its pieces, and the lines that hold no text, each with the reason."""

    raw: Sequence[str] = ()
    pieces: list[Piece] = field(default_factory=list)
    blocks: list[Block] = field(default_factory=list)
    silent: dict[int, str] = field(default_factory=dict)
    language: str = ""
    about: AboutPage = field(default_factory=AboutPage)
    facts: dict[int, PostFacts] = field(default_factory=dict)
    is_feed: bool = False
    # whether it is a mail, whose opening words introduce no blog
    is_letter: bool = False

    @property
    def day_first(self) -> bool:
        """Whether 10/05/2022 is the tenth of May: everywhere but in North American English."""
        return self.language not in ("", "en", "en-us")


def plain(text: str) -> str:
    """On one line, with plain spaces and without invisible characters."""
    return _SPACES.sub(" ", text.translate(_INVISIBLE)).strip()


def lines_of(text: str) -> list[str]:
    """The lines of a file; a newline at the end opens no further line."""
    return text.removesuffix("\n").split("\n")
