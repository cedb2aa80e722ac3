"""From a path to bytes and text: compressed or not, in whatever encoding, never whole in memory."""

import codecs
import gzip
import io
import unicodedata
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from typing import BinaryIO, TextIO, cast

from django.utils.translation import gettext as _

from gleanings.literature.records.record import UnreadableFileError

HEAD = 1 << 16
LARGEST_UNPACKED = 2_000_000_000
LONGEST_LINE = 8_000_000
"""Characters; of an article with thousands of authors all names stand in one."""
MOST_TIMES_SMALLER = 200
"""A record compresses to a tenth; what shrinks more, and unpacks to more than that, is a bomb."""

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


class TruncatedError(Exception):
    """The compressed file ends before its contents do."""


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


class _Unpacked(io.RawIOBase):
    """A gzipped file's content; refuses bombs, tells a file that was cut off."""

    def __init__(self, path: Path) -> None:
        self._file = gzip.open(path)  # noqa: SIM115
        self._most = max(LARGEST_UNPACKED, MOST_TIMES_SMALLER * path.stat().st_size)
        self._size = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        try:
            read = cast("io.BufferedReader", self._file).readinto1(buffer)
        except EOFError as error:
            raise TruncatedError from error
        except (OSError, zlib.error) as error:
            raise UnreadableFileError(
                _("The compressed file is damaged. Fetch it again.")
            ) from error
        self._size += read
        if self._size > self._most:
            raise UnreadableFileError(
                _("The file unpacks to more than any list of records does: it was not read.")
            )
        return read

    def close(self) -> None:
        self._file.close()
        super().close()


@contextmanager
def opened(path: Path) -> Iterator[BinaryIO]:
    """The file's bytes, unpacked where it is gzipped."""
    with path.open("rb") as file:
        is_packed = file.read(2) == b"\x1f\x8b"
    raw: io.RawIOBase = _Unpacked(path) if is_packed else io.FileIO(path)
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
    return "utf-8"


def as_text(file: BinaryIO, encoding: str) -> io.TextIOWrapper:
    """The file as text, every kind of line end as it stands."""
    errors = "gleanings-windows" if encoding.startswith("utf-8") else "replace"
    return io.TextIOWrapper(file, encoding=encoding, errors=errors, newline="")


@contextmanager
def opened_text(path: Path) -> Iterator[TextIO]:
    """The file's text, unpacked where it is gzipped."""
    with opened(path) as file, as_text(file, encoding_of(head_of(file))) as text:
        yield text


def is_text(beginning: str) -> bool:
    """Whether it has no control character, as pictures, programs and packed files have."""
    return not any(
        letter == "\N{REPLACEMENT CHARACTER}"
        or (unicodedata.category(letter) == "Cc" and not letter.isspace())
        for letter in beginning[:HEAD]
    )


def numbered_lines(text: TextIO) -> Iterator[tuple[int, str]]:
    """Lines without their ends, numbered from 1.

    Raises UnreadableFileError at a line longer than any record's: it would fill the memory.
    """
    for number in count(1):
        line = text.readline(LONGEST_LINE + 1)
        if not line:
            return
        if len(line) > LONGEST_LINE:
            raise UnreadableFileError(
                _("Line %(line)s is longer than that of any record: the file was not read further.")
                % {"line": number}
            )
        yield number, line.rstrip("\r\n")
