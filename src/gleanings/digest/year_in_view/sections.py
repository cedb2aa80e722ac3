"""The tables that a year in view consists of. Each room gives those of what it stores.

A room registers a function with Wagtail (``@hooks.register(YEAR_IN_VIEW)``) that takes the year and
gives sections.
"""

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from django.utils import timezone
from wagtail import hooks

from gleanings.literature.dates import date_format

YEAR_IN_VIEW = "gleanings_year_in_view"

Cell = str | int


@dataclass(frozen=True)
class Section:
    """A table; the first cell of each row says what it is of. Order: the smaller, the higher up."""

    title: str
    columns: list[str]
    rows: Sequence[Sequence[Cell]]
    order: int
    note: str = ""
    """What the numbers leave out, where a reader could think otherwise."""


def sections_of(year: int) -> list[Section]:
    """Without those in which nothing stands."""
    found = [section for hook in hooks.get_hooks(YEAR_IN_VIEW) for section in hook(year)]
    return sorted((one for one in found if one.rows), key=lambda one: one.order)


def months_of(year: int, until: dt.date | None = None) -> Iterator[dt.date]:
    """The first day of each, up to the present one."""
    until = until or timezone.localdate()
    months = (dt.date(year, month, 1) for month in range(1, 13))
    return (month for month in months if month <= until)


def end_of(month: dt.date) -> dt.datetime:
    """The moment at which the next one begins."""
    following = (month + dt.timedelta(days=32)).replace(day=1)
    return timezone.make_aware(dt.datetime.combine(following, dt.time()))


def month_name(month: dt.date) -> str:
    return date_format(month, "F Y")


def most_first(counts: Iterable[tuple[str, int]]) -> list[list[Cell]]:
    return [[name, number] for name, number in sorted(counts, key=lambda one: -one[1]) if number]
