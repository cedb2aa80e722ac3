"""BibTeX, in UTF-8 as biber and today's BibTeX read it."""

import re
from collections.abc import Iterator

from gleanings.literature.styles.item import Item
from gleanings.literature.styles.ris import marked_title, notes

_TYPES = {
    "article-journal": "article",
    "chapter": "incollection",
    "book": "book",
    "report": "techreport",
    "thesis": "phdthesis",
}
_CONTAINER = {"article-journal": "journal", "chapter": "booktitle"}
_PUBLISHER = {"report": "institution", "thesis": "school"}
_SIGNS = str.maketrans(
    {
        **{sign: f"\\{sign}" for sign in "&%$#_{}"},
        "~": r"\textasciitilde{}",
        "^": r"\textasciicircum{}",
        "\\": r"\textbackslash{}",
    }
)
# verbatim in every reader, yet a brace or backslash would break the entry
_IN_ADDRESS = str.maketrans({"{": "%7B", "}": "%7D", "\\": "%5C"})
_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec"


def bibtex(items: list[Item]) -> str:
    return "\n".join(map(_entry, items))


def _entry(item: Item) -> str:
    fields = "".join(f"  {name} = {value},\n" for name, value in _fields(item))
    return f"@{_TYPES.get(item['type'], 'misc')}{{{item['id']},\n{fields}}}\n"


def _fields(item: Item) -> Iterator[tuple[str, str]]:
    kind, container = item["type"], _escaped(item.get("container-title", ""))
    plain = {
        "author": _people(item.get("author", [])),
        "editor": _people(item.get("editor", [])),
        "title": _title(marked_title(item)),
        # of proceedings and their like, programs that import read it; styles print the next
        **({"booktitle": container} if kind == "document" else {}),
        _CONTAINER.get(kind, "howpublished"): container,
        "year": _issued(item, 0),
        # BibTeX knows no day
        "date": _day(item),
        "volume": _escaped(item.get("volume", "")),
        "number": _escaped(item.get("issue", "")),
        "pages": re.sub(r"\s*[-‐‑–—]+\s*", "--", _escaped(item.get("page", ""))),
        "edition": _escaped(item.get("edition", "")),
        "chapter": _escaped(item.get("chapter-number", "")),
        _PUBLISHER.get(kind, "publisher"): _escaped(item.get("publisher", "")),
        "doi": item.get("DOI", "").translate(_IN_ADDRESS),
        "pmid": item.get("PMID", ""),
        "url": item.get("URL", "").translate(_IN_ADDRESS),
        "language": item.get("language", ""),
        "note": _escaped(". ".join(notes(item))),
    }
    yield from ((name, f"{{{value}}}") for name, value in plain.items() if value)
    if _issued(item, 1):
        yield "month", _MONTHS.split()[int(_issued(item, 1)) - 1]


def _issued(item: Item, part: int) -> str:
    parts = ((item.get("issued") or {}).get("date-parts") or [[]])[0]
    return str(parts[part]) if len(parts) > part else ""


def _day(item: Item) -> str:
    """BibLaTeX's date, where a day is known; else year and month say all."""
    parts = [_issued(item, part) for part in range(3)]
    return "-".join(part.zfill(2) for part in parts) if all(parts) else ""


def _people(names: list[dict[str, str]]) -> str:
    return " and ".join(map(_person, names))


def _person(name: dict[str, str]) -> str:
    if "literal" in name:  # the braces keep a group's name in one piece
        return f"{{{_escaped(name['literal'])}}}"
    parts = [name.get("family"), name.get("suffix"), name.get("given")]
    return _escaped(", ".join(filter(None, parts)))


def _title(title: str) -> str:
    """With the words in braces whose capitals a style must not take away: {CBT}, {Norway}."""
    first, *rest = title.split(" ") if title else [""]
    words = [_kept(first) if re.search(r"\w[A-Z]", first) else _escaped(first), *map(_kept, rest)]
    return " ".join(words)


def _kept(word: str) -> str:
    return f"{{{_escaped(word)}}}" if re.search(r"[^\W\d_a-zß-öø-ÿ]", word) else _escaped(word)


def _escaped(text: str) -> str:
    return " ".join(text.split()).translate(_SIGNS)
