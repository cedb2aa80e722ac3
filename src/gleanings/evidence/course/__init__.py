"""A course of ratings, session by session: what was to be expected, and drops to ask about."""

from .chart import ChartedSession, control_chart
from .reliable import error_sd, reliable_change

__all__ = ["ChartedSession", "control_chart", "error_sd", "reliable_change"]
