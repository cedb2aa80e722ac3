"""What a therapist may rate with: one file each, with its licence and the sources of its numbers.

A file has items only where its licence lets them be shown, and only in the languages whose wording
was checked; elsewhere the total is written down. ``docs/practice.md`` says how to add one.
"""

from .measure import Measure, Sourced
from .table import measures

__all__ = ["Measure", "Sourced", "measures"]
