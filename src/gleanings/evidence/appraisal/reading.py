"""From the analysis scale to the one that is read."""

from __future__ import annotations

from typing import Any

import numpy as np

from gleanings.evidence.appraisal.result import Number, Shown, number
from gleanings.evidence.effect_sizes import effect_measures
from gleanings.evidence.inputs import Floats


class Reader:
    """How values of one measure are read.

    Beyond what can be, such as a correlation above 1, the interval is cut, as in the figures. IRFT,
    whose way back needs times at risk and not people, is read as for endless ones; and so is PFT
    unless every n is known.
    """

    def __init__(self, measure: str | None, ni: Floats | None) -> None:
        known, code = effect_measures(), (measure or "GEN").upper()
        if code not in known:
            raise ValueError(
                f"measure is {measure!r}; it must be one of {', '.join(known)}, or None for "
                "effects as they are."
            )
        self.measure = known[code]
        self.ni = ni if code == "PFT" else None

    def values(self, values: Any) -> Floats:
        """Each value as it is read."""
        n = None if self.ni is None else float(1 / np.mean(1 / self.ni))
        return np.asarray(self.measure.natural(values, n), dtype=float)

    def column(self, *columns: Any) -> list[Shown]:
        """Rows of estimate, interval and, where given, prediction interval."""
        low, high = self.measure.bounds
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
            Reader(self.measure.code, self.ni[row : row + 1]).one(
                *(values[row] for values in columns)
            )
            for row in range(len(self.ni))
        ]

    def one(self, *values: Number) -> Shown:
        """One row."""
        return self.column(*([np.nan if value is None else value] for value in values))[0]
