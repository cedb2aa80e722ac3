"""Atom and RSS: everything, one topic, one research type, one issue; each in every language."""

import datetime as dt
import uuid
from typing import Any

from django.conf import settings
from django.contrib.syndication.views import Feed
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed, Rss201rev2Feed, SyndicationFeed
from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import get_language, gettext
from django.views.decorators.http import conditional_page

from gleanings.digest.addresses import absolute, page_address
from gleanings.digest.models import Home, Issue, ResearchType, Summary, Topic
from gleanings.digest.rich_text import plain
from gleanings.literature.characters import cleaned
from gleanings.literature.dates import date_format
from gleanings.literature.notices.words import caution_of, marked
from gleanings.reader.cache.catalogue import Bits, Catalogue, catalogue
from gleanings.reader.lists.corrections import corrections_of, last_changed
from gleanings.reader.lists.issues import keys_of_month, listed_issues
from gleanings.reader.lists.items import with_feed_items
from gleanings.reader.lists.lists import home_in, in_order
from gleanings.reader.lists.notices import NOTHING, about_articles, noted
from gleanings.reader.lists.terms import FACET_OF

LENGTH = 30
FORMATS = {"atom": "application/atom+xml", "rss": "application/rss+xml"}


def feed_links(
    request: HttpRequest, *, term: Topic | ResearchType | None = None, issue: Issue | None = None
) -> list[tuple[str, str, str]]:
    """(media type, title, address) of the feeds of a term, of an issue, or of everything."""
    title, name, args = gettext("All summaries"), "feed", []
    if term is not None:
        title, args = term.name, [term.slug]
        name = "topic_feed" if isinstance(term, Topic) else "research_type_feed"
    if issue is not None:
        title, name, args = month_of(issue), "issue_feed", [issue.slug]
    return [
        (
            media_type,
            f"{title} ({kind.upper() if kind == 'rss' else kind.capitalize()})",
            absolute(reverse(name, args=[*args, kind]), request),
        )
        for kind, media_type in FORMATS.items()
    ]


def month_of(issue: Issue) -> str:
    return capfirst(date_format(issue.month, "YEAR_MONTH_FORMAT"))


