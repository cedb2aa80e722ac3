"""The editor's guide, read at the desk in the language of whoever reads it."""

import re
from functools import lru_cache
from pathlib import Path

import nh3
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from markdown_it import MarkdownIt

_SHIPPED = Path(__file__).parent / "guides"
_IN_THE_REPOSITORY = Path(__file__).parents[3] / "docs"
FIRST_LANGUAGE = "en"


def guide_path(language: str) -> Path | None:
    """The guide's file in the language; None where nobody has written one."""
    name = "editor.md" if language == FIRST_LANGUAGE else f"editor.{language}.md"
    places = (folder / name for folder in (_SHIPPED, _IN_THE_REPOSITORY))
    return next((path for path in places if path.is_file()), None)


@lru_cache
def guide_html(path: Path) -> SafeString:
    """Sanitised; links to other files of the documentation are left out, their words stay."""
    html = MarkdownIt("commonmark", {"html": False}).enable("table").render(path.read_text("utf-8"))
    html = re.sub(r'<a href="(?!https?://|#)[^"]*">(.*?)</a>', r"\1", html)
    # no line of French begins with a sign
    html = re.sub(r" ([:;?!»])", "\u00a0\\1", html.replace("« ", "«\u00a0"))
    # the desk has its own first heading
    html = re.sub(r"<h1>.*?</h1>", "", html, count=1)
    return mark_safe(nh3.clean(html))  # noqa: S308


def editors_guide(request: HttpRequest) -> HttpResponse:
    language = (get_language() or FIRST_LANGUAGE).split("-")[0]
    path = guide_path(language)
    if path is None:
        language, path = FIRST_LANGUAGE, guide_path(FIRST_LANGUAGE)
    context = {
        "guide": guide_html(path) if path else "",
        "guide_language": language,
        "page_title": _("The editor’s guide"),
        "header_title": _("The editor’s guide"),
        "header_icon": "help",
    }
    return render(request, "site/admin/guide.html", context)
