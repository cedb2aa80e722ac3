"""A workbook's parts, looked at before any of them is believed.

Nothing is unpacked before what it says it unpacks to is known to be little, and no XML is read
that declares entities: a workbook of a spreadsheet program declares none.
"""

import zipfile
from xml.parsers import expat

from django.utils.translation import gettext as _

from gleanings.synthesis.upload.files import damaged
from gleanings.synthesis.upload.limits import (
    MOST_ELEMENTS,
    MOST_PARTS,
    MOST_RATIO,
    MOST_UNPACKED,
    RATIO_MATTERS_FROM,
)
from gleanings.synthesis.upload.result import UploadError

_ENCRYPTED = 0x1
_ACTIVE = ("vbaproject.bin", "vbadata.xml", "xl/activex/", "xl/embeddings/", "xl/macrosheets/")
_OUTSIDE = ("xl/externallinks/", "xl/connections.xml", "xl/querytables/")
_XML = (".xml", ".rels", ".vml")


def check_parts(archive: zipfile.ZipFile) -> None:
    """UploadError for macros, links to elsewhere, encryption, bombs of zip or XML, and damage."""
    parts = archive.infolist()
    _check_sizes(parts)
    _check_names([part.filename.casefold() for part in parts])
    for part in parts:
        parser = expat.ParserCreate()
        parser.StartElementHandler = Counter(MOST_ELEMENTS).start
        # a part of any name may be said to be a sheet; a picture just is no XML
        is_xml = part.filename.casefold().endswith(_XML)
        parse(archive, part.filename, parser, may_be_damaged=not is_xml)


def _check_sizes(parts: list[zipfile.ZipInfo]) -> None:
    if any(part.flag_bits & _ENCRYPTED for part in parts):
        raise UploadError(
            _("The workbook is encrypted. Save it without a password and upload it again.")
        )
    swells = any(
        part.file_size > RATIO_MATTERS_FROM and part.file_size > MOST_RATIO * part.compress_size
        for part in parts
    )
    unpacked = sum(part.file_size for part in parts)
    if swells or unpacked > MOST_UNPACKED or len(parts) > MOST_PARTS:
        raise UploadError(far_more())


def far_more() -> str:
    return _(
        "The workbook holds far more than a table of studies needs. "
        "Copy the rows into a new workbook, or save the sheet as CSV, and upload that."
    )


class Counter:
    """UploadError where there are more elements than a table of studies has."""

    def __init__(self, most: int) -> None:
        self.left = most

    def start(self, _name: str = "", _attributes: object = None) -> None:
        self.left -= 1
        if self.left < 0:
            raise UploadError(far_more())


def _check_names(names: list[str]) -> None:
    if any(word in name for name in names for word in _ACTIVE):
        raise UploadError(
            _(
                "The workbook holds macros or embedded objects, which are not taken. "
                "Save it as “Excel Workbook (.xlsx)” without them, or as CSV."
            )
        )
    if any(name.startswith(_OUTSIDE) for name in names):
        raise UploadError(
            _(
                "The workbook is linked to other files or sources. "
                "Break the links (Data, Edit links), paste the values, and upload it again."
            )
        )


def parse(
    archive: zipfile.ZipFile,
    name: str,
    parser: expat.XMLParserType,
    *,
    may_be_damaged: bool = False,
) -> None:
    parser.StartDoctypeDeclHandler = _refuse_doctype
    try:
        with archive.open(name) as part:
            parser.ParseFile(part)
    except UploadError:
        raise
    # a damaged zip fails in many ways: checksums, compressions that are unknown, ends too soon
    except Exception as error:
        if not may_be_damaged:
            raise UploadError(damaged()) from error


def _refuse_doctype(*_declared: object) -> None:
    raise UploadError(
        _(
            "The workbook holds XML that no spreadsheet program writes. "
            "Save the sheet as CSV and upload that."
        )
    )
