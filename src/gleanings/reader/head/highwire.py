"""Highwire tags, which reference managers read, made of the CSL-JSON item that is also exported.

A summary and a synthesis are pages on the web, in every format (docs/decisions.md says why). So
there is no ``citation_journal_title``, which Zotero takes for a journal article, and a ``DC.type``,
without which it takes any ``citation_title`` for one. The article that a summary is about is
another work, with a record of its own; its DOI here would have readers cite one for the other.
"""

from gleanings.literature.styles import Item

Tags = list[tuple[str, str]]


def highwire(item: Item) -> Tags:
    address = item.get("URL", "")
    tags = [
        ("DC.type", item["type"]),
        ("citation_title", item["title"]),
        *(("citation_author", _inverted(name)) for name in item.get("author", [])),
        ("citation_publication_date", _date(item)),
        ("citation_publisher", item.get("container-title", "")),
        ("citation_language", item.get("language", "")),
        ("citation_abstract", item.get("abstract", "")),
        ("citation_public_url", address),
        ("citation_fulltext_html_url", address),
        *(("citation_keywords", word) for word in item.get("keyword", "").split("; ")),
    ]
    return [(name, content) for name, content in tags if content]


def _inverted(name: dict[str, str]) -> str:
    """“de Vries, Ann B.”: the family name first, which no reader of the tag then has to guess."""
    if "literal" in name:
        return name["literal"]
    family, given = name["family"], name.get("given", "")
    if " " in family:
        # two words on either side of a comma are two authors to Zotero
        given = given.replace(" ", "\u00a0")
    return ", ".join(filter(None, [family, given, name.get("suffix", "")]))


def _date(item: Item) -> str:
    parts = (item.get("issued") or {}).get("date-parts") or [[]]
    return "/".join(f"{part:02d}" for part in parts[0])
