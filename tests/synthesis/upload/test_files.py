"""Files that cannot be used at all are refused before anything, and say what to do."""

import re
import zipfile
from io import BytesIO

import pytest

from gleanings.synthesis.upload import MOST_BYTES, MOST_ROWS, UploadError, read_upload
from synthesis.upload.files import (
    HEADER,
    correlations,
    csv_of,
    named,
    part,
    read,
    with_parts,
    xlsx_of,
)

GOOD = xlsx_of(correlations(0.3, 0.4))


def archive_of(**parts: bytes) -> bytes:
    empty = BytesIO()
    zipfile.ZipFile(empty, "w").close()
    return with_parts(empty.getvalue(), **parts)


class Huge(BytesIO):
    """100 MB that must not be read."""

    def seek(self, offset: int, whence: int = 0) -> int:
        return 0

    def tell(self) -> int:
        return 100_000_000

    def read(self, size: int | None = -1) -> bytes:
        raise AssertionError("read before its size was looked at")


def test_a_file_of_100_mb_is_refused_from_its_size_alone():
    with pytest.raises(UploadError, match=r"The file has 95\.4.MB; at most 5\.0.MB"):
        read_upload(Huge(), "data.csv", measure="ZCOR")


def test_a_file_within_the_limit_is_read_from_its_beginning():
    file = BytesIO(csv_of(correlations(0.3)))
    file.read(20)
    assert len(read_upload(file, "data.csv", measure="ZCOR").rows) == 1
    assert MOST_BYTES == 5 * 1024 * 1024


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512)
NOT_TABLES = {
    "empty": (b"", "data.csv", "The file is empty"),
    "blank": (b"\n ,,\n\n", "data.csv", "The file is empty"),
    "xls": (OLE, "data.xls", "format of Office before 2007"),
    "encrypted": (
        OLE + "EncryptedPackage".encode("utf-16-le"), "data.xlsx", "is encrypted. Save it without",
    ),
    "pdf": (b"%PDF-1.7\n...", "data.pdf", "is a PDF, not a table"),
    "pdf by another name": (b"%PDF-1.7\n...", "data.csv", "is a PDF, not a table"),
    "web page as xls": (b"<html><table><tr>", "data.xls", "is a web page or XML"),
    "rtf": (b"{\\rtf1 x", "data.rtf", "a text document"),
    "picture": (b"\x89PNG\r\n\x1a\n\0\0", "data.png", "a picture"),
    "gzip": (b"\x1f\x8b\x08", "data.csv.gz", "an archive"),
    "noise": (bytes(range(256)) * 4, "data.csv", "is not a table of text"),
    "zip": (archive_of(data_DOT_csv=b"a,b"), "data.zip", "is an archive"),
    "docx": (archive_of(word__document_DOT_xml=b"<w/>"), "a.docx", "a Word document"),
    "xlsb": (archive_of(xl__workbook_DOT_bin=b"x"), "a.xlsx", "a binary workbook"),
    "ods": (
        archive_of(mimetype=b"application/vnd.oasis.", content_DOT_xml=b"<x/>"),
        "data.ods", "an OpenDocument file",
    ),
    "half a zip": (GOOD[: len(GOOD) // 2], "data.xlsx", "is damaged"),
    "macros by name": (GOOD, "Data.XLSM", "can hold macros"),
    "macros within": (
        with_parts(GOOD, xl__vbaProject_DOT_bin=b"x"), "data.xlsx", "macros or embedded objects",
    ),
    "embedded object": (
        with_parts(GOOD, xl__embeddings__oleObject1_DOT_bin=b"x"), "data.xlsx", "embedded objects",
    ),
    "links": (
        with_parts(GOOD, xl__externalLinks__externalLink1_DOT_xml=b"<x/>"),
        "data.xlsx", "linked to other files",
    ),
    "data connection": (
        with_parts(GOOD, xl__connections_DOT_xml=b"<x/>"), "data.xlsx", "linked to other files",
    ),
    "zip bomb": (
        with_parts(GOOD, xl__media__image1_DOT_bmp=bytes(45_000_000)),
        "data.xlsx", "holds far more",
    ),
    "dense zip bomb": (
        with_parts(GOOD, xl__media__image1_DOT_bmp=bytes(3_000_000)), "data.xlsx", "holds far more",
    ),
    "very many parts": (
        with_parts(GOOD, **{f"xl__media__{i}": b"x" for i in range(1_001)}),
        "data.xlsx", "holds far more",
    ),
    "very many elements": (
        with_parts(GOOD, xl__custom_DOT_xml=b"<a>" + b"<b/>" * 600_000 + b"</a>"),
        "data.xlsx", "holds far more",
    ),
    "very many merged cells": (
        with_parts(
            GOOD,
            xl__worksheets__sheet1_DOT_xml=b"<worksheet><sheetData/><mergeCells>"
            + b'<mergeCell ref="A2:A9"/>' * 30_000 + b"</mergeCells></worksheet>",
        ),
        "data.xlsx", "holds far more",
    ),
    "broken sheet": (
        with_parts(GOOD, xl__worksheets__sheet1_DOT_xml=b"<worksheet><sheetData>"),
        "data.xlsx", "is damaged",
    ),
}  # fmt: skip


@pytest.mark.parametrize("kind", list(NOT_TABLES))
def test_what_is_no_table_is_refused_with_what_to_do(kind):
    raw, name, complaint = NOT_TABLES[kind]
    with pytest.raises(UploadError, match=complaint):
        read(raw, name=name)


ENTITIES = b"""<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]>"""


@pytest.mark.parametrize("name", ["xl/workbook.xml", "xl/worksheets/sheet1.xml", "xl/styles.xml"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_xml_that_declares_entities_is_not_read(name, encoding):
    body = part(GOOD, name).decode()
    declared = ENTITIES.decode() + body[body.index("?>") + 2 if body.startswith("<?xml") else 0 :]
    raw = with_parts(GOOD, **{named(name): declared.encode(encoding)})
    with pytest.raises(UploadError, match="XML that no spreadsheet program writes"):
        read(raw, name="data.xlsx")


def test_strings_that_are_kept_once_for_the_workbook_are_read():
    """As Excel writes them; the tests' own workbooks keep each string in its cell."""
    strings: list[str] = []

    def shared(cell: re.Match[str]) -> str:
        strings.append(cell[2])
        return f'{cell[1]} t="s"><v>{len(strings) - 1}</v></c>'

    pattern = r'(<c r="[A-Z]+[0-9]+"[^>]*?) t="inlineStr"[^>]*><is><t>(.*?)</t></is></c>'
    sheet = re.sub(pattern, shared, part(GOOD, "xl/worksheets/sheet1.xml").decode())
    items = "".join(f"<si><t>{string}</t></si>" for string in strings)
    space = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"
    types = part(GOOD, "[Content_Types].xml").decode()
    told = f'<Override PartName="/xl/sharedStrings.xml" ContentType="{kind}"/></Types>'
    raw = with_parts(
        GOOD,
        **{
            named("xl/worksheets/sheet1.xml"): sheet.encode(),
            named("xl/sharedStrings.xml"): f'<sst xmlns="{space}">{items}</sst>'.encode(),
            named("[Content_Types].xml"): types.replace("</Types>", told).encode(),
        },
    )
    assert strings
    assert read(raw) == read(GOOD)


def test_a_part_of_another_name_is_no_way_around():
    declared = ENTITIES + part(GOOD, "xl/worksheets/sheet1.xml")
    with pytest.raises(UploadError, match="XML that no spreadsheet program writes"):
        read(with_parts(GOOD, xl__sheet_DOT_png=declared))
    assert read(with_parts(GOOD, xl__media__image1_DOT_png=b"\x89PNG\r\n")) == read(GOOD)


@pytest.mark.parametrize("number", ["0", "999999999999", "1", "-3", "x"])
def test_rows_that_no_spreadsheet_numbers_so_are_not_lost_in_silence(number):
    sheet = part(GOOD, "xl/worksheets/sheet1.xml").decode()
    moved = sheet.replace('<row r="3"', f'<row r="{number}"')
    raw = with_parts(GOOD, **{named("xl/worksheets/sheet1.xml"): moved.encode()})
    with pytest.raises(UploadError, match="is damaged"):
        read(raw)


def test_too_many_rows_are_refused_not_cut():
    table = [HEADER, *([f"S{i}", "A (2001).", 0.3, 20 + i] for i in range(MOST_ROWS + 1))]
    for raw in (csv_of(table), xlsx_of(table)):
        with pytest.raises(UploadError, match="more than 5000 rows"):
            read(raw)
        assert len(table) == MOST_ROWS + 2
    assert len(read(csv_of(table[:-1])).rows) == MOST_ROWS
    assert len(read(xlsx_of(table[:-1])).rows) == MOST_ROWS


def test_too_many_columns_are_refused():
    wide = [[*HEADER, *(f"c{i}" for i in range(300))], ["S1", "A.", 0.3, 20, *range(300)]]
    for raw in (csv_of(wide), xlsx_of(wide)):
        with pytest.raises(UploadError, match="more than 256 columns"):
            read(raw)


def test_rows_far_below_cost_nothing():
    table = correlations(0.3)
    sheet = part(xlsx_of(table), "xl/worksheets/sheet1.xml").decode()
    far = sheet.replace("</sheetData>", '<row r="1048576"><c r="A1048576"/></row></sheetData>')
    raw = with_parts(xlsx_of(table), **{named("xl/worksheets/sheet1.xml"): far.encode()})
    assert len(read(raw).rows) == 1


def test_a_workbook_is_known_by_what_it_is_not_by_its_name():
    assert len(read(GOOD, name="data.csv").rows) == 2
    assert len(read(csv_of(correlations(0.3)), name="data.xls").rows) == 1


def test_an_unknown_measure_is_the_callers_mistake():
    with pytest.raises(ValueError, match="measure is 'HELLO'"):
        read(GOOD, "HELLO")
