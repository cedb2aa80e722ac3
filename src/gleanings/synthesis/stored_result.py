"""What is stored of a run: the rows that went in, the answer in a few numbers, and what changed.

What came out is stored as an `Appraisal` of the evidence library. All of them go to JSON and back
by `gleanings.evidence.plain`, the one mechanism of results: a field that an earlier version did not
store has its default.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, Protocol

from gleanings.evidence.report import Label, WhyNotPooled


class WhyBeside(StrEnum):
    """Why a row is not pooled."""

    IT_IS_POOLED = ""
    RETRACTED = "retracted"
    MIXED_MEASURES = "mixed-measures"
    NOT_WEIGHED = "not-weighed"
    ONLY_A_BOUND = "only-a-bound"
    DIRECTION_NOT_SAID = "direction-not-said"
    BESIDE_STUDIES = "beside-studies"
    SHARE_PRIMARY_STUDIES = "share-primary-studies"


class Record(Protocol):
    """A row, or what a change or an exclusion says of one: by this readers may still see it."""

    @property
    def finding(self) -> int | None: ...
    @property
    def cluster(self) -> str: ...


@dataclass(frozen=True)
class Row:
    """One effect as it goes in, to be pooled or to stand ``beside``.

    ``estimate``, ``ci_low`` and ``ci_high`` are as they are read; ``yi`` and ``vi`` on the analysis
    scale, None where the row cannot be weighed. ``cluster`` is the same for effects of one study.
    """

    label: str
    cluster: str
    citation: str = ""
    doi: str = ""
    year: int | None = None
    subgroup: str = ""
    n: int | None = None
    k: int | None = None
    yi: float | None = None
    vi: float | None = None
    estimate: float | None = None
    ci_low: float | None = None
    ci_high: float | None = None
    measure: str = ""
    predictor: str = ""
    outcome: str = ""
    group: str = ""
    time: str = ""
    place: str = ""
    words: str = ""
    finding: int | None = None
    summary: int | None = None
    upload: int | None = None
    given: dict[str, Any] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)
    is_turned: bool = False
    """Whether ``yi`` has the other sign than the estimate: see `effect_of`."""
    is_meta_analysis: bool = False
    beside: WhyBeside = WhyBeside.IT_IS_POOLED
    study: str = ""
    """What its study is called, where ``label`` tells several effects of it apart."""
    bound: str = ""
    """">", ">=", "<" or "<=" where only a bound is reported: then ``limit``, and no estimate."""
    limit: float | None = None


@dataclass(frozen=True)
class LeftOut:
    """A finding that an editor left out."""

    finding: int
    words: str
    reason: str

    @property
    def cluster(self) -> str:
        return ""


@dataclass(frozen=True)
class Settings:
    """What the answer depends on beside the rows."""

    measure: str
    overlap: str
    better: str
    rho: float | None
    version: int
    """of the program's way of computing: `dataset.COMPUTATION` of then"""


@dataclass(frozen=True)
class Dataset:
    rows: tuple[Row, ...]
    excluded: tuple[LeftOut, ...]
    settings: Settings

    @property
    def pooled(self) -> list[Row]:
        return [row for row in self.rows if not row.beside]

    @property
    def beside(self) -> list[Row]:
        return [row for row in self.rows if row.beside]

    @property
    def in_force(self) -> list[Row]:
        """All but those of retracted articles: what is known, pooled or side by side."""
        return [row for row in self.rows if row.beside is not WhyBeside.RETRACTED]


@dataclass(frozen=True)
class Headline:
    """Where an answer stands: all that lists, histories and feeds say of it.

    The values are as they are read, and None where nothing is pooled.
    """

    measure: str
    level: float
    k: int
    n_studies: int
    n_people: int | None
    label: Label
    of_meta_analyses: bool = False
    """Whether what is pooled is itself pooled from several studies."""
    estimate: float | None = None
    ci_low: float | None = None
    ci_high: float | None = None
    prediction_low: float | None = None
    prediction_high: float | None = None
    why_not_pooled: WhyNotPooled | None = None
    baseline_risk: float | None = None
    """Share of cases in the comparison, the median of the studies'; None where not all say it."""


@dataclass(frozen=True)
class Mention:
    """A row's label, and by what it is known whether readers may still see it."""

    label: str
    finding: int | None
    cluster: str
    on: str = ""
    """When it was retracted: ISO as far as it is known."""
    withdrawn_on: str = ""
    """When an editor found that this was a source's mistake. It is never stored: readers get it."""


CHANGES = ("added", "removed", "retracted", "reinstated", "corrected", "described")


@dataclass(frozen=True)
class Change:
    """From one synthesis to the next; empty for the first."""

    added: tuple[Mention, ...] = ()
    removed: tuple[Mention, ...] = ()
    retracted: tuple[Mention, ...] = ()
    """Rows that no longer count since their article was retracted."""
    reinstated: tuple[Mention, ...] = ()
    corrected: tuple[Mention, ...] = ()
    described: tuple[Mention, ...] = ()
    settings: bool = False
    """Whether an editor changed the way it is computed."""
    computed_anew: bool = False
    """Whether the program computes in another way than the version before."""
    before: Headline | None = None
    after: Headline | None = None
    withdrawn: Mapping[str, int] = field(default_factory=dict)
    """How many of each kind readers may not see any more."""
