"""A collection as one file to read on any device, and to hand out: EPUB 3.3.

An EPUB is a zip of XHTML with a list of what is in it, which templates write as well as any
library would; those that there are have licences that would be ours too (ebooklib: AGPL).
"""

import datetime as dt
import io
import uuid
import zipfile
from typing import Any

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import override
from lxml import etree, html
from wagtail.rich_text import expand_db_html

from gleanings.community.models import SummaryCollection
from gleanings.digest.addresses import absolute, page_address
from gleanings.digest.models import Summary
from gleanings.literature.characters import without_control_characters
from gleanings.literature.notices.words import caution_of, marked
from gleanings.reader.lists.corrections import last_changed
from gleanings.reader.lists.lists import home_in, items_in_order
from gleanings.reader.lists.notices import noted
from gleanings.reader.lists.parts import authors_of, fetch_parts
from gleanings.reader.pages import with_whole
from gleanings.reader.results_box.chart import chart_of

CONTENT_TYPE = "application/epub+zip"
_LONG_AGO = (1980, 1, 1, 0, 0, 0)
"""Of each file in the zip, so that the same collection is the same file."""


def epub_of(page: SummaryCollection, keys: list[int], request: HttpRequest) -> bytes:
    """The summaries of these primary keys, in their order, in the language of the page."""
    language = page.locale.language_code
    with override(language):
        chapters = [
            _chapter(number, summary, request)
            for number, summary in enumerate(
                with_whole(items_in_order(language, keys, with_texts=True)), start=1
            )
        ]
        about = {
            "page": page,
            "language": language,
            "introduction": xhtml(page.introduction),
            "chapters": chapters,
            "address": page_address(page, request),
            "identifier": f"urn:uuid:{uuid.uuid5(page.translation_key, language)}",
            "publisher": home_in(language),
            "creators": list(dict.fromkeys(name for one in chapters for name in one["authors"])),
            "modified": _newest([page.last_published_at, *(one["changed"] for one in chapters)]),
            "charts": [one for one in chapters if one["chart"]],
        }
        files: dict[str, str] = {
            "META-INF/container.xml": render_to_string("community/epub/container.xml"),
            "book/content.opf": render_to_string("community/epub/package.html", about),
            "book/contents.xhtml": render_to_string("community/epub/contents.html", about),
            "book/introduction.xhtml": render_to_string("community/epub/introduction.html", about),
            "book/style.css": render_to_string("community/epub/style.css"),
        }
        for one in chapters:
            chapter = render_to_string("community/epub/chapter.html", about | {"chapter": one})
            files[f"book/{one['name']}.xhtml"] = chapter
            if one["chart"]:
                files[f"book/{one['name']}.svg"] = one["chart"]
    return _zipped(files)


def _chapter(number: int, summary: Summary, request: HttpRequest) -> dict[str, Any]:
    fetch_parts(summary)
    box: Any = summary.box
    status = noted(summary).status
    told = box if box and box.main and not box.main.is_alarm else None
    return {
        "name": f"summary-{number}",
        "title": marked(summary.title, status),
        "summary": summary,
        "caution": caution_of(status),
        "box": told,
        "chart": chart_of(told.main, standalone=True) if told else "",
        "implications": [
            (xhtml(row.text), row.get_basis_display()) for row in summary.implications.all()
        ],
        "text": xhtml(summary.text),
        "authors": [author.name for author in authors_of(summary)],
        "changed": last_changed(summary),
        "address": page_address(summary, request),
    }


def xhtml(text: str) -> SafeString:
    """Rich text as XML has it, its links whole: in a file nothing stands at “/en/”."""
    if not text:
        return SafeString("")
    within = html.fragment_fromstring(expand_db_html(text), create_parent="div")
    within.make_links_absolute(absolute("/"), resolve_base_href=False)
    for one in within.iter():
        one.attrib.pop("data-block-key", None)
    return mark_safe(etree.tostring(within, encoding="unicode"))  # noqa: S308 - rich text as stored


def _newest(moments: list[dt.datetime | None]) -> str:
    newest = max(moment for moment in moments if moment)
    return newest.astimezone(dt.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _zipped(files: dict[str, str]) -> bytes:
    """Readers know the file by what stands first in it, and not compressed."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as book:
        book.writestr(zipfile.ZipInfo("mimetype", _LONG_AGO), CONTENT_TYPE)
        for name, text in files.items():
            entry = zipfile.ZipInfo(name, _LONG_AGO)
            entry.compress_type = zipfile.ZIP_DEFLATED
            book.writestr(entry, without_control_characters(text))
    return packed.getvalue()
