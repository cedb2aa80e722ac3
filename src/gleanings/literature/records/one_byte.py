"""Which of the old encodings of one byte a letter a file is in that is not UTF-8.

Windows-1252, as a rule. On old Macs é is what Windows reads as Ž, and so on: within a word such
letters are evidence. What neither explains is told to whoever imports it.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from io import BufferedReader
from itertools import islice
from typing import BinaryIO

from gleanings.literature.records.unpacking import TruncatedError

MAC, WINDOWS = "mac_roman", "cp1252"
MOST_PIECES = 256
ENOUGH = 10_000
_PIECE = 1 << 18
# Ž in the midst of a word, ˆ, Ÿ, or nothing at all in Windows-1252; é è ç ê à ä ü in Mac Roman
_MAC = re.compile(rb"[A-Za-z][\x8e\x8f\x8d\x90\x88\x8a\x9f]|[a-z][\x87\x89\x8b\x8c\x98\x9b][a-z]")
# é, and all letters with accents; capitals in the midst of a word in Mac Roman
_WINDOWS = re.compile(rb"[a-z][\xdf-\xf6\xf8-\xff]|[\xe0-\xf6\xf8-\xff][a-z]")
# à to ÿ and the usual punctuation in UTF-8, which the others have no such words for
_UTF8 = re.compile(rb"\xc3[\x80-\xbf]|\xe2\x80[\x90-\xbf]")
# ‚ „ † within a word: é ä and others of DOS, say; no letters in the other two
_NEITHER = re.compile(rb"[a-z][\x81\x82\x84\x86\xa0-\xad][a-z]")


@dataclass
class Evidence:
    """How often each is spoken for."""

    mac: int = 0
    windows: int = 0
    neither: int = 0
    utf8: int = 0

    @property
    def encoding(self) -> str:
        """Mac Roman where that is plain."""
        return MAC if self.mac and not (self.windows or self.neither or self.utf8) else WINDOWS

    @property
    def is_doubtful(self) -> bool:
        return bool(self.neither or (self.mac and (self.windows or self.utf8)))


def evidence_in(file: BinaryIO) -> Evidence | None:
    """None where it is UTF-8, as far as one looks: 64 MB, or until it says enough."""
    found = Evidence()
    is_utf8 = True
    for piece in islice(_pieces(file), MOST_PIECES):
        if piece.isascii():
            continue
        try:
            piece.decode()
            found.utf8 += 1
            continue
        except UnicodeDecodeError:
            is_utf8 = False
        rest = _WHOLE_LETTERS.sub(b"", piece)
        found.utf8 += len(_UTF8.findall(piece))
        found.mac += len(_MAC.findall(rest))
        found.windows += len(_WINDOWS.findall(rest))
        found.neither += len(_NEITHER.findall(rest))
        if found.mac + found.windows + found.neither > ENOUGH:
            break
    return None if is_utf8 else found


# letters of UTF-8, which may stand in such a file too
_WHOLE_LETTERS = re.compile(
    rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}"
)


def _pieces(file: BinaryIO) -> Iterator[bytes]:
    """Ending with a line where there is one, lest a letter be cut in two."""
    rest = b""
    while piece := _read(file):
        whole, end, rest = (rest + piece).rpartition(b"\n")
        yield whole + end
        if len(rest) > 4 * _PIECE:
            yield rest
            rest = b""
    yield rest


def _read(file: BinaryIO) -> bytes:
    """Nothing from where a compressed file breaks off."""
    try:
        return file.read1(_PIECE) if isinstance(file, BufferedReader) else file.read(_PIECE)
    except TruncatedError:
        return b""
