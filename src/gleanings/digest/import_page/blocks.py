"""A page as blocks of text, each knowing the lines of the file it came from."""

import html
import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from gleanings.digest.import_page.patterns import implications_heading, month_heading

BOLD = 7  # a heading only by its looks: a line all in bold

_BULLET = re.compile(r"^\s*(?:[•·▪◦○●■‣⁃*+\-–—]|o(?=\s{2,}))\s+(?=\S)")
_ATX = re.compile(r"^\s*(#{1,6})\s+(?=\S)")
_ALL_BOLD = re.compile(r"^\s*(\*\*|__)(?=\S)([^*]+)(?<=\S)\1\s*$")
_RULE = re.compile(r"^[\s\-_=*~•·.|]{3,}$")
# a page is taken for wrapped from so many full lines on, and between these widths
_WRAPPED_LINES = 8
_NARROWEST, _WIDEST = 50, 110
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
    """The blocks of a page saved as text: a line is a block, unless long lines were wrapped."""
    lines = lines_of(text)
    source = Source(len(lines), lines)
    width = _wrapped_at(lines)
    open_paragraph: list[int] = []
    for number, raw in enumerate(lines, 1):
        silent = _silence(raw)
        if silent:
            source.silent[number] = silent
        if open_paragraph and (silent or not _runs_on(lines[number - 2], raw, width)):
            _close(source, open_paragraph)
            open_paragraph = []
        if not silent:
            source.pieces.append(Piece(number, raw))
            open_paragraph.append(len(source.pieces) - 1)
    if open_paragraph:
        _close(source, open_paragraph)
    return source


def _close(source: Source, paragraph: list[int]) -> None:
    joined = " ".join(source.pieces[piece].text.strip() for piece in paragraph)
    raw = source.pieces[paragraph[0]].text if len(paragraph) == 1 else joined
    source.blocks.append(_block(raw, tuple(paragraph)))


def _silence(raw: str) -> str:
    """Why a line has nothing to say, or nothing."""
    if not plain(raw):
        return "blank line"
    return "a rule" if _RULE.match(raw) and not re.search(r"\.\.\.|…", raw) else ""


def _wrapped_at(lines: list[str]) -> int:
    """The width at which a program broke the page's long lines; 0 when it did not."""
    lengths = sorted(len(line.rstrip()) for line in lines if line.strip())
    if len(lengths) < _WRAPPED_LINES or not _NARROWEST <= lengths[-1] <= _WIDEST:
        return 0
    full = sum(length > 0.8 * lengths[-1] for length in lengths)
    return lengths[-1] if full >= max(_WRAPPED_LINES, 0.4 * len(lengths)) else 0


def _runs_on(line: str, following: str, width: int) -> bool:
    """Whether a line was broken because the next word did not fit within the width."""
    if not width or _BULLET.match(following) or not following.strip():
        return False
    alone = plain(following)
    if month_heading(alone) or implications_heading(alone) or month_heading(plain(line)):
        return False
    return len(line.rstrip()) + 1 + len(following.split()[0]) > width


def _block(raw: str, pieces: tuple[int, ...]) -> Block:
    heading = 0
    raw = html.unescape(raw)
    if atx := _ATX.match(raw):
        heading, raw = len(atx[1]), raw[atx.end() :]
    if bold := _ALL_BOLD.match(raw):
        heading, raw = heading or BOLD, bold[2]
    bullet = _BULLET.match(raw)
    # "… I blog about" and "- " differ: a dash without a word is no bullet
    text = plain(raw[bullet.end() :] if bullet else raw)
    text = re.sub(r"(?<![\w*])(\*\*|__)(?=\S)(.+?)(?<=\S)\1(?![\w*])", r"\2", text)
    return Block(
        text, pieces, heading=heading, item=bool(bullet), html=html.escape(text, quote=False)
    )
