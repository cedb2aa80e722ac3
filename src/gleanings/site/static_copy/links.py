"""Links of our own pages: which there are, and how they read in a copy made of files."""

import html
import re
from collections.abc import Callable, Iterator
from urllib.parse import urldefrag, urljoin

from django.template.loader import render_to_string

# our templates, and what Wagtail writes of an editor's text, put every value in double quotes
ATTRIBUTE = re.compile(r'(?<=[\s])(href|src|action|srcset|poster)="([^"]*)"')
OF_HTMX = re.compile(r'\sdata-hx-[a-z-]+="[^"]*"')
POSTED = re.compile(r'<form\b[^>]*\bmethod="post"[^>]*>.*?</form>', re.DOTALL)
IN_STYLES = re.compile(r"""url\(\s*["']?([^"')]+)["']?\s*\)""")
IN_SCRIPTS = re.compile(r"""\b(?:from|import)\s*\(?\s*["'](\.{0,2}/[^"']+)["']""")
IN_FEEDS = re.compile(r"<(?:loc|link|id|guid)\b[^>]*>([^<]+)<|\bhref=\"([^\"]+)\"")


def found_in(kind: str, text: str, address: str) -> Iterator[str]:
    """The addresses that a file of this type leads to, whole, without fragments."""
    for link in _as_written(kind, text):
        yield urldefrag(urljoin(address, link.strip()))[0]


def _as_written(kind: str, text: str) -> Iterator[str]:
    if "html" in kind or "svg" in kind:
        for name, value in ATTRIBUTE.findall(without_posts(text)):
            said = html.unescape(value)
            yield from (
                (part.split()[0] for part in said.split(",") if part.strip())
                if (name == "srcset")
                else [said]
            )
        yield from IN_STYLES.findall(text)
    elif "css" in kind:
        yield from IN_STYLES.findall(text)
    elif "javascript" in kind:
        yield from IN_SCRIPTS.findall(text)
    elif "xml" in kind:
        for pair in IN_FEEDS.findall(text):
            yield html.unescape("".join(pair))


def without_posts(page: str, instead: str = "") -> str:
    """The page without forms that are sent to the site, which a file cannot take."""
    return POSTED.sub(lambda form: instead, page)


def in_the_copy(
    page: str, address: str, where: Callable[[str], str | None], forms_work_at: str
) -> str:
    """The page as a file: `where` says of a whole address what stands in its place, if anything."""
    instead = render_to_string("site/static_copy/form.html", {"address": forms_work_at})
    page = OF_HTMX.sub("", without_posts(page, instead))

    def changed(match: re.Match[str]) -> str:
        name, value = match[1], html.unescape(match[2])
        whole, fragment = urldefrag(urljoin(address, value))
        # what a form leads to is never a file: it always asks something
        asked = f"{whole}?" if name == "action" else whole
        other = None if name == "srcset" or value.startswith("#") else where(asked)
        if other is None:
            return match[0]
        return f'{name}="{html.escape(other + (f"#{fragment}" if fragment else ""))}"'

    return ATTRIBUTE.sub(changed, page)
