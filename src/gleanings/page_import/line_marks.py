"""Markup with the number of its line before each piece of text, in private characters."""

import re
from collections.abc import Iterator

OPEN, CLOSE = "\ue000", "\ue001"
LINE_MARK = re.compile(f"{OPEN}(\\d+){CLOSE}")
# possessive: what is no tag fails at its next "<", and is not tried in other ways
_TAG = re.compile(r"<[!/?a-zA-Z](?:[^<>\"']|\"[^\"<>]*+\"|'[^'<>]*+'|[\"'])*+>")
_LONGEST_LINE = 1_000
_OPENS_BOX = re.compile(
    r"<(?:address|article|aside|blockquote|dd|details|div|dt|fieldset|figcaption|figure|footer|form|"
    r"h[1-6]|header|hr|li|main|nav|ol|p|section|summary|table|td|th|tr|ul)\b",
    re.IGNORECASE,
)
_AS_IT_STANDS = re.compile(r"</?pre\b", re.IGNORECASE)
_RAW_TEXT = re.compile(r"<(script|style|textarea|title)\b", re.IGNORECASE)


def with_lines_marked(text: str, line: int = 1) -> str:
    """Every piece of text between tags opens with the number of its line.

    The parser tells the line of a tag, not of the text after it, and an account of every line
    needs the latter. A "<" that opens no tag is escaped.
    """
    out = []
    for is_tag, piece in _tokens(text):
        out.append(piece if is_tag else _marked(piece, line))
        line += piece.count("\n")
    return "".join(out)


def broken_up(text: str) -> str:
    """A page that a program wrote without line breaks, with one before each of its boxes and
    paragraphs: an account of a single line would say nothing.

    Lines of a length that somebody wrote stay as they are, and so does what is shown as it stands.
    """
    if all(len(line) <= _LONGEST_LINE for line in text.split("\n")):
        return text
    out, as_it_stands, column = [], 0, 0
    for is_tag, piece in _tokens(text):
        if is_tag and _AS_IT_STANDS.match(piece):
            as_it_stands = max(0, as_it_stands + (-1 if piece.startswith("</") else 1))
        if is_tag and column and not as_it_stands and _OPENS_BOX.match(piece):
            out.append("\n")
        out.append(piece)
        column = 0 if piece.endswith("\n") else 1
    return "".join(out)


def _tokens(text: str) -> Iterator[tuple[bool, str]]:
    """(whether it is markup, the piece), in order; every character is looked at once or twice."""
    position = begin = 0
    closers: dict[str, int] = {}
    while (at := text.find("<", position)) >= 0:
        end = _end_of_markup(text, at, closers)
        if end < 0:
            yield False, text[begin:at] + "&lt;"
            begin = position = at + 1
            continue
        if at > begin:
            yield False, text[begin:at]
        yield True, text[at:end]
        begin = position = end
    yield False, text[begin:]


def _end_of_markup(text: str, at: int, closers: dict[str, int]) -> int:
    """Where the tag, comment or script that opens at `at` ends; -1 where none does."""
    if text.startswith("<!--", at):
        return _closed(text, "-->", at + 4, closers)
    tag = _TAG.match(text, at)
    if tag is None:
        return -1
    if raw := _RAW_TEXT.match(tag[0]):
        close = _closed(text, f"</{raw[1].lower()}", tag.end(), closers)
        return text.find(">", close) + 1 or len(text) if close >= 0 else len(text)
    return tag.end()


def _closed(text: str, closer: str, begin: int, closers: dict[str, int]) -> int:
    """Where the closer ends at the earliest; what was not found once is not looked for again."""
    if begin >= closers.get(closer, len(text) + 1):
        return -1
    found = re.compile(re.escape(closer), re.IGNORECASE).search(text, begin)
    if found is None:
        closers[closer] = begin
        return -1
    return found.end()


def _marked(text: str, line: int) -> str:
    parts = text.split("\n")
    return "\n".join(
        f"{OPEN}{line + offset}{CLOSE}{part}" if part.strip() else part
        for offset, part in enumerate(parts)
    )
