"""What the page holds beside its words: measures, strategies, numbers. The same for all."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from gleanings.evidence.course.false_flags import AT_THE_BEST_END, FALSE_FLAGS
from gleanings.literature.dates import date_format
from gleanings.literature.notices.statements import Status
from gleanings.practice.measures import measures
from gleanings.practice.models import (
    PooledValue,
    PracticeSettings,
    PracticeWords,
    RepairStrategy,
    SessionPrompt,
)
from gleanings.reader.lists.notices import noted


def settings_of_practice() -> PracticeSettings | None:
    return PracticeSettings.base_queryset().first()


@dataclass(frozen=True)
class Words:
    """What the network says when somebody speaks of dying; None where it says nothing."""

    ask_now: PracticeWords | None
    crisis_numbers: PracticeWords | None


def words_in(language: str, practice: PracticeSettings | None) -> Words:
    """Each in this language, or else in another: a number to call needs no translation."""
    said = list(practice.words.all()) if practice else []
    said.sort(key=lambda one: one.language != language)
    return Words(
        ask_now=next((one for one in said if one.ask_now), None),
        crisis_numbers=next((one for one in said if one.crisis_numbers), None),
    )


def names_somebody_to_call() -> bool:
    """Until it does, no other page leads to this one."""
    return PracticeWords.objects.exclude(crisis_numbers="").exists()


def strategies_in(language: str, practice: PracticeSettings | None) -> list[RepairStrategy]:
    """In the editor's order."""
    return _with_links(practice.strategies, language) if practice else []


def prompts_in(language: str, practice: PracticeSettings | None) -> list[SessionPrompt]:
    """In the editor's order, and no more than are read."""
    return _with_links(practice.prompts, language)[: SessionPrompt.SHOWN] if practice else []


def _with_links(rows: Any, language: str) -> list[Any]:
    """Those of a language. What rests on a summary that is not online any more, or whose article is
    retracted, is advice without a ground, and left out."""
    found = rows.filter(language=language).select_related("summary")
    return [row for row in found if row.summary is None or _is_shown(row.summary)]


def for_the_scripts(language: str, practice: PracticeSettings | None) -> dict[str, Any]:
    values = {one.measure: one for one in practice.values.all()} if practice else {}
    pooled = {one.measure: one for one in PooledValue.objects.all()}
    shown = []
    for code, measure in measures().items():
        value = values.get(code)
        elsewhere = {"sd": value and value.sd, "sdSource": value and value.source}
        own = _pooled(pooled[code]) if code in pooled else {"expected": []}
        shown.append({**measure.for_the_page(language), **elsewhere, **own})
    return {
        "measures": shown,
        "falseFlags": [
            {
                "sd": given.sd,
                "change": given.change,
                "percent": percent,
                "atBestEnd": AT_THE_BEST_END[given],
            }
            for given, percent in FALSE_FLAGS.items()
        ],
    }


def _pooled(value: PooledValue) -> dict[str, Any]:
    """In place of what is known from elsewhere. Reliable change too, lest the share of false flags
    that is printed stand on two different spreads."""
    source = _("%(therapists)s therapists, %(clients)s clients, pooled on %(date)s") % {
        "therapists": value.therapists,
        "clients": value.clients,
        "date": date_format(value.pooled_on, "DATE_FORMAT"),
    }
    return {
        "sd": value.sd,
        "sdSource": source,
        "change": value.change,
        "changeSource": _("the network’s own: %(source)s") % {"source": source},
        "expected": value.expected,
    }


def _is_shown(summary: Any) -> bool:
    is_online = summary.live and not summary.get_view_restrictions().exists()
    return bool(is_online and noted(summary).status != Status.RETRACTED)
