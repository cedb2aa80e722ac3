"""Checks of the numbers that a text reports: recomputed as far as the text allows."""

from gleanings.evidence.checking.checker import check, check_statistic
from gleanings.evidence.checking.grim import mean_possible, percentage_possible
from gleanings.evidence.checking.outcome import Outcome
from gleanings.evidence.checking.verdict import Verdict

__all__ = [
    "Outcome",
    "Verdict",
    "check",
    "check_statistic",
    "mean_possible",
    "percentage_possible",
]
