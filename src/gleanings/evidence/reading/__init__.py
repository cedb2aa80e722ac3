"""Statistics read out of prose."""

from gleanings.evidence.reading.reader import read_statistics
from gleanings.evidence.reading.statistic import KINDS, Number, Statistic

__all__ = ["KINDS", "Number", "Statistic", "read_statistics"]
