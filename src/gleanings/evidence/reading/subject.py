"""The words that say what a statistic is about."""

from __future__ import annotations

import re

_BREAK = re.compile(r"[.?!;:]\s|\n|\)\s?,?|,\s(?:and|et)\s")
_TRAILING = re.compile(
    r"(?:[\s,;:(\[=\x01\x02-]|\b(?:was|were|is|are|of|by|at|with|showed|indicated|and|a|the|that|est|"
    r"était|de|la|le|et|overall|estimated|significant|effect|statistically|moderate|included|mean)\b)+$",
    re.IGNORECASE,
)
_LEADING = re.compile(
    r"^[\s,;:.)\]\x01\x02-]*(?:(?:and|but|or|et|mais|followed\sby|included)\b[\s:]*)?",
    re.IGNORECASE,
)
SUBJECT_REACH = 161


def subject_of(before: str) -> str:
    """The phrase that leads up to a statistic, out of the characters before it."""
    begin = len(before) >= SUBJECT_REACH
    before = before[-(SUBJECT_REACH - 1) :]
    breaks = list(_BREAK.finditer(before.rstrip(" ([")))
    if breaks:
        before = before[breaks[-1].end() :]
    elif begin:
        before = before.partition(" ")[2]
    stripped = before.rstrip(" ([,")
    if before.rstrip().endswith("(") and ", " in stripped:
        stripped = stripped.rpartition(", ")[2]
    trimmed = _TRAILING.sub("", stripped)
    return _LEADING.sub("", trimmed or stripped).strip()
