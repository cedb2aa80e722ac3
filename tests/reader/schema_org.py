"""The part of schema.org that our pages use: each type with the properties that it may have.

From https://schema.org/docs/full.html, inherited ones included.
"""

from __future__ import annotations

from typing import Any

THING = {"name", "description", "url", "identifier", "sameAs", "image", "mainEntityOfPage"}
WORK = THING | {
    *("abstract", "about", "author", "correction", "creator", "dateModified", "datePublished"),
    *("genre", "hasPart", "headline", "inLanguage", "isAccessibleForFree", "isBasedOn", "isPartOf"),
    *("license", "publisher", "text", "version"),
}
PROPERTIES = {
    "Article": WORK | {"pagination"},
    "Book": WORK,
    "Chapter": WORK | {"pagination"},
    "CollectionPage": WORK,
    "CorrectionComment": WORK,
    "DataDownload": WORK | {"contentUrl", "encodingFormat"},
    "Dataset": WORK | {"distribution", "measurementTechnique", "variableMeasured"},
    "DefinedTerm": THING,
    "EntryPoint": THING | {"urlTemplate"},
    "Organization": THING,
    "Periodical": WORK,
    "Person": THING | {"familyName", "givenName"},
    "PropertyValue": THING | {"propertyID", "value"},
    "PublicationIssue": WORK | {"issueNumber", "pagination"},
    "PublicationVolume": WORK | {"volumeNumber", "pagination"},
    "ScholarlyArticle": WORK | {"pagination"},
    "SearchAction": THING | {"target", "query-input"},
    "WebSite": WORK | {"potentialAction"},
}
# what Google asks of these before it shows them
# https://developers.google.com/search/docs/appearance/structured-data/{article,dataset}
NEEDED = {"Article": {"headline"}, "Dataset": {"name", "description"}}


def faults(data: dict[str, Any]) -> list[str]:
    """Each property that its type does not have, each empty value, each reference to nothing."""
    found = [] if data.get("@context") == "https://schema.org" else ["no @context"]
    whole = {key: value for key, value in data.items() if key != "@context"}
    return [*found, *_dangling(data), *_faults(whole)]


def _faults(node: dict[str, Any]) -> list[str]:
    if set(node) == {"@id"}:
        return []
    if "@graph" in node:
        return [fault for one in node["@graph"] for fault in _faults(one)]
    kind = node.get("@type")
    if kind not in PROPERTIES:
        return [f"no such type: {kind}"]
    found = []
    for name, value in node.items():
        if name.startswith("@"):
            continue
        if name not in PROPERTIES[kind]:
            found.append(f"{kind} has no {name}")
        values = value if isinstance(value, list) else [value]
        if value in ("", None, [], {}):
            found.append(f"{kind}.{name} is empty")
        found += [fault for one in values if isinstance(one, dict) for fault in _faults(one)]
    top = set(node) - {"@type"}
    missing = NEEDED.get(kind, set()) - top
    return [*found, *(f"{kind} needs {name}" for name in sorted(missing))]


def _dangling(data: dict[str, Any]) -> list[str]:
    named: set[str] = set()
    asked: set[str] = set()

    def walk(value: Any) -> None:
        if isinstance(value, list):
            for one in value:
                walk(one)
        if isinstance(value, dict):
            if "@id" in value:
                (asked if set(value) == {"@id"} else named).add(value["@id"])
            for one in value.values():
                walk(one)

    walk(data)
    return [f"nothing is {one}" for one in sorted(asked - named)]
