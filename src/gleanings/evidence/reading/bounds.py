"""Words that make a bound of a number: over 84%, at least 1,000, no more than 12, 200 or more."""

from __future__ import annotations

import re

_BEFORE = re.compile(
    r"(?<![^\W\d_])(?:"
    r"(?P<at_most>(?:no|not)\s(?:more|greater|higher)\sthan|as\s(?:much|many|high)\sas|not\s(?:over|above)|up\sto|at\smost|(?:a\s)?maximum\sof|"
    r"pas\splus\sde|au\s(?:plus|maximum)|(?:un\s)?maximum\sde|jusqu'à)"
    r"|(?P<at_least>(?:no|not)\s(?:fewer|less|lower)\sthan|as\s(?:little|few|low)\sas|not\s(?:under|below)|at\sleast|(?:a\s)?minimum\sof|"
    r"pas\smoins\sde|au\s(?:moins|minimum)|(?:un\s)?minimum\sde)"
    r"|(?P<above>over|more\sthan|above|greater\sthan|plus\sde)"
    r"|(?P<below>under|less\sthan|fewer\sthan|below|moins\sde)"
    r")\s(?:an?\s)?$",
    re.IGNORECASE,
)
OR_MORE = (
    r"(?:\s(?:or|and)\s(?:more|greater|higher|larger|above|over|fewer|less|lower|smaller|below)"
    r"|\s(?:et|ou)\s(?:plus|moins))"
)
"""Behind a number, in a pattern."""
_BEHIND = re.compile(
    rf"(?={OR_MORE}(?!\s(?:than|de|que)\b)(?!\w))\s\w+\s"
    r"(?:(?P<at_least>more|greater|higher|larger|above|over|plus)"
    r"|(?P<at_most>fewer|less|lower|smaller|below|moins))",
    re.IGNORECASE,
)
_COMPARISONS = {"above": ">", "at_least": ">=", "below": "<", "at_most": "<="}
_REACH = 20
# The last words of a bound; most numbers have another before them.
_LAST_WORDS = frozenset({
    "than", "as", "over", "above", "under", "below", "to", "most", "least", "of", "a", "an", "de",
    "maximum", "minimum", "plus", "moins", "jusqu'à",
})  # fmt: skip


def bound_before(text: str, start: int) -> tuple[int, str]:
    """Where the words before a number begin that make a bound of it, and its comparison.

    `start` itself and "=" where there are none.
    """
    words = text[max(0, start - _REACH) : start].split()
    if not words or words[-1].strip('(["').lower() not in _LAST_WORDS:
        return start, "="
    match = _BEFORE.search(text, max(0, start - _REACH), start)
    if match is None:
        return start, "="
    return match.start(), _COMPARISONS[str(match.lastgroup)]


def bound_behind(text: str, end: int) -> tuple[int, str]:
    """The same of the words right behind a number: where they end."""
    match = _BEHIND.match(text, end)
    return (match.end(), _COMPARISONS[str(match.lastgroup)]) if match else (end, "=")
