"""Effects that depend on each other: several from one study."""

from gleanings.evidence.dependent.aggregate import Aggregated, aggregate
from gleanings.evidence.dependent.clustered import ClusteredEffect, pool_clustered
from gleanings.evidence.dependent.multilevel import correlated_hierarchical, three_level
from gleanings.evidence.dependent.profile import profile_intervals
from gleanings.evidence.dependent.result import (
    ClusteredCoefficient,
    ComponentIntervals,
    MultilevelEffect,
    WaldTest,
)
from gleanings.evidence.dependent.robust import RobustEffect, robust

__all__ = [
    "Aggregated",
    "ClusteredCoefficient",
    "ClusteredEffect",
    "ComponentIntervals",
    "MultilevelEffect",
    "RobustEffect",
    "WaldTest",
    "aggregate",
    "correlated_hierarchical",
    "pool_clustered",
    "profile_intervals",
    "robust",
    "three_level",
]
