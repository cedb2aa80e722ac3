"""From where on an effect is called small, moderate, large: conventions, with their sources.

Values are always on the scale that people read: a ratio and not its logarithm, r and not Fisher's
z, a share between 0 and 1 (R², η²).
"""

import math
from dataclasses import dataclass

from ..distributions import LOGISTIC_SD


@dataclass(frozen=True)
class Thresholds:
    """From which distance to "no effect" an effect is called small, moderate, large.

    For ratios the thresholds are ratios above 1 and hold for their inverse too. Where `small` and
    `moderate` are the same, the source knows no effect that is small and yet matters.
    """

    family: str
    small: float
    moderate: float
    large: float
    source: str


_COHEN = "Cohen 1988, Statistical power analysis for the behavioral sciences"
_READ_BY_SIZE = (
    "Gignac & Szodorai 2016, Pers Individ Dif 102:74; Funder & Ozer 2019, Adv Methods Pract "
    "Psychol Sci 2:156"
)


def _as_odds(d: float) -> float:
    return math.exp(d * LOGISTIC_SD)


CORRELATION = Thresholds("correlation", 0.1, 0.2, 0.3, _READ_BY_SIZE)
# a standardized coefficient stands in well for r up to a half
COEFFICIENT = Thresholds(
    "standardized coefficient",
    CORRELATION.small,
    CORRELATION.moderate,
    CORRELATION.large,
    f"{_READ_BY_SIZE}; Peterson & Brown 2005, J Appl Psychol 90:175",
)
DIFFERENCE = Thresholds("standardized difference", 0.2, 0.5, 0.8, f"{_COHEN}, p. 25")
# the ratios that stand for those differences
ODDS = Thresholds(
    "odds ratio",
    _as_odds(DIFFERENCE.small),
    _as_odds(DIFFERENCE.moderate),
    _as_odds(DIFFERENCE.large),
    f"{_COHEN}, p. 25; d = ln(OR)·√3/π, Hasselblad & Hedges 1995, Psychol Bull 117:167",
)
# GRADE: a quarter more or less is appreciable, twice or half is large
RISK = Thresholds(
    "risk ratio",
    1.25,
    1.25,
    2.0,
    "Guyatt et al. 2011, J Clin Epidemiol 64:1283 (1.25) and 64:1311 (2)",
)
SHARE = Thresholds("share of variance", 0.01, 0.06, 0.14, f"{_COHEN}, p. 285")
# squares of the correlations', so that 7% is as large whether it was told as R² or as r
EXPLAINED = Thresholds("explained variance", 0.01, 0.04, 0.09, _READ_BY_SIZE)
F2 = Thresholds("Cohen's f²", 0.02, 0.15, 0.35, f"{_COHEN}, p. 413")

SIZES = {
    one.family: one
    for one in (CORRELATION, COEFFICIENT, DIFFERENCE, ODDS, RISK, SHARE, EXPLAINED, F2)
}
"""The thresholds by family of measures."""
