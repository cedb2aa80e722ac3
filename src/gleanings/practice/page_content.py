"""What the page holds beside its words: measures, strategies, numbers. The same for all."""

from typing import Any

from gleanings.evidence.course.false_flags import FALSE_FLAGS
from gleanings.practice.measures import measures
from gleanings.practice.models import (
    PracticeSettings,
    PracticeWords,
    RepairStrategy,
    SessionPrompt,
)


def settings_of_practice() -> PracticeSettings | None:
    return PracticeSettings.base_queryset().first()


def words_in(language: str, practice: PracticeSettings | None) -> PracticeWords | None:
    """What the network says in this language; None where it says nothing."""
    return practice.words.filter(language=language).first() if practice else None


def strategies_in(language: str, practice: PracticeSettings | None) -> list[RepairStrategy]:
    """In the editor's order."""
    return _with_links(practice.strategies, language) if practice else []


def prompts_in(language: str, practice: PracticeSettings | None) -> list[SessionPrompt]:
    """In the editor's order, and no more than are read."""
    return _with_links(practice.prompts, language)[: SessionPrompt.SHOWN] if practice else []


def _with_links(rows: Any, language: str) -> list[Any]:
    """Those of a language. A summary that is not online is not linked."""
    found = list(rows.filter(language=language).select_related("summary"))
    for row in found:
        if row.summary and not _is_shown(row.summary):
            row.summary = None
    return found


def for_the_scripts(language: str, practice: PracticeSettings | None) -> dict[str, Any]:
    values = {one.measure: one for one in practice.values.all()} if practice else {}
    shown = []
    for code, measure in measures().items():
        value = values.get(code)
        network = {"sd": value and value.sd, "sdSource": value and value.source}
        shown.append({**measure.for_the_page(language), **network})
    return {
        "measures": shown,
        "falseFlags": [
            {"sd": given.sd, "change": given.change, "percent": percent}
            for given, percent in FALSE_FLAGS.items()
        ],
    }


def _is_shown(summary: Any) -> bool:
    return bool(summary.live and not summary.get_view_restrictions().exists())
