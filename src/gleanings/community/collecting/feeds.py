"""A collection as a feed: who subscribes hears of each summary that an editor adds."""

from uuid import UUID

from django.http import Http404, HttpRequest

from gleanings.community.collecting.contents import keys_in_order, with_key
from gleanings.community.models import SummaryCollection
from gleanings.digest.addresses import page_address
from gleanings.digest.models import Summary
from gleanings.digest.rich_text import plain
from gleanings.reader.feeds import SummariesFeed, feed
from gleanings.reader.lists.items import with_feed_items
from gleanings.reader.lists.lists import in_order


class CollectionFeed(SummariesFeed):
    def get_object(self, request: HttpRequest, key: UUID) -> SummaryCollection:
        found = with_key(key, self.language)
        if found is None:
            raise Http404
        return found

    def name_of(self, thing: SummaryCollection) -> str:
        return thing.title

    def link(self, thing: SummaryCollection) -> str:
        return page_address(thing, self.request)

    def description(self, thing: SummaryCollection) -> str:
        return plain(thing.introduction)

    def items(self, thing: SummaryCollection) -> list[Summary]:
        return with_feed_items(in_order(Summary.objects, keys_in_order(thing)), self.language)


collection_feed = feed(CollectionFeed)
