"""CSL-JSON, the form that Zotero, Pandoc and citation processors share."""

import json

from gleanings.literature.styles.item import Item, retraction_of
from gleanings.literature.styles.ris import notes

_RETRACTED = "retracted"
"""Of CSL's ``status``, “the status of an item (e.g. forthcoming)”."""


def csl_json(items: list[Item]) -> str:
    return json.dumps([_said(item) for item in items], ensure_ascii=False, indent=1) + "\n"


def _said(item: Item) -> Item:
    """With the retraction where programs look for it that know nothing of ``custom``."""
    if retraction_of(item) is None:
        return item
    said = item | {"status": _RETRACTED}
    return said | {"note": "; ".join(notes(item))}
