"""Numbers that stand in a row and share a name: scores were 2.6 and 2.3; 1.45 vs. 1.3."""

from __future__ import annotations

import re
from collections.abc import Iterator

from gleanings.evidence.reading.draft import Draft, Page
from gleanings.evidence.reading.numerals import NUMBER, parse_number

_SIBLING = re.compile(
    r"(?:,\s(?:and\s|et\s)?|\s(?:and|et|or|(?P<versus>vs?\.?|versus|contre))\s)"
    rf"(?P<minus>-)?(?P<number>{NUMBER})(?!\s?(?:%|per\s?cent|/)|-)"
)
_MOST = 8
_NO_NAME_BETWEEN = re.compile(r"\s?[)\]}]{0,2}\s?[,;]?\s?(?:and|et|or|vs\.?|versus|contre)?\s?")


def shares_a_name(plain: str, end: int, start: int) -> bool:
    """Whether nothing but a joining word stands between one number and the next."""
    return _NO_NAME_BETWEEN.fullmatch(plain, end, start) is not None


def siblings(page: Page, draft: Draft) -> Iterator[Draft]:
    """What stands right behind a number, with decimals like it, or against it."""
    before, end = draft, draft.end
    for _ in range(_MOST):
        match = _SIBLING.match(page.plain, end)
        if match is None or before.value is None:
            return
        start = match.start("minus") if match["minus"] else match.start("number")
        number = parse_number(
            match["number"],
            source=page.source[start : match.end()],
            negative=bool(match["minus"]),
            comma=page.comma,
        )
        if number is None:
            return
        if not match["versus"] and not (before.value.decimals and number.decimals):
            return
        before, end = Draft(start, match.end(), draft.kind, number), match.end()
        yield before
