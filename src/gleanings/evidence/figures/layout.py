"""Where the columns and lines of a plot of rows stand.

On a wide sheet a row is one line with columns; on a phone the label and the numbers stand above the
interval, which then has the sheet's full width.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from gleanings.evidence.figures.axis import Axis, fitting_axis
from gleanings.evidence.figures.canvas import Canvas, shortened, text_width, wrapped
from gleanings.evidence.figures.rows import NARROW_BELOW, Plot, Row, decimals_of
from gleanings.evidence.figures.words import format_interval, format_number

_LEAST_PLOT = 150


@dataclass(frozen=True)
class _Sizes:
    text: float
    small: float
    line: float  # height of a row, or on a phone of a row's words
    strip: float  # height of the strip that an interval has under its words; 0 beside them
    margin: float


_WIDE = _Sizes(text=13, small=12, line=23, strip=0, margin=12)
_NARROW = _Sizes(text=12.5, small=11.5, line=19, strip=22, margin=8)


class Layout:
    """Widths of columns, heights of rows, and the axis between them."""

    def __init__(self, rows: Sequence[Row], plot: Plot, width: int) -> None:
        self.rows = rows
        self.plot = plot
        self.canvas = Canvas(width)
        self.grouped = any(row.kind == "heading" for row in rows)
        self.decimals = decimals_of(rows) if plot.decimals is None else plot.decimals
        self.numbers = [self._numbers(row) for row in rows]
        self.weights = [self._weight(row) for row in rows]
        if width < NARROW_BELOW or not self._fits_beside():
            self._stand_above()
        self.axis = self._axis()

    def _set_sizes(self, narrow: bool) -> None:
        self.narrow = narrow
        self.sizes = _NARROW if narrow else _WIDE
        self.left, self.right = self.sizes.margin, self.canvas.width - self.sizes.margin

    def _stand_above(self) -> None:
        """Words above the intervals, which have the whole width."""
        self._set_sizes(narrow=True)
        self.plot_left, self.plot_right = self.left + 4, self.right - 4

    def _fits_beside(self) -> bool:
        """Words beside the intervals, if that leaves room for these.

        Columns end, from the right: numbers, weights; from the left: labels, extra cells.
        """
        self._set_sizes(narrow=False)
        size, gap = self.sizes.text, 18.0
        right = float(self.right)
        self.numbers_right = right
        header = max(text_width(part, size) for part in self._effect_header())
        right -= max([header, *(self._width(text, row) for text, row in self._pairs(self.numbers))])
        self.weight_right = 0.0
        if any(self.weights):
            self.weight_right = right - gap
            header = text_width(self.plot.words.weight, size)
            right = self.weight_right - max(
                [header, *(self._width(text, row) for text, row in self._pairs(self.weights))]
            )
        self.cell_rights: list[float] = []
        left_end = self._label_width()
        cell_right = self.left + left_end
        for index, name in enumerate(self.plot.columns):
            cells = [row.cells[index] for row in self.rows if len(row.cells) > index]
            cell_right += gap + max(text_width(cell, size) for cell in (name, *cells))
            self.cell_rights.append(cell_right)
        self.label_right = self.left + left_end
        self.plot_left = cell_right + gap
        self.plot_right = right - gap
        return self.plot_right - self.plot_left >= _LEAST_PLOT

    def _pairs(self, texts: Sequence[str]) -> list[tuple[str, Row]]:
        return list(zip(texts, self.rows, strict=True))

    def _width(self, text: str, row: Row) -> float:
        return text_width(text, self.sizes.text, row.bold)

    def _label_width(self) -> float:
        widths = [self._width(row.label, row) + self._indent(row) for row in self.rows if row.drawn]
        widest = max([text_width(self.plot.label_header, self.sizes.text, True), *widths])
        return min(widest, 0.36 * self.canvas.width)

    def _indent(self, row: Row) -> float:
        return 12.0 if self.grouped and row.kind in ("study", "point") and not self.narrow else 0.0

    def _effect_header(self) -> list[str]:
        words = self.plot.words
        interval = words.interval.format(level=self.plot.level)
        return (
            [self._effect, f"[{interval}]"] if not self.narrow else [f"{self._effect} [{interval}]"]
        )

    @property
    def _effect(self) -> str:
        return self.plot.effect or self.plot.measure.heading_in(self.plot.words.language)

    def _numbers(self, row: Row) -> str:
        if not row.drawn:
            return ""
        words, within_one = self.plot.words, self.plot.measure.stays_within_one
        interval = format_interval(row.low, row.high, self.decimals, words, within_one=within_one)
        if row.kind == "bar":
            return interval
        number = format_number(row.estimate, self.decimals, words, within_one=within_one)
        return f"{number} {interval}"

    def _weight(self, row: Row) -> str:
        if math.isnan(row.weight):
            return ""
        number = format_number(row.weight, 1, self.plot.words)
        return self.plot.words.percent.format(number=number)

    def _axis(self) -> Axis:
        drawn = [row for row in self.rows if row.drawn]
        pooled = [row for row in drawn if row.bold or row.kind == "bar"]
        studies = [row for row in drawn if row not in pooled]
        ends = [end for row in pooled for end in (row.low, row.high)]
        null = [] if self.plot.measure.null is None else [self.plot.measure.null]
        return fitting_axis(
            self.plot.measure,
            [row.estimate for row in studies],
            [(row.low, row.high) for row in studies],
            [*ends, *null],
            self.plot.limits,
            self.plot_left,
            self.plot_right,
        )

    # -- drawing -----------------------------------------------------------------------------

    def _height(self, row: Row) -> float:
        if row.kind == "gap":
            return 8.0
        if row.kind == "note":
            return self._note_step * len(self._note_lines(row.label)) + 4
        if not self.narrow:
            return self.sizes.line
        if row.kind == "heading":
            return self.sizes.line + 6
        return self.sizes.line * len(self._label_lines(row)) + self.sizes.strip

    def _label_lines(self, row: Row) -> list[str]:
        """On a phone: the label beside the numbers if both fit, else in lines of its own."""
        numbers = text_width(self._numbers(row), self.sizes.text, row.bold)
        room = self.right - self.left - numbers - 10
        if text_width(row.label, self.sizes.text, row.bold) <= room:
            return [row.label]
        lines = wrapped(row.label, self.right - self.left, self.sizes.text, row.bold)
        if text_width(lines[-1], self.sizes.text, row.bold) > room:
            lines.append("")
        if len(lines) > 3:
            lines = [*lines[:2], shortened(" ".join(lines[2:]), room, self.sizes.text, row.bold)]
        return lines

    @property
    def _note_step(self) -> float:
        return self.sizes.small + 5

    def _note_lines(self, note: str) -> list[str]:
        return wrapped(note, self.right - self.left, self.sizes.small)
