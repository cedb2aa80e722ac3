"""Effect sizes and their sampling variances, from what studies report."""

from .compute import EffectSizes, effect_measures, effect_size, family_of

__all__ = ["EffectSizes", "effect_measures", "effect_size", "family_of"]
