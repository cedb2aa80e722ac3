"""What kind of file was uploaded, by its size, its first bytes and its name."""

import os
import zipfile
from io import BytesIO
from typing import BinaryIO

from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _

from gleanings.synthesis.upload.limits import MOST_BYTES
from gleanings.synthesis.upload.result import UploadError

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # Office before 2007, and what holds encrypted workbooks
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_ZIP = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")
_MACRO_NAMES = (".xlsm", ".xltm", ".xlam", ".xlsb")


def contents(file: BinaryIO) -> bytes:
    """All of a file that is not too large, which is asked before any of it is read."""
    size = _size(file)
    if size > MOST_BYTES:
        raise UploadError(
            _("The file has %(size)s; at most %(most)s can be uploaded. Split it into parts.")
            % {"size": filesizeformat(size), "most": filesizeformat(MOST_BYTES)}
        )
    if size == 0:
        raise UploadError(_("The file is empty. Fill in the template and upload it."))
    return file.read(MOST_BYTES)


def _size(file: BinaryIO) -> int:
    file.seek(0, os.SEEK_END)
    size = file.tell()
    file.seek(0)
    return size


def is_workbook(raw: bytes, filename: str) -> bool:
    """Is it a workbook (True) or text (False)? UploadError for anything else."""
    if filename.casefold().endswith(_MACRO_NAMES):
        raise UploadError(
            _(
                "The workbook can hold macros, which are not taken. "
                "Save it as “Excel Workbook (.xlsx)” or as CSV."
            )
        )
    if raw.startswith(_OLE):
        raise UploadError(_old_or_encrypted(raw))
    if raw.startswith(_ZIP):
        return _is_xlsx(raw)
    other = _other_kind(raw)
    if other:
        raise UploadError(
            _("The file is %(kind)s, not a table. Save the sheet as XLSX or CSV and upload that.")
            % {"kind": other}
        )
    return False


def _old_or_encrypted(raw: bytes) -> str:
    if _ENCRYPTED in raw:
        return _("The workbook is encrypted. Save it without a password and upload it again.")
    return _(
        "The file is in a format of Office before 2007 (such as .xls). "
        "Save the sheet as XLSX or CSV and upload that."
    )


def _other_kind(raw: bytes) -> str:
    start = raw[:512].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if start.startswith(b"%pdf"):
        return _("a PDF")
    if start.startswith((b"<!doctype", b"<html", b"<?xml", b"<table", b"<meta")):
        return _("a web page or XML")
    if start.startswith(b"{\\rtf"):
        return _("a text document (RTF)")
    if start.startswith((b"\x1f\x8b", b"rar!", b"7z\xbc\xaf")):
        return _("an archive")
    if start.startswith((b"\x89png", b"\xff\xd8\xff", b"gif8")):
        return _("a picture")
    return ""


def _is_xlsx(raw: bytes) -> bool:
    try:
        with zipfile.ZipFile(BytesIO(raw)) as archive:
            names = set(archive.namelist())
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError, EOFError):
        raise UploadError(damaged()) from None
    if "xl/workbook.xml" in names:
        return True
    kind = _("an archive")
    if {"mimetype", "content.xml"} <= names:
        kind = _("an OpenDocument file (such as .ods)")
    elif "word/document.xml" in names:
        kind = _("a Word document")
    elif "xl/workbook.bin" in names:
        kind = _("a binary workbook (.xlsb)")
    raise UploadError(
        _("The file is %(kind)s, not a table. Save the sheet as XLSX or CSV and upload that.")
        % {"kind": kind}
    )


def damaged() -> str:
    return _("The workbook is damaged and cannot be read. Open it, save it anew, and upload that.")
