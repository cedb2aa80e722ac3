"""A course of ratings, session by session: what was to be expected, and drops to ask about."""

from .chart import ChartedSession, control_chart
from .other_rules import beyond_three_sigma, reliable_falls
from .pooled import PooledRatings, Spread, TooFewError, pool_ratings, spread_of
from .reliable import error_sd, reliable_change

__all__ = [
    "ChartedSession",
    "PooledRatings",
    "Spread",
    "TooFewError",
    "beyond_three_sigma",
    "control_chart",
    "error_sd",
    "pool_ratings",
    "reliable_change",
    "reliable_falls",
    "spread_of",
]
