"""Dates of consents as other systems and spreadsheets write them.

05/06/2024 is June 5 in Paris and May 6 in Boston. It is read where the list itself, or who brings
it, says which comes first, and otherwise refused.
"""

import datetime as dt
import re
from collections.abc import Iterable
from enum import StrEnum

from gleanings.literature.citations.dates import month_number


class Order(StrEnum):
    """What comes first in 05/06/2024."""

    DAY = "day"
    MONTH = "month"


class AmbiguousDateError(ValueError):
    """Two dates at once; ``args`` are both, the one with the day first before the other."""


_ISO = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?!\d)|(\d{4})(\d\d)(\d\d)$")
_NUMBERS = re.compile(r"(\d{1,2})([./-])(\d{1,2})\2(\d{4}|\d\d)(?!\d)")
_DAY_WORD = re.compile(r"\b(\d{1,2})(?:st|nd|rd|th|er|\.)?[\s-]+([^\W\d_]{3,})\.?,?[\s-]+(\d{4})\b")
_WORD_DAY = re.compile(r"\b([^\W\d_]{3,})\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})\b")
_SERIAL = re.compile(r"(\d{5})(?:[.,]\d+)?$")
_DAY_ZERO_OF_EXCEL = dt.date(1899, 12, 30)


def read_date(text: str, order: Order | None) -> dt.date:
    """The day, whatever time follows it.

    Raises AmbiguousDateError where no order is given and both are possible, ValueError for what is
    no date.
    """
    text = text.strip()
    if found := _ISO.match(text):
        year, month, day = (int(part) for part in found.groups() if part)
        return dt.date(year, month, day)
    if found := _NUMBERS.match(text):
        return _of_numbers(found, order)
    if found := _DAY_WORD.search(text):
        return dt.date(int(found[3]), _month(found[2]), int(found[1]))
    if found := _WORD_DAY.search(text):
        return dt.date(int(found[3]), _month(found[1]), int(found[2]))
    if is_serial(text):
        return _DAY_ZERO_OF_EXCEL + dt.timedelta(days=int(text[:5]))
    raise ValueError(text)


def is_serial(text: str) -> bool:
    """Whether it is a day as Excel numbers them where a cell is not told to be a date."""
    return bool(_SERIAL.match(text.strip()))


def is_ambiguous(text: str) -> bool:
    try:
        read_date(text, None)
    except AmbiguousDateError:
        return True
    except ValueError:
        return False
    return False


def order_shown_by(text: str) -> Order | None:
    """What this one can only mean; None for one that shows nothing."""
    found = _NUMBERS.match(text.strip())
    if not found or found[2] == ".":
        return None
    possible = [order for order in Order if _possible(found, order)]
    return possible[0] if len(possible) == 1 else None


def shown_order(texts: Iterable[str]) -> tuple[Order, str] | None:
    """What comes first in a list, and the first date that shows it; None where nothing does, or two
    dates contradict each other."""
    shown: dict[Order, str] = {}
    for text in texts:
        if order := order_shown_by(text):
            shown.setdefault(order, text)
    return next(iter(shown.items())) if len(shown) == 1 else None


def _of_numbers(found: "re.Match[str]", order: Order | None) -> dt.date:
    if found[2] == ".":  # nobody puts the month first before a point
        order = Order.DAY
    dates = [date for one in Order if order in (None, one) and (date := _possible(found, one))]
    if not dates:
        raise ValueError(found[0])
    if len(set(dates)) > 1:
        raise AmbiguousDateError(*dates)
    return dates[0]


def _possible(found: "re.Match[str]", order: Order) -> dt.date | None:
    first, second, year = int(found[1]), int(found[3]), int(found[4])
    day, month = (first, second) if order is Order.DAY else (second, first)
    try:
        return dt.date(year if year > 99 else 2000 + year, month, day)
    except ValueError:
        return None


def _month(word: str) -> int:
    if number := month_number(word):
        return number
    raise ValueError(word)
