"""The marks of rows on their axis: squares and dots with intervals, diamonds, bars, arrows."""

import math
from collections.abc import Sequence

from gleanings.evidence.figures.axis import Axis
from gleanings.evidence.figures.canvas import ACCENT, INK, Canvas
from gleanings.evidence.figures.rows import Row


class Marks:
    """Draws the marks of these rows; the heaviest study has the largest square."""

    def __init__(self, canvas: Canvas, axis: Axis, rows: Sequence[Row]) -> None:
        self.canvas = canvas
        self.axis = axis
        self.heaviest = max(
            (row.weight for row in rows if row.kind == "study" and row.weight > 0), default=1.0
        )

    def draw(self, row: Row, y: float, tooltip: str) -> None:
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
