"""CSV, a row for each item, for spreadsheets and for those who count."""

import csv
import io
from collections.abc import Iterable, Iterator

from gleanings.literature.safe_cell import safe_cell
from gleanings.literature.styles.item import Item, notices_of, retraction_of
from gleanings.literature.styles.ris import marked_title, notice_in_words

COLUMNS = (
    *("title", "authors", "year", "date", "journal", "volume", "issue", "pages", "doi", "pmid"),
    *("type", "editors", "edition", "chapter", "publisher", "url", "status", "notices"),
)
MARK = "\ufeff"
"""Excel takes a file without it for Windows' code page."""


def csv_table(items: Iterable[Item]) -> str:
    """All rows under one header, no cell of which a spreadsheet takes for a formula."""
    return "".join(csv_lines(items))


def csv_lines(items: Iterable[Item]) -> Iterator[str]:
    yield MARK + _line(COLUMNS)
    yield from (_line(map(safe_cell, _cells(item))) for item in items)


def _line(cells: Iterable[str]) -> str:
    written = io.StringIO()
    csv.writer(written).writerow(cells)
    return written.getvalue()


def _cells(item: Item) -> list[str]:
    parts = ((item.get("issued") or {}).get("date-parts") or [[]])[0]
    date = "-".join(f"{part:02d}" for part in parts)
    return [
        marked_title(item),
        _people(item.get("author", [])),
        str(parts[0]) if parts else "",
        date if len(parts) > 1 else "",
        item.get("container-title", ""),
        item.get("volume", ""),
        item.get("issue", ""),
        item.get("page", ""),
        item.get("DOI", ""),
        item.get("PMID", ""),
        item.get("type", ""),
        _people(item.get("editor", [])),
        item.get("edition", ""),
        item.get("chapter-number", ""),
        item.get("publisher", ""),
        item.get("URL", ""),
        _status(item),
        "; ".join(map(notice_in_words, notices_of(item))),
    ]


def _status(item: Item) -> str:
    """“retracted”; empty where it is not known to be."""
    return "retracted" if retraction_of(item) else ""


def _people(names: list[dict[str, str]]) -> str:
    """“Moreau, Louise; Listening Group”."""
    return "; ".join(
        name.get("literal") or ", ".join(filter(None, (name.get("family"), name.get("given"))))
        for name in names
    )
