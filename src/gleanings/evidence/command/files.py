"""Reading what the user names: a file, or ``-`` for what is piped in."""

import sys
from pathlib import Path

_MARKS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))


def text_of(name: str) -> str:
    """The text of a file, whatever wrote it: UTF-8, UTF-16 with its mark, or Windows' Latin."""
    raw = sys.stdin.buffer.read() if name == "-" else Path(name).read_bytes()
    for mark, encoding in _MARKS:
        if raw.startswith(mark):
            return raw.decode(encoding, errors="replace")
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return raw.decode("cp1252", errors="replace")
