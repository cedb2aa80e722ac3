"""The topics and research types to begin with, in order, as the editor finds them at first.

``topics.json`` and ``research_types.json`` hold ``slug`` and, for each language, ``name_…`` and
``definition_…``.
"""

import json
from importlib.resources import files
from typing import Any

LANGUAGES = ("en", "fr")


def entries(vocabulary: str) -> list[dict[str, Any]]:
    """The entries of ``topics`` or ``research_types``."""
    return json.loads((files(__name__) / f"{vocabulary}.json").read_text(encoding="utf-8"))
