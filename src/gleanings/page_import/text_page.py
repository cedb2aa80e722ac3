"""A page saved or pasted as text becomes blocks: a line is one, unless long lines were wrapped."""

import html
import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from gleanings.literature.citations import CITATION_LIKELY, looks_like_citation
from gleanings.page_import import letters, marks
from gleanings.page_import.blocks import BOLD, Block, Piece, Source, lines_of, plain
from gleanings.page_import.front_matter import front_matter
from gleanings.page_import.patterns import (
    implications_heading,
    is_contact,
    is_topics_label,
    is_type_label,
    month_heading,
    opens_teaser,
)

_BULLET = re.compile(r"^\s*(?:[•·▪◦○●■‣⁃*+\-–—]|[-=–]{1,2}>|o(?=\s{2,}))\s+(?=\S)")
_ATX = re.compile(r"^\s*(#{1,6})\s+(?=\S)")
_ALL_BOLD = re.compile(r"^\s*(\*\*|__)(?=\S)([^*]+)(?<=\S)\1\s*$")
# "* A Title *", between stars as a letter without markup has it
_STARRED = re.compile(r"^\s*([*=~])\1*\s+([^*=~]{2,120}?)\s+\1+\s*$")
_NUMBER = re.compile(r"^\s*(?:\(\s?\d{1,2}\s?\)|\d{1,2}[.)]|\(?[a-h]\))\s+(?=\S)")
_UNDERLINE = re.compile(r"^\s*(=|-|~)\1{2,}\s*$")
_QUOTED = re.compile(r"^>+(?:\s|$)")
_INLINE_TAG = re.compile(r"</?(?:small|big|b|i|u|em|strong|sub|sup|span|font)\b[^<>]{0,200}>")
# "[words](address)" and "![picture](address)" of Markdown, "[[page|words]]" of a notebook
_LINK = re.compile(
    r"(?P<picture>!?)\[\[?(?:[^\[\]|]*\|)?(?P<words>[^\[\]|]*)\]"
    r"(?:\]|\((?P<address>[^()\s]*)[^()]{0,100}\))"
)
_BOLD = re.compile(r"(?<![\w*])(\*\*|__)(?=\S)(.+?)(?<=\S)\1(?![\w*])")
# "*words*": emphasis within a line, which no bullet opens
_EMPHASIS = re.compile(r"(?<![\w*_])([*_])(?=[^\s*_])([^*_]{1,300})(?<=[^\s*_])\1(?![\w*_])")
# a citation that has begun has its year in parentheses
_YEAR = re.compile(r"\((?:19|20)\d\d[a-z]?[,)]")
_RULE = re.compile(r"^[\s\-_=*~•·.|]{3,}$")
# a page is taken for wrapped from so many full lines on, and between these widths
_WRAPPED_LINES = 8
_NARROWEST, _WIDEST = 50, 110
# so many sentences over two lines show where a program broke them
_BROKEN_SENTENCES = 2
# no line of its own begins so
_MID_SENTENCE = re.compile(r"[a-zà-ÿ]{2,}[,;]?\s|\([a-zà-ÿ]+\s?[=<>≤≥]")
# programs for mail break their lines here at the latest
_MAIL = 80


def read_text(text: str) -> Source:
    """The blocks of a page saved as text; of mails, each is a post if it holds one summary."""
    lines = lines_of(text)
    source = Source(lines)
    heads = letters.heads_of(lines)
    if not heads:
        begin = _read_front_matter(source)
        first = len(source.blocks)
        _read_lines(source, begin, len(lines), wrapped_at(lines[begin:]), quotes=True)
        if source.facts:
            source.blocks[first:] = [replace(block, post=1) for block in source.blocks[first:]]
        return source
    source.is_letter = True
    _read_lines(source, 0, heads[0].begin, wrapped_at(lines[: heads[0].begin]))
    ends = [*(head.begin for head in heads[1:]), len(lines)]
    for number, (head, end) in enumerate(zip(heads, ends, strict=True), 1):
        _read_letter(source, head, end, number)
    return source


def _read_front_matter(source: Source) -> int:
    """The blocks of what a file says of itself, as one post, before it begins; where that ends."""
    matter = front_matter(source.raw)
    post = int(matter.end > 0)
    for at in range(matter.end):
        raw = source.raw[at]
        if at not in matter.said:
            source.silent[at + 1] = "what the file says of itself"
            continue
        source.pieces.append(Piece(at + 1, raw))
        for mark, text in matter.said[at] or [(marks.META, raw)]:
            block = Block(plain(text), (len(source.pieces) - 1,), post=post, mark=mark)
            filed = mark in marks.FILED
            dated = text if mark == marks.DATE else ""
            source.blocks.append(
                replace(block.with_text(block.text), heading=int(mark == marks.TITLE), item=filed,
                        date=dated)
            )  # fmt: skip
    if post:
        source.facts[1] = matter.facts
    return matter.end


