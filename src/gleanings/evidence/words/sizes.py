"""How large an effect is called, by conventions with their sources.

Values are always on the scale that people read: a ratio and not its logarithm, r and not Fisher's
z, a share between 0 and 1 (R², η²), whichever of the two names a measure goes by.
"""

import math
from dataclasses import dataclass

from ..conversions.effects import log_odds_from_d


@dataclass(frozen=True)
class Thresholds:
    """From which distance to "no effect" an effect is called small, moderate, large.

    For ratios the thresholds are ratios above 1 and hold for their inverse too. Where `small` and
    `moderate` are the same, the source knows no effect that is small and yet matters.
    """

    small: float
    moderate: float
    large: float
    source: str
    measures: tuple[str, ...]
    """names as in prose (`r`, `OR`) and metafor's (`ZCOR`, `SMD`)"""
    ratio: bool = False


_COHEN = "Cohen 1988, Statistical power analysis for the behavioral sciences"
_READ_BY_SIZE = (
    "Gignac & Szodorai 2016, Pers Individ Dif 102:74; Funder & Ozer 2019, Adv Methods Pract "
    "Psychol Sci 2:156"
)
_CORRELATIONS = (0.1, 0.2, 0.3)
_DIFFERENCES = (0.2, 0.5, 0.8)


def _as_odds(d: float) -> float:
    return math.exp(float(log_odds_from_d(d)))


# the ratios that stand for those differences
_ODDS = (_as_odds(0.2), _as_odds(0.5), _as_odds(0.8))

SIZES: dict[str, Thresholds] = {
    "correlation": Thresholds(
        *_CORRELATIONS,
        _READ_BY_SIZE,
        ("r", "rho", "COR", "UCOR", "ZCOR", "PCOR", "ZPCOR", "SPCOR", "RPB", "RBIS", "PHI", "RTET"),
    ),
    # a standardized coefficient stands in well for r up to a half (Peterson & Brown 2005)
    "standardized coefficient": Thresholds(
        *_CORRELATIONS, f"{_READ_BY_SIZE}; Peterson & Brown 2005, J Appl Psychol 90:175", ("beta",)
    ),
    "standardized difference": Thresholds(
        *_DIFFERENCES,
        f"{_COHEN}, p. 25",
        ("d", "g", "SMD", "SMDH", "SMD1", "SMD1H", "SMCC", "SMCR", "SMCRH", "OR2D", "OR2DL",
         "OR2DN"),
    ),
    "odds ratio": Thresholds(
        *_ODDS,
        f"{_COHEN}, p. 25; d = ln(OR)·√3/π, Hasselblad & Hedges 1995, Psychol Bull 117:167",
        ("OR", "PETO", "D2OR", "D2ORL", "D2ORN", "MPOR", "MPORC", "MPPETO"),
        ratio=True,
    ),
    # GRADE: a quarter more or less is appreciable, twice or half is large
    "risk ratio": Thresholds(
        1.25, 1.25, 2.0,
        "Guyatt et al. 2011, J Clin Epidemiol 64:1283 (1.25) and 64:1311 (2)",
        ("RR", "MPRR", "HR", "IRR"),
        ratio=True,
    ),
    "share of variance": Thresholds(
        0.01, 0.06, 0.14, f"{_COHEN}, p. 285", ("eta2", "omega2")
    ),
    # squares of the correlations', so that 7% is as large whether it was told as R² or as r
    "explained variance": Thresholds(0.01, 0.04, 0.09, _READ_BY_SIZE, ("R2",)),
    "Cohen's f²": Thresholds(0.02, 0.15, 0.35, f"{_COHEN}, p. 413", ("f2",)),
}  # fmt: skip
"""The thresholds by family of measures."""

_BY_MEASURE = {name: found for found in SIZES.values() for name in found.measures}

# A value that stands on its threshold is there in spite of the last bit of its decimals.
_ROUNDING = 1e-9


def thresholds(measure: str) -> Thresholds | None:
    """The thresholds of a measure; None where there is no agreement (mean and risk differences,
    whose size depends on the scale or on how frequent the outcome is; reliability; tests)."""
    return _BY_MEASURE.get(measure)


def size_of(measure: str, estimate: float) -> str | None:
    """ "none", "small", "moderate" or "large"; None without agreed thresholds, or without a number.

    `measure` is a name as in prose (`reading.KINDS`) or metafor's; `estimate` is on the scale that
    people read, so that size_of("OR", 1.0) and size_of("r", 0.0) are "none".

    Examples
    --------
    >>> size_of("r", -0.27), size_of("OR", 0.5), size_of("MD", 3.0)
    ('moderate', 'small', None)
    """
    known = thresholds(measure)
    if known is None or math.isnan(estimate) or (known.ratio and estimate < 0):
        return None
    far = _distance(known, estimate) + _ROUNDING
    for size in ("large", "moderate", "small"):
        if far >= _distance(known, getattr(known, size)):
            return size
    return "none"


def in_small(measure: str, value: float) -> float | None:
    """How many times the small threshold a value lies from no effect, with its sign.

    Ratios are compared by their logarithms. None without agreed thresholds, or for an impossible
    ratio.
    """
    known = thresholds(measure)
    if known is None or math.isnan(value) or (known.ratio and value < 0):
        return None
    side = value - 1 if known.ratio else value
    return math.copysign(_distance(known, value) / _distance(known, known.small), side)


def _distance(known: Thresholds, value: float) -> float:
    if not known.ratio:
        return abs(value)
    return abs(math.log(value)) if value > 0 else math.inf
