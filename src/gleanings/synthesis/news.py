"""Answers that changed, as followers hear of it: from the one that they knew to the one now."""

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from gleanings.synthesis.change import change_between, is_notable
from gleanings.synthesis.models import Question, Synthesis
from gleanings.synthesis.newest import with_rows_to_tell_of
from gleanings.synthesis.stored_result import Change


@dataclass(frozen=True)
class News:
    before: Synthesis
    now: Synthesis
    change: Change
    """From the one to the other, whatever came between; not yet as readers may see it."""


def news_since(since: dt.datetime, *, settled: dt.timedelta) -> Iterator[News]:
    """Of each question whose answer changed since then, if that crosses its threshold.

    What stood for less than `settled` nobody heard of: it is no answer to compare with.
    """
    changed = Question.objects.filter(is_published=True, syntheses__answers_since__gt=since)
    for question in changed.distinct():
        versions = list(question.syntheses.newest_first().defer("data", "result"))
        if before := _known_before(versions, settled):
            now = versions[0]
            now.question = before.question = question
            change = change_between(before, now)
            # of a retraction readers hear however little it moves
            is_retraction = change.retracted or change.reinstated
            if is_retraction or is_notable(before.headline, now.headline, question):
                with_rows_to_tell_of([before, now])
                yield News(before, now, change)


def _known_before(versions: Sequence[Synthesis], settled: dt.timedelta) -> Synthesis | None:
    """The last that stood long enough, or else the first; None where there is one version only."""
    for later, earlier in pairwise(versions):
        if later.answers_since - earlier.answers_since >= settled:
            return earlier
    return versions[-1] if len(versions) > 1 else None
