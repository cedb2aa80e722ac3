"""A plot of rows drawn on its sheet, from the top to the bottom."""

from collections.abc import Sequence

from gleanings.evidence.figures.canvas import (
    ACCENT,
    INK,
    Format,
    shortened,
    text_width,
    wrapped,
)
from gleanings.evidence.figures.layout import Layout
from gleanings.evidence.figures.marks import Marks
from gleanings.evidence.figures.rows import Plot, Row, Width, pixel_width
from gleanings.evidence.figures.svg import Description


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


class _Sheet(Layout):
    def draw(self) -> None:
        canvas, sizes = self.canvas, self.sizes
        self.marks = Marks(canvas, self.axis, self.rows)
        top = self._draw_header()
        heights = [self._height(row) for row in self.rows]
        bottom = top + sum(heights)
        self._draw_guides(top, heights)
        y = top
        for index, (row, height) in enumerate(zip(self.rows, heights, strict=True)):
            self._draw_row(index, row, y, height)
            y += height
        canvas.height = self._draw_foot(bottom + 4) + sizes.margin - 2

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
            self.marks.draw(row, middle, f"{row.label}: {self.numbers[index]}")

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
