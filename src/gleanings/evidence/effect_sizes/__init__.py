"""Effect sizes and their sampling variances, from what studies report."""

from .compute import EffectSizes, effect_measures, effect_size, family_of
from .possible import possible_variances

__all__ = ["EffectSizes", "effect_measures", "effect_size", "family_of", "possible_variances"]
