"""A page as blocks of text, each knowing the lines of the file it came from."""

import html
import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from gleanings.digest.import_page.about_page import AboutPage
from gleanings.digest.import_page.patterns import (
    implications_heading,
    is_contact,
    is_topics_label,
    is_type_label,
    month_heading,
    opens_teaser,
)
from gleanings.literature.citations import CITATION_LIKELY, looks_like_citation

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
    `post` counts the posts that the markup or the feed marks, from 1; 0 is outside of any. `mark`
    is what it says the block is ("title", "author"), and `address` where a line that is one link
    leads.
    """

    text: str
    pieces: tuple[int, ...]
    heading: int = 0
    item: bool = False
    link: bool = False
    chrome: str = ""
    html: str = ""
    date: str = ""
    post: int = 0
    mark: str = ""
    address: str = ""

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

    line_count: int
    raw: Sequence[str]
    pieces: list[Piece] = field(default_factory=list)
    blocks: list[Block] = field(default_factory=list)
    silent: dict[int, str] = field(default_factory=dict)
    language: str = ""
    about: AboutPage = field(default_factory=AboutPage)
    facts: dict[int, PostFacts] = field(default_factory=dict)
    is_feed: bool = False

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
        if open_paragraph and (silent or not _runs_on(lines, number - 1, width)):
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


def _runs_on(lines: list[str], at: int, width: int) -> bool:
    """Whether the line before `lines[at]` was broken because the next word did not fit."""
    line, following = lines[at - 1], lines[at]
    alone = plain(following)
    if not alone or _BULLET.match(following):
        return False
    if not width:
        return _broken_in_sentence(plain(line), alone)
    if any(map(_stands_alone, (alone, plain(line)))):
        return False
    if _titled(lines, at, plain(line)):
        return False
    return len(line.rstrip()) + 1 + len(following.split()[0]) > width


def _stands_alone(text: str) -> bool:
    heading = implications_heading(text)
    return bool(
        month_heading(text)
        or (heading and not heading[1])
        or is_topics_label(text)
        or is_type_label(text)
        or (opens_teaser(text) and len(text.split()) <= 4)
    )


def _titled(lines: list[str], at: int, line: str) -> bool:
    """Whether a title and its citation part here: before either, a full line is no broken one."""
    if re.search(r"[A-ZÀ-Þ]\.[,\s]|[,&]$", line[-20:]):
        return False  # within a list of authors
    if re.search(r"\w$|[?!”]$", line) and _cites(lines, at):
        return True
    ends = re.search(r"[.?!)”\"]$", line) is not None
    return ends and not plain(lines[at]).endswith((".", ",")) and _cites(lines, at + 1)


def _cites(lines: list[str], at: int) -> bool:
    opening = plain(" ".join(lines[at : at + 3]))
    return looks_like_citation(opening) >= CITATION_LIKELY


def _broken_in_sentence(line: str, following: str) -> bool:
    """A sentence over two lines of a page that is not wrapped as a whole."""
    if len(line) < _NARROWEST or not re.search(r"[a-zà-ÿ,]$", line) or is_contact(following):
        return False
    if not re.match(r"[a-zà-ÿ]{2,}[,;]?\s", following) or month_heading(line):
        return False
    # "van der Berg, A. (2018)." begins small as well, and so does the title over it
    return not is_contact(line) and looks_like_citation(following) < CITATION_LIKELY


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
