"""The library's sentences by language.

A sentence stands in the code in English, marked by `N_` or as what `Language.say` is given;
another language is a gettext catalogue below `locale`, gathered and compiled by `make messages`.
"""

import gettext
import math
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from . import numbers

LANGUAGES = ("en", "fr")
DOMAIN = "evidence"
_CATALOGUES = Path(__file__).with_name("locale")


def N_(message: str) -> str:  # noqa: N802 - the name by which gettext gathers
    """Marks a sentence that is said elsewhere."""
    return message


class Text(NamedTuple):
    """A name in each of `LANGUAGES`."""

    en: str
    fr: str

    def said_in(self, language: str) -> str:
        """ValueError for a language without words."""
        return str(getattr(self, language_of(language).code))


@dataclass(frozen=True)
class Language:
    """Says sentences, and writes the numbers in them."""

    code: str
    style: numbers.Style
    messages: gettext.NullTranslations

    def say(self, message: str, **values: Any) -> str:
        return self.messages.gettext(message).format(**values)

    def plural(self, one: str, many: str, n: int, **values: Any) -> str:
        """The sentence for `n`, which stands in it as {n}, its thousands parted."""
        values["n"] = self.count(n)
        return self.messages.ngettext(one, many, n).format(**values)

    def number(self, x: float | None, decimals: int = 2, *, within_one: bool = False) -> str:
        """`numbers.number` of the language."""
        return numbers.number(x, self.style, decimals=decimals, within_one=within_one)

    def fixed(self, x: float | None, decimals: int = 0) -> str:
        """With so many decimals and no more."""
        return numbers.fixed(x, decimals, self.style)

    def at_most(self, x: float, decimals: int) -> str:
        """With so many decimals, less those that say nothing."""
        return numbers.at_most(x, decimals, self.style)

    def shortest(self, x: float) -> str:
        return numbers.shortest(x, self.style)

    def count(self, x: float) -> str:
        return numbers.count(x, self.style)

    def percent(self, x: float | None, decimals: int = 0) -> str:
        """Of a number in per cent."""
        return numbers.percent(x, self.style, decimals=decimals)

    def level(self, level: float) -> str:
        """Of an interval, in per cent without the sign: 0.95 gives 95."""
        return self.shortest(100 * level)

    def p_value(self, p: float | None, decimals: int = 3) -> str:
        """And words where it is not known."""
        if p is None or math.isnan(p):
            return self.say("p not defined")
        return numbers.p_value(p, self.style, decimals=decimals)


@cache
def language_of(code: str) -> Language:
    """Raises ValueError for a language without sentences."""
    if code not in LANGUAGES:
        raise ValueError(f"No words in language {code!r}; there are {', '.join(LANGUAGES)}.")
    # what the code says is English already
    messages = gettext.translation(DOMAIN, _CATALOGUES, [code], fallback=code == LANGUAGES[0])
    return Language(code, numbers.STYLES[code], messages)
