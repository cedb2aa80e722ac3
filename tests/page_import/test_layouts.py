"""Pages and exports in the manner of many systems: each sentence in its own field, or left.

The pages are made up, their markup is as the systems' own themes have it. Beside each stands what
is right (`.json`): the fields of its entries, and `never`, words of the site that no field holds.
"""

import json
import re
from pathlib import Path
from typing import Any

import pytest

from gleanings.page_import import read_page

LAYOUTS = Path(__file__).parent / "layouts"
PAGES = sorted(path for path in LAYOUTS.iterdir() if path.suffix != ".json")
# of ten fields one may be wrong on a page, since no two sites are alike; none on most of these
LEAST_RIGHT = 0.9


def plain(text: str) -> str:
    return re.sub(r"\W+", " ", text).strip().casefold()


def read(path: Path) -> tuple[dict[str, Any], dict[str, Any]]:
    right = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))
    return read_page(path.read_bytes(), path.name).to_json(), right


def fields(entry: dict[str, Any]) -> dict[str, Any]:
    """The fields of an entry as `.json` writes them."""
    return {
        "title": plain(entry["title"]),
        "month": entry["month"],
        "doi": entry["article"] and entry["article"]["doi"],
        "author": (entry["authors"] or [None])[0],
        "categories": sorted(entry["categories"]),
        "tags": sorted(entry["tags"]),
        "text": plain(entry["text"]),
        "implications": [plain(text) for text in entry["implications"]],
        "old_address": entry["old_address"],
        "status": entry["status"],
    }


def right_fields(entry: dict[str, Any]) -> dict[str, Any]:
    return {
        **{name: entry[name] for name in ("month", "doi", "author", "old_address", "status")},
        "title": plain(entry["title"]),
        "categories": sorted(entry["categories"]),
        "tags": sorted(entry["tags"]),
        "text": plain(" ".join(entry["text"])),
        "implications": [plain(text) for text in entry["implications"]],
    }


def faults(page: dict[str, Any], right: dict[str, Any]) -> tuple[list[str], int]:
    """What is wrong, field by field, and how many fields there are."""
    found, count = [], 0
    by_title = {plain(entry["title"]): entry for entry in page["entries"]}
    if len(page["entries"]) != len(right["entries"]):
        found.append(f"entries: {[entry['title'] for entry in page['entries']]}")
    for entry in right["entries"]:
        is_there = by_title.get(plain(entry["title"]))
        told = fields(is_there) if is_there else {}
        for name, value in right_fields(entry).items():
            count += 1
            if told.get(name) != value:
                found.append(f"{entry['title']}, {name}: {told.get(name)!r}, not {value!r}")
    return found, count


def misplaced(page: dict[str, Any], right: dict[str, Any]) -> list[str]:
    """Sentences that stand in a field of another kind, or of another entry."""
    places = {
        "intro": page["intro"],
        "teaser": page["teaser"],
        "author of the page": page["author"],
    }
    for number, entry in enumerate(page["entries"]):
        for name in ("title", "text", "contact", "preamble", "implications_lead", "citation"):
            places[f"{number} {name}"] = entry[name]
        for name in ("implications", "authors", "categories", "tags"):
            places[f"{number} {name}"] = "\n".join(entry[name])
    homes: dict[str, set[str]] = {words: set() for words in right["never"]}
    titles = {plain(entry["title"]): number for number, entry in enumerate(page["entries"])}
    for entry in right["entries"]:
        number = titles.get(plain(entry["title"]), -1)
        for sentence in entry["text"]:
            homes[sentence] = {f"{number} text", f"{number} preamble"}
        for sentence in entry["implications"]:
            homes[sentence] = {f"{number} implications"}
        for comment in entry["comments"]:
            homes[comment] = set()
    pieces = {
        place: {plain(piece) for piece in [*re.split(r"\n|(?<=[.?!])\s", held), held]}
        for place, held in places.items()
    }
    return [
        f"{words!r} stands in {place}"
        for words, own in homes.items()
        for place, held in pieces.items()
        if place not in own and plain(words) in held
    ]


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_nothing_stands_in_a_field_of_the_wrong_kind(path: Path) -> None:
    assert misplaced(*read(path)) == []


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_nearly_every_field_is_right(path: Path) -> None:
    wrong, count = faults(*read(path))
    assert len(wrong) <= (1 - LEAST_RIGHT) * count, wrong
