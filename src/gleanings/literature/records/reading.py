"""A file of records is known by its content, and read by what reads that."""

import re
import zipfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from io import BufferedReader, BytesIO
from itertools import chain
from pathlib import Path
from typing import BinaryIO, TextIO

from django.utils.translation import gettext as _

from gleanings.literature.records import bibtex, medline, ris, web_of_science
from gleanings.literature.records.identifier_list import looks_like_list, read_identifiers
from gleanings.literature.records.json_records import read_json
from gleanings.literature.records.one_byte import Evidence
from gleanings.literature.records.opening import (
    HEAD,
    UTF_8,
    as_text,
    encoding_of,
    evidence_at,
    head_of,
    numbered_lines,
    opened,
)
from gleanings.literature.records.pubmed_xml import ROOTS, entities_in_words, read_pubmed_xml
from gleanings.literature.records.record import (
    Outcomes,
    Record,
    Refused,
    UnreadableFileError,
)
from gleanings.literature.records.table import LINES_BEFORE, header_among, read_csv, read_xlsx
from gleanings.literature.records.unpacking import TruncatedError

_BINARY = (
    (b"%PDF", "PDF"),
    (b"\xd0\xcf\x11\xe0", "XLS"),
    (b"{\\rtf", "RTF"),
    (b"\x89PNG", "PNG"),
    (b"\xff\xd8\xff", "JPEG"),
    (b"BZh", "bzip2"),
    (b"\xfd7zXZ", "xz"),
    (b"7z\xbc\xaf", "7z"),
    (b"Rar!", "RAR"),
)
_LINE_FORMATS = (
    ("medline", re.compile(medline.BEGINS, re.MULTILINE), medline.read_medline),
    ("ris", re.compile(ris.BEGINS, re.MULTILINE), ris.read_ris),
    ("wos", re.compile(web_of_science.BEGINS, re.MULTILINE), web_of_science.read_web_of_science),
    ("bibtex", re.compile(bibtex.BEGINS, re.MULTILINE), bibtex.read_bibtex),
)
LIST = "identifiers"
"""The format of a file that gives an identifier of each article and nothing else."""
NEARLY_ALL, HALF = 0.8, 0.5
"""Of a list's lines: a table may have as many identifiers as other words."""
KNOWN = "PubMed XML, MEDLINE/.nbib, RIS, BibTeX, CSL-JSON, CSV, XLSX"


@dataclass(frozen=True)
class Read:
    """What a file holds: its format, and its records and faults as they come."""

    format: str
    outcomes: Outcomes


@contextmanager
def read_records(path: Path) -> Iterator[Read]:
    """The records of a file, streamed. UnreadableFileError says why it is none that can be read;
    it may also come while the records are read."""
    if _is_workbook(path):
        yield Read("xlsx", read_xlsx(path))
        return
    with opened(path) as file:
        yield read_file(file, path)


def read_text(text: str) -> Read:
    """The records of what somebody pasted."""
    return read_file(BufferedReader(BytesIO(text.encode("utf-8", "replace")), HEAD))


def read_file(file: BinaryIO, path: Path | None = None) -> Read:
    """``path`` is where the same is read from, to look ahead for its encoding."""
    head = head_of(file)
    for signature, name in _BINARY:
        if head.startswith(signature):
            raise UnreadableFileError(
                _("This is a file of another kind (%(kind)s). What can be read: %(known)s.")
                % {"kind": name, "known": KNOWN}
            )
    encoding = encoding_of(head)
    start = head.decode(encoding, errors="ignore").lstrip("\ufeff \t\r\n")
    if not start.strip("\0"):
        raise UnreadableFileError(_("The file is empty."))
    if start.startswith("<"):
        return _xml(file, start, encoding)
    evidence = evidence_at(path) if path and encoding == UTF_8 else None
    if evidence:
        encoding = evidence.encoding
    name, read = _of_text(start)
    return Read(name, chain(_doubt(evidence), _outcomes(file, encoding, read)))


def _of_text(start: str) -> tuple[str, Callable[[TextIO], Outcomes]]:
    """The name of a form of text, and what reads it."""
    if re.match(r"\[\s*[\[{\]]|\{\s*[\"}]", start):
        return "json", read_json
    for name, begins, read in _LINE_FORMATS:
        if begins.search(start):
            return name, partial(_by_lines, read)
    if looks_like_list(start, NEARLY_ALL):
        return LIST, partial(_by_lines, read_identifiers)
    lines = [line for line in re.split(r"\r\n|\r|\n", start) if line.strip()]
    if lines and "RetractionNature" in lines[0]:
        raise UnreadableFileError(
            _(
                "This is the table of Retraction Watch: its papers would all become articles here. "
                "Import it as retractions, or by the command gleanings import_retractions."
            )
        )
    if delimiter := header_among(lines[:LINES_BEFORE]):
        return "csv", partial(read_csv, delimiter=delimiter)
    if looks_like_list(start, HALF):
        return LIST, partial(_by_lines, read_identifiers)
    raise UnreadableFileError(
        _(
            "No records are recognised here. What can be read: %(known)s, and a list of DOIs or "
            "PMIDs. A table needs headings in its first row, such as title, authors, year, DOI."
        )
        % {"known": KNOWN}
    )


def _by_lines(read: Callable[[Iterable[tuple[int, str]]], Outcomes], text: TextIO) -> Outcomes:
    return read(numbered_lines(text))


def _outcomes(file: BinaryIO, encoding: str, read: Callable[[TextIO], Outcomes]) -> Outcomes:
    """A compressed file that breaks off says so after its last whole record."""
    line = 1
    try:
        with as_text(file, encoding) as text:
            for outcome in read(text):
                line = outcome.line
                yield outcome
    except TruncatedError:
        yield Refused(
            line,
            _("The compressed file breaks off after this record. Fetch it again."),
        )


def _doubt(evidence: Evidence | None) -> Outcomes:
    if evidence and evidence.is_doubtful:
        yield Refused(
            1,
            _(
                "In which encoding this file is cannot be told: it was read as Windows-1252, and "
                "letters with accents may be wrong. Save it as UTF-8, and import it again."
            ),
        )


def _xml(file: BinaryIO, start: str, encoding: str) -> Read:
    root = re.search(r"<(?:\w+:)?([A-Za-z][\w.-]*)", re.sub(r"<[?!][^>]*>", "", start))
    if root and root[1] in ROOTS:
        return Read("pubmed", read_pubmed_xml(file, encoding))
    if "<!ENTITY" in start:
        raise UnreadableFileError(entities_in_words())
    raise UnreadableFileError(
        _(
            "This XML is not PubMed’s (its root is “%(root)s”). Export the records as RIS, or "
            "fetch them from PubMed as XML."
        )
        % {"root": root[1] if root else "?"}
    )


def _is_workbook(path: Path) -> bool:
    with path.open("rb") as file:
        if file.read(4) != b"PK\x03\x04":
            return False
    try:
        with zipfile.ZipFile(path) as archive:
            names = set(archive.namelist())
    except zipfile.BadZipFile as error:
        raise UnreadableFileError(_("The zipped file is damaged. Fetch it again.")) from error
    if "xl/workbook.xml" not in names:
        raise UnreadableFileError(
            _("This is a zipped file. Unpack it, and import the file within.")
        )
    return True


__all__ = ["KNOWN", "Read", "Record", "Refused", "read_file", "read_records", "read_text"]
