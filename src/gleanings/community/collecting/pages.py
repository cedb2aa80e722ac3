"""What the template of a collection's page gets."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse

from gleanings.community.collecting.contents import keys_in_order
from gleanings.community.collecting.readables import of_collection
from gleanings.community.models import SummaryCollection
from gleanings.digest.addresses import absolute, page_address
from gleanings.digest.models import Summary
from gleanings.digest.page_context import page_context
from gleanings.digest.rich_text import plain
from gleanings.literature.notices.words import marked
from gleanings.reader import readables
from gleanings.reader.feeds import FORMATS, feed_links
from gleanings.reader.head.html import page_head, versions_of
from gleanings.reader.head.jsonld import SCHEMA, Structured, publisher
from gleanings.reader.lists.lists import home_in, items_in_order
from gleanings.reader.lists.notices import noted
from gleanings.reader.pages import WHOLE_ON_PAPER, with_whole


@page_context.register
def _collection(page: SummaryCollection, request: HttpRequest) -> dict[str, Any]:
    language = page.locale.language_code
    keys = keys_in_order(page)
    is_whole = len(keys) <= WHOLE_ON_PAPER
    summaries = items_in_order(language, keys, with_texts=is_whole)
    versions = versions_of(page)
    is_public = bool(page.pk) and page.live and not page.get_view_restrictions().exists()
    return {
        "versions": versions,
        "home": home_in(language),
        "summaries": with_whole(summaries) if is_whole else summaries,
        "is_whole": is_whole and bool(summaries),
        "is_public": is_public,
        "below": readables.below(of_collection(page), request) if is_public else [],
        "head": page_head(
            page,
            request,
            versions=versions,
            title=page.title,
            description=page.search_description or plain(page.introduction),
            structured=_structured(page, summaries, request),
            feeds=[*_feeds(page, request), *feed_links(request)],
        ),
    }


def _feeds(page: SummaryCollection, request: HttpRequest) -> list[tuple[str, str, str]]:
    return [
        (
            media_type,
            f"{page.title} ({kind.upper() if kind == 'rss' else kind.capitalize()})",
            absolute(reverse("collection_feed", args=[page.translation_key, kind]), request),
        )
        for kind, media_type in FORMATS.items()
    ]


def _structured(
    page: SummaryCollection, summaries: list[Summary], request: HttpRequest
) -> Structured:
    address = page_address(page.source_page, request)
    return {
        "@context": SCHEMA,
        "@type": "Collection",
        "@id": f"{address}#collection",
        "name": page.title,
        "url": address,
        "inLanguage": page.content_language,
        "description": plain(page.introduction),
        "collectionSize": len(summaries),
        "publisher": publisher(home_in(page.locale.language_code), request),
        "hasPart": [
            {
                "@type": "Article",
                "headline": marked(summary.title, noted(summary).status),
                "url": page_address(summary, request),
                "inLanguage": summary.content_language,
            }
            for summary in summaries
        ],
    }
