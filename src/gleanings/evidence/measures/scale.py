"""The scales on which effects are analysed, and the way from what people read to each and back."""

import math
from collections.abc import Callable
from enum import StrEnum
from typing import Any, NamedTuple

import numpy as np

from ..distributions import Real


class Scale(StrEnum):
    """A scale on which effects are normal enough to be pooled, or intervals symmetric."""

    IDENTITY = "identity"
    LOG = "log"
    FISHER = "fisher"
    """Fisher's z of a correlation"""
    LOGIT = "logit"
    ARCSINE = "arcsine"
    """arcsine of a proportion's square root"""
    SQUARE_ROOT = "square_root"
    CUBE_ROOT = "cube_root"
    """of what is lacking from 1 (Hakstian & Whalen 1976)"""
    BONETT = "bonett"
    """logarithm of what is lacking from 1 (Bonett 2002)"""
    FREEMAN_TUKEY = "freeman_tukey"
    FREEMAN_TUKEY_RATE = "freeman_tukey_rate"

    def onto(self, value: Any) -> Any:
        """Numbers as people read them, on this scale; its ends, infinite or not, for those beyond.

        The two of Freeman and Tukey as for endless samples.
        """
        way = _WAYS[self]
        inside = np.maximum(way.domain[0], np.minimum(value, way.domain[1]))
        with np.errstate(divide="ignore", over="ignore"):
            return way.onto(inside)[()]

    def back(self, value: Any, n: float | None = None) -> Any:
        """Numbers on this scale as people read them.

        n : the sample size (or time at risk), for the two of Freeman and Tukey; as for endless
            samples without it.
        """
        x = np.asarray(value, dtype=float)
        with np.errstate(over="ignore", invalid="ignore"):
            if n is not None and self in _WITH_N:
                return _WITH_N[self](x, n)[()]
            return _WAYS[self].back(x)[()]

    @property
    def domain(self) -> tuple[float, float]:
        """Between which numbers, as people read them, there is a value on this scale."""
        return _WAYS[self].domain

    @property
    def needs_n(self) -> bool:
        """Does the exact way back need the sample sizes (or times at risk)?"""
        return self in _WITH_N


class _Way(NamedTuple):
    onto: Callable[[Any], Real]
    back: Callable[[Any], Real]
    domain: tuple[float, float]


def _arcsine_back(x: Real) -> Real:
    """Inverse of arcsin √p, cut at the ends of its range."""
    return np.sin(np.clip(x, 0, np.pi / 2)) ** 2


def _freeman_tukey(x: Real, n: float) -> Real:
    """Miller 1978 for a single sample size n, cut where no proportion could give x."""
    lowest = math.asin(math.sqrt(1 / (n + 1))) / 2
    highest = (math.asin(math.sqrt(n / (n + 1))) + math.pi / 2) / 2
    inside = np.clip(x, lowest, highest)
    sine = np.sin(2 * inside)
    root = np.sqrt(np.maximum(1 - (sine + (sine - 1 / sine) / n) ** 2, 0))
    p = (1 - np.sign(np.cos(2 * inside)) * root) / 2
    return np.where(x <= lowest, 0.0, np.where(x >= highest, 1.0, p))


def _freeman_tukey_rate(x: Real, n: float) -> Real:
    """Solves x = (√λ + √(λ + 1/n)) / 2 for λ, n the time at risk."""
    lowest = math.sqrt(1 / n) / 2
    inside = np.maximum(x, lowest)
    return (inside - 1 / (4 * n * inside)) ** 2


_ANYTHING = (-math.inf, math.inf)
_ABOVE_0 = (0.0, math.inf)
_SHARE = (0.0, 1.0)
_BELOW_1 = (-math.inf, 1.0)
_ARCSINE = _Way(lambda p: np.arcsin(np.sqrt(p)), _arcsine_back, _SHARE)
_SQUARE_ROOT = _Way(np.sqrt, lambda x: np.maximum(x, 0.0) ** 2, _ABOVE_0)
_WAYS = {
    Scale.IDENTITY: _Way(np.asarray, np.asarray, _ANYTHING),
    Scale.LOG: _Way(np.log, np.exp, _ABOVE_0),
    Scale.FISHER: _Way(np.arctanh, np.tanh, (-1.0, 1.0)),
    Scale.LOGIT: _Way(lambda p: np.log(p / (1 - p)), lambda x: (1 + np.tanh(x / 2)) / 2, _SHARE),
    Scale.ARCSINE: _ARCSINE,
    Scale.SQUARE_ROOT: _SQUARE_ROOT,
    Scale.CUBE_ROOT: _Way(lambda a: 1 - np.cbrt(1 - a), lambda x: 1 - (1 - x) ** 3, _BELOW_1),
    Scale.BONETT: _Way(lambda a: -np.log1p(-a), lambda x: -np.expm1(-x), _BELOW_1),
    Scale.FREEMAN_TUKEY: _ARCSINE,
    Scale.FREEMAN_TUKEY_RATE: _SQUARE_ROOT,
}
_WITH_N = {
    Scale.FREEMAN_TUKEY: _freeman_tukey,
    Scale.FREEMAN_TUKEY_RATE: _freeman_tukey_rate,
}
