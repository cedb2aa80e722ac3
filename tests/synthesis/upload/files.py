"""Small files as spreadsheets write them."""

import zipfile
from collections.abc import Sequence
from io import BytesIO
from typing import Any

import openpyxl

from gleanings.synthesis.upload import Row, Upload, read_upload

Table = Sequence[Sequence[Any]]


def csv_of(table: Table, mark: str = ",", encoding: str = "utf-8") -> bytes:
    return "\r\n".join(mark.join(map(str, row)) for row in table).encode(encoding)


def xlsx_of(*tables: Table) -> bytes:
    """A workbook with a sheet for each table."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    for table in tables:
        sheet = book.create_sheet()
        for row in table:
            sheet.append(list(row))
    return saved(book)


def saved(book: openpyxl.Workbook) -> bytes:
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def read(raw: bytes | str, measure: str = "ZCOR", name: str = "data", **more: Any) -> Upload:
    content = raw.encode() if isinstance(raw, str) else raw
    return read_upload(BytesIO(content), name, measure=measure, **more)


HEADER = ["study", "citation", "ri", "ni"]


def correlations(*cells: Any, header: Sequence[str] = HEADER) -> list[list[Any]]:
    """A table of correlations of 80 people; give the cell of r in each row."""
    rows = [[f"S{i}", f"Author {i} (2001).", cell, 80] for i, cell in enumerate(cells, start=1)]
    return [list(header), *rows]


def numbers(rows: Sequence[Row]) -> list[int]:
    return [row.number for row in rows]


def named(name: str) -> str:
    return name.replace("/", "__").replace(".", "_DOT_")


def with_parts(raw: bytes, **parts: bytes) -> bytes:
    """A workbook with more parts, or with other contents of those it has."""
    out = BytesIO()
    wanted = {name.replace("__", "/").replace("_DOT_", "."): body for name, body in parts.items()}
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        old = zipfile.ZipFile(BytesIO(raw))
        for name in old.namelist():
            new.writestr(name, wanted.pop(name, None) or old.read(name))
        for name, body in wanted.items():
            new.writestr(name, body)
    return out.getvalue()


def part(raw: bytes, name: str) -> bytes:
    with zipfile.ZipFile(BytesIO(raw)) as archive:
        return archive.read(name)
