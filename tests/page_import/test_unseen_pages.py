"""Pages and exports of many systems that the import was not built with: what stands in a field is
of its kind, whatever the page; what is not understood is left and said.

Beside each page (`.json`) stands all that its entries hold: a sentence in any field that does not
stand there under that field is misplaced. What may stand in the text or be left is `optional`.
"""

import json
import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest

from gleanings.page_import import UnreadablePage, read_page

UNSEEN = Path(__file__).parent / "unseen"
PAGES = sorted(path for path in UNSEEN.iterdir() if path.suffix != ".json")
# fields of pages that nobody has seen; those at hand are read better
LEAST_RIGHT = 0.96
_BULLET = re.compile(r"^\s*(?:[-*•→]|\(?\d+[.)]|\(?[a-z]\))\s+")


def plain(text: str | None) -> str:
    return re.sub(r"\W+", " ", text or "").strip().casefold()


def pieces(texts: str | Iterable[str]) -> list[str]:
    """The sentences of a field, one by one."""
    lines = (texts if isinstance(texts, str) else "\n".join(texts)).split("\n")
    cut = [re.split(r"(?<=[.?!])[”»\"]?\s+", _BULLET.sub("", line)) for line in lines]
    return [plain(piece) for line in cut for piece in line if plain(piece)]


def read(path: Path) -> tuple[dict[str, Any], dict[str, Any]]:
    right = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))
    try:
        page = read_page(path.read_bytes(), path.name).to_json()
    except UnreadablePage:  # a page that is refused places nothing
        page = {"entries": [], "intro": "", "teaser": "", "author": ""}
    return page, right


def misplaced(page: dict[str, Any], right: dict[str, Any]) -> list[str]:
    found = []
    by_title = {plain(entry["title"]): entry for entry in right["entries"]}
    for entry in page["entries"]:
        own = by_title.get(plain(entry["title"]))
        if own is None:
            found.append(f"no entry of the page: {entry['title']!r}, {entry['text'][:80]!r}")
            continue
        found += [f"{own['title']}, {what}" for what in _misplaced_in(entry, own, right)]
    for name in ("intro", "teaser"):
        may = set(pieces([*right.get("intro", []), *right.get("teaser", [])]))
        found += [f"{name}: {piece!r}" for piece in pieces(page[name]) if piece not in may]
    authors = {right.get("author"), *(entry["author"] for entry in right["entries"])}
    if page["author"] and page["author"] not in authors:
        found.append(f"author of the page: {page['author']!r}")
    return found


def _misplaced_in(entry: dict[str, Any], own: dict[str, Any], right: dict[str, Any]) -> list[str]:
    optional = [*own.get("optional", []), *right.get("optional", [])]
    may = {
        "text": {*pieces(own["text"]), *pieces(optional)},
        "implications": set(pieces(own["implications"])),
        "implications_lead": set(pieces([*own.get("lead", []), *own["implications"][:1]])),
        "contact": set(pieces(own.get("contact", []))),
    }
    found = [
        f"{name}: {piece!r}"
        for name, allowed in may.items()
        for piece in pieces(entry[name])
        if piece not in allowed and piece != plain(own["title"])
    ]
    if entry["citation"] and plain(own["citation"]) != plain(entry["citation"]):
        found.append(f"citation: {entry['citation']!r}")
    names = {
        "authors": {own["author"]},
        "categories": {*own["categories"], *own["tags"]},
        "tags": {*own["categories"], *own["tags"]},
    }
    for name, named in names.items():
        found += [f"{name}: {value!r}" for value in entry[name] if value not in named]
    return found


def fields(entry: dict[str, Any], optional: set[str]) -> dict[str, Any]:
    text = entry["text"] if isinstance(entry["text"], str) else "\n".join(entry["text"])
    doi = entry["doi"] if "doi" in entry else (entry["article"] or {}).get("doi")
    implications = [plain(_BULLET.sub("", text)) for text in entry["implications"]]
    return {
        "title": plain(entry["title"]),
        "month": entry["month"],
        "doi": doi,
        "author": entry["author"] if "author" in entry else next(iter(entry["authors"]), None),
        "labels": sorted({plain(name) for name in entry["categories"] + entry["tags"]}),
        "text": [piece for piece in pieces(text) if piece not in optional],
        "implications": " ".join(implications),
        "old_address": entry["old_address"],
        "status": entry["status"],
        "citation": plain(entry["citation"]),
    }


def right_and_all(path: Path) -> tuple[int, int]:
    """How many fields that a page has, or that were read, are right, and how many there are."""
    page, right = read(path)
    by_title = {plain(entry["title"]): entry for entry in page["entries"]}
    good = count = 0
    for entry in right["entries"]:
        optional = set(pieces([*entry.get("optional", []), *right.get("optional", [])]))
        own = fields(entry, optional)
        is_there = by_title.get(own["title"])
        told = fields(is_there, optional) if is_there else {}
        for name, value in own.items():
            if value or told.get(name):
                count += 1
                good += told.get(name) == value
    return good, count


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.name)
def test_no_sentence_stands_in_a_field_of_the_wrong_kind(path: Path) -> None:
    assert misplaced(*read(path)) == []


def test_nearly_every_field_of_all_pages_is_right() -> None:
    good, count = map(sum, zip(*map(right_and_all, PAGES), strict=True))
    assert good >= LEAST_RIGHT * count, f"{good} of {count}"


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.name)
def test_each_line_has_its_place_in_the_account(path: Path) -> None:
    data = path.read_bytes()
    try:
        page = read_page(data, path.name)
    except UnreadablePage:
        return
    assert [row.line for row in page.account] == list(range(1, len(page.account) + 1))
    assert len(page.account) >= len(data.splitlines())  # of a long one, each box by itself
    assert all(row.where for row in page.account)
