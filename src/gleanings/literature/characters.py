"""Characters that nobody means to write and that formats refuse.

A PDF or Word leaves them in what is pasted: control characters, halves of characters, code points
that are no characters. XML has no way to write them, so that one in a title would bring down every
feed. They are taken out where text comes in (forms, uploads, imports, whatever is saved), and once
more by what writes a format, for rows that were there before.

Invisible characters that carry meaning stay: joiners (U+200C, U+200D) in emoji and in Persian and
Indic names, marks and isolates of direction in Hebrew and Arabic, soft hyphens, and spaces of every
width. Every format can write them. Overrides and embeddings of direction go: one that is left open
turns round what stands beside it on the page.
"""

import json
import re
from dataclasses import fields, is_dataclass, replace
from functools import cache
from typing import Any

from django.db import models

# of the control characters only tab and the ends of lines; the byte order mark means nothing
# within a text
_NEVER_MEANT = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\ud800-\udfff\ufeff\ufffe\uffff]+"
)
# Word's line break, the end of a page, and ASCII's separators part words
_PART_WORDS = frozenset("\x0b\x0c\x1c\x1d\x1e\x1f")
# bytes of Windows' code page that were read as Latin-1: a quotation mark, a dash, a euro sign
_WINDOWS = {
    chr(byte): bytes([byte]).decode("cp1252", errors="ignore") for byte in range(0x80, 0xA0)
}
_ESCAPE = re.compile(r"\\u(?:00[0189]|007f|202[a-e]|d[89a-f]|fe|ff)", re.IGNORECASE)


def without_control_characters(text: str) -> str:
    """The text without characters that nobody means to write.

    What parts words leaves a space, and so does what stands between two digits: 1␂45 is not 145.
    """
    return _NEVER_MEANT.sub(_instead, text)


def _instead(match: re.Match[str]) -> str:
    found = match[0]
    if meant := "".join(_WINDOWS.get(character, "") for character in found):
        return meant
    text, start, end = match.string, match.start(), match.end()
    if not start or end == len(text):
        return ""
    is_within_number = text[start - 1].isdigit() and text[end].isdigit()
    parts_words = not _PART_WORDS.isdisjoint(found)
    beside_space = text[start - 1].isspace() or text[end].isspace()
    return " " if is_within_number or (parts_words and not beside_space) else ""


def cleaned(value: Any) -> Any:
    """The same value, every text in it clean: of a JSON field, a citation, a row, a dataclass."""
    if isinstance(value, str):
        # as it is where nothing is to be done, so that a lazy or safe text stays one
        return without_control_characters(value) if _NEVER_MEANT.search(value) else value
    if isinstance(value, dict):
        return {cleaned(key): cleaned(one) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return type(value)(map(cleaned, value)) if type(value) in (list, tuple) else value
    if is_dataclass(value) and not isinstance(value, type):
        texts = {one.name: cleaned(getattr(value, one.name)) for one in fields(value)}
        return replace(value, **texts)
    return value


def cleaned_field(text: str) -> str:
    """The text of a form's field; the rich text editor sends JSON, which writes them as escapes."""
    text = without_control_characters(text)
    if text[:1] in ("{", "[") and _ESCAPE.search(text):
        try:
            return json.dumps(cleaned(json.loads(text)))
        except ValueError:
            pass  # a text that begins like JSON
    return text


def clean_before_saving(sender: type[models.Model], instance: models.Model, **kwargs: Any) -> None:
    """For every model's `pre_save`, whatever saves it: a form, an import, a command."""
    for name in _text_fields(sender):
        # a deferred field is not fetched for this
        if name in instance.__dict__:
            value = instance.__dict__[name]
            if (clean := cleaned(value)) != value:
                setattr(instance, name, clean)


@cache
def _text_fields(model: type[models.Model]) -> tuple[str, ...]:
    kinds = (models.CharField, models.TextField, models.JSONField)
    return tuple(field.attname for field in model._meta.concrete_fields if isinstance(field, kinds))
