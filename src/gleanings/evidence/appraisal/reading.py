"""From the analysis scale to the one that is read."""

from __future__ import annotations

from typing import Any

import numpy as np

from gleanings.evidence.appraisal.result import Number, Shown, number
from gleanings.evidence.effect_sizes import effect_measures
from gleanings.evidence.inputs import Floats


class Reader:
    """How values of one measure are read.

    Beyond what can be, such as a correlation above 1, the interval is cut, as in the figures. What
    is pooled of Freeman and Tukey's double arcsine is read as for endless samples: by one typical
    sample size, Miller's way back makes 0 % [0 %, 0 %] of pooled shares whose sizes differ much
    (Schwarzer et al. 2019, Res Synth Methods 10:476-483). Each effect of PFT is read by its own
    size where that is known.
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
        return np.asarray(self.measure.natural(values), dtype=float)

    def column(self, *columns: Any) -> list[Shown]:
        """Rows of estimate, interval and, where given, prediction interval."""
        return self._cut([self.values(column) for column in columns])

    def _cut(self, shown: list[Floats]) -> list[Shown]:
        low, high = self.measure.bounds
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
        shown = [
            [self.measure.natural(value, n) for value, n in zip(column, self.ni, strict=True)]
            for column in columns
        ]
        return self._cut([np.array(column, dtype=float) for column in shown])

    def one(self, *values: Number) -> Shown:
        """One row."""
        return self.column(*([np.nan if value is None else value] for value in values))[0]
