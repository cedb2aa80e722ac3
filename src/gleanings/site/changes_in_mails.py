"""Changes of the evidence as mails tell them."""

import datetime as dt
from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.utils.translation import override

from gleanings.delivery.alerts import SETTLED, ChangedAnswer
from gleanings.digest.addresses import absolute
from gleanings.synthesis.answers import answer_of
from gleanings.synthesis.history import sentences
from gleanings.synthesis.news import News, news_since
from gleanings.synthesis.withdrawal import change_for_readers, public_of


def changed_answers(since: dt.datetime) -> Iterator[ChangedAnswer]:
    """Those since then that cross their question's threshold, and are the answer still."""
    for news in news_since(since, settled=SETTLED):
        now, question = news.now, news.now.question
        yield ChangedAnswer(
            name=f"{question.pk}/{now.version}/{now.answers_since.isoformat()}",
            title=question.question,
            topics=tuple(topic.target.pk for topic in question.topics.all()),
            words={code: _words(news, code) for code, _name in settings.LANGUAGES},
            question=str(question.pk),
            version=now.version,
            since=now.answers_since,
            was_before=now.answers_again,
        )


def _words(news: News, language: str) -> dict[str, Any]:
    with override(language):
        question = news.now.question
        return {
            "question": question.question,
            "answer": answer_of(news.now, language),
            "before": answer_of(news.before, language),
            "changes": sentences(change_for_readers(news.change, public_of(question.pk))),
            "address": absolute(question.get_absolute_url()),
        }
