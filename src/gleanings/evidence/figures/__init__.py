"""Figures of a meta-analysis: forest, funnel and cumulative plots as SVG, PNG or PDF."""

from gleanings.evidence.figures.card import Interval, finding_card
from gleanings.evidence.figures.cumulative import cumulative_plot
from gleanings.evidence.figures.forest import forest_plot
from gleanings.evidence.figures.funnel import funnel_plot
from gleanings.evidence.figures.interval import interval_chart
from gleanings.evidence.figures.words import FRENCH, Words, words_of

__all__ = [
    "FRENCH",
    "Interval",
    "Words",
    "cumulative_plot",
    "finding_card",
    "forest_plot",
    "funnel_plot",
    "interval_chart",
    "words_of",
]
