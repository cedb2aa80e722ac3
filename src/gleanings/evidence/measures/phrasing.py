"""In which sentences a measure is told, and what such sentences have in common."""

from enum import StrEnum


class Phrasing(StrEnum):
    """What a number says: the catalogue of `words` has the sentences of each."""

    CORRELATION = "correlation"
    PARTIAL = "partial"
    """a link, other things being equal"""
    SLOPE = "slope"
    DIFFERENCE = "difference"
    """between two groups, standardized"""
    MEAN_DIFFERENCE = "mean_difference"
    RISK_DIFFERENCE = "risk_difference"
    CHANGE = "change"
    """of one group, standardized"""
    MEAN_CHANGE = "mean_change"
    ODDS = "odds"
    RISK = "risk"
    HAZARD = "hazard"
    RATE_RATIO = "rate_ratio"
    SHARE = "share"
    """of the differences between people, accounted for"""
    F2 = "f2"
    PERCENTAGE = "percentage"
    PROPORTION = "proportion"
    MEAN = "mean"
    MEDIAN = "median"
    PEOPLE = "people"
    STUDIES = "studies"
    I2 = "i2"
    TAU2 = "tau2"
    RELIABILITY = "reliability"
    INTRACLASS = "intraclass"
    """how much alike what belongs together is"""
    AGREEMENT = "agreement"
    FRACTION = "fraction"
    """so many of so many"""
    RANGE = "range"
    OTHER = "other"
    SILENT = "silent"
    """a test statistic says nothing of a size, and a bare count nothing by itself"""


RATIOS = frozenset({Phrasing.ODDS, Phrasing.RISK, Phrasing.HAZARD, Phrasing.RATE_RATIO})
EVENTS = RATIOS | {Phrasing.RISK_DIFFERENCE}
"""Of what happens or does not, and how often."""
CORRELATIONS = frozenset({Phrasing.CORRELATION, Phrasing.PARTIAL})
STANDARDIZED = frozenset({Phrasing.DIFFERENCE, Phrasing.CHANGE})
IN_UNITS = frozenset({Phrasing.MEAN_DIFFERENCE, Phrasing.MEAN_CHANGE, Phrasing.SLOPE})
SHARES = frozenset({Phrasing.SHARE, Phrasing.F2})
LINKS = CORRELATIONS | SHARES | {Phrasing.SLOPE}
"""They speak of a link between two things; others of an effect."""
EFFECTS = CORRELATIONS | STANDARDIZED | IN_UNITS | RATIOS | {Phrasing.RISK_DIFFERENCE}
"""They say how strong something is, and which way."""
