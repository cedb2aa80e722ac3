"""From one statistic to another, and into plain words."""

from .back import BackTransformed, back_transform

__all__ = ["BackTransformed", "back_transform"]