def _read_letter(source: Source, head: letters.Head, end: int, number: int) -> None:
    """A mail with one summary is a post, its subject the title; a mail with several is a page."""
    first = len(source.blocks)
    width = wrapped_at(source.raw[head.end : end], letter=True)
    _read_lines(source, head.end, end, width)
    body = source.blocks[first:]
    summaries = sum(implications_heading(block.text) is not None for block in body)
    cited = any(looks_like_citation(block.text) >= CITATION_LIKELY for block in body)
    post = number if summaries < 2 and (summaries or cited) else 0
    chrome = "" if summaries or cited else "a letter without a summary"
    source.blocks[first:] = [
        *_head_blocks(source, head, post, chrome),
        *(replace(block, post=post, chrome=chrome) for block in body),
    ]


def _head_blocks(source: Source, head: letters.Head, post: int, chrome: str) -> list[Block]:
    blocks = []
    for at in range(head.begin, head.end):
        source.pieces.append(Piece(at + 1, source.raw[at]))
        kind, text = head.said.get(at, ("", "")) if post else ("", "")
        text = plain(text or source.raw[at])
        why = chrome or ("" if kind else letters.HEAD)
        blocks.append(
            Block(
                text, (len(source.pieces) - 1,), heading=int(kind == marks.TITLE),
                html=html.escape(text, quote=False), post=post, mark=kind,
                date=text if kind == marks.DATE else "", chrome=why,
            )
        )  # fmt: skip
    return blocks


def _read_lines(source: Source, begin: int, end: int, width: int, *, quotes: bool = False) -> None:
    """The blocks of the lines from ``begin`` on; what was broken at ``width`` is joined.

    With `quotes` (of what is no letter) a citation may be set apart like a quotation.
    """
    lines = source.raw[begin:end]
    paragraph: list[int] = []
    opened = 0
    aside = over = ""
    for at, raw in enumerate(lines):
        cites = (quotes and _cites_in_quotation(raw)) or _points_to_advice(raw)
        silent = "" if cites else _silence(raw)
        raw = _QUOTED.sub("", raw) if cites else raw
        aside = "set apart from the text" if raw.strip() == "<aside>" else aside
        silent = silent or aside
        aside = "" if raw.strip() == "</aside>" else aside
        if silent:
            source.silent[begin + at + 1] = silent
        if paragraph and (silent or not runs_on(lines, opened, at, width)):
            above = lines[opened:at]
            ruled = over == "a rule" and silent == "a rule" and len(above) == 1
            _close(source, paragraph, underlined=ruled or _underlines(raw, above))
            paragraph = []
        if not silent:
            if not paragraph:
                opened, over = at, source.silent.get(begin + at, "")
            source.pieces.append(Piece(begin + at + 1, raw))
            paragraph.append(len(source.pieces) - 1)
    if paragraph:
        _close(source, paragraph)


def _underlines(rule: str, above: Sequence[str]) -> bool:
    """Whether a line of "====", or of as many "----" as the line has letters, makes it a title."""
    if len(above) != 1 or not (found := _UNDERLINE.match(rule)):
        return False
    return found[1] == "=" or abs(len(found[0].strip()) - len(above[0].strip())) <= 2


def _close(source: Source, paragraph: list[int], *, underlined: bool = False) -> None:
    joined = " ".join(source.pieces[piece].text.strip() for piece in paragraph)
    raw = source.pieces[paragraph[0]].text if len(paragraph) == 1 else joined
    block = _block(raw, tuple(paragraph))
    source.blocks.append(replace(block, heading=2) if underlined else block)


def _cites_in_quotation(raw: str) -> bool:
    quoted = _QUOTED.match(raw)
    return quoted is not None and looks_like_citation(raw[quoted.end() :]) >= CITATION_LIKELY


def _points_to_advice(raw: str) -> bool:
    """ ">> En pratique": an arrow before a heading, and no answer to another letter."""
    return raw.startswith(">> ") and implications_heading(raw[3:]) is not None


def _silence(raw: str) -> str:
    """Why a line has nothing to say, or nothing."""
    if not plain(raw):
        return "blank line"
    if _QUOTED.match(raw):
        return "quoted from another letter"
    return "a rule" if _RULE.match(raw) and not re.search(r"\.\.\.|…", raw) else ""


def wrapped_at(lines: Sequence[str], *, letter: bool = False) -> int:
    """The width at which a program broke the page's long lines; 0 when it did not.

    Programs for mail break lines, so that a few long ones tell how.
    """
    lengths = sorted(len(line.rstrip()) for line in lines if line.strip())
    if letter and sum(_NARROWEST < length <= _MAIL for length in lengths) >= 3:
        return lengths[-1] if lengths[-1] <= _MAIL else 0
    if width := _width_of_breaks(lines):
        return width
    if len(lengths) < _WRAPPED_LINES or not _NARROWEST <= lengths[-1] <= _WIDEST:
        return 0
    full = sum(length > 0.8 * lengths[-1] for length in lengths)
    return lengths[-1] if full >= max(_WRAPPED_LINES, 0.4 * len(lengths)) else 0


