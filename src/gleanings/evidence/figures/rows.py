"""A plot of rows, each with a label, an interval on a common axis and its numbers.

Forest and cumulative plots are such rows. On a wide sheet a row is one line with columns; on a
phone the label and the numbers stand above the interval, which then has the sheet's full width.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from gleanings.evidence.figures.axis import Axis, fitting_axis
from gleanings.evidence.figures.canvas import (
    ACCENT,
    INK,
    Canvas,
    Format,
    shortened,
    text_width,
    wrapped,
)
from gleanings.evidence.figures.svg import Description
from gleanings.evidence.figures.words import (
    Words,
    decimals_for,
    format_interval,
    format_number,
    plain_label,
)
from gleanings.evidence.measures import Measure

Width = Literal["wide", "phone"] | int
WIDTHS = {"wide": 820, "phone": 320}
NARROW_BELOW = 520
NARROWEST = 280
_LEAST_PLOT = 150


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


@dataclass(frozen=True)
class _Sizes:
    text: float
    small: float
    line: float  # height of a row, or on a phone of a row's words
    strip: float  # height of the strip that an interval has under its words; 0 beside them
    margin: float


_WIDE = _Sizes(text=13, small=12, line=23, strip=0, margin=12)
_NARROW = _Sizes(text=12.5, small=11.5, line=19, strip=22, margin=8)


def pixel_width(width: Width) -> int:
    if isinstance(width, str):
        if width not in WIDTHS:
            raise ValueError(f"width is {width!r}; it is 'wide', 'phone' or a number of pixels.")
        return WIDTHS[width]
    if not NARROWEST <= width <= 4000:
        raise ValueError(f"width is {width} px; a figure is between {NARROWEST} and 4000 px wide.")
    return int(width)


def draw_rows(
    rows: Sequence[Row],
    plot: Plot,
    description: Description,
    *,
    format: Format,
    width: Width,
    standalone: bool,
) -> str | bytes:
    sheet = _Sheet(rows, plot, pixel_width(width))
    sheet.draw()
    return sheet.canvas.render(format, description, standalone=standalone)


def decimals_of(rows: Sequence[Row]) -> int:
    return decimals_for([(row.high - row.low) / 2 for row in rows if row.kind != "bar"])


class _Sheet:
    """One figure while it is being laid out, from the top to the bottom."""

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
        self.heaviest = max(
            (row.weight for row in rows if row.kind == "study" and row.weight > 0), default=1.0
        )

    # -- columns -----------------------------------------------------------------------------

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

    def draw(self) -> None:
        canvas, sizes = self.canvas, self.sizes
        top = self._draw_header()
        heights = [self._height(row) for row in self.rows]
        bottom = top + sum(heights)
        self._draw_guides(top, heights)
        y = top
        for index, (row, height) in enumerate(zip(self.rows, heights, strict=True)):
            self._draw_row(index, row, y, height)
            y += height
        canvas.height = self._draw_foot(bottom + 4) + sizes.margin - 2

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

    def _draw_header(self) -> float:
        canvas, sizes, words = self.canvas, self.sizes, self.plot.words
        if self.narrow:
            lines = wrapped(self._effect_header()[0], self.right - self.left, sizes.small)
            y = float(sizes.margin)
            for line in lines:
                y += sizes.small + 3
                canvas.text(self.right, y, line, size=sizes.small, anchor="right", muted=True)
            y += 7
        else:
            lines = self._effect_header()
            y = sizes.margin + sizes.text + (0 if len(lines) < 2 else sizes.text + 4)
            first = y - (sizes.text + 4) * (len(lines) - 1)
            for index, line in enumerate(lines):
                canvas.text(
                    self.numbers_right,
                    first + index * (sizes.text + 4),
                    line,
                    size=sizes.text,
                    anchor="right",
                    bold=True,
                )
            header = shortened(
                self.plot.label_header, self.label_right - self.left, sizes.text, True
            )
            canvas.text(self.left, y, header, size=sizes.text, bold=True)
            if self.weight_right:
                canvas.text(
                    self.weight_right, y, words.weight, size=sizes.text, anchor="right", bold=True
                )
            for name, right in zip(self.plot.columns, self.cell_rights, strict=True):
                canvas.text(right, y, name, size=sizes.text, anchor="right", bold=True)
            y += 8
        canvas.line([(self.left, y), (self.right, y)], opacity=0.35, css="rule")
        return y + 5

    def _draw_guides(self, top: float, heights: Sequence[float]) -> None:
        """Lines at "no effect" and at the pooled effect; on a phone not through the words."""
        axis = self.axis
        for value, css, color, opacity, dashes in (
            (self.plot.measure.null, "null", INK, 0.45, None),
            (self.plot.reference, "reference", ACCENT, 1.0, (3.0, 3.0)),
        ):
            if value is None or not axis.holds(value):
                continue
            x = axis.x(value)
            strips = [[(x, start), (x, end)] for start, end in self._strips(top, heights)]
            self.canvas.lines(strips, color=color, opacity=opacity, dashes=dashes, css=css)

    def _strips(self, top: float, heights: Sequence[float]) -> list[tuple[float, float]]:
        """From where to where a guide goes."""
        if not self.narrow:
            return [(top, top + sum(heights) + 4)]
        strips = []
        y = top
        for row, height in zip(self.rows, heights, strict=True):
            y += height
            if row.drawn:
                strips.append((y - self.sizes.strip, y - 3))
        return strips

    def _draw_row(self, index: int, row: Row, y: float, height: float) -> None:
        canvas, sizes = self.canvas, self.sizes
        if row.kind == "gap":
            return
        if row.kind == "note":
            for number, line in enumerate(self._note_lines(row.label), start=1):
                canvas.text(
                    self.left, y + number * self._note_step - 3, line, size=sizes.small, muted=True
                )
            return
        baseline = y + sizes.line * 0.5 + sizes.text * 0.36
        if self.narrow:
            baseline = self._draw_words_above(row, index, y)
            middle = y + height - sizes.strip * 0.6
        else:
            self._draw_columns(row, index, baseline)
            middle = y + sizes.line / 2
        if row.drawn:
            self._draw_mark(row, middle, f"{row.label}: {self.numbers[index]}")

    def _draw_words_above(self, row: Row, index: int, y: float) -> float:
        canvas, sizes = self.canvas, self.sizes
        lines = [row.label] if row.kind == "heading" else self._label_lines(row)
        offset = 6 if row.kind == "heading" else 0
        baseline = y
        for number, line in enumerate(lines, start=1):
            baseline = y + offset + number * sizes.line - 4
            canvas.text(self.left, baseline, line, size=sizes.text, bold=row.bold, css="label")
        canvas.text(
            self.right, baseline, self.numbers[index], size=sizes.text, anchor="right",
            bold=row.bold, css="number",
        )  # fmt: skip
        return baseline

    def _draw_columns(self, row: Row, index: int, baseline: float) -> None:
        canvas, size = self.canvas, self.sizes.text
        indent = self._indent(row)
        room = self.label_right - self.left - indent
        if row.kind == "heading":
            room = self.right - self.left
        label = shortened(row.label, room, size, row.bold)
        canvas.text(
            self.left + indent, baseline, label, size=size, bold=row.bold, css="label",
            tooltip=row.label if label != row.label else "",
        )  # fmt: skip
        for cell, right in zip(row.cells, self.cell_rights, strict=False):
            canvas.text(right, baseline, cell, size=size, anchor="right", css="number")
        if self.weights[index]:
            canvas.text(
                self.weight_right, baseline, self.weights[index], size=size, anchor="right",
                bold=row.bold, muted=not row.bold, css="number",
            )  # fmt: skip
        canvas.text(
            self.numbers_right, baseline, self.numbers[index], size=size, anchor="right",
            bold=row.bold, css="number",
        )  # fmt: skip

    def _draw_mark(self, row: Row, y: float, tooltip: str) -> None:
        if math.isnan(row.low) or math.isnan(row.high):
            return
        if row.kind == "diamond":
            self._draw_diamond(row, y, tooltip)
        elif row.kind == "bar":
            self._draw_bar(row, y, tooltip)
        else:
            self._draw_interval(row, y, tooltip)

    def _draw_interval(self, row: Row, y: float, tooltip: str) -> None:
        canvas, axis = self.canvas, self.axis
        ends = axis.x(row.low), axis.x(row.high)
        inside = axis.holds(row.estimate)
        if row.high >= axis.low and row.low <= axis.high:
            # The mark of the estimate says it once, where there is one.
            said = "" if inside else tooltip
            canvas.line([(ends[0], y), (ends[1], y)], width=1.5, css="interval", tooltip=said)
        self._draw_arrows(row, y, INK)
        if not inside:
            return
        x = axis.x(row.estimate)
        if row.kind == "point":
            canvas.circle(x, y, 3.6, css="estimate", tooltip=tooltip)
            return
        half = self._half_side(row.weight)
        # Half transparent, so that a short interval still shows within a heavy square.
        canvas.polygon(
            [
                (x - half, y - half),
                (x + half, y - half),
                (x + half, y + half),
                (x - half, y + half),
            ],
            css="weight",
            opacity=0.5,
            tooltip=tooltip,
        )
        canvas.line([(x, y - 3), (x, y + 3)], width=1.5, css="estimate")

    def _half_side(self, weight: float) -> float:
        """Half the side of a square whose area is proportional to the weight; never invisible."""
        share = weight / self.heaviest if weight > 0 else 0.0
        return max(7.5 * math.sqrt(share), 1.8)

    def _draw_arrows(self, row: Row, y: float, color: str) -> None:
        """An arrowhead at the axis's end for an interval that goes on beyond it."""
        for end, place, direction in (
            (row.low < self.axis.low, self.axis.left, -1),
            (row.high > self.axis.high, self.axis.right, 1),
        ):
            if end:
                tip = place + 4 * direction
                base = tip - 7 * direction
                self.canvas.polygon(
                    [(tip, y), (base, y - 4.5), (base, y + 4.5)], color=color, css="arrow"
                )

    def _draw_diamond(self, row: Row, y: float, tooltip: str) -> None:
        axis = self.axis
        left, middle, right = (axis.x(value) for value in (row.low, row.estimate, row.high))
        right = max(right, left + 1.5)  # a very precise one stays visible
        half = 7.5 if row.bold else 5.5
        self.canvas.polygon(
            [(left, y), (middle, y - half), (right, y), (middle, y + half)],
            color=ACCENT,
            opacity=1.0 if row.bold else 0.75,
            css="pooled" if row.bold else "pooled-subgroup",
            tooltip=tooltip,
        )
        self._draw_arrows(row, y, ACCENT)

    def _draw_bar(self, row: Row, y: float, tooltip: str) -> None:
        left, right = self.axis.x(row.low), self.axis.x(row.high)
        self.canvas.polygon(
            [(left, y - 3.5), (right, y - 3.5), (right, y + 3.5), (left, y + 3.5)],
            color=ACCENT,
            opacity=0.55,
            css="prediction",
            tooltip=tooltip,
        )
        self._draw_arrows(row, y, ACCENT)

    # -- below the rows ----------------------------------------------------------------------

    def _draw_foot(self, y: float) -> float:
        canvas, axis, sizes = self.canvas, self.axis, self.sizes
        canvas.line([(axis.left, y), (axis.right, y)], opacity=0.8, css="axis")
        ticks = axis.ticks(self.plot.words, lambda label: text_width(label, sizes.small))
        for value, label in ticks:
            x = axis.x(value)
            canvas.line([(x, y), (x, y + 5)], opacity=0.8, css="axis")
            half = text_width(label, sizes.small) / 2
            x = min(max(x, self.left + half), self.right - half)
            canvas.text(x, y + 8 + sizes.small, label, size=sizes.small, anchor="center")
        y += 8 + sizes.small
        y = self._draw_favours(y)
        y = self._draw_axis_title(y)
        for note in self.plot.notes:
            y += 6
            for line in self._note_lines(note):
                y += self._note_step
                canvas.text(self.left, y, line, size=sizes.small, muted=True, css="note")
        return y

    def _draw_axis_title(self, y: float) -> float:
        title = self._effect
        if self.plot.measure.is_ratio:
            title = self.plot.words.log_axis.format(effect=title)
        elif not self.narrow:
            return y  # the column of numbers already says it
        y += self.sizes.small + 6
        center = (self.axis.left + self.axis.right) / 2
        half = text_width(title, self.sizes.small) / 2
        center = min(max(center, self.left + half), self.right - half)
        self.canvas.text(center, y, title, size=self.sizes.small, anchor="center", muted=True)
        return y

    def _draw_favours(self, y: float) -> float:
        """Which side is whose, with arrows away from "no effect"."""
        null = self.plot.measure.null
        if self.plot.favours is None or null is None:
            return y
        size = self.sizes.small
        x = self.axis.x(null)
        lines = 0
        for side, text in zip((-1, 1), self.plot.favours, strict=True):
            text = f"← {text}" if side < 0 else f"{text} →"
            if self.narrow:
                place, anchor = (self.left, "left") if side < 0 else (self.right, "right")
                room = (self.right - self.left) / 2 - 6
            else:
                place, anchor = x + 8 * side, "right" if side < 0 else "left"
                room = (x - self.left) if side < 0 else (self.right - x)
            parts = wrapped(text, room, size)
            lines = max(lines, len(parts))
            for number, part in enumerate(parts, start=1):
                self.canvas.text(
                    place, y + number * (size + 5), part, size=size, anchor=anchor, css="favours"  # type: ignore[arg-type]
                )  # fmt: skip
        return y + lines * (size + 5)


def study_labels(labels: Sequence[object] | None, k: int, words: Words) -> list[str]:
    if labels is None:
        return [words.study_number.format(number=number) for number in range(1, k + 1)]
    labels = list(labels)
    if len(labels) != k:
        raise ValueError(f"labels has {len(labels)} entries for {k} effects; give one for each.")
    return [plain_label(label) for label in labels]


def extra_cells(
    columns: Mapping[str, Sequence[object]] | None, k: int
) -> tuple[tuple[str, ...], list[tuple[str, ...]]]:
    """The names of further columns, and each study's cells in them."""
    if not columns:
        return (), [()] * k
    for name, cells in columns.items():
        if len(cells) != k:
            raise ValueError(f"column {name!r} has {len(cells)} entries for {k} effects.")
    rows = zip(*(map(plain_label, cells) for cells in columns.values()), strict=True)
    return tuple(columns), list(rows)
