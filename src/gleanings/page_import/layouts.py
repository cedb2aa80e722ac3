"""What kind of file a blog comes in: an export or a feed with its posts, a page of HTML, text."""

import re

from django.utils.translation import gettext as _

from gleanings.page_import.blocks import Source
from gleanings.page_import.errors import UnreadablePage
from gleanings.page_import.feed import is_xml, posts_in_xml
from gleanings.page_import.html_page import is_html, read_html
from gleanings.page_import.post_files import is_posts, posts_in
from gleanings.page_import.post_record import PostFile
from gleanings.page_import.text_page import read_text


def layout_of(text: str, filename: str) -> str:
    """ "feed", "posts", "html" or "text"; refuses what other programs write for themselves."""
    if is_xml(text):
        return "feed"
    if is_posts(text):
        return "posts"
    if re.match(r"\s*[\[{]\s*[\"\[{\]}]", text):
        raise UnreadablePage(
            _(
                "%(file)s is JSON, which another system wrote for itself. Export the blog as RSS, "
                "Atom or WordPress XML, or save its page as HTML."
            )
            % {"file": filename}
        )
    if not is_html(text, filename):
        return "text"
    if re.search(r"<html\b", text[:5_000], re.IGNORECASE):
        refuse_cut_short(text, filename)
    return "html"


def refuse_cut_short(text: str, filename: str) -> None:
    """A page whose end is neither a tag nor the end of a sentence was not saved whole."""
    end = text[-2_000:].rstrip()
    if re.search(r"</(?:html|body)\s*>", end, re.IGNORECASE):
        return
    if not re.search(r"[>.?!…\"”»)]$", end) or end.rfind("<") > end.rfind(">"):
        raise UnreadablePage(
            _(
                "%(file)s breaks off in the middle of “%(end)s”: it is cut short. "
                "Save the page again."
            )
            % {"file": filename, "end": end[-40:]}
        )


def post_file(text: str, layout: str, filename: str) -> PostFile | None:
    """The posts of a file that holds them one by one; `None` for a page, which does not."""
    if layout == "feed":
        return posts_in_xml(text, filename)
    return posts_in(text) if layout == "posts" else None


def page_source(text: str, layout: str) -> Source:
    """The blocks of a page."""
    return read_html(text) if layout == "html" else read_text(text)
