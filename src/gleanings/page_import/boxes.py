"""Boxes that a page shows beside each of its entries, word for word: an offer, an appeal."""

import re
from collections import defaultdict
from collections.abc import Mapping

from bs4 import BeautifulSoup, Tag

from gleanings.page_import.line_marks import LINE_MARK

_HEADINGS = re.compile(r"^h[1-6]$")
_LONGEST = 300
_OFTEN = 3
"""What stands on a page twice may be an entry that its newest ones name once more."""


def boxes_beside_entries(soup: BeautifulSoup, length: Mapping[int, int]) -> set[int]:
    """The elements (by `id`) that have a heading with a few words, and are often the same."""
    said: dict[str, set[int]] = defaultdict(set)
    for heading in soup.find_all(_HEADINGS):
        box = heading.parent
        own = length.get(id(heading), 0)
        while isinstance(box, Tag) and length.get(id(box), 0) == own:
            box = box.parent
        # a heading by itself is a label, which entries have in common
        if isinstance(box, Tag) and own and length.get(id(box), 0) <= _LONGEST:
            said[" ".join(LINE_MARK.sub("", box.get_text(" ")).split())].add(id(box))
    # one box may have several headings
    return {box for boxes in said.values() if len(boxes) >= _OFTEN for box in boxes}
