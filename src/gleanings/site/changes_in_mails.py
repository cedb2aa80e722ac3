"""Changes of the evidence as mails tell them."""

import datetime as dt
from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.utils.translation import override

from gleanings.delivery.alerts import ChangedAnswer
from gleanings.digest.addresses import absolute
from gleanings.synthesis.answers import answer_of
from gleanings.synthesis.history import sentences
from gleanings.synthesis.models import Synthesis
from gleanings.synthesis.newest import with_rows_to_tell_of
from gleanings.synthesis.withdrawal import change_for_readers, public_of


def changed_answers(since: dt.datetime) -> Iterator[ChangedAnswer]:
    """Those since then that cross their question's threshold, and are the answer still."""
    notable = Synthesis.objects.filter(
        is_notable=True, answers_since__gt=since, question__is_published=True
    )
    notable = notable.defer("data", "result").select_related("question")
    syntheses = [one for one in notable if one.question.current == one]
    with_rows_to_tell_of(syntheses)
    for one in syntheses:
        yield ChangedAnswer(
            name=f"{one.question_id}/{one.version}/{one.answers_since.isoformat()}",
            title=one.question.question,
            topics=tuple(topic.target.pk for topic in one.question.topics.all()),
            words={code: _words(one, code) for code, _name in settings.LANGUAGES},
            question=str(one.question_id),
            since=one.answers_since,
            was_before=one.answers_since > one.computed_at,
        )


def _words(synthesis: Synthesis, language: str) -> dict[str, Any]:
    with override(language):
        question = synthesis.question
        change = change_for_readers(synthesis.change, public_of(question.pk))
        return {
            "question": question.question,
            "answer": answer_of(synthesis, language),
            "changes": sentences(change),
            "address": absolute(question.get_absolute_url()),
        }
