"""Every fact about a measure, once: see `table`."""

from .measure import Measure
from .phrasing import Phrasing
from .scale import Scale
from .sizes import SIZES, Thresholds
from .table import FISHERS_Z, FRACTION, GEN, MEASURES, RANGE, UNKNOWN, K, N, Z

__all__ = [
    "FISHERS_Z",
    "FRACTION",
    "GEN",
    "MEASURES",
    "RANGE",
    "SIZES",
    "UNKNOWN",
    "K",
    "Measure",
    "N",
    "Phrasing",
    "Scale",
    "Thresholds",
    "Z",
    "measure_of",
    "reported",
    "reported_measures",
]


def measure_of(code: str, unknown: Measure | None = None) -> Measure:
    """The measure of a code, metafor's names in small letters too.

    For a code that there is none of, `unknown`, or else a ValueError.
    """
    found = MEASURES.get(code) or MEASURES.get(code.upper()) or unknown
    if found is None:
        raise ValueError(f"There is no measure {code!r}; there are {', '.join(MEASURES)}.")
    return found


def reported(code: str, *, has_precision: bool, unknown: Measure | None = None) -> Measure:
    """The measure that a text reports under a code.

    A z with an interval or a standard error is Fisher's z of a correlation; one without is that of
    a test.
    """
    return FISHERS_Z if code == Z.code and has_precision else measure_of(code, unknown)


def reported_measures() -> list[Measure]:
    """Those that a text can report, in the order of the table."""
    return [one for one in MEASURES.values() if one.is_reported]
