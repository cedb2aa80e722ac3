"""Effect sizes and their sampling variances, from what studies report."""

from .compute import EffectSizes, effect_size, measures
from .measure import Measure

__all__ = ["EffectSizes", "Measure", "effect_size", "measures"]
