"""Text of a record: markup, entities and odd spaces become plain text."""

import html
import re

from gleanings.literature.characters import without_control_characters

# the markup that publishers leave in titles and abstracts; “p <b and c> d” is none
_INLINE = (
    "i|b|u|em|strong|it|italic|bold|underline|sub|sup|inf|sc|scp|small|span|font|tt|a|ext-link|"
    "xref|named-content|styled-content|inline-formula|tex-math|alternatives|monospace|roman|ovid:br"
)
_BLOCK = "p|br|div|sec|h[1-6]|title|list|list-item|ul|ol|li|disp-formula|abstract"
_ATTRIBUTES = r"(?:\s[^<>]*)?/?"
_SUPERSCRIPT = re.compile(r"(?<=\d)<(?:jats:)?sup>([-−–+]?\d+)</(?:jats:)?sup>")
_HEADING = re.compile(
    rf"<(?:jats:)?(h[1-6]|title){_ATTRIBUTES}>\s*(.*?)\s*:?\s*</(?:jats:)?\1>", re.I | re.S
)
_BLOCKS = re.compile(rf"\s*</?(?:jats:)?(?:{_BLOCK}){_ATTRIBUTES}>\s*", re.IGNORECASE)
_TAGS = re.compile(rf"</?(?:(?:jats:)?(?:{_INLINE})|mml:[a-z]+|jats:[a-z-]+){_ATTRIBUTES}>", re.I)
# a formula in MathML, with its prefix or without; its numbers are read, its spaces mean nothing.
# What is between two tags goes up to the next of either, so that a long text is read once.
_FORMULA = re.compile(
    r"<(?:mml:)?math\b[^<>]*>((?:(?!</?(?:mml:)?math\b).)*)</(?:mml:)?math>", re.I | re.S
)
_OF_FORMULA = re.compile(
    r"<(?:mml:)?annotation\b[^<>]*>(?:(?!</?(?:mml:)?annotation\b).)*</(?:mml:)?annotation>|"
    r"\s*</?(?:mml:)?(?:m[a-z]+|semantics|none)(?:\s[^<>]*)?/?>\s*",
    re.IGNORECASE | re.DOTALL,
)
_SUBTITLE = re.compile(
    r"(?:\s?:)?\s?<(?:jats:)?subtitle\b[^<>]*>\s?((?:(?!</?(?:jats:)?subtitle\b).)*?)\s?"
    r"</(?:jats:)?subtitle>",
    re.IGNORECASE | re.DOTALL,
)
_COMMENT = re.compile(r"<!--.*?-->|<!\[CDATA\[|\]\]>", re.DOTALL)
_MARKUP = re.compile(r"<[/!a-zA-Z]")
_DROPPED = dict.fromkeys(map(ord, "\u200b\u2060\ufeff\u00ad"), None) | dict.fromkeys(
    map(ord, "\u2010\u2011"), "-"
)
_RAISED = str.maketrans("0123456789-−–+", "⁰¹²³⁴⁵⁶⁷⁸⁹⁻⁻⁻⁺")
_PLAIN = re.compile(r"[ -%'-;=?-~]*")
"""What most fields are: ASCII without markup, entities and ends of lines."""


def plain(text: str) -> str:
    """The text on one line, without markup. A power of ten keeps its exponent raised: 10⁻³."""
    if _PLAIN.fullmatch(text) and "  " not in text:
        return text.strip()
    text = _decoded(text)
    if _MARKUP.search(text):
        text = _inline_markup_removed(_BLOCKS.sub(" ", text))
    return _spaced(text)


def paragraphs(text: str) -> str:
    """An abstract: a line for each of its parts, “Label: text” where a part has a label."""
    if _PLAIN.fullmatch(text) and "  " not in text:
        return text.strip()
    text = _decoded(text)
    if _MARKUP.search(text):
        text = _BLOCKS.sub("\n", _HEADING.sub(_as_label, text))
        text = _inline_markup_removed(text)
    return "\n".join(filter(None, map(_spaced, text.split("\n")))).replace(":\n", ": ")


def _as_label(match: re.Match[str]) -> str:
    label = match[2].strip()
    return "\n" if label.lower() in {"abstract", "summary", ""} else f"\n{label}: "


def _decoded(text: str) -> str:
    for _twice in range(2):
        if "&" not in text:
            break
        text = html.unescape(text)
    return text


def _inline_markup_removed(text: str) -> str:
    text = _FORMULA.sub(lambda match: _OF_FORMULA.sub("", match[1]), text)
    text = _SUBTITLE.sub(r": \1", text)
    text = _SUPERSCRIPT.sub(lambda match: match[1].translate(_RAISED), text)
    return _TAGS.sub("", _COMMENT.sub("", text))


def _spaced(text: str) -> str:
    """With single spaces, of whatever kind they were, and without invisible characters."""
    if not text.isascii():
        text = text.translate(_DROPPED)
    return " ".join(without_control_characters(text).split())


def raised(text: str) -> str:
    """An exponent in raised digits, as `plain` writes it."""
    return text.translate(_RAISED)


def title_of(text: str) -> str:
    """A title without its full stop, and without the brackets around a translated one."""
    text = plain(text)
    bare = text.removesuffix(".").strip() if not text.endswith("...") else text
    if bare.startswith("[") and bare.endswith("]") and bare.count("[") == 1:
        bare = bare[1:-1].strip().removesuffix(".")
    return bare
