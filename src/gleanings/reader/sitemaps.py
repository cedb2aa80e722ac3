"""The sitemap: every readable page once, with its translations; an index where there are many."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import override
from django.views.decorators.cache import cache_control
from django.views.decorators.http import conditional_page
from wagtail.models import Site

from gleanings.digest.addresses import absolute
from gleanings.digest.models import ResearchType, Summary, Topic
from gleanings.digest.models.reader_page import kinds_of_pages
from gleanings.literature.characters import without_control_characters
from gleanings.reader.lists.notices import noted_summaries
from gleanings.reader.sections import sitemap_addresses

MOST_IN_A_FILE = 5_000  # the protocol allows 50,000, and 50 MB
LISTS = ["summaries", "topics", "research_types", "archive", "glossary", "about_the_network"]
for_everybody = cache_control(public=True, max_age=0, must_revalidate=True)


@dataclass
class Entry:
    location: str
    changed: Any = None
    alternates: list[tuple[str, str]] = field(default_factory=list)


@for_everybody
@conditional_page
def sitemap(request: HttpRequest) -> HttpResponse:
    """All entries, or the index of the files that hold them."""
    entries = list(all_entries(request))
    if len(entries) <= MOST_IN_A_FILE:
        return _xml(request, "reader/sitemap.xml", {"entries": entries})
    files = range(1, -(-len(entries) // MOST_IN_A_FILE) + 1)
    addresses = [absolute(reverse("sitemap_part", args=[number]), request) for number in files]
    return _xml(request, "reader/sitemap_index.xml", {"addresses": addresses})


@for_everybody
@conditional_page
def sitemap_part(request: HttpRequest, number: int) -> HttpResponse:
    start = (number - 1) * MOST_IN_A_FILE
    entries = list(all_entries(request))[start : start + MOST_IN_A_FILE] if number > 0 else []
    if not entries:
        raise Http404
    return _xml(request, "reader/sitemap.xml", {"entries": entries})


def all_entries(request: HttpRequest) -> Iterator[Entry]:
    for model in kinds_of_pages():
        yield from _page_entries(model, request)
    for name in LISTS:
        yield from _list_entries(name, [], request)
    for model, name in ((Topic, "topic"), (ResearchType, "research_type")):
        for slug in model.objects.current().values_list("slug", flat=True):
            yield from _list_entries(name, [slug], request)
    for paths, changed in sitemap_addresses():
        yield from _entries([(code, absolute(path, request)) for code, path in paths], changed)


def _page_entries(model: Any, request: HttpRequest) -> Iterator[Entry]:
    """Originals and true translations. An alias is its original in another place."""
    roots = {
        root.language_code: (root.root_path, _prefix(root.language_code))
        for root in Site.get_site_root_paths()
    }
    versions: dict[Any, list[Entry]] = defaultdict(list)
    rows = (
        model.objects.readable()
        .in_its_language()
        .order_by("path")
        .values_list(
            *("pk", "translation_key", "locale__language_code", "url_path", "last_published_at")
        )
    )
    told = noted_summaries() if model is Summary else {}
    for pk, key, language, url_path, published in rows:
        learned = told[pk].changed_at if pk in told else None
        changed = max(filter(None, (published, learned)), default=None)
        root_path, prefix = roots.get(language, ("", ""))
        if not (root_path and url_path.startswith(root_path)):
            continue
        location = absolute(f"{prefix}{url_path[len(root_path) :]}", request)
        versions[key].append(Entry(location, changed, [(language, location)]))
    for entries in versions.values():
        alternates = [pair for entry in entries for pair in entry.alternates]
        for entry in entries:
            entry.alternates = alternates if len(alternates) > 1 else []
            yield entry


def _list_entries(name: str, args: list[Any], request: HttpRequest) -> Iterator[Entry]:
    """A page that stands in every language."""
    alternates = []
    for code, _name in settings.LANGUAGES:
        with override(code):
            alternates.append((code, absolute(reverse(name, args=args), request)))
    yield from _entries(alternates)


def _entries(alternates: list[tuple[str, str]], changed: Any = None) -> Iterator[Entry]:
    for _code, location in alternates:
        yield Entry(location, changed, alternates if len(alternates) > 1 else [])


def _prefix(language: str) -> str:
    with override(language):
        return reverse("wagtail_serve", args=[""])


@for_everybody
def robots(request: HttpRequest) -> HttpResponse:
    lines = [
        "User-agent: *",
        "Disallow: /admin/",
        "",
        f"Sitemap: {absolute(reverse('sitemap'), request)}",
        "",
    ]
    return HttpResponse("\n".join(lines), content_type="text/plain; charset=utf-8")


def _xml(request: HttpRequest, template: str, context: dict[str, Any]) -> HttpResponse:
    text = without_control_characters(render_to_string(template, context, request))
    return HttpResponse(text, content_type="application/xml; charset=utf-8")
