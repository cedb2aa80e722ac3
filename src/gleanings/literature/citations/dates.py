"""Dates as people write them in citations and headings, English, French and German."""

import re
import unicodedata
from functools import lru_cache

_MONTHS = (
    ("january", "jan", "janvier", "janv", "januar", "janner"),
    ("february", "feb", "fevrier", "fevr", "fev", "febuary", "februar"),
    ("march", "mar", "mars", "marz"),
    ("april", "apr", "avril", "avr"),
    ("may", "mai"),
    ("june", "jun", "juin", "juni"),
    ("july", "jul", "juillet", "juil", "juli"),
    ("august", "aug", "aout"),
    ("september", "sept", "sep", "septembre"),
    ("october", "oct", "octobre", "oktober", "okt"),
    ("november", "nov", "novembre"),
    ("december", "dec", "decembre", "dezember", "dez"),
)
_NUMBER = {name: number for number, names in enumerate(_MONTHS, 1) for name in names}
# accents may be missing, and capitals keep or lose them
MONTH_PATTERN = (
    r"(?:jan(?:uary|uar|vier|v)?|jänner|f[eé]v(?:r(?:ier)?)?|feb(?:r?uary|ruar)?|mar(?:ch|s)?|märz|"
    r"apr(?:il)?|avr(?:il)?|ma[iy]|jun[ei]?|juin|jul[yi]?|juil(?:let)?|ao[uû]t|aug(?:ust)?|"
    r"sept?(?:ember|embre)?|o[ck]t(?:ober|obre)?|nov(?:ember|embre)?|d[eé]c(?:ember|embre)?|"
    r"dez(?:ember)?)"
)
YEAR = r"(?:19|20)\d{2}"
_MONTH_DAY = re.compile(rf"\b({MONTH_PATTERN})\b\.?(?:\s+(\d{{1,2}})(?:st|nd|rd|th)?\b)?", re.I)
_DAY_MONTH = re.compile(rf"\b(\d{{1,2}})(?:st|nd|rd|th|er)?\s+({MONTH_PATTERN})\b\.?", re.I)
_ISO = re.compile(rf"\b({YEAR})[-/.](\d{{1,2}})(?:[-/.](\d{{1,2}}))?\b")


def month_number(name: str) -> int | None:
    """1 to 12 for a month's name or abbreviation, with or without accents."""
    plain = unicodedata.normalize("NFD", name.casefold())
    return _NUMBER.get("".join(c for c in plain if c.isalpha()))


@lru_cache(maxsize=5_000)  # a month's records say the same few dates
def partial_date(text: str) -> tuple[int | None, str | None]:
    """The year of `text`, and its partial ISO date when it says more than the year."""
    if iso := _ISO.search(text):
        date = _iso(int(iso[1]), int(iso[2]), int(iso[3]) if iso[3] else None)
        if date:
            return int(iso[1]), date
    found = re.search(rf"(?<!\d)({YEAR})(?!\d)", text)
    if found is None:
        return None, None
    year = int(found[1])
    rest = text.replace(found[1], " ", 1)
    if match := _DAY_MONTH.search(rest):
        return year, _iso(year, month_number(match[2]), int(match[1]))
    if match := _MONTH_DAY.search(rest):
        return year, _iso(year, month_number(match[1]), int(match[2]) if match[2] else None)
    return year, None


def _iso(year: int, month: int | None, day: int | None) -> str | None:
    if month is None or not 1 <= month <= 12:
        return None
    if day is None or not 1 <= day <= 31:
        return f"{year}-{month:02}"
    return f"{year}-{month:02}-{day:02}"
