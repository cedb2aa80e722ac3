"""A page as blocks of text, each knowing the lines of the file it came from."""

import html
import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

BOLD = 7  # a heading only by its looks: a line all in bold

_BULLET = re.compile(r"^\s*(?:[•·▪◦○●■‣⁃*+\-–—]|o(?=\s{2,}))\s+(?=\S)")
_ATX = re.compile(r"^\s*(#{1,6})\s+(?=\S)")
_ALL_BOLD = re.compile(r"^\s*(\*\*|__)(?=\S)([^*]+)(?<=\S)\1\s*$")
_RULE = re.compile(r"^[\s\-_=*~•·.|]{3,}$")
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

    `heading` is 0 for none, 1 to 6 as in HTML, or `BOLD`. `chrome` says what part of the site's
    furniture it belongs to, or is empty. `html` is the text with emphasis and links only.
    """

    text: str
    pieces: tuple[int, ...]
    heading: int = 0
    item: bool = False
    link: bool = False
    chrome: str = ""
    html: str = ""
    date: str = ""

    def with_text(self, text: str) -> "Block":
        """The same place in the page with another text, and no markup."""
        return replace(self, text=text, html=html.escape(text, quote=False))


@dataclass
class Source:
    """All blocks of a page, its pieces, and the lines that hold no text, each with the reason."""

    line_count: int
    raw: Sequence[str]
    pieces: list[Piece] = field(default_factory=list)
    blocks: list[Block] = field(default_factory=list)
    silent: dict[int, str] = field(default_factory=dict)


def plain(text: str) -> str:
    """On one line, with plain spaces and without invisible characters."""
    return _SPACES.sub(" ", text.translate(_INVISIBLE)).strip()


def lines_of(text: str) -> list[str]:
    """The lines of a file; a newline at the end opens no further line."""
    return text.removesuffix("\n").split("\n")


def read_text(text: str) -> Source:
    """The blocks of a page saved as text: a line is a block."""
    lines = lines_of(text)
    source = Source(len(lines), lines)
    for number, raw in enumerate(lines, 1):
        if not plain(raw):
            source.silent[number] = "blank line"
            continue
        if _RULE.match(raw) and not re.search(r"\.\.\.|…", raw):
            source.silent[number] = "a rule"
            continue
        source.pieces.append(Piece(number, raw))
        source.blocks.append(_block(raw, len(source.pieces) - 1))
    return source


def _block(raw: str, piece: int) -> Block:
    heading = 0
    if atx := _ATX.match(raw):
        heading, raw = len(atx[1]), raw[atx.end() :]
    if bold := _ALL_BOLD.match(raw):
        heading, raw = heading or BOLD, bold[2]
    bullet = _BULLET.match(raw)
    # "… I blog about" and "- " differ: a dash without a word is no bullet
    text = plain(raw[bullet.end() :] if bullet else raw)
    text = re.sub(r"(?<![\w*])(\*\*|__)(?=\S)(.+?)(?<=\S)\1(?![\w*])", r"\2", text)
    return Block(
        text, (piece,), heading=heading, item=bool(bullet), html=html.escape(text, quote=False)
    )
