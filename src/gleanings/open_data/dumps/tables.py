"""Records as rows of a table that spreadsheets open without harm."""

import datetime as dt
from typing import Any

from gleanings.literature.safe_cell import safe_cell
from gleanings.open_data.fields import Piece, Record, RichText


def columns(schema: type[Record]) -> list[str]:
    return list(schema.model_fields)


def row(record: Record) -> list[str]:
    """A cell for each field; several values of one field are parted by semicolons."""
    return [cell(getattr(record, name)) for name in columns(type(record))]


def cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, int | float):
        return repr(value)
    if isinstance(value, dt.datetime):
        return value.isoformat()
    return safe_cell(_text(value))


def _text(value: Any) -> str:
    if isinstance(value, list):
        between = "\n" if value and isinstance(value[0], RichText) else "; "
        return between.join(_text(one) for one in value)
    return value.cell() if isinstance(value, Piece) else str(value)
