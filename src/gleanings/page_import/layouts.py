"""What kind of file a blog comes in: an export or a feed with its posts, a page of HTML, text."""

import re

from django.utils.translation import gettext as _

from gleanings.page_import.blocks import Block, Source
from gleanings.page_import.errors import UnreadablePage
from gleanings.page_import.feed import is_xml, posts_in_xml
from gleanings.page_import.html_page import is_html, read_html
from gleanings.page_import.post_files import is_posts, posts_in
from gleanings.page_import.post_record import PostFile
from gleanings.page_import.text_page import read_text

# so many lines of so many letters that break off in the middle of a sentence show that all do
_BROKEN_LINES, _LINE = 3, 40


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


def page_source(text: str, layout: str, filename: str) -> Source:
    """The blocks of a page; refuses one that programs make of PDF, whose paragraphs are lost."""
    if layout != "html":
        return read_text(text)
    source = read_html(text)
    if sum(map(_breaks_off, source.blocks, source.blocks[1:])) >= _BROKEN_LINES:
        raise UnreadablePage(
            _(
                "%(file)s has every line in a box of its own, as programs make of a PDF: where a "
                "paragraph or a title ends is lost. Save the pages of the blog itself, or paste "
                "the text into a text file, with a blank line between paragraphs."
            )
            % {"file": filename}
        )
    return source


def _breaks_off(line: Block, following: Block) -> bool:
    """Whether a paragraph ends in the middle of a sentence that the next one goes on with."""
    plain = not any(b.mark or b.chrome or b.heading or b.item for b in (line, following))
    same = line.box == following.box and line.post == following.post
    whole = len(line.text) < _LINE or re.search(r"[\W\d]$", line.text) is not None
    return plain and same and not whole and re.match(r"\(?[a-zà-ÿ]", following.text) is not None
