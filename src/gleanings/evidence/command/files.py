"""Reading what the user names: a file, or ``-`` for what is piped in."""

import sys
from pathlib import Path

from gleanings.evidence.tables.encoding import decoded


def text_of(name: str) -> str:
    return decoded(sys.stdin.buffer.read() if name == "-" else Path(name).read_bytes())
