"""Changes of the answers that cross a threshold: by question, by topic, and all of them."""

import datetime as dt
from typing import Any

from django.contrib.syndication.views import Feed
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from gleanings.digest.addresses import absolute
from gleanings.digest.models import Topic
from gleanings.reader.feeds import AtomWithLanguages, feed
from gleanings.synthesis.answers import answer_of
from gleanings.synthesis.history import sentences
from gleanings.synthesis.models import Question, Synthesis
from gleanings.synthesis.newest import with_rows_to_tell_of
from gleanings.synthesis.withdrawal import change_for_readers, public_of

LENGTH = 30


class ChangesFeed(Feed):  # type: ignore[type-arg]
    """New answers, and changes worth telling: those that cross a question's threshold."""

    feed_type = AtomWithLanguages

    def __call__(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        self.request = request
        self.language: str = get_language() or "en"
        self.feed_url = absolute(request.path, request)
        return super().__call__(request, *args, **kwargs)

    def title(self, about: Any) -> str:
        return _("Changes of the evidence")

    def link(self, about: Any) -> str:
        return absolute(reverse("questions"), self.request)

    def feed_guid(self, about: Any) -> str:
        return self.feed_url

    def syntheses(self, about: Any) -> Any:
        return Synthesis.objects.filter(question__is_published=True)

    def items(self, about: Any) -> list[Synthesis]:
        syntheses = list(
            (
                self.syntheses(about).filter(version=1)
                | self.syntheses(about).filter(is_notable=True)
            )
            .distinct()
            .defer("data", "result")
            .select_related("question")
            .prefetch_related("question__texts")
            .newest_first()[:LENGTH]
        )
        with_rows_to_tell_of(syntheses)
        return syntheses

    def item_title(self, item: Synthesis) -> str:
        return item.question.question

    def item_description(self, item: Synthesis) -> str:
        change = change_for_readers(item.change, public_of(item.question_id))
        again = [_("This is the current answer again.")] if item.answers_again else []
        return " ".join([answer_of(item, self.language), *again, *sentences(change)])

    def item_link(self, item: Synthesis) -> str:
        return absolute(item.get_absolute_url(), self.request)

    def item_pubdate(self, item: Synthesis) -> dt.datetime:
        return item.computed_at

    def item_updateddate(self, item: Synthesis) -> dt.datetime:
        return item.answers_since

    def item_extra_kwargs(self, item: Synthesis) -> dict[str, Any]:
        text = item.question.text
        return {"content_language": text.language if text else self.language}


class QuestionChanges(ChangesFeed):
    def get_object(self, request: HttpRequest, slug: str) -> Question:
        return get_object_or_404(Question.objects.published().with_texts(), slug=slug)

    def title(self, about: Question) -> str:
        return about.question

    def link(self, about: Question) -> str:
        return absolute(about.get_absolute_url(), self.request)

    def syntheses(self, about: Question) -> Any:
        return super().syntheses(about).filter(question=about)


class TopicChanges(ChangesFeed):
    def get_object(self, request: HttpRequest, slug: str) -> Any:
        return get_object_or_404(Topic.objects.with_names(), slug=slug).target

    def title(self, about: Topic) -> str:
        return _("%(topic)s: changes of the evidence") % {"topic": about.name}

    def link(self, about: Topic) -> str:
        return absolute(reverse("topic", args=[about.slug]), self.request)

    def syntheses(self, about: Topic) -> Any:
        return super().syntheses(about).filter(question__topics=about)


all_changes = feed(ChangesFeed)
question_changes = feed(QuestionChanges)
topic_changes = feed(TopicChanges)
