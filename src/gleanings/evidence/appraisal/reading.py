"""From the analysis scale to the one that is read."""

from __future__ import annotations

from typing import Any

import numpy as np

from gleanings.evidence.appraisal.result import Number, Shown, number
from gleanings.evidence.conversions import back_transform
from gleanings.evidence.effect_sizes import measures
from gleanings.evidence.figures.scales import scale_of
from gleanings.evidence.inputs import Floats


class Scale:
    """How values of one measure are read.

    By `back_transform`; of what cannot be, such as a correlation above 1, the interval is cut, as
    in the figures. As the figures show them, without a sample size, are read: a measure that only
    they know (HR); IRFT, whose way back needs times at risk and not people; and PFT unless every n
    is known.
    """

    def __init__(self, measure: str | None, ni: Floats | None) -> None:
        self.measure = (measure or "GEN").upper()
        self.figure = scale_of(self.measure)
        known = measures().get(self.measure)
        if known is None and self.figure is scale_of("GEN"):
            raise ValueError(
                f"measure is {measure!r}; it must be one of {', '.join(measures())}, or None for "
                "effects as they are."
            )
        self.ni = ni if self.measure == "PFT" else None
        self.by_figure = known is None or (known.needs_n and self.ni is None)

    def values(self, values: Any) -> Floats:
        """Each value as it is read."""
        x = np.asarray(values, dtype=float)
        if self.by_figure:
            return np.vectorize(self.figure.shown, otypes=[float])(x)
        with np.errstate(over="ignore", invalid="ignore"):
            natural = back_transform(x, self.measure, ni=self.ni)
        return np.asarray(natural, dtype=float)

    def column(self, *columns: Any) -> list[Shown]:
        """Rows of estimate, interval and, where given, prediction interval."""
        low, high = self.figure.bounds
        shown = [self.values(column) for column in columns]
        cut = [shown[0], *(np.clip(values, low, high) for values in shown[1:])]
        return [
            Shown(*(number(value) for value in row))
            for row in zip(*(values.tolist() for values in cut), strict=True)
        ]

    def each(self, columns: list[Floats]) -> list[Shown]:
        """`column` for the effects themselves: each is read by its own sample size, if that
        matters."""
        if self.ni is None:
            return self.column(*columns)
        return [
            Scale(self.measure, self.ni[row : row + 1]).one(*(values[row] for values in columns))
            for row in range(len(self.ni))
        ]

    def one(self, *values: Number) -> Shown:
        """One row."""
        return self.column(*([np.nan if value is None else value] for value in values))[0]
