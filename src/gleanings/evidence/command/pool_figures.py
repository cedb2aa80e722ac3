"""The figures that `pool` writes."""

import argparse
from pathlib import Path
from typing import Any, Literal, cast

_FORMATS = ("svg", "png", "pdf")


def _format(name: str) -> Literal["svg", "png", "pdf"]:
    ending = Path(name).suffix.removeprefix(".").lower()
    if ending not in _FORMATS:
        raise ValueError(f"{name}: a figure's name ends in .svg, .png or .pdf.")
    return cast(Literal["svg", "png", "pdf"], ending)


def refuse_unknown_formats(options: argparse.Namespace) -> None:
    """Before any work is done."""
    for name in (options.forest, options.funnel):
        if name:
            _format(name)


def draw(studies: Any, result: Any, options: argparse.Namespace) -> None:
    from gleanings.evidence.figures import forest_plot, funnel_plot

    common: dict[str, Any] = {
        "labels": studies.labels,
        "pooled": result,
        "measure": options.measure,
        "width": "phone" if options.phone else "wide",
        "standalone": True,
    }
    if options.forest:
        groups = studies.table.text(options.subgroups) if options.subgroups else None
        form = _format(options.forest)
        _write(
            options.forest,
            forest_plot(
                studies.yi, studies.vi, subgroups=groups, level=options.level, format=form, **common
            ),
        )
    if options.funnel:
        form = _format(options.funnel)
        fill = studies.yi.size >= 3 and not options.cluster and not options.moderators
        _write(
            options.funnel,
            funnel_plot(studies.yi, studies.vi, trim_and_fill=fill, format=form, **common),
        )


def _write(name: str, picture: str | bytes) -> None:
    if isinstance(picture, str):
        picture = picture.encode("utf-8")
    Path(name).write_bytes(picture)
