"""Everything that readers get by following links from the home pages, as files in a folder.

What is the same for everybody, and has an address without a query, becomes a file; that is what its
``Cache-Control`` says, so nothing that is private, or of one person, is in a copy. Where a link
leads to anything else, it leads to the site itself, or to a page that says that it is not here.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from django.conf import settings
from django.core.management import CommandError
from django.template.loader import render_to_string
from django.test import Client
from django.utils.translation import override
from wagtail.contrib.redirects.models import Redirect

from gleanings.digest.addresses import absolute
from gleanings.site.static_copy.links import found_in, in_the_copy

NOT_FOLLOWED = ("/admin/", "/api/", "/_util/")
NOWHERE = "-not-there/"
TEXTS = ("html", "svg", "css", "javascript", "xml")
AS_HTML = ("text/html",)
LONGEST_NAME = 255  # bytes


@dataclass
class Copied:
    files: int = 0
    pages: list[str] = field(default_factory=list)
    """Addresses of those that have links."""
    redirects: dict[str, str] = field(default_factory=dict)
    elsewhere: set[str] = field(default_factory=set)
    """What is linked and not here."""


class Copy:
    """One copy, into a folder that is new."""

    def __init__(self, folder: Path, *, keeps_links: bool) -> None:
        self.folder, self.keeps_links = folder, keeps_links
        self.known: set[str] = set()
        """Paths that are in the copy."""
        self.seen: set[str] = set()
        self.copied = Copied()
        self.client = Client(raise_request_exception=False)

    def make(self, progress: Callable[[int], Any] = lambda number: None) -> Copied:
        """Raises CommandError where a page fails, OSError where it cannot be written."""
        waiting = list(_starts())
        while waiting:
            path = waiting.pop()
            if path not in self.seen:
                self.seen.add(path)
                waiting += [one for one in self._taken(path) if one not in self.seen]
                progress(self.copied.files)
        self._not_here()
        for path in self.copied.pages:
            self._lead_to_what_is_here(path)
        self._redirect()
        return self.copied

    def _get(self, path: str) -> Any:
        # each by somebody who has never been here
        self.client.cookies.clear()
        return self.client.get(path, secure=settings.IS_PUBLIC, headers={"host": _host()})

    def _taken(self, path: str) -> Iterator[str]:
        """Write it; the paths of ours that it leads to."""
        answer = self._get(path)
        if answer.status_code >= 500:
            raise CommandError(
                f"{path} fails ({answer.status_code}): no copy was made. See the log."
            )
        if answer.status_code in (301, 302):
            to = _own(_whole(answer["Location"]))
            if to is not None:
                self.copied.redirects[path] = to
                yield to
            return
        if answer.status_code != 200 or "public" not in answer.get("Cache-Control", ""):
            self.copied.elsewhere.add(path)
            return
        content = b"".join(answer.streaming_content) if answer.streaming else answer.content
        if not self._write(path, content):
            self.copied.elsewhere.add(path)
            return
        self.known.add(path)
        kind = answer["Content-Type"]
        if any(text in kind for text in TEXTS):
            for link in found_in(kind, content.decode("utf-8", "replace"), _whole(path)):
                own = _own(link)
                if own is not None:
                    yield own
        if kind.startswith(AS_HTML):
            self.copied.pages.append(path)

    def _write(self, path: str, content: bytes) -> bool:
        """Whether the path can be a file's."""
        file = self._file(path)
        if file is None:
            return False
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content)
        self.copied.files += 1
        return True

    def _file(self, path: str) -> Path | None:
        parts = unquote(path).split("/")[1:]
        if not parts[-1]:
            parts[-1] = "index.html"
        if any(
            part in ("", ".", "..") or "\0" in part or len(part.encode()) > LONGEST_NAME
            for part in parts
        ):
            return None
        return self.folder.joinpath(*parts)

    def _lead_to_what_is_here(self, path: str) -> None:
        file = self._file(path)
        if file is not None:
            page = file.read_text(encoding="utf-8")
            whole = _whole(path)
            copy = in_the_copy(page, whole, self._where, self._instead_of(whole))
            file.write_text(copy, encoding="utf-8")

    def _where(self, address: str) -> str | None:
        """What stands for an address of ours that is not in the copy; None for all others."""
        path = urlsplit(address).path
        here = path in self.known or path in self.copied.redirects
        if (here and "?" not in address) or not _is_ours(address):
            return None
        return self._instead_of(address)

    def _instead_of(self, address: str) -> str:
        if self.keeps_links:
            return address.removesuffix("?")
        language = urlsplit(address).path.split("/")[1]
        known = language in dict(settings.LANGUAGES)
        return _not_here(language if known else settings.LANGUAGE_CODE)

    def _not_here(self) -> None:
        """The pages for addresses that there are not, and for what the copy does not have."""
        missing = self._get(f"/{settings.LANGUAGE_CODE}/{NOWHERE}")
        self._write("/404.html", missing.content)
        self.copied.pages.append("/404.html")
        if self.keeps_links:
            return
        for language, _name in settings.LANGUAGES:
            with override(language):
                page = render_to_string("site/static_copy/not_here.html", {"site": settings.URL})
            # feeds and sitemap name addresses too, which stay what they are
            named = {one for one in self.copied.elsewhere if one.startswith(f"/{language}/")}
            for path in (_not_here(language), *(one for one in named if one.endswith("/"))):
                if self._write(path, page.encode()):
                    self.known.add(path)
                    self.copied.pages.append(path)

    def _redirect(self) -> None:
        for path, to in self.copied.redirects.items():
            end, steps = to, 0
            while end in self.copied.redirects and steps < len(self.copied.redirects):
                end, steps = self.copied.redirects[end], steps + 1
            target = self._file(end)
            if end not in self.known or target is None:
                self.copied.elsewhere.add(path)
            elif path.endswith("/") or target.name.endswith(".html"):
                said = {"address": end, "LANGUAGE_CODE": settings.LANGUAGE_CODE}
                page = render_to_string("site/static_copy/moved.html", said)
                self._write(path, page.encode())
            else:
                self._write(path, target.read_bytes())


def _starts() -> Iterator[str]:
    yield from ("/", "/sitemap.xml", "/robots.txt", "/feed.atom")
    for language, _name in settings.LANGUAGES:
        yield f"/{language}/"
    # addresses that readers may have kept
    for old in Redirect.objects.values_list("old_path", flat=True):
        if "?" not in old:
            yield f"{old.rstrip('/')}/"


def _host() -> str:
    return urlsplit(settings.URL).netloc


def _whole(path: str) -> str:
    return absolute(path) if path.startswith("/") else path


def _is_ours(address: str) -> bool:
    return f"{address}/".startswith(f"{settings.URL}/")


def _own(address: str) -> str | None:
    """The path, if it is one that may be a file of the copy."""
    parts = urlsplit(address)
    path = parts.path or "/"
    if not _is_ours(address) or parts.query or path.startswith(NOT_FOLLOWED):
        return None
    return path


def _not_here(language: str) -> str:
    return f"/{language}/not-in-this-copy/"
