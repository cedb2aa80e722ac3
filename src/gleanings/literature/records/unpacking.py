"""A gzipped file's content, whole or as far as it came; a damaged one and a bomb are refused."""

import gzip
import io
import zlib
from functools import lru_cache
from pathlib import Path

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gleanings.literature.records.record import UnreadableFileError

LARGEST_UNPACKED = 2_000_000_000
MOST_TIMES_SMALLER = 200
"""A record compresses to a tenth; what shrinks more, and unpacks to more than that, is a bomb."""
TOO_LARGE = gettext_lazy("The file unpacks to more than any list of records does: it was not read.")
_PIECE = 1 << 20


class TruncatedError(Exception):
    """The compressed file ends before its contents do."""


class Unpacked(io.RawIOBase):
    """Raises TruncatedError after the last byte of a file that was cut short.

    Damage shows in the checksum at the end alone, when what it made of the records would have been
    stored long before. So the file is unpacked once to its end before the first byte is given out.
    Raises UnreadableFileError where it is damaged, or unpacks to more than any list of records.
    """

    def __init__(self, path: Path) -> None:
        found = path.stat()
        _look_through(path, found.st_size, found.st_mtime_ns)
        self._file = gzip.open(path)  # noqa: SIM115

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        try:
            return self._file.readinto(buffer)
        except EOFError as error:
            raise TruncatedError from error

    def close(self) -> None:
        if not self.closed:
            self._file.close()
        super().close()


@lru_cache(maxsize=8)
def _look_through(path: Path, size: int, changed: int) -> None:
    """Once for each state of a file, which is opened more than once to be read."""
    most = max(LARGEST_UNPACKED, MOST_TIMES_SMALLER * size)
    try:
        with gzip.open(path) as file:
            while file.read(_PIECE):
                if file.tell() > most:
                    raise UnreadableFileError(TOO_LARGE)
    except EOFError:
        pass  # cut short, and right as far as it goes
    except (zlib.error, gzip.BadGzipFile) as error:
        raise UnreadableFileError(
            _("The compressed file is damaged, so nothing of it was read. Fetch it again.")
        ) from error