class OfCleanText(SyndicationFeed):
    """Every text without what XML cannot write: one such character would bring down the feed."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*map(_clean, args), **_clean(kwargs))

    def add_item(self, *args: Any, **kwargs: Any) -> None:
        super().add_item(*map(_clean, args), **_clean(kwargs))


def _clean(value: Any) -> Any:
    # translations that are still to be made become texts here
    return cleaned(str(value) if isinstance(value, Promise) else value)


class AtomWithLanguages(OfCleanText, Atom1Feed):
    """Atom, each entry with the language that its words are in."""

    mime_type = "application/atom+xml; charset=utf-8"

    def item_attributes(self, item: dict[str, Any]) -> dict[str, Any]:
        return {**super().item_attributes(item), "xml:lang": item["content_language"]}


class RssWithLanguages(OfCleanText, Rss201rev2Feed):
    """RSS, each item with the language that its words are in."""

    mime_type = "application/rss+xml; charset=utf-8"

    def rss_attributes(self) -> dict[str, Any]:
        return {**super().rss_attributes(), "xmlns:dc": "http://purl.org/dc/elements/1.1/"}

    def add_item_elements(self, handler: Any, item: dict[str, Any]) -> None:
        super().add_item_elements(handler, item)
        handler.addQuickElement("dc:language", item["content_language"])


class SummariesFeed(Feed):  # type: ignore[type-arg]
    """The newest summaries, what they mean for practice first."""

    def __call__(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        self.request = request
        kind = kwargs.pop("kind")
        self.feed_type = AtomWithLanguages if kind == "atom" else RssWithLanguages
        self.language: str = get_language() or settings.LANGUAGE_CODE
        self.home: Home | None = home_in(self.language)
        self.feed_url = absolute(request.path, request)
        return super().__call__(request, *args, **kwargs)

    # --- the feed ---
    def title(self, thing: Any) -> str:
        name = self.home.title if self.home else settings.WAGTAIL_SITE_NAME
        part = self.name_of(thing)
        if not part:
            return name
        return gettext("%(site)s: %(part)s") % {"site": name, "part": part}

    def name_of(self, thing: Any) -> str:
        return ""

    def link(self, thing: Any) -> str:
        return page_address(self.home, self.request) if self.home else absolute("/", self.request)

    def description(self, thing: Any) -> str:
        return plain(self.home.intro) if self.home else ""

    def feed_guid(self, thing: Any) -> str:
        return self.feed_url

    def author_name(self) -> str:
        return self.home.title if self.home else settings.WAGTAIL_SITE_NAME

    def items(self, thing: Any) -> list[Summary]:
        summaries = catalogue(self.language)
        chosen = self.choose(summaries, thing) & summaries.readable()
        return with_feed_items(
            in_order(Summary.objects, summaries.keys_of(chosen, 0, LENGTH)), self.language
        )

    def choose(self, summaries: Catalogue, thing: Any) -> Bits:
        return summaries.everything

    # --- an item ---
    def item_title(self, item: Summary) -> str:
        return marked(item.title, noted(item).status)

    def item_link(self, item: Summary) -> str:
        return page_address(item, self.request)

    def item_description(self, item: Summary) -> str:
        said = {
            "summary": item,
            "corrections": corrections_of(item),
            "about_articles": about_articles(item) if noted(item) is not NOTHING else [],
            "caution": caution_of(noted(item).status),
        }
        return render_to_string("reader/feed_item.html", said)

    def item_guid(self, item: Summary) -> str:
        return f"urn:uuid:{uuid.uuid5(item.translation_key, item.locale.language_code)}"

    item_guid_is_permalink = False

    def item_pubdate(self, item: Summary) -> dt.datetime | None:
        return item.first_published_at

    def item_updateddate(self, item: Summary) -> dt.datetime | None:
        return last_changed(item)

    def item_author_name(self, item: Summary) -> str:
        return ", ".join(item.author_names) or self.author_name()

    def item_categories(self, item: Summary) -> list[str]:
        return [*item.topic_names, *item.types]

    def item_extra_kwargs(self, item: Summary) -> dict[str, Any]:
        return {"content_language": item.content_language}


class TermFeed(SummariesFeed):
    """The newest summaries under one topic or research type."""

    def __init__(self, model: type[Topic] | type[ResearchType], address: str) -> None:
        self.model = model
        self.address = address

    def get_object(self, request: HttpRequest, slug: str) -> Any:
        return get_object_or_404(self.model.objects.with_names(), slug=slug).target

    def name_of(self, thing: Any) -> str:
        return thing.name

    def link(self, thing: Any) -> str:
        return absolute(reverse(self.address, args=[thing.slug]), self.request)

    def description(self, thing: Any) -> str:
        return thing.definition

    def choose(self, summaries: Catalogue, thing: Any) -> Bits:
        return summaries.chosen(FACET_OF[self.model], [thing.pk])


class IssueFeed(SummariesFeed):
    """The summaries of one issue."""

    def get_object(self, request: HttpRequest, slug: str) -> Issue:
        listed = next((one for one in listed_issues(self.language) if one.slug == slug), None)
        if listed is None:
            raise Http404
        return Issue.objects.select_related("locale").get(pk=listed.key)

    def name_of(self, thing: Issue) -> str:
        return month_of(thing)

    def link(self, thing: Issue) -> str:
        return page_address(thing, self.request)

    def description(self, thing: Issue) -> str:
        return thing.teaser

    def items(self, thing: Issue) -> list[Summary]:
        keys = keys_of_month(self.language, thing.month)
        return with_feed_items(in_order(Summary.objects, keys), self.language)


def feed(make: Any, *args: Any) -> Any:
    """A view that makes a new feed object for each request and answers 304 where nothing changed.

    Django shares one Feed object among threads; ours keeps the request.
    """

    @conditional_page
    def view(request: HttpRequest, **kwargs: Any) -> HttpResponse:
        return make(*args)(request, **kwargs)

    return view


all_feed = feed(SummariesFeed)
topic_feed = feed(TermFeed, Topic, "topic")
research_type_feed = feed(TermFeed, ResearchType, "research_type")
issue_feed = feed(IssueFeed)
