"""What the network asks, as a feed: for researchers who would take a question up."""

import datetime as dt
from typing import Any

from django.contrib.syndication.views import Feed
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from gleanings.community.asking.answers import Public, public_questions
from gleanings.digest.addresses import absolute
from gleanings.reader.feeds import AtomWithLanguages, RssWithLanguages, feed

LENGTH = 50


class OpenQuestionsFeed(Feed):  # type: ignore[type-arg]
    """Open questions, the newest first."""

    def __call__(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        self.request = request
        self.feed_type = AtomWithLanguages if kwargs.pop("kind") == "atom" else RssWithLanguages
        self.feed_url = absolute(request.path, request)
        return super().__call__(request, *args, **kwargs)

    def title(self) -> str:
        return _("Open questions to the network")

    def link(self) -> str:
        return absolute(reverse("asked_questions"), self.request)

    def description(self) -> str:
        return _("What practitioners would like to know from research, and nothing here answers.")

    def feed_guid(self) -> str:
        return self.feed_url

    def items(self) -> list[Public]:
        return [one for one in public_questions() if one.is_open][:LENGTH]

    def item_title(self, item: Public) -> str:
        return item.question.text

    def item_link(self, item: Public) -> str:
        return f"{self.link()}#question-{item.question.pk}"

    def item_description(self, item: Public) -> str:
        number = item.question.number
        return ngettext("asked by %(number)d reader", "asked by %(number)d readers", number) % {
            "number": number
        }

    def item_guid(self, item: Public) -> str:
        return self.item_link(item)

    item_guid_is_permalink = False

    def item_pubdate(self, item: Public) -> dt.datetime:
        day = item.question.decided_on or item.question.day
        return dt.datetime.combine(day, dt.time(), dt.UTC)

    item_updateddate = item_pubdate

    def item_categories(self, item: Public) -> list[str]:
        topic = item.question.topic
        return [topic.target.name] if topic else []

    def item_extra_kwargs(self, item: Public) -> dict[str, Any]:
        return {"content_language": item.question.language_of_text}


open_questions_feed = feed(OpenQuestionsFeed)
