"""What rich text may hold: the editor's features and the sanitising of text from elsewhere."""

from html import unescape

import nh3
from django.utils.html import linebreaks, strip_tags

PLAIN_FEATURES = ["bold", "italic", "link"]
TEXT_FEATURES = ["h3", "bold", "italic", "superscript", "subscript", "ol", "ul", "link"]

_ALLOWED_TAGS = {"h3", "p", "br", "b", "i", "strong", "em", "sup", "sub", "ol", "ul", "li", "a"}


def sanitised(html: str) -> str:
    """Only what the editor could have written; scripts, styles, images and handlers are gone."""
    return nh3.clean(
        html,
        tags=_ALLOWED_TAGS,
        attributes={"a": {"href"}},
        url_schemes={"http", "https", "mailto"},
        link_rel=None,
    )


def from_plain_text(text: str) -> str:
    """Paragraphs of plain text, parted by blank lines, as rich text."""
    return linebreaks(text, autoescape=True) if text else ""


def plain(html: str) -> str:
    """Rich text as one line of plain text."""
    # a space between blocks, which stripping the tags alone would run together
    spaced = html.replace("</p>", "</p> ").replace("</li>", "</li> ").replace("<br", " <br")
    return " ".join(unescape(strip_tags(spaced)).split())
