"""The figures of a synthesis: drawn from what is stored, and kept for the next page.

Every function here takes a synthesis as `gleanings.synthesis.withdrawal.for_readers` gives it.
"""

from dataclasses import dataclass, replace
from typing import Any, Literal

from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import override

from gleanings.evidence.appraisal import (
    Appraisal,
    appraise,
    cumulative_over_years,
    forest,
    funnel,
)
from gleanings.evidence.conventions import STUDIES_FOR_ASYMMETRY
from gleanings.literature.characters import cleaned
from gleanings.synthesis.as_reported import as_reported, is_of_fishers_z
from gleanings.synthesis.models import Figure, Question, Synthesis
from gleanings.synthesis.newest import newest
from gleanings.synthesis.number_texts import listed, words_of
from gleanings.synthesis.retracted_studies import marked_labels
from gleanings.synthesis.stored_result import Row
from gleanings.synthesis.withdrawal import for_readers, sentences_of

WIDTHS = ("wide", "phone")
FIGURES = ("forest", "funnel", "cumulative", "beside")
INLINE = 60
"""Rows up to which a figure stands in the page itself; a longer one is an image beside it."""

Drawing = Literal["svg", "png"]


@dataclass(frozen=True)
class Drawn:
    """A figure in the page: its SVG by width, or, where it is long, none and the addresses do."""

    name: str
    wide: SafeString
    phone: SafeString
    is_inline: bool


def figures_of(synthesis: Synthesis, language: str) -> dict[str, Drawn]:
    """The figures that there are, by name, in the language; what is missing is drawn and kept."""
    kept = {
        (figure.name, figure.width): figure.svg
        for figure in synthesis.figures.filter(language=language, without=synthesis.without)
    }
    drawn = {}
    for name in names_of(synthesis):
        wide = phone = ""
        if is_inline(synthesis, name):
            wide, phone = (
                kept.get((name, width)) or keep(synthesis, name, language, width)
                for width in WIDTHS
            )
        # the evidence library escapes every label that it draws
        safe = {"wide": mark_safe(wide), "phone": mark_safe(phone)}  # noqa: S308
        drawn[name] = Drawn(name, **safe, is_inline=bool(wide))
    return drawn


def names_of(synthesis: Synthesis) -> list[str]:
    """Which figures this synthesis has."""
    result = synthesis.result
    is_pooled = bool(result.pooled and result.effects)
    there = {
        "forest": bool(result.effects),
        "funnel": is_pooled and result.n_studies >= STUDIES_FOR_ASYMMETRY,
        "cumulative": len(result.cumulative.steps) > 1,
        "beside": bool(_drawn_beside(synthesis)),
    }
    return [name for name in FIGURES if there[name]]


def is_inline(synthesis: Synthesis, name: str) -> bool:
    rows = synthesis.result.k if name == "forest" else len(synthesis.data.rows)
    return name in {"funnel", "cumulative"} or rows <= INLINE


def keep(synthesis: Synthesis, name: str, language: str, width: str) -> str:
    """Draw a figure for the page and store it; the SVG."""
    svg = draw(synthesis, name, language, width, standalone=not is_inline(synthesis, name))
    try:
        with transaction.atomic():
            Figure.objects.create(
                synthesis=synthesis,
                name=name,
                language=language,
                width=width,
                without=synthesis.without,
                svg=svg,
            )
    except IntegrityError:
        pass  # another process drew the same
    return str(svg)


def stored(synthesis: Synthesis, name: str, language: str, width: str) -> str:
    kinds = synthesis.figures.filter(without=synthesis.without)
    found = kinds.filter(name=name, language=language, width=width).first()
    return found.svg if found else keep(synthesis, name, language, width)


def draw_all(synthesis: Synthesis) -> None:
    """Every figure that a page of this synthesis shows and that is not kept yet."""
    same = synthesis.figures.filter(without=synthesis.without)
    kept = set(same.values_list("name", "language", "width"))
    for language, _name in settings.LANGUAGES:
        for name in names_of(synthesis):
            for width in WIDTHS:
                if (name, language, width) not in kept:
                    keep(synthesis, name, language, width)


def draw_missing() -> None:
    """The figures of every newest answer that readers see, so that none of them waits."""
    questions = Question.objects.published().with_texts()
    for synthesis in newest(questions).values():
        draw_all(for_readers(synthesis))


def draw(
    synthesis: Synthesis,
    name: str,
    language: str,
    width: str = "wide",
    *,
    format: Drawing = "svg",
    standalone: bool = False,
) -> Any:
    """A figure as text (SVG) or bytes (PNG)."""
    # what is drawn is counted, not what once was pooled
    effects = as_reported(
        synthesis.result.effects, synthesis.data.pooled, synthesis.headline.measure
    )
    marks = marked_labels(synthesis.data.pooled)
    effects = tuple(
        replace(effect, label=marks.get(effect.label or "", effect.label)) for effect in effects
    )
    result = cleaned(replace(synthesis.result, k=len(effects), effects=effects))
    common: dict[str, Any] = {
        "words": words_of(language),
        "width": width,
        "format": format,
        "standalone": standalone,
        "id_prefix": f"{name}-{width}",
        "title": _title(synthesis, name, language),
    }
    if name == "beside":
        return forest(_side_by_side(synthesis), **common)
    if name == "funnel":
        return funnel(result, **common)
    if name == "cumulative":
        return cumulative_over_years(result, **common)
    several = bool(result.subgroups.groups)
    return forest(result, by_subgroup=several, **common)


def _title(synthesis: Synthesis, name: str, language: str) -> str | None:
    """The question, and that not all is drawn which the answer rests on, where that is so."""
    text = synthesis.question.text_in(language)
    with override(language):
        said = [*sentences_of(synthesis.withdrawn), *transformed(synthesis, name)]
    return " ".join([cleaned(text.question), *said]) if text else None


def transformed(synthesis: Synthesis, name: str) -> list[str]:
    """What was reported as Fisher's z, and is drawn as the correlation that it stands for."""
    drawn = {"forest": synthesis.data.pooled, "beside": _drawn_beside(synthesis)}
    rows = drawn.get(name, [])
    labels = [cleaned(row.label) for row in rows if is_of_fishers_z(row)]
    said = _(
        "Reported as Fisher’s z, and drawn as the correlation that it stands for, each end of its "
        "interval at its own place: %(labels)s."
    )
    return [said % {"labels": listed(labels)}] if labels else []


def _side_by_side(synthesis: Synthesis) -> Appraisal:
    """The effects that are not pooled, with nothing said of them together."""
    rows = _drawn_beside(synthesis)
    together = appraise(
        [row.yi for row in rows],
        [row.vi for row in rows],
        measure=synthesis.headline.measure,
        labels=[cleaned(row.label) for row in rows],
    )
    effects = as_reported(together.effects, rows, synthesis.headline.measure)
    return replace(together, effects=effects, pooled=None, heterogeneity=None)


def _drawn_beside(synthesis: Synthesis) -> list[Row]:
    rows = synthesis.data.in_force
    return [row for row in rows if row.beside and row.yi is not None]
