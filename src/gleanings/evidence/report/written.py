"""Values of a measure, written as people read them: a ratio, not its logarithm."""

import math
from dataclasses import dataclass

from ..language.catalogue import Language
from ..measures import GEN, Measure, measure_of


@dataclass(frozen=True)
class Written:
    """Writes values of a measure in a language; without a measure, effects as they are given."""

    measure: Measure
    spoken: Language

    @classmethod
    def of(cls, code: str | None, spoken: Language) -> "Written":
        return cls(measure_of(code or GEN.code), spoken)

    @property
    def name(self) -> str:
        """With its article: "a correlation", and not Fisher's z of one."""
        return self.measure.pooled_name_in(self.spoken.code)

    @property
    def null(self) -> float:
        """The value of no effect on the scale of pooling; NaN where there is none."""
        return self.measure.pooled_null

    @property
    def shown_null(self) -> str:
        return "0" if math.isnan(self.null) else f"{self.natural(self.null):.0f}"

    def natural(self, x: float) -> float:
        """Back from the scale of pooling."""
        return float(self.measure.natural(x))

    def pooled(self, x: float) -> str:
        """A value on the scale of pooling."""
        return self.value(self.natural(x))

    def value(self, x: float | None) -> str:
        """A value on the scale that people read."""
        return self.spoken.number(x, within_one=self.measure.stays_within_one)

    def ends(self, low: float, high: float) -> str:
        """An interval from the scale of pooling."""
        return self.interval(self.natural(low), self.natural(high))

    def interval(self, low: float | None, high: float | None) -> str:
        """An interval on the scale that people read, in brackets."""
        return self.spoken.say("[{low}, {high}]", low=self.value(low), high=self.value(high))
