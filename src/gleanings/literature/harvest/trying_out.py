"""A search is tried before it is saved: how much it finds, and what comes first."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass

from django.utils import timezone

from gleanings.literature.harvest.running import asked
from gleanings.literature.models import SavedSearch
from gleanings.literature.sources.in_time import AT_A_FORM, in_time
from gleanings.literature.sources.polite import SourceError
from gleanings.literature.sources.registry import open_source
from gleanings.literature.sources.search import Page, Search

SPAN = dt.timedelta(days=30)
SECONDS = 12.0
SHOWN = 5


@dataclass(frozen=True)
class Tried:
    """What a source found that came in during the last month; or why it did not say."""

    source: str
    found: int = 0
    titles: tuple[str, ...] = ()
    fault: str = ""


def try_out(search: SavedSearch) -> list[Tried]:
    """Nothing is stored, and no search need be."""
    today = timezone.localdate()
    wanted = asked(search.question, today - SPAN, today)
    answers = in_time({source: _question(source, wanted) for source in search.sources}, SECONDS)
    return [_tried(source, answer) for source, answer in answers.items()]


def _question(source: str, wanted: Search) -> Callable[[], Page]:
    return lambda: open_source(source, AT_A_FORM).first(wanted, SHOWN)


def _tried(source: str, answer: Page | SourceError) -> Tried:
    if isinstance(answer, SourceError):
        return Tried(source, fault=str(answer))
    titles = tuple(record.title for record in answer.records if record.title)
    return Tried(source, answer.found, titles)
