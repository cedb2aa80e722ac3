"""Who reads in which language, from which address: what every resource is made with."""

import re
from collections import defaultdict
from collections.abc import Iterable
from functools import cached_property
from typing import Any, TypeVar

from django.db.models import Exists, OuterRef
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import escape
from django.utils.translation import override
from wagtail.models import Page, Site
from wagtail.rich_text.rewriters import LinkRewriter

from gleanings.digest.addresses import absolute
from gleanings.digest.models import Issue, Summary
from gleanings.digest.rich_text import plain
from gleanings.reader.cache.catalogue import catalogue
from gleanings.reader.search.find import find

API = "/api/v1/"
T = TypeVar("T")

_BETWEEN = "\x1e"
_BLOCK_END = re.compile(r"</(?:p|h3|li)>|<br ?/?>", re.IGNORECASE)


class Reading:
    """One request's, or one run's of the dumps."""

    def __init__(self, language: str, request: HttpRequest | None = None) -> None:
        self.language = language
        self.base = absolute("/", request).rstrip("/")
        self._found: dict[str, list[int] | None] = {}

    @cached_property
    def summaries(self) -> Any:
        """What anybody may read, in every language."""
        return Summary.objects.readable().filter(month__isnull=False)

    @cached_property
    def issues(self) -> Any:
        return Issue.objects.readable()

    def of_language(self, pages: Any) -> Any:
        return pages.filter(locale__language_code=self.language)

    def is_of(self, pages: Any, column: str = "summary_id") -> Exists:
        """Whether the page in the column is one of these; asked row by row, not of all pages."""
        return Exists(pages.filter(pk=OuterRef(column)))

    def found(self, words: str) -> list[int] | None:
        """Primary keys of the summaries that the site's search finds, best first; in the tree of
        the language. None where there is nothing to look for in the words, as in “the”."""
        if words not in self._found:
            held = catalogue(self.language)
            readable = held.readable()
            found = find(words, lambda sources: held.kept(sources, readable))
            keys = [held.keys[held.positions[source]] for source in found.keys]
            self._found[words] = keys if found.query else None
        return self._found[words]

    # --- addresses ---------------------------------------------------------------------------
    def url(self, name: str, key: Any) -> str:
        """Of a resource."""
        return f"{self.base}{API}{name}/{key}"

    def query(self, name: str, **asked: Any) -> str:
        pairs = "&".join(f"{key}={value}" for key, value in asked.items())
        return f"{self.base}{API}{name}?{pairs}"

    def page(self, url_path: str, language: str) -> str | None:
        """Of a reader's page."""
        root_path, home = self._roots.get(language, ("", ""))
        if not root_path or not url_path.startswith(root_path):
            return None
        return f"{home}{url_path[len(root_path) :]}"

    def named_page(self, name: str, *args: Any) -> str:
        """Of a reader's page that is no Wagtail page, by its name."""
        with override(self.language):
            return f"{self.base}{reverse(name, args=args)}"

    @cached_property
    def _roots(self) -> dict[str, tuple[str, str]]:
        """By language, where its tree starts, and the address of that."""
        roots = {}
        for root in Site.get_site_root_paths():
            with override(root.language_code):
                home = f"{self.base}{reverse('wagtail_serve', args=[''])}"
            roots[root.language_code] = (root.root_path, home)
        return roots

    # --- texts -------------------------------------------------------------------------------
    def html(self, texts: list[str]) -> list[str]:
        """Rich text as readers get it, its links to pages as whole addresses; one query."""
        together = _BETWEEN.join(text.replace(_BETWEEN, "") for text in texts)
        rewritten = LinkRewriter(bulk_rules={"page": self._links})(together)
        return rewritten.split(_BETWEEN) if texts else []

    def _links(self, links: list[dict[str, str]]) -> list[str]:
        keys = {int(link["id"]) for link in links if link.get("id", "").isdecimal()}
        rows = Page.objects.filter(pk__in=keys, live=True).values_list(
            "pk", "url_path", "locale__language_code"
        )
        addresses = {str(key): self.page(path, language) for key, path, language in rows}
        found = (addresses.get(link.get("id", "")) for link in links)
        return [f'<a href="{escape(address)}">' if address else "<a>" for address in found]


def paragraphs(html: str) -> str:
    """Rich text as plain text, a line for each paragraph, heading and list item."""
    lines = (plain(part) for part in _BLOCK_END.split(html))
    return "\n".join(line for line in lines if line)


def grouped(rows: Iterable[tuple[Any, T]]) -> dict[Any, list[T]]:
    """By the first of each pair; nothing where there is none."""
    found: dict[Any, list[T]] = defaultdict(list)
    for key, value in rows:
        found[key].append(value)
    return found
