"""What there is to know of one measure, but its formula: see `effect_sizes` for that."""

import math
from dataclasses import dataclass
from typing import Any

from ..language.catalogue import Text
from .funnel import AS_POOLED, Funnel
from .phrasing import EFFECTS, Phrasing
from .scale import Scale
from .sizes import Thresholds


@dataclass(frozen=True)
class Measure:
    """One measure, as people read it and as it is pooled.

    Numbers are as people read them: a ratio and not its logarithm, r and not Fisher's z.
    """

    code: str
    """as papers write it ("r", "OR") or as metafor names it ("ZCOR"); stored, so it stays"""
    name: Text
    """with its article, as it stands in a sentence"""
    phrasing: Phrasing

    # --- its numbers
    scale: Scale = Scale.IDENTITY
    """on which it is pooled"""
    interval: Scale | None = Scale.IDENTITY
    """on which its reported interval is estimate ± z × SE; None where it is not built so"""
    null: float | None = 0.0
    """the value of no effect; None where there is none (a mean)"""
    bounds: tuple[float, float] = (-math.inf, math.inf)
    """between which it lies, ends included"""
    thresholds: Thresholds | None = None
    """None where there is no agreement: the size depends on the units, or on a base rate"""
    funnel: Funnel = AS_POOLED
    """how small and large studies are compared"""
    reach: float | None = None
    """to which value an axis goes at least, so that small effects look small"""

    # --- how it is written
    symbol: str | None = None
    """what stands before its value; the name where there is none, "" where the value stands alone
    """
    label: Text | None = None
    """in a list of measures, where that is not its name and symbol"""
    title: Text | None = None
    """what is pooled, where that is not what people read: "log odds ratio" """
    estimator: Text | None = None
    """which of several estimators is meant where it is pooled: "Hedges' g" """
    per_cent: bool = False
    """written with a per cent sign"""
    maybe_per_cent: bool = False
    """beyond 1 it is in percentage points"""

    # --- where it comes from
    is_reported: bool = False
    """Can a text report it, and a finding be of it?"""
    is_test: bool = False
    """a test statistic, from which a p follows"""
    is_count: bool = False
    """It says how much was studied."""
    pooled_from: tuple[str, ...] = ()
    """codes of the reported measures that go in as this one"""
    reported_as: str = ""
    """code of the reported measure that its values are checked as; see `kind`"""
    reported_columns: tuple[str, ...] = ()
    """columns of its formula that its reported value and the sample sizes fill, in this order"""
    precision_follows_from_n: bool = False
    """Is Fisher's z of it normal with variance 1 / (n - 3) (Fisher 1921), nearly so for ranks?"""
    headers: str = ""
    """what its column is called in tables, in English and French: small letters and digits only"""
    is_common: bool = False
    """what psychotherapy research reports most; first in a list to choose from"""

    def label_in(self, language: str) -> str:
        """In a list of measures: "correlation (r)"."""
        if self.label is not None:
            return self.label.said_in(language)
        return self._specified(self.noun_in(language), self.symbol or "")

    def noun_in(self, language: str) -> str:
        """The name without its article: "odds ratio"."""
        return self.name.said_in(language).partition(" ")[2]

    def heading_in(self, language: str) -> str:
        """Over a column, along an axis: "Odds ratio"."""
        noun = self.noun_in(language)
        return noun[:1].upper() + noun[1:]

    def symbol_in(self, language: str) -> str:
        """What stands before its value: "r", "odds ratio"; "" where the value stands alone."""
        return self.noun_in(language) if self.symbol is None else self.symbol

    def title_in(self, language: str) -> str:
        """What is pooled: "log odds ratio"."""
        if self.title is not None:
            return self.title.said_in(language)
        return self._specified(self.noun_in(language), self._estimator_in(language))

    def pooled_name_in(self, language: str) -> str:
        """With its article, as the pooled effect is called: "a correlation"."""
        return self._specified(self.name.said_in(language), self._estimator_in(language))

    def pooled_label_in(self, language: str) -> str:
        """In a list of measures to pool on; of the rarer ones what exactly is pooled."""
        if self.label is not None:
            return self.label.said_in(language)
        if not self.is_common:
            return self.title_in(language)
        return self._specified(
            self.noun_in(language), self._estimator_in(language) or self.symbol or ""
        )

    def _estimator_in(self, language: str) -> str:
        return "" if self.estimator is None else self.estimator.said_in(language)

    @staticmethod
    def _specified(name: str, what: str) -> str:
        return f"{name} ({what})" if what else name

    @property
    def kind(self) -> str:
        """Code of the reported measure whose rules hold for it; "" where none are known."""
        return self.code if self.is_reported else self.reported_as

    @property
    def is_ratio(self) -> bool:
        return self.scale is Scale.LOG

    @property
    def is_effect(self) -> bool:
        """Does it say how strong something is, and does an interval belong to it?"""
        return self.phrasing in EFFECTS or (self.phrasing is Phrasing.OTHER and self.is_reported)

    @property
    def stays_within_one(self) -> bool:
        """APA style writes what is never beyond 1 without the zero before the point."""
        return self.bounds[1] == 1 and not self.maybe_per_cent

    @property
    def needs_n(self) -> bool:
        """Does the exact way back from the pooled scale need the sample sizes, or times?"""
        return self.scale.needs_n

    @property
    def pooled_null(self) -> float:
        """The value of no effect on the scale of pooling; NaN where there is none."""
        return math.nan if self.null is None else float(self.scale.onto(self.null))

    def natural(self, value: Any, n: float | None = None) -> Any:
        """From the scale of pooling to the one that people read."""
        return self.scale.back(value, n)

    def pooled(self, value: Any) -> Any:
        """From the scale that people read to the one of pooling."""
        return self.scale.onto(value)
