"""Dates in words, as they are written in the language that is active."""

import datetime as dt
import re

from django.utils import formats
from django.utils.translation import get_language

_FIRST = re.compile(r"\b1(?=\s[^\W\d])")


def date_format(value: "dt.date | dt.datetime", format: "str | None" = None) -> str:
    """As Django’s, which writes “1 décembre” in French for “1er décembre”."""
    return with_ordinal(formats.date_format(value, format))


def with_ordinal(words: str) -> str:
    return _FIRST.sub("1er", words) if (get_language() or "").startswith("fr") else words
