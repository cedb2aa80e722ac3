"""Tables of studies out of text, as spreadsheets of any language write them."""

from gleanings.evidence.tables.encoding import decoded
from gleanings.evidence.tables.numbers import (
    bare,
    decimal_comma,
    decimals,
    is_missing,
    number,
    reads_two_ways,
)
from gleanings.evidence.tables.records import records
from gleanings.evidence.tables.table import Table, read_table

__all__ = [
    "Table",
    "bare",
    "decimal_comma",
    "decimals",
    "decoded",
    "is_missing",
    "number",
    "read_table",
    "reads_two_ways",
    "records",
]
