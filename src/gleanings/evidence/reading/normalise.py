"""One character for one character, so that a place in the result is the same place in the source.

Text from PDFs and web pages writes the same sign in many ways. What is known is put into plain
characters; what was lost becomes ``LOST`` (it may have been a sign), and what only takes up room
(tags, the rest of an entity, zero-width characters) becomes ``NOISE``.
"""

from __future__ import annotations

import html
import re
import unicodedata
from functools import lru_cache

LOST = "\x01"
NOISE = "\x02"

# The second half of each line is what text extraction makes of the sign in common PDF fonts
# (Mathematical Pi, AdvPS, Symbol's private-use codes).
_MAPPED = {
    "-": "−‐‑‒–—―﹣－⁻₋\u00adϪ⫺ⴚⳮמ\uf02d",
    "=": "＝﹦≈≃≅¼ϭ⫽ⴝ⳱ס\uf03d",
    "<": "＜‹˂Ͻ⬍\uf03c",
    ">": "＞›˃Ͼ⬎\uf03e",
    "≤": "⩽≦\uf0a3",
    "≥": "⩾≧\uf0b3",
    "χ": "Χϰ␹\uf063",
    "β": "ßϐ␤\uf062",
    "η": "␩\uf068",
    "α": "␣\uf061",
    "(": "͑",
    ")": "͒",
    "'": "’‘`´ʹ′ʼ",
    '"': "“”„«»",
    ".": "·‧∙⋅",
    "x": "×",
    LOST: "□▯■￿",
}
_TABLE = {source: target for target, sources in _MAPPED.items() for source in sources}

_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")
_PLAIN = re.compile(r"[^\n\x01\x02\x20-\x7e]")
_RAW_BYTE = re.compile(r"<(?:U\+([0-9A-F]{4})|([0-9a-f]{2}))>")
_GLYPH = re.compile(r"\(cid:\d{1,5}\)")
_ENTITY = re.compile(r"&(?:#\d{1,6}|#x[0-9a-fA-F]{1,5}|[a-zA-Z]{2,8});")
_TAG = re.compile(r"</?(?:i|b|em|strong|sub|sup|span|p|br|italic|bold)\b[^<>]{0,80}>")
_TAG_IN_ENTITIES = re.compile(r"&lt;/?(?:i|b|em|strong|sub|sup|italic|bold|inf)&gt;")
_MOJIBAKE = re.compile("â€[“”]|âˆ’|Ï‡|Î²|â(?:‰|\x89)[¤¥]")
_MOJIBAKE_MEANING = {
    "Ï‡": "χ", "Î²": "β",
    **dict.fromkeys(("â‰¤", "â\x89¤"), "≤"), **dict.fromkeys(("â‰¥", "â\x89¥"), "≥"),
}  # fmt: skip
# In one family of fonts brackets and minus come out as letters; only beside a number is it sure.
_OPENING = re.compile(r"ð(?=\s?[\dNlI])")
_CLOSING = re.compile(r"(?<=[\d ])Þ")
_MINUS = re.compile(r"À(?=\s?[.\d])")
_ADDRESS = re.compile(r"(?:[a-z]{3,5}://|www\.)[^\s<>\")\]]{1,2000}")
# Another sets Ž28. for (28), s for = and y for the minus.
_CARON_BRACKETS = re.compile(
    r"Ž(\s?[\dlNd][^Ž().<>]{0,24}(?:\.\d[^Ž().<>]{0,12})?\s?)\.(?=\s?[s=-])"
)
_CARON_MINUS = re.compile(r"(?<=[s=]\s)y(?=\s?[.\d])")
_TIMES = re.compile(r"[·∙⋅](?=\s?10\s?\^?[-−–⁻])")
# "1•53": a bullet instead of a decimal point; a list has its own between blanks.
_BULLET = re.compile(r"(?<=\d)[•●](?=\d)")
# "P </= .001" and "P? = 0.003": a sign in two strokes, and one that an unknown character stands in.
_SIGN_OR_EQUAL = re.compile(r"([<>])\s?/\s?=")
_DOUBTFUL_SIGN = re.compile(r"(?<=(?<![A-Za-z])[pPnN])\?(?=\s?[=<>])")
_EMPHASIS = re.compile(r"(?<![\w*])(\*{1,2}|_)([A-Za-zχ]{1,2}2?)\1(?=[\s(:=<>\[≤≥])")


