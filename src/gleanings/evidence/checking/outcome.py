"""What one check of one statistic came to."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

CONSISTENT = "consistent"
INCONSISTENT = "inconsistent"
DECISION_ERROR = "decision error"
NOT_CHECKABLE = "not checkable"
# Notes: the numbers do not contradict each other, but the text should be mended all the same.
ROUNDING_SLIP = "rounding slip"
STYLE_NOTE = "style note"

# Of several checks on one statistic the gravest speaks.
GRAVITY = {
    NOT_CHECKABLE: 0,
    CONSISTENT: 1,
    STYLE_NOTE: 2,
    ROUNDING_SLIP: 3,
    INCONSISTENT: 4,
    DECISION_ERROR: 5,
}


@dataclass(frozen=True, slots=True)
class Outcome:
    """``rule`` names the sentence in ``report``, ``numbers`` fill it; ``recomputed`` is the value
    that the reported one was held against, None where there is none."""

    verdict: str
    rule: str
    numbers: dict[str, Any] = field(default_factory=dict)
    recomputed: float | None = None
