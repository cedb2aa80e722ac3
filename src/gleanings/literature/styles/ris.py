"""RIS, which every reference manager reads. Tags after the specification of 2011."""

import re
from collections.abc import Iterator

from gleanings.literature.notices.kinds import NoticeKind
from gleanings.literature.styles.item import ET_AL, LEFT_OUT, Item, is_to_be_marked, notices_of
from gleanings.literature.titles import RETRACTED

_TYPES = {
    "article-journal": "JOUR",
    "chapter": "CHAP",
    "book": "BOOK",
    "report": "RPRT",
    "thesis": "THES",
    "webpage": "ELEC",
}
_NOTICES = {
    NoticeKind.RETRACTION: "Retraction",
    NoticeKind.CORRECTION: "Erratum",
    NoticeKind.CONCERN: "Expression of concern",
    NoticeKind.REINSTATEMENT: "Reinstatement",
}
ADVANCE = "Advance online publication"
MORE_BEFORE = "The citation leaves authors out before the last one"
MORE_AFTER = "The citation leaves authors out after the last one"
"""Notes that are read back when the export is pasted."""


def ris(items: list[Item]) -> str:
    """The records one after another, lines ended as the format asks (CR LF)."""
    return "".join(
        f"{tag}  - {_one_line(value)}\r\n"
        for item in items
        for tag, value in [*_fields(item), ("ER", "")]
        if value or tag == "ER"
    )


def _fields(item: Item) -> Iterator[tuple[str, str]]:
    yield "TY", _TYPES.get(item["type"], "GEN")
    yield "ID", item["id"]
    yield "TI", marked_title(item)
    yield from (("AU", _inverted(name)) for name in item.get("author", []))
    editor_tag = "A2" if item["type"] == "chapter" else "ED"
    yield from ((editor_tag, _inverted(name)) for name in item.get("editor", []))
    yield from _dates(item)
    yield "T2", item.get("container-title", "")
    yield "VL", item.get("volume", "")
    yield "IS", item.get("issue", "")
    yield from _pages(item.get("page", ""))
    yield "ET", item.get("edition", "")
    yield "SE", item.get("chapter-number", "")
    yield "PB", item.get("publisher", "")
    yield "DO", item.get("DOI", "")
    yield "UR", item.get("URL") or (f"https://doi.org/{item['DOI']}" if item.get("DOI") else "")
    if pmid := item.get("PMID"):  # as EndNote writes what it took from there
        yield "DB", "PubMed"
        yield "AN", pmid
    yield "LA", item.get("language", "")
    yield "AB", item.get("abstract", "")
    yield from (("KW", keyword) for keyword in item.get("keyword", "").split("; "))
    yield from (("N1", note) for note in notes(item))


def notes(item: Item) -> list[str]:
    """What the formats have no field for."""
    missing = item.get("custom") or {}
    left_out, et_al = missing.get(LEFT_OUT), missing.get(ET_AL)
    status = item.get("status", "")
    return [
        *([status[0].upper() + status[1:]] if status else []),
        *([item["note"]] if item.get("note") else []),
        *([MORE_BEFORE] if left_out else []),
        *([MORE_AFTER] if et_al else []),
        *(notice_in_words(one) for one in notices_of(item)),
    ]


def marked_title(item: Item) -> str:
    """“RETRACTED: …”, as publishers and PubMed write it: managers of references show no note."""
    title = item.get("title", "")
    return f"{RETRACTED}{title}" if is_to_be_marked(item) else title


def notice_in_words(notice: dict[str, str]) -> str:
    """“Retraction in: 2026-05-03, https://doi.org/10.5555/notice”."""
    where = f"https://doi.org/{notice['DOI']}" if notice.get("DOI") else ""
    where = where or (f"PMID: {notice['PMID']}" if notice.get("PMID") else "")
    said = ", ".join(filter(None, [notice.get("date", ""), where]))
    name = _NOTICES[NoticeKind(notice["kind"])]
    return f"{name} in: {said}" if said else name


def _dates(item: Item) -> Iterator[tuple[str, str]]:
    parts = (item.get("issued") or {}).get("date-parts") or [[]]
    year, month, day = [f"{part:02d}" for part in parts[0]] + [""] * (3 - len(parts[0]))
    yield "PY", year
    yield "DA", f"{year}/{month}/{day}/" if month else ""


def _pages(pages: str) -> Iterator[tuple[str, str]]:
    first, dash, last = re.sub(r"\s*[‐‑–—]\s*", "-", pages).partition("-")
    # several ranges fit into the first field alone
    yield from (
        [("SP", pages)] if "," in pages or not dash else [("SP", first), ("EP", last.strip())]
    )


def _inverted(name: dict[str, str]) -> str:
    if "literal" in name:
        return name["literal"]
    return ", ".join(filter(None, [name.get("family"), name.get("given"), name.get("suffix")]))


def _one_line(value: str) -> str:
    return " ".join(value.split())
