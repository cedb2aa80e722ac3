"""Writing to standard output, whatever the terminal can show."""

import io
import json
import sys
from typing import Any


def write_text(text: str) -> None:
    """What the terminal's encoding lacks becomes a question mark, not an error."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="replace")
    sys.stdout.write(text)


def write_json(facts: Any) -> None:
    """JSON is UTF-8 wherever it is written (RFC 8259)."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8")
    sys.stdout.write(json.dumps(facts, ensure_ascii=False, indent=2, allow_nan=False) + "\n")
