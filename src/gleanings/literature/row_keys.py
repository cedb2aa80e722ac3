"""The key of a row as a form sends it."""

LONGEST = len(str(2**63)) - 1
"""Figures of a key: databases count to no more than 64 bits."""


def row_key(text: str) -> int:
    """The key; 0, which no row has, for whatever is none."""
    is_key = text.isascii() and text.isdecimal() and len(text) <= LONGEST
    return int(text) if is_key else 0
