"""A gzipped file's content, as far as it is whole; bombs are refused."""

import io
import zlib
from pathlib import Path

from django.utils.translation import gettext as _

from gleanings.literature.records.record import UnreadableFileError

LARGEST_UNPACKED = 2_000_000_000
MOST_TIMES_SMALLER = 200
"""A record compresses to a tenth; what shrinks more, and unpacks to more than that, is a bomb."""
_GZIP = 16 + zlib.MAX_WBITS
_BLOCK = 8192
_PIECE = 16


class TruncatedError(Exception):
    """The compressed file ends before its contents do."""


class DamagedError(TruncatedError):
    """From here on the compressed file cannot be unpacked."""


class Unpacked(io.RawIOBase):
    """Python's own reader loses what stands before a damage in the block that it comes in."""

    def __init__(self, path: Path) -> None:
        self._file = path.open("rb")
        self._most = max(LARGEST_UNPACKED, MOST_TIMES_SMALLER * path.stat().st_size)
        self._size = 0
        self._waiting = memoryview(b"")
        self._packed = b""
        self._unpacking = zlib.decompressobj(_GZIP)
        self._is_within = False
        self._fault: TruncatedError | None = None

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        while not self._waiting and self._fault is None:
            packed = self._packed or self._file.read(_BLOCK)
            if not packed:
                self._fault = TruncatedError() if self._is_within else None
                break
            self._waiting = memoryview(self._unpack(packed))
        if not self._waiting and self._fault is not None:
            raise self._fault
        number = min(len(buffer), len(self._waiting))
        buffer[:number] = self._waiting[:number]
        self._waiting = self._waiting[number:]
        self._size += number
        if self._size > self._most:
            raise UnreadableFileError(
                _("The file unpacks to more than any list of records does: it was not read.")
            )
        return number

    def _unpack(self, packed: bytes) -> bytes:
        if not self._is_within:
            packed = packed.lstrip(b"\0")  # what fills up a tape
        before = self._unpacking.copy()
        try:
            unpacked = self._unpacking.decompress(packed)
        except zlib.error:
            self._fault = DamagedError()
            return _until_damage(before, packed)
        self._is_within = bool(packed) and not self._unpacking.eof
        self._packed = self._unpacking.unused_data
        if self._unpacking.eof:  # another may follow in the same file
            self._unpacking = zlib.decompressobj(_GZIP)
        return unpacked

    def close(self) -> None:
        self._file.close()
        super().close()


def _until_damage(unpacking: "zlib._Decompress", packed: bytes) -> bytes:
    unpacked = b""
    try:
        for begin in range(0, len(packed), _PIECE):
            unpacked += unpacking.decompress(packed[begin : begin + _PIECE])
    except zlib.error:
        pass
    return unpacked
