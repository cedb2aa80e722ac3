"""Pooling of effects: common-effect and random-effects models, meta-regression, subgroups."""

from .fit import pool
from .many import PooledMany, pool_many
from .predict import Predicted, Residuals, blups, predict, residuals
from .result import Coefficient, PooledEffect
from .subgroups import Subgroups, subgroups
from .tables import PooledTables, mantel_haenszel, peto

__all__ = [
    "Coefficient",
    "PooledEffect",
    "PooledMany",
    "PooledTables",
    "Predicted",
    "Residuals",
    "Subgroups",
    "blups",
    "mantel_haenszel",
    "peto",
    "pool",
    "pool_many",
    "predict",
    "residuals",
    "subgroups",
]
