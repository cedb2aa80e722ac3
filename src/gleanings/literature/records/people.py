"""People's names as formats write them."""

import ast
import re
from collections.abc import Iterable

from gleanings.literature.citations.names import GROUP_WORDS, read_names
from gleanings.literature.records.record import Name
from gleanings.literature.records.text import plain

# “Liu R.”, “Adler D.G.”, “Moreau LA”, “van Acker B.”
_INITIALS_LAST = re.compile(
    r"^(?P<family>[^\W\d_].{0,60}?),? (?P<given>(?:[^\W\d_]\.[- ]?){1,5}|[A-ZÀ-Þ]{1,3}(?:-[A-Z])?)$"
)
_SUFFIX = re.compile(r"^(?:Jr|Sr|[2-4](?:nd|rd|th)|I{2,3}|IV)\.?$", re.IGNORECASE)
_NOBODY = {"", "anonymous", "anon", "[anonymous]", "no authorship", "no authorship indicated",
           "none", "nan", "not available", "[no authors listed]", "no authors listed"}  # fmt: skip
_ET_AL = re.compile(r",?\s*\bet\.?\s*al\.?$", re.IGNORECASE)
_NUMBERED = re.compile(r"\s*\(\d{6,}\)$")  # Scopus' number of an author


def person(family: str, given: str = "", suffix: str = "") -> Name:
    if not given:
        return {"literal": family}
    name = {"family": family, "given": given}
    return name | {"suffix": suffix} if suffix else name


def inverted(text: str) -> Name | None:
    """The person of “Moreau, Louise”, “Moreau, Louise, Jr.” or “Moreau L.A.”; else a group."""
    text = _NUMBERED.sub("", plain(text)).strip(" ;,")
    if text.lower() in _NOBODY:
        return None
    parts = [part.strip() for part in text.split(",") if part.strip()]
    if len(parts) == 1:
        initials = _INITIALS_LAST.match(parts[0])
        return person(initials["family"], initials["given"]) if initials else person(parts[0])
    if len(parts) == 2 and not GROUP_WORDS.search(parts[1]):
        return person(parts[0], parts[1])
    suffixes = [part for part in parts[1:] if _SUFFIX.match(part)]
    given = [part for part in parts[1:] if part not in suffixes]
    if len(given) == 1 and suffixes and not GROUP_WORDS.search(given[0]):
        return person(parts[0], given[0], suffixes[0])
    return person(", ".join(parts))


def each_inverted(texts: Iterable[str]) -> list[Name]:
    return [name for name in map(inverted, texts) if name]


def listed(text: str) -> list[Name]:
    """The people of one cell: parted by semicolons, “and”, line ends or commas."""
    text = _ET_AL.sub("", text.strip())
    if text.startswith(("['", '["')):
        try:
            return each_inverted(map(str, ast.literal_eval(text)))
        except (ValueError, SyntaxError):
            pass  # a text that begins like a list
    for mark in (";", r"\|\|?", r"\n"):
        if re.search(mark, text):
            return each_inverted(re.split(mark, text))
    if re.search(r"\s(?:and|&)\s", text) and not re.search(r",\s(?:and|&)\s", text):
        return each_inverted(re.split(r"\s+(?:and|&)\s+", text))
    pieces = [piece.strip() for piece in text.split(",")]
    bare = [piece if _INITIALS_LAST.match(piece) else piece.removesuffix(".") for piece in pieces]
    if all(map(_INITIALS_LAST.match, bare)):
        return each_inverted(bare)
    return [
        person(name.literal or name.family, name.given, name.suffix)
        for name in read_names(plain(text)).names
        if (name.literal or name.family).lower() not in _NOBODY
    ]
