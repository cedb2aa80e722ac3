"""What pasting broke, put together again: soft hyphens, ligatures, hyphenated line ends, and
what became &nbsp; or was read in the wrong encoding: Â and a blank, â and two controls for a dash.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass

_LIGATURES = {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "ft", "ﬆ": "st"}
_BROKEN = re.compile(
    r"(?P<ligature>[ﬀ-ﬆ])"
    # a soft hyphen is a minus in some fonts, but not within a word or behind a decimal point
    "|(?<=[^\\W\\d_])\u00ad\\s?(?=[^\\W\\d_])|(?<=\\d[.,])\u00ad(?=\\d)"
    r"|(?P<dot>(?<=\d)\(middle dot\)(?=\d))"
    r"|(?P<blank>&(?:nbsp|#160|#xa0|thinsp|#8239);)|Â(?=[\s·±°])"
    "|(?P<bytes>â[\x80-\xbf]{2}|[ÃÎÏ][\x80-\xbf])"
    r"|\{(?P<or_equal>greater|less) than or slanted equal to\}"
    r"|(?<=[a-zà-ÿ])-[ \t]?\n[ \t]*(?=[a-zà-ÿ])"
)


_LETTERS_OF_BROKEN = re.compile("[ﬀ-ﬆÂâÃÎÏ\u00ad]")
_SIGNS_OF_BROKEN = ("\n", "(middle dot", "&", "{")


@dataclass(frozen=True, slots=True)
class Mended:
    """The text put together, and from which place on how far each of its places has moved."""

    text: str
    places: list[int]
    moved: list[int]

    def place(self, mended: int) -> int:
        """The place in the source of a place in the mended text."""
        return mended + self.moved[bisect_right(self.places, mended) - 1]


def _may_be_broken(text: str) -> bool:
    if any(sign in text for sign in _SIGNS_OF_BROKEN):
        return True
    return not text.isascii() and _LETTERS_OF_BROKEN.search(text) is not None


def _whole(match: re.Match[str]) -> str:
    if match["dot"]:
        return "."
    if match["or_equal"]:
        return "≥" if match["or_equal"] == "greater" else "≤"
    if match["bytes"]:
        return match["bytes"].encode("latin-1").decode("utf-8", errors="replace")
    return " " if match["blank"] else _LIGATURES.get(match[0], "")


def mend(text: str) -> Mended | None:
    """The text with its broken words whole, or None where none is broken."""
    if not _may_be_broken(text):
        return None
    parts: list[str] = []
    places, moved = [0], [0]
    done = length = 0
    for match in _BROKEN.finditer(text):
        whole = _whole(match)
        parts += [text[done : match.start()], whole]
        length += match.start() - done
        for _letter in whole:  # each letter of a ligature is where the ligature is
            places.append(length)
            moved.append(match.start() - length)
            length += 1
        done = match.end()
        places.append(length)
        moved.append(done - length)
    if not parts:
        return None
    return Mended("".join([*parts, text[done:]]), places, moved)
