"""The library's sentences by language.

Each part keeps its sentences beside its code in `sentences_en.toml` and `sentences_fr.toml`; what
all parts share stands in the library's own. Another language is
another file of each.
"""

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any, NamedTuple

from .language import numbers

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


def style_of(words: Words) -> numbers.Style:
    return numbers.STYLES[words["language"]]


def number(x: float, words: Words, digits: int = 2, *, within_one: bool = False) -> str:
    """`numbers.number` in the language of the words."""
    return numbers.number(x, style_of(words), decimals=digits, within_one=within_one)


def figure(x: float, words: Words, decimals: int = 0) -> str:
    """A number with so many decimals and no more."""
    return numbers.fixed(x, decimals, style_of(words))


def level_text(level: float, words: Words) -> str:
    """The level of an interval in per cent, without the sign: 0.95 gives 95."""
    return numbers.shortest(100 * level, style_of(words))


def p_value(p: float, words: Words) -> str:
    """`numbers.p_value`, and words where p is not known."""
    return numbers.p_value(p, style_of(words)) or words["p_unknown"]
