"""Records as rows of a table that spreadsheets open without harm."""

import datetime as dt
import re
from typing import Any

from gleanings.open_data.fields import Piece, Record, RichText

# what a spreadsheet takes for a formula (OWASP, CSV injection)
_FORMULA = re.compile(r"[=+\-@\t\r]")


def safe_cell(text: str) -> str:
    """Text that no spreadsheet computes: an apostrophe before what looks like a formula."""
    return f"'{text}" if _FORMULA.match(text) else text


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