def _width_of_breaks(lines: Sequence[str]) -> int:
    """The width at which sentences go on in the next line, because its first word did not fit."""
    broken = [
        (len(line.rstrip()), len(following.split()[0]))
        for line, following in pairwise(lines)
        if following[:1].islower() and line.strip()[-1:].isalnum()
    ]
    width = max((length for length, _ in broken), default=0)
    apart = sum(not line.strip() for line in lines) * 4 >= len(lines)
    if len(broken) < _BROKEN_SENTENCES or not apart or not _NARROWEST <= width <= _WIDEST:
        return 0
    return width if all(length + 1 + word > width for length, word in broken) else 0


def runs_on(lines: Sequence[str], opened: int, at: int, width: int) -> bool:
    """Whether the line before `lines[at]` was broken because the next word did not fit.

    The paragraph that it belongs to begins at `opened`.
    """
    line, following = lines[at - 1], lines[at]
    alone = plain(following)
    if not alone or _BULLET.match(following) or _NUMBER.match(following):
        return False
    if letters.is_greeting(plain(line)) or any(map(letters.is_closing, (plain(line), alone))):
        return False
    if _hangs(following, lines[opened]):
        return True
    if not width:
        return _broken_in_sentence(plain(line), alone)
    if any(map(_stands_alone, (alone, plain(line)))):
        return False
    if not any(map(_YEAR.search, lines[opened:at])) and _titled(lines, at, plain(line)):
        return False
    return len(line.rstrip()) + 1 + len(following.split()[0]) > width or (
        bool(_MID_SENTENCE.match(alone)) and _broken_in_sentence(plain(line), alone)
    )


def _hangs(line: str, first: str) -> bool:
    """Whether a line is indented as far as the words of the item that it belongs to."""
    marker = _BULLET.match(first) or _NUMBER.match(first)
    indent = len(line) - len(line.lstrip())
    return marker is not None and indent >= marker.end() - 1 > 0


def _stands_alone(text: str) -> bool:
    heading = implications_heading(text)
    return bool(
        month_heading(text)
        or (heading and not heading[1])
        or is_topics_label(text)
        or is_type_label(text)
        or (opens_teaser(text) and len(text.split()) <= 4)
    )


def _titled(lines: Sequence[str], at: int, line: str) -> bool:
    """Whether a title and its citation part here: before either, a full line is no broken one."""
    if re.search(r"[A-ZÀ-Þ]\.[,\s]|[,&]$", line[-20:]):
        return False  # within a list of authors
    if re.search(r"\w$|[?!”]$", line) and _cites(lines, at):
        return True
    ends = re.search(r"[.?!)”\"]$", line) is not None
    return ends and not plain(lines[at]).endswith((".", ",")) and _cites(lines, at + 1)


def _cites(lines: Sequence[str], at: int) -> bool:
    opening = plain(" ".join(lines[at : at + 3]))
    return looks_like_citation(opening) >= CITATION_LIKELY


def _broken_in_sentence(line: str, following: str) -> bool:
    """A sentence over two lines of a page that is not wrapped as a whole."""
    if len(line) < _NARROWEST or not re.search(r"[a-zà-ÿ,]$", line) or is_contact(following):
        return False
    if not _MID_SENTENCE.match(following) or month_heading(line):
        return False
    # "van der Berg, A. (2018)." begins small as well, and so does the title over it
    return not is_contact(line) and looks_like_citation(following) < CITATION_LIKELY


def _block(raw: str, pieces: tuple[int, ...]) -> Block:
    heading = 0
    raw = _INLINE_TAG.sub("", html.unescape(raw))
    if atx := _ATX.match(raw):
        heading, raw = len(atx[1]), raw[atx.end() :]
    if starred := _STARRED.match(raw):
        heading, raw = heading or BOLD, starred[2]
    if bold := _ALL_BOLD.match(raw):
        heading, raw = heading or BOLD, bold[2]
    bullet = _BULLET.match(raw)
    # "… I blog about" and "- " differ: a dash without a word is no bullet
    text = plain(raw[bullet.end() :] if bullet else raw)
    lead = _BOLD.match(text)
    text = _BOLD.sub(r"\2", text)
    refers = tuple(link["address"] for link in _LINK.finditer(text) if link["address"])
    text = _LINK.sub(lambda link: "" if link["picture"] else link["words"], text)
    text = _EMPHASIS.sub(r"\2", text)
    block = Block(text.strip(), pieces, heading=heading, item=bool(bullet), refers=refers)
    block = block.with_text(block.text)
    if lead is None or not block.text.startswith(lead[2]):
        return block
    words = html.escape(lead[2], quote=False)
    return replace(block, html=block.html.replace(words, f"<strong>{words}</strong>", 1))
