"""What a forest plot is of: effects, subgroups and pooled results."""

import math
from dataclasses import dataclass
from typing import Any, Protocol, TypeGuard

from gleanings.evidence.inputs import Floats
from gleanings.evidence.measures import Measure


class Pooled(Protocol):
    """What a figure needs of a pooled effect, on the scale that it was pooled on."""

    @property
    def estimate(self) -> float: ...
    @property
    def ci_low(self) -> float: ...
    @property
    def ci_high(self) -> float: ...
    @property
    def tau2(self) -> float | None: ...


@dataclass(frozen=True)
class Studies:
    """Effects and what they are called; `weights` in percent, None where nothing is pooled."""

    yi: Floats
    vi: Floats
    labels: list[str]
    cells: list[tuple[str, ...]]
    weights: Floats | None = None
    ends: tuple[Floats, Floats] | None = None
    """of their intervals, where these are known as they were reported; else from ``vi``"""


@dataclass(frozen=True)
class Subgroup:
    """A subgroup by the places of its members; `result` is None where it is not pooled."""

    name: str
    members: list[int]
    result: Pooled | None


@dataclass(frozen=True)
class Forest:
    """What a forest plot is of, everything in it pooled already (`result` None: nothing is)."""

    studies: Studies
    result: Pooled | None
    parts: list[Subgroup]
    between: Any
    measure: Measure
    level: float


def has_effect(result: Pooled | None) -> TypeGuard[Pooled]:
    """A meta-regression has no single one."""
    return result is not None and math.isfinite(result.estimate)
