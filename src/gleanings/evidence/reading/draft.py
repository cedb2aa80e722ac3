"""A statistic while it is being put together from what stands beside it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from gleanings.evidence.reading.names import TESTS
from gleanings.evidence.reading.statistic import Number

# one capital by itself may be a letter of statistics, but "A random" begins a sentence
SENTENCE_BREAK = re.compile(
    r"[.?!\n](?:(?<=\n)\s*\n|"
    r"(?<!\n)[\])'\"]?\s+[\"'(]?(?:[A-ZÀ-Ý](?![A-Z]?[\s.=<>])|A(?=\s[a-z]{3})))"
)


@dataclass(slots=True)
class Draft:
    """``needs`` tells what must be found beside it, lest it was no statistic at all."""

    start: int
    end: int
    kind: str
    value: Number | None = None
    comparison: str = "="
    df1: Number | None = None
    df2: Number | None = None
    p: Number | None = None
    p_comparison: str | None = None
    p_corrected: bool = False
    n: Number | None = None
    n_stated: bool = False
    k: Number | None = None
    count: Number | None = None
    total: Number | None = None
    low: Number | None = None
    high: Number | None = None
    ci: tuple[Number, Number] | None = None
    level: float | None = None
    resampled: bool = False
    decrease: bool = False
    doubtful: tuple[str, ...] = ()
    loose: bool = False
    se: Number | None = None
    sd: Number | None = None
    sign: str = "="
    of_variance: bool = False
    needs: str = ""
    damaged: bool = False
    reach: int = 0
    partner: Draft | None = None
    p_before: PValue | None = None

    @property
    def is_test(self) -> bool:
        return self.kind in TESTS

    @property
    def has_p(self) -> bool:
        return self.p_comparison is not None

    def grow(self, end: int) -> None:
        """Take in what was found up to ``end``."""
        self.end = max(self.end, end)
        self.reach = max(self.reach, end)


@dataclass(frozen=True, slots=True)
class PValue:
    start: int
    end: int
    comparison: str
    number: Number | None
    plural: bool = False
    corrected: bool = False
    of_another: bool = False


@dataclass(frozen=True, slots=True)
class Interval:
    """Bounds of an estimate, as they are written.

    ``dashed``: the dash between them may be the upper one's minus: -0.27-0.12. ``glued``: the
    minus of the lower one may be a mere dash behind the label: CI-0.29-0.51. ``versus`` are the
    bounds of a second number that is compared: 7.4-8.1 versus 8.0-8.4.
    """

    start: int
    end: int
    low: Number
    high: Number
    level: float | None
    credible: bool = False
    dashed: bool = False
    glued: bool = False
    versus: tuple[Number, Number] | None = None


@dataclass(frozen=True, slots=True)
class Companion:
    """A number that says more of the statistic before it: SE, SD, n, k, df.

    ``pair`` are both df of "df = 1, 38" and where they end, for a test that has two.
    """

    start: int
    end: int
    kind: str
    number: Number
    pair: tuple[Number, Number, int] | None = None
    comparison: str = "="


Piece = Draft | PValue | Interval | Companion


@dataclass(slots=True)
class Page:
    """The text, its normalised twin (also in small letters), how it writes decimals, and where its
    numbers begin."""

    source: str
    plain: str
    comma: bool
    numbers: list[int] = field(default_factory=list)
    small: str = ""
