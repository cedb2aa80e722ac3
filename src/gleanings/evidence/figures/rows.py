"""The rows of a plot, each with a label, an interval on a common axis and its numbers.

Forest and cumulative plots are such rows; `sheet` draws them.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

from gleanings.evidence.figures.words import Words, decimals_for
from gleanings.evidence.measures import Measure

Width = Literal["wide", "phone"] | int
WIDTHS = {"wide": 820, "phone": 320}
NARROW_BELOW = 520
NARROWEST = 280


@dataclass(frozen=True)
class Row:
    """One line. Values are on the reader's scale; ``weight`` is a percentage.

    ``study`` is a square with its interval, ``point`` a dot with one, ``diamond`` a pooled effect,
    ``bar`` a prediction interval, ``heading`` and ``note`` are words alone.
    """

    kind: Literal["study", "point", "diamond", "bar", "heading", "note", "gap"]
    label: str = ""
    estimate: float = math.nan
    low: float = math.nan
    high: float = math.nan
    weight: float = math.nan
    cells: tuple[str, ...] = ()
    bold: bool = False

    @property
    def drawn(self) -> bool:
        return self.kind in ("study", "point", "diamond", "bar")


@dataclass(frozen=True)
class Plot:
    """What stands on the sheet, apart from its rows."""

    measure: Measure
    words: Words
    level: str
    label_header: str
    reference: float | None = None
    notes: tuple[str, ...] = ()
    columns: tuple[str, ...] = ()
    favours: tuple[str, str] | None = None
    limits: tuple[float, float] | None = None
    decimals: int | None = None
    effect: str = ""
    decimals_shown: int = field(init=False, default=2)


def pixel_width(width: Width) -> int:
    if isinstance(width, str):
        if width not in WIDTHS:
            raise ValueError(f"width is {width!r}; it is 'wide', 'phone' or a number of pixels.")
        return WIDTHS[width]
    if not NARROWEST <= width <= 4000:
        raise ValueError(f"width is {width} px; a figure is between {NARROWEST} and 4000 px wide.")
    return int(width)


def decimals_of(rows: Sequence[Row]) -> int:
    return decimals_for([(row.high - row.low) / 2 for row in rows if row.kind != "bar"])
