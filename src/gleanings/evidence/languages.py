"""The library's sentences by language, and numbers as each language writes them.

Each part keeps its sentences beside its code in `sentences_en.toml` and `sentences_fr.toml`; what
all parts share (decimal mark, per cent, p) stands in the library's own. Another language is
another file of each.
"""

import math
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any, NamedTuple

LANGUAGES = ("en", "fr")

Words = Mapping[str, str]


class Text(NamedTuple):
    """A name in each of `LANGUAGES`."""

    en: str
    fr: str

    def said_in(self, language: str) -> str:
        """ValueError for a language without words."""
        if language not in LANGUAGES:
            raise ValueError(f"No words in language {language!r}; there are {_listed()}.")
        return str(getattr(self, language))


def sentences(package: str, language: str) -> dict[str, Any]:
    """A part's own sentences as they stand in its file.

    Raises ValueError for a language that has none.
    """
    if language not in LANGUAGES:
        raise ValueError(f"No sentences in language {language!r}; there are {_listed()}.")
    source = files(package).joinpath(f"sentences_{language}.toml")
    return tomllib.loads(source.read_text(encoding="utf-8"))


@cache
def catalogue(package: str, language: str = "en") -> Words:
    """A part's sentences together with the words that all parts share."""
    shared, own = (sentences(one, language) for one in (__package__, package))
    return MappingProxyType(shared | own)


@dataclass(frozen=True)
class Statement:
    """A label of a catalogue with what its sentence needs."""

    label: str
    values: Mapping[str, Any]


def tell(statements: Iterable[Statement], words: Words) -> str:
    """The sentences of the statements, one after the other."""
    return " ".join(words[s.label].format(**s.values) for s in statements)


def _listed() -> str:
    return ", ".join(LANGUAGES)


def _written(text: str, words: Words) -> str:
    if text.startswith("-"):
        text = words["minus"] + text[1:] if float(text) != 0 else text[1:]
    return text.replace(".", words["decimal"])


def number(x: float, words: Words, digits: int = 2) -> str:
    """`digits` decimals, more for numbers that would come out as 0; a dash for what is unknown."""
    if not math.isfinite(x):
        return "–"
    if x != 0 and abs(x) < 10**-digits:
        # so many significant digits; what is 0 for all practical purposes stays 0.00
        places = digits - 1 - math.floor(math.log10(abs(x)))
        digits = places if places <= 8 else digits
    return _written(f"{x:.{digits}f}", words)


def figure(x: float, words: Words, decimals: int = 0) -> str:
    """A number with so many decimals and no more."""
    return _written(f"{x:.{decimals}f}", words) if math.isfinite(x) else "–"


def level_text(level: float, words: Words) -> str:
    """The level of an interval in per cent, without the sign: 0.95 gives 95."""
    return f"{100 * level:.6g}".replace(".", words["decimal"])


def p_value(p: float, words: Words) -> str:
    """p with three decimals: `p = .043` as the APA writes it, in French `p = 0,043`."""
    if math.isnan(p):
        return words["p_unknown"]
    if p < 0.001:
        return words["p_small"]
    text = f"{p:.3f}"
    if words["decimal"] == ".":
        text = text.removeprefix("0")
    return words["p"].format(p=text.replace(".", words["decimal"]))
