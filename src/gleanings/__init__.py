"""Gleanings: the publishing system of a practice research network."""

__version__ = "0.13.0"
