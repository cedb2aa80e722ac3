"""PubMed's XML: EFetch answers and the yearly baseline, record by record.

The file is cut at its ``PubmedArticle`` elements, and each is parsed by itself. So memory stays
constant, a broken record takes no other along, and no declaration of entities is ever read: what
makes an XML bomb cannot be said within an element.
"""

import io
import re
from collections.abc import Iterator
from typing import BinaryIO, cast

from django.utils.translation import gettext as _
from lxml import etree

from gleanings.literature.records.opening import as_text, head_of
from gleanings.literature.records.pubmed_article import pubmed_record
from gleanings.literature.records.record import (
    Outcomes,
    Refused,
    UnreadableFileError,
)
from gleanings.literature.records.unpacking import TruncatedError

ROOTS = ("PubmedArticleSet", "PubmedBookArticleSet", "PubmedArticle", "PubmedBookArticle")
LARGEST_RECORD = 32_000_000
_PIECE = 1 << 20
_BEGINS = re.compile(rb"<(PubmedArticle|PubmedBookArticle)(?=[\s>])")
_LONGEST_TAG = 32
_DECLARED = re.compile(rb"^\s*(?:\xef\xbb\xbf)?<\?xml[^>]*encoding=[\"']([A-Za-z0-9._-]+)")
_ENTITY = re.compile(rb"<!ENTITY", re.IGNORECASE)
# namespaces that old files use without declaring them
_OPEN = (
    b'<records xmlns:mml="http://www.w3.org/1998/Math/MathML" '
    b'xmlns:xlink="http://www.w3.org/1999/xlink">'
)


def _parser() -> etree.XMLParser:
    return etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )


def read_pubmed_xml(file: BinaryIO, encoding: str) -> Outcomes:
    parser = _parser()
    line = 1
    for outcome in _elements(_in_utf8(file, encoding)):
        if isinstance(outcome, Refused):
            yield outcome
            continue
        line, fragment = outcome
        try:
            element = etree.fromstring(b"".join((_OPEN, fragment, b"</records>")), parser)[0]
            record = pubmed_record(element)
        except etree.XMLSyntaxError as error:
            yield Refused(
                line + max(0, (error.lineno or 1) - 1),
                _("This record is not well-formed XML (%(fault)s).") % {"fault": error.msg},
            )
            continue
        record.line = line
        yield record


def _in_utf8(file: BinaryIO, encoding: str) -> Iterator[bytes]:
    """The file in pieces, in UTF-8 whatever it is declared to be in."""
    head = head_of(file)
    declared = _DECLARED.match(head)
    told = declared[1].decode().lower() if declared else encoding
    if encoding in ("utf-8", "utf-8-sig") and told in ("utf-8", "utf8", "us-ascii", "ascii"):
        yield from _pieces(file)
        return
    try:
        text = as_text(file, encoding if encoding.startswith("utf-16") else told)
    except LookupError as error:
        raise UnreadableFileError(
            _("The file says that it is in “%(encoding)s”, which is no known encoding.")
            % {"encoding": told}
        ) from error
    with text:
        while piece := text.read(_PIECE):
            yield piece.encode("utf-8", errors="replace")


def _pieces(file: BinaryIO) -> Iterator[bytes]:
    # one read at a time: of a file that was cut off, what came before is not lost
    while piece := cast("io.BufferedReader", file).read1(_PIECE):
        yield piece


def _elements(pieces: Iterator[bytes]) -> Iterator[tuple[int, bytes] | Refused]:
    """Each record's first line and bytes; then whether the file ends as it should."""
    waiting, line, has_end = b"", 1, False
    try:
        for piece in pieces:
            waiting += piece
            start = 0
            while begun := _BEGINS.search(waiting, start):
                _refuse_entities(waiting[start : begun.start()])
                end_tag = b"</" + begun[1] + b">"
                end = waiting.find(end_tag, begun.end())
                if end < 0:
                    break
                stop = end + len(end_tag)
                # a record that was never closed would swallow the next
                again = _BEGINS.search(waiting, begun.end(), end)
                line += waiting.count(b"\n", start, begun.start())
                if again and again[1] == begun[1]:
                    yield Refused(line, _("This record has no end, and another begins within it."))
                    line += waiting.count(b"\n", begun.start(), again.start())
                    start = again.start()
                    continue
                yield line, waiting[begun.start() : stop]
                line += waiting.count(b"\n", begun.start(), stop)
                start = stop
            begun = _BEGINS.search(waiting, start)
            kept = begun.start() if begun else max(start, len(waiting) - _LONGEST_TAG)
            _refuse_entities(waiting[start:kept])
            has_end = b"ArticleSet>" in waiting[start:] or b"ArticleSet>" in piece[-200:]
            line += waiting.count(b"\n", start, kept)
            waiting = waiting[kept:]
            if len(waiting) > LARGEST_RECORD:
                yield Refused(
                    line, _("This record is larger than any of PubMed’s: it was not read.")
                )
                waiting = b""
    except TruncatedError:
        has_end = False
    if begun := _BEGINS.search(waiting):
        yield Refused(
            line + waiting.count(b"\n", 0, begun.start()),
            _("The file breaks off within the record that begins here. Fetch it again."),
        )
    elif not has_end:
        yield Refused(
            line,
            _("The file breaks off here, before its end. Records may be missing; fetch it again."),
        )


def _refuse_entities(between: bytes) -> None:
    if _ENTITY.search(between):
        raise UnreadableFileError(entities_in_words())


def entities_in_words() -> str:
    return _("The file declares entities, which PubMed’s files never do: it was not read.")
