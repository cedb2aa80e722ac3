"""Whether results went missing: funnel asymmetry, trim and fill, selection, fail-safe N."""

from gleanings.evidence.bias.failsafe import FailsafeN, failsafe_n
from gleanings.evidence.bias.rank_correlation import RankCorrelation, rank_correlation
from gleanings.evidence.bias.regression import PetPeese, RegressionTest, egger, pet_peese
from gleanings.evidence.bias.selection import SelectionModel, selection_model
from gleanings.evidence.bias.trim_and_fill import TrimAndFill, trim_and_fill

__all__ = [
    "FailsafeN",
    "PetPeese",
    "RankCorrelation",
    "RegressionTest",
    "SelectionModel",
    "TrimAndFill",
    "egger",
    "failsafe_n",
    "pet_peese",
    "rank_correlation",
    "selection_model",
    "trim_and_fill",
]
