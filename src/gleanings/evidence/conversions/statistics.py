"""From a test statistic, as papers report it, to r and d.

F, χ² and p do not say in which direction an effect goes: they give the positive one.
d is the standardized difference of two groups without small-sample correction; without n1 and n2
the groups are taken to be of one size.
"""

import numpy as np

from ..distributions import t_quantile
from . import checked
from .checked import Number
from .effects import d_from_r

__all__ = [
    "d_from_chi2",
    "d_from_f",
    "d_from_p",
    "d_from_t",
    "d_from_z",
    "r_from_chi2",
    "r_from_f",
    "r_from_p",
    "r_from_t",
    "r_from_z",
]


def r_from_t(t: Number, df: Number) -> Number:
    """r = t / √(t² + df) (Rosenthal 1991, eq. 2.16)."""
    t, df = checked.real("t", t), checked.positive("df", df)
    return (t / np.hypot(t, np.sqrt(df)))[()]


def r_from_f(f: Number, df2: Number) -> Number:
    """|r| of an F with 1 and `df2` degrees of freedom, which is the square of a t."""
    f = checked.number("f", f, 0.0, np.inf)
    return r_from_t(np.sqrt(f), df2)


def r_from_chi2(chi2: Number, n: Number) -> Number:
    """|r| = √(χ²/n) of a χ² with 1 degree of freedom: the phi coefficient."""
    chi2, n = checked.number("chi2", chi2, 0.0, np.inf), checked.sample("n", n)
    _at_most_n("chi2", chi2, n)
    return np.sqrt(chi2 / n)[()]


def r_from_z(z: Number, n: Number) -> Number:
    """r = z / √n (Rosenthal 1991, eq. 2.18)."""
    z, n = checked.real("z", z), checked.sample("n", n)
    _at_most_n("z squared", z**2, n)
    return (z / np.sqrt(n))[()]


def r_from_p(p: Number, n: Number, *, sides: int = 2) -> Number:
    """|r| whose t test with n - 2 degrees of freedom has this p, two-sided by default."""
    return r_from_t(_t_of(p, n, sides), checked.sample("n", n, 3) - 2)


def d_from_t(t: Number, n1: Number, n2: Number | None = None) -> Number:
    """d = t √(1/n1 + 1/n2) of two independent groups; `n1` alone is the total of both."""
    t = checked.real("t", t)
    n1, n2 = _groups(n1, n2)
    return (t * np.sqrt(1 / n1 + 1 / n2))[()]


def d_from_f(f: Number, n1: Number, n2: Number | None = None) -> Number:
    """|d| of an F with 1 numerator degree of freedom."""
    return d_from_t(np.sqrt(checked.number("f", f, 0.0, np.inf)), n1, n2)


def d_from_chi2(chi2: Number, n: Number) -> Number:
    """|d| by way of r."""
    return d_from_r(r_from_chi2(chi2, n))


def d_from_z(z: Number, n: Number) -> Number:
    """d by way of r."""
    return d_from_r(r_from_z(z, n))


def d_from_p(p: Number, n1: Number, n2: Number | None = None, *, sides: int = 2) -> Number:
    """|d| whose t test of two independent groups has this p."""
    n1, n2 = _groups(n1, n2)
    return d_from_t(_t_of(p, n1 + n2, sides), n1, n2)


def _t_of(p: Number, n: Number, sides: int) -> Number:
    if sides not in (1, 2):
        raise ValueError(f"sides is {sides!r}; a p value is one- or two-sided.")
    p = checked.number("p", p, 0.0, 1.0 if sides == 2 else 0.5)
    if np.any(p == 0):
        raise ValueError("p is 0, which no test gives; use the statistic itself, or its bound.")
    df = checked.sample("n", n, 3) - 2
    return np.abs(t_quantile(p / sides, df))


def _groups(n1: Number, n2: Number | None) -> tuple[Number, Number]:
    if n2 is None:
        half = checked.sample("n", n1, 3) / 2
        return half, half
    return checked.sample("n1", n1, 1), checked.sample("n2", n2, 1)


def _at_most_n(name: str, value: Number, n: Number) -> None:
    if np.any(value > n):
        raise ValueError(f"{name} is above n; with 1 degree of freedom it cannot be.")
