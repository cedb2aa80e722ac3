"""One engine run behind a synthesis: all its numbers, its figures, and scripts that redo them."""

from gleanings.evidence.appraisal.figures import cumulative_over_years, forest, funnel
from gleanings.evidence.appraisal.reproduction import reproduction_script
from gleanings.evidence.appraisal.result import Appraisal
from gleanings.evidence.appraisal.run import appraise

__all__ = [
    "Appraisal",
    "appraise",
    "cumulative_over_years",
    "forest",
    "funnel",
    "reproduction_script",
]
