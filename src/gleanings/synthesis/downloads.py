"""What a reader takes home of a synthesis: its data, its figures, scripts that redo it."""

import csv
import io
import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Literal

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from gleanings.digest.addresses import absolute
from gleanings.evidence.appraisal import reproduction_script
from gleanings.evidence.plain import to_plain
from gleanings.literature.characters import cleaned
from gleanings.literature.safe_cell import safe_cell
from gleanings.synthesis.drawing import FIGURES, draw, names_of
from gleanings.synthesis.models import Synthesis
from gleanings.synthesis.reading import synthesis_of
from gleanings.synthesis.retractions import retracted_on
from gleanings.synthesis.stored_result import CHANGES, Change

COLUMNS = [
    *("label", "cluster", "citation", "doi", "year", "subgroup", "n", "k", "measure"),
    *("estimate", "bound", "limit", "ci_low", "ci_high", "yi", "vi", "weight", "pooled", "place"),
    *("retracted", "withdrawn"),
]
"""Of ``data.csv``: as read, then on the analysis scale as metafor names it."""
_READ = ("estimate", "ci_low", "ci_high")


@dataclass(frozen=True)
class File:
    content_type: str
    write: Callable[[Synthesis, HttpRequest], str | bytes]


def data_csv(synthesis: Synthesis, request: HttpRequest | None = None) -> str:
    """A row for each effect, pooled or side by side; cells are safe for spreadsheets.

    Of what was withdrawn the row says that and since when, and nothing else.
    """
    text = io.StringIO()
    table = csv.DictWriter(text, COLUMNS, lineterminator="\r\n")
    table.writeheader()
    for row in effects(synthesis):
        table.writerow({name: _cell(row.get(name, "")) for name in COLUMNS})
    for one in synthesis.withdrawn:
        pooled = "yes" if one.is_pooled else "no"
        table.writerow({"pooled": pooled, "withdrawn": one.on or "yes"})
    return text.getvalue()


def _cell(value: Any) -> Any:
    return safe_cell(value) if isinstance(value, str) else value


def effects(synthesis: Synthesis) -> list[dict[str, Any]]:
    """The rows as they went in, those pooled with what is read of them and their weight."""
    pooled = iter(synthesis.result.effects)
    listed = []
    for row in cleaned(synthesis.data.rows):
        values = {
            **to_plain(row),
            "weight": None,
            "pooled": "no" if row.beside else "yes",
            "retracted": retracted_on(row),
        }
        if not row.beside:
            effect = next(pooled)
            read = {name: getattr(effect.shown, name) for name in _READ}
            values |= {"weight": effect.weight, **read}
        listed.append(values)
    return listed


def withdrawn(synthesis: Synthesis) -> list[dict[str, Any]]:
    """What is left to say of rows that were withdrawn."""
    return [
        {"kind": one.kind, "pooled": "yes" if one.is_pooled else "no", "on": one.on}
        for one in synthesis.withdrawn
    ]


def data_json(synthesis: Synthesis, request: HttpRequest) -> str:
    """Question, rows, settings and every number of the run."""
    question = synthesis.question
    whole = {
        "question": {text.language: text.question for text in question.texts.all()},
        "address": absolute(synthesis.get_absolute_url(), request),
        "version": synthesis.version,
        "computed_at": synthesis.computed_at.isoformat(),
        "data_hash": synthesis.data_hash,
        "engine": f"gleanings {synthesis.engine}",
        "measure": question.measure,
        "found": {
            "how": question.found,
            "databases": question.databases,
            "searched_on": question.searched_on,
            "criteria": {text.language: text.criteria for text in question.texts.all()},
        },
        "rows": effects(synthesis),
        "withdrawn": withdrawn(synthesis),
        "with_retracted": to_plain(synthesis.with_retracted),
        "excluded": to_plain(synthesis.data.excluded),
        "settings": to_plain(synthesis.data.settings),
        "result": to_plain(synthesis.result),
        "change": _change(synthesis.change),
    }
    return json.dumps(cleaned(whole), ensure_ascii=False, indent=1, default=str)


def _change(change: Change) -> dict[str, Any]:
    """Rows by their labels; nothing of the first version."""
    labels = {
        name: [one.label for one in getattr(change, name) if not one.withdrawn_on]
        for name in CHANGES
    }
    left_out, counted_again = (
        [one.label for one in ones if one.withdrawn_on]
        for ones in (change.retracted, change.reinstated)
    )
    mistaken = {"left_out_by_mistake": left_out, "counted_again": counted_again}
    return {**to_plain(change), **labels, **mistaken} if change.after else {}


def has_scripts(synthesis: Synthesis) -> bool:
    """Whether there is something to compute anew, and all that it was computed from."""
    return bool(synthesis.result.pooled) and not any(one.is_pooled for one in synthesis.withdrawn)


def _script(language: Literal["R", "python"]) -> Callable[[Synthesis, HttpRequest], str]:
    def write(synthesis: Synthesis, request: HttpRequest) -> str:
        if not has_scripts(synthesis):
            raise Http404
        return str(
            reproduction_script(
                cleaned(synthesis.result),
                language=language,
                title=cleaned(synthesis.question.question),
                address=absolute(synthesis.get_absolute_url(), request),
            )
        )

    return write


def _figure(name: str, ending: Any) -> Callable[[Synthesis, HttpRequest], str | bytes]:
    def write(synthesis: Synthesis, request: HttpRequest) -> str | bytes:
        if name not in names_of(synthesis):
            raise Http404
        language = get_language() or "en"
        drawn: str | bytes = draw(synthesis, name, language, format=ending, standalone=True)
        return drawn

    return write


FILES: dict[str, File] = {
    "data.csv": File("text/csv; charset=utf-8", data_csv),
    "data.json": File("application/json", data_json),
    "reproduce.R": File("text/plain; charset=utf-8", _script("R")),
    "reproduce.py": File("text/plain; charset=utf-8", _script("python")),
    **{f"{name}.svg": File("image/svg+xml", _figure(name, "svg")) for name in FIGURES},
    **{f"{name}.png": File("image/png", _figure(name, "png")) for name in FIGURES},
}
"""By the name that stands in the address."""


@require_safe
def download(request: HttpRequest, slug: str, version: int, name: str) -> HttpResponse:
    """One file of one version. 404 for a figure or script that this version does not have."""
    question, synthesis = synthesis_of(slug, version)
    file = FILES[name]
    return HttpResponse(
        file.write(synthesis, request),
        content_type=file.content_type,
        headers={
            "Content-Disposition": f'attachment; filename="{question.slug}-v{version}-{name}"'
        },
    )