_SPACES = str.maketrans("\t\r\x0b\x0c", "    ")
_CONTROLS = {code: LOST for code in range(128) if _CONTROL.match(chr(code))}


@lru_cache(maxsize=4096)
def _plain_character(character: str) -> str:
    if character in _TABLE:
        return _TABLE[character]
    if character in "\t\r\x0b\x0c\x85\u2028":
        return " "
    category = unicodedata.category(character)
    if category == "Zs":
        return " "
    if category == "Cf":
        return NOISE
    if category in {"Cc", "Co", "Cn", "Cs"} or character == "\ufffd":
        return LOST
    compatible = unicodedata.normalize("NFKC", character)
    if compatible in _TABLE:
        return _TABLE[compatible]
    return compatible if len(compatible) == 1 else character


def _padded(character: str, length: int) -> str:
    return character + NOISE * (length - 1)


def _raw_byte(match: re.Match[str]) -> str:
    code = match[1] or match[2]
    character = (
        chr(int(code, 16)) if match[1] else bytes([int(code, 16)]).decode("cp1252", "replace")
    )
    return _padded(character, len(match[0]))


def _entity(match: re.Match[str]) -> str:
    character = html.unescape(match[0])
    return _padded(character, len(match[0])) if len(character) == 1 else match[0]


def _or_equal(match: re.Match[str]) -> str:
    return _padded("≤" if match[1] == "<" else "≥", len(match[0]))


def _emphasis(match: re.Match[str]) -> str:
    """The letters of a Markdown *t*, the marks around them gone."""
    return NOISE * len(match[1]) + match[2] + NOISE * len(match[1])


def normalise(text: str) -> str:
    """The text in plain characters, of the same length."""
    # of ASCII alone a table is many times faster, of other text a pattern
    plain = text.translate(_CONTROLS) if text.isascii() else _CONTROL.sub(LOST, text)
    if "&" in plain:
        plain = _TAG_IN_ENTITIES.sub(lambda m: NOISE * len(m[0]), plain)
        plain = _ENTITY.sub(_entity, plain)
    if "<" in plain:
        plain = _RAW_BYTE.sub(_raw_byte, plain)
        plain = _TAG.sub(lambda m: NOISE * len(m[0]), plain)
    if "(cid:" in plain:
        plain = _GLYPH.sub(lambda m: _padded(LOST, len(m[0])), plain)
    if "*" in plain or "_" in plain:
        plain = _EMPHASIS.sub(_emphasis, plain)
    if " s y" in plain:
        plain = _CARON_MINUS.sub("-", plain)
    if "/" in plain:
        plain = _SIGN_OR_EQUAL.sub(_or_equal, plain)
    if "?" in plain:
        plain = _DOUBTFUL_SIGN.sub(NOISE, plain)
    if "://" in plain or "www." in plain:
        plain = _ADDRESS.sub(lambda m: "u" * len(m[0]), plain)
    if plain.isascii():
        return plain.translate(_SPACES)
    plain = _MOJIBAKE.sub(lambda m: _padded(_MOJIBAKE_MEANING.get(m[0], "-"), len(m[0])), plain)
    plain = _OPENING.sub("(", plain)
    plain = _CLOSING.sub(")", plain)
    plain = _MINUS.sub("-", plain)
    plain = _TIMES.sub("x", plain)
    plain = _BULLET.sub(".", plain)
    if "Ž" in plain:
        plain = _CARON_BRACKETS.sub(r"(\1)", plain)
    return _PLAIN.sub(lambda m: _plain_character(m[0]), plain)
