"""CSL-JSON, the form that Zotero, Pandoc and citation processors share."""

import json

from gleanings.literature.styles.item import Item


def csl_json(items: list[Item]) -> str:
    return json.dumps(items, ensure_ascii=False, indent=1) + "\n"
