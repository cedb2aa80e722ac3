"""Pages of a list by cursor: what follows the last item seen, whatever is added meanwhile.

A cursor holds the values that the list is ordered by of the item it goes on from. So what is
published between two requests neither shifts what follows nor repeats what went before.
"""

import base64
import binascii
import datetime as dt
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.db.models import Q, QuerySet
from django.http import HttpRequest

from gleanings.digest.addresses import absolute
from gleanings.open_data.parameters import FIRST_YEAR, LAST_YEAR
from gleanings.open_data.problems import RefusedError

Row = dict[str, Any]


@dataclass(frozen=True)
class Order:
    """By these columns, whose values together are one row's alone; all of them up or down."""

    kinds: Mapping[str, type]
    """What each column holds."""
    is_down: bool = False

    @property
    def columns(self) -> tuple[str, ...]:
        return tuple(self.kinds)

    def takes(self, values: Sequence[Any]) -> bool:
        kinds = self.kinds.values()
        return len(values) == len(kinds) and all(
            type(value) is kind for value, kind in zip(values, kinds, strict=True)
        )

    def by(self, backwards: bool) -> list[str]:
        sign = "-" if self.is_down != backwards else ""
        return [f"{sign}{column}" for column in self.columns]

    def beyond(self, values: Sequence[Any], backwards: bool) -> Q:
        """What comes after the row with these values; before it, if backwards."""
        compare = "lt" if self.is_down != backwards else "gt"
        condition = Q()
        for place, column in enumerate(self.columns):
            equal = dict(zip(self.columns[:place], values[:place], strict=True))
            condition |= Q(**equal, **{f"{column}__{compare}": values[place]})
        return condition


@dataclass(frozen=True)
class Cursor:
    order: str
    values: list[Any]
    backwards: bool = False

    def __str__(self) -> str:
        text = json.dumps([self.order, [_written(value) for value in self.values], self.backwards])
        return base64.urlsafe_b64encode(text.encode()).decode().rstrip("=")


@dataclass(frozen=True)
class Part:
    """A page of rows, and the cursors of what is around it."""

    rows: list[Row]
    next: Cursor | None
    previous: Cursor | None


def part_of(rows: QuerySet[Any], name: str, order: Order, cursor: str, limit: int) -> Part:
    """Raises RefusedError for a cursor that is none of this list."""
    at = read_cursor(cursor, name, order) if cursor else None
    backwards = at is not None and at.backwards
    if at is not None:
        rows = rows.filter(order.beyond(at.values, backwards))
    found = list(rows.order_by(*order.by(backwards))[: limit + 1])
    has_more = len(found) > limit
    found = found[:limit]
    if backwards:
        found.reverse()
    has_next, has_previous = (True, has_more) if backwards else (has_more, at is not None)

    def of(row: Row, backwards: bool) -> Cursor:
        return Cursor(name, [row[column] for column in order.columns], backwards)

    return Part(
        found,
        of(found[-1], False) if found and has_next else None,
        of(found[0], True) if found and has_previous else None,
    )


def part_of_ranked(
    ranked: Sequence[int], rows: QuerySet[Any], name: str, cursor: str, limit: int
) -> Part:
    """As :func:`part_of`, of rows in an order that is no column's: that of these primary keys.

    A cursor keeps the key that it goes on from, and its place for when that is gone.
    """
    start, stop = 0, limit
    if cursor:
        at = read_cursor(cursor, name, Order({"pk": int, "place": int}))
        key, place = at.values
        place = ranked.index(key) if key in ranked else max(place, 0)
        is_there = key in ranked
        start = place + is_there if not at.backwards else max(place - limit, 0)
        stop = start + limit if not at.backwards else place
    chosen = ranked[start:stop]
    found = {row["pk"]: row for row in rows.filter(pk__in=chosen)}

    def of(place: int, backwards: bool) -> Cursor:
        return Cursor(name, [ranked[place], place], backwards)

    return Part(
        [found[key] for key in chosen if key in found],
        of(stop - 1, False) if chosen and stop < len(ranked) else None,
        of(start, True) if chosen and start else None,
    )


def read_cursor(text: str, name: str, order: Order) -> Cursor:
    try:
        padded = text + "=" * (-len(text) % 4)
        read = json.loads(base64.b64decode(padded, altchars=b"-_", validate=True))
        of_order, values, backwards = read
        if not isinstance(backwards, bool):
            raise ValueError
        cursor = Cursor(str(of_order), [_read(value) for value in values], backwards)
    except (ValueError, TypeError, binascii.Error, RecursionError) as error:
        raise RefusedError(
            cursor="“cursor” is not one that the API gave out. Follow “next”, or leave it out to "
            "start from the beginning."
        ) from error
    if cursor.order != name:
        raise RefusedError(
            cursor="“cursor” belongs to a list in another order. Give the same “ordering” as "
            "before, or leave the cursor out."
        )
    if not order.takes(cursor.values):
        raise RefusedError(cursor="“cursor” is not one that the API gave out.")
    return cursor


def address(request: HttpRequest, cursor: Cursor | None) -> str | None:
    """The address of this list at the cursor."""
    if cursor is None:
        return None
    pairs = [
        (name, value)
        for name, values in request.GET.lists()
        for value in values
        if name != "cursor"
    ]
    return absolute(f"{request.path}?{urlencode([*pairs, ('cursor', str(cursor))])}", request)


def _written(value: Any) -> Any:
    if isinstance(value, dt.datetime):
        return {"t": value.isoformat()}
    if isinstance(value, dt.date):
        return {"d": value.isoformat()}
    return value


def _read(value: Any) -> Any:
    if isinstance(value, dict):
        ((kind, text),) = value.items()
        if kind == "t":
            moment = dt.datetime.fromisoformat(text)
            # what is beyond time zones' reach was not written here
            if moment.tzinfo is None or not FIRST_YEAR <= moment.year <= LAST_YEAR:
                raise ValueError
            return moment
        return dt.date.fromisoformat(text)
    if not isinstance(value, int | str) or "\x00" in str(value):
        raise ValueError
    if isinstance(value, int) and abs(value) > 2**62:
        raise ValueError
    return value
