"""The network's own values, from files that therapists give by choice and that tell of nobody."""

from .given import Given, Taken, UnusableError, read_given, take
from .storing import forget, pool_measures, store

__all__ = [
    "Given",
    "Taken",
    "UnusableError",
    "forget",
    "pool_measures",
    "read_given",
    "store",
    "take",
]
