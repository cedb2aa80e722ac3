"""From a path to bytes and text: compressed or not, in whatever encoding, never whole in memory."""

import codecs
import io
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from typing import BinaryIO, TextIO, cast

from django.utils.translation import gettext as _

from gleanings.literature.records.one_byte import WINDOWS, Evidence, evidence_in
from gleanings.literature.records.unpacking import TruncatedError, Unpacked

HEAD = 1 << 16
UTF_8 = "utf-8"
LONGEST_LINE = 8_000_000
"""Characters; of an article with thousands of authors all names stand in one."""

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


def _as_windows(error: UnicodeError) -> tuple[str, int]:
    """A byte that is no UTF-8 is one of Windows-1252, or of Latin-1 where that has none."""
    if not isinstance(error, UnicodeDecodeError):
        raise error
    bad = error.object[error.start : error.start + 1]
    try:
        return bad.decode("cp1252"), error.start + 1
    except UnicodeDecodeError:
        return bad.decode("latin-1"), error.start + 1


codecs.register_error("gleanings-windows", _as_windows)


@contextmanager
def opened(path: Path) -> Iterator[BinaryIO]:
    """The file's bytes, unpacked where it is gzipped."""
    with path.open("rb") as file:
        is_packed = file.read(2) == b"\x1f\x8b"
    raw: io.RawIOBase = Unpacked(path) if is_packed else io.FileIO(path)
    with io.BufferedReader(raw, HEAD) as buffered:
        yield buffered


def head_of(file: BinaryIO) -> bytes:
    """The first bytes, without taking them; of a file that was cut off, what there is."""
    try:
        return cast("io.BufferedReader", file).peek(HEAD)[:HEAD]
    except TruncatedError:
        return b""


def encoding_of(head: bytes) -> str:
    """By its mark, by the zeros of UTF-16; else UTF-8, whose other bytes are Windows-1252."""
    for mark, encoding in _MARKS:
        if head.startswith(mark):
            return encoding
    sample = head[:2000]
    half = len(sample) // 2
    if half > 1 and sample[1::2].count(0) > 0.6 * half and sample[::2].count(0) < 0.1 * half:
        return "utf-16-le"
    if half > 1 and sample[::2].count(0) > 0.6 * half and sample[1::2].count(0) < 0.1 * half:
        return "utf-16-be"
    return UTF_8


def as_text(file: BinaryIO, encoding: str) -> io.TextIOWrapper:
    """The file as text, every kind of line end as it stands."""
    if encoding == WINDOWS:  # letters of UTF-8 may stand among the others
        encoding = UTF_8
    errors = "gleanings-windows" if encoding.startswith(UTF_8) else "replace"
    return io.TextIOWrapper(file, encoding=encoding, errors=errors, newline="")


@contextmanager
def opened_text(path: Path) -> Iterator[TextIO]:
    """The file's text, unpacked where it is gzipped."""
    with opened(path) as file:
        encoding = encoding_of(head_of(file))
        if encoding == UTF_8 and (evidence := evidence_at(path)):
            encoding = evidence.encoding
        with as_text(file, encoding) as text:
            yield text


def evidence_at(path: Path) -> Evidence | None:
    """What a file that is not in UTF-8 may be in; of one that is, None."""
    with opened(path) as file:
        return evidence_in(file)


def is_text(beginning: str) -> bool:
    """Whether it has no control character, as pictures, programs and packed files have."""
    return not any(
        letter == "\N{REPLACEMENT CHARACTER}"
        or (unicodedata.category(letter) == "Cc" and not letter.isspace())
        for letter in beginning[:HEAD]
    )


class TooLongLine(str):
    """The beginning of a line that is longer than any record's; the rest is passed over."""


def numbered_lines(text: TextIO) -> Iterator[tuple[int, str]]:
    """Lines without their ends, numbered from 1; of one that would fill the memory a part."""
    for number in count(1):
        line = text.readline(LONGEST_LINE + 1)
        if not line:
            return
        if len(line) <= LONGEST_LINE or line.endswith(_ENDS):
            yield number, line.rstrip("\r\n")
            continue
        beginning = line[:100]
        while line and not line.endswith(_ENDS):
            line = text.readline(LONGEST_LINE)
        yield number, TooLongLine(beginning)


_ENDS = ("\n", "\r")


def too_long_in_words(line: int) -> str:
    return _("Line %(line)s is longer than any record: the record that it is in was left out.") % {
        "line": line
    }
