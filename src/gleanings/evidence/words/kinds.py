"""How each measure is spoken of, and its value of no effect on the scale that people read."""

import math
from functools import cache
from typing import NamedTuple

from ..conversions.back import back_transform
from ..effect_sizes import measures


class Kind(NamedTuple):
    """`speech` picks the sentences; `null` is None where there is no "no effect"."""

    speech: str
    null: float | None


_SPEECH: dict[tuple[str, float | None], tuple[str, ...]] = {
    ("correlation", 0.0): ("r", "rho", "COR", "UCOR", "ZCOR", "RPB", "RBIS", "PHI", "RTET"),
    ("partial", 0.0): ("beta", "PCOR", "ZPCOR", "SPCOR"),
    ("difference", 0.0): (
        "d", "g", "SMD", "SMDH", "SMD1", "SMD1H", "OR2D", "OR2DL", "OR2DN"
    ),
    ("change", 0.0): ("SMCC", "SMCR", "SMCRH"),
    ("odds", 1.0): ("OR", "PETO", "D2OR", "D2ORL", "D2ORN", "MPOR", "MPORC", "MPPETO"),
    ("risk", 1.0): ("RR", "MPRR"),
    ("hazard", 1.0): ("HR",),
    ("rate_ratio", 1.0): ("IRR",),
    ("risk_difference", 0.0): ("RD", "MPRD"),
    ("mean_difference", 0.0): ("MD",),
    ("mean_change", 0.0): ("MC",),
    ("slope", 0.0): ("b",),
    ("share", 0.0): ("eta2", "omega2", "R2"),
    ("f2", 0.0): ("f2",),
    ("percentage", None): ("percentage",),
    ("proportion", None): ("PR", "PLN", "PLO", "PAS"),
    ("mean", None): ("M", "MN", "MNLN"),
    ("people", None): ("n",),
    ("studies", None): ("k",),
    ("i2", None): ("I2",),
    ("tau2", None): ("tau2",),
    ("reliability", None): ("alpha", "ICC", "ARAW", "AHW", "ABT"),
    ("agreement", None): ("kappa",),
    # a test statistic says nothing of a size, and a bare count or range nothing by itself
    ("silent", None): (
        "t", "F", "chi2", "z", "Q", "QB", "QW", "QM", "QE", "QT", "count", "fraction", "range"
    ),
}  # fmt: skip
_KINDS = {name: Kind(*kind) for kind, names in _SPEECH.items() for name in names}


@cache
def kind_of(measure: str) -> Kind:
    """Kind of a measure; one without words of its own, or unknown, is told as a plain number."""
    if measure in _KINDS:
        return _KINDS[measure]
    chosen = measures().get(measure)
    if chosen is None or math.isnan(chosen.null):
        return Kind("other", None)
    return Kind("other", float(back_transform(chosen.null, measure)))
