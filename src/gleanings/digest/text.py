"""The words of a summary in which numbers are read."""

import re
from collections.abc import Iterator
from html import unescape

from django.utils.html import strip_tags

from gleanings.digest.models import Summary

_END_OF_BLOCK = re.compile(r"</(?:p|h\d|li|ul|ol)>|<br\s*/?>")


def plain(html: str) -> str:
    """The words of rich text, a block to a line: a number never runs on into the next one."""
    lines = unescape(strip_tags(_END_OF_BLOCK.sub("\n", html))).split("\n")
    return "\n".join(line.strip() for line in lines if line.strip())


def blocks_of(summary: Summary) -> Iterator[tuple[str, str]]:
    """The field of each piece of text, and its words; the line on who was studied comes first."""
    yield "studied", summary.studied
    yield "text", plain(summary.text)
    for row in summary.implications.all():
        yield "implications", plain(row.text)


def prose_of(summary: Summary) -> str:
    """All words of a summary, a block to a line."""
    return "\n".join(words for _, words in blocks_of(summary))
