"""`convert`: one door to the conversions, for a command line or a table of mixed reports."""

from collections.abc import Callable
from functools import partial
from typing import Any

import numpy as np

from ..inputs import choice
from . import checked, effects, statistics

__all__ = ["convert"]

TO = ("r", "d", "g", "fisher_z", "log_odds_ratio", "odds_ratio")

# what may be given: the columns of each way in, then how r or d comes of it
WAYS: tuple[tuple[tuple[str, ...], str, Callable[..., Any]], ...] = (
    (("t", "n1", "n2"), "d", statistics.d_from_t),
    (("f", "n1", "n2"), "d", statistics.d_from_f),
    (("p", "n1", "n2"), "d", statistics.d_from_p),
    (("t", "df"), "r", statistics.r_from_t),
    (("f", "df2"), "r", statistics.r_from_f),
    (("t", "n"), "r", lambda t, n: statistics.r_from_t(t, np.asarray(n) - 2)),
    (("f", "n"), "r", lambda f, n: statistics.r_from_f(f, np.asarray(n) - 2)),
    (("chi2", "n"), "r", statistics.r_from_chi2),
    (("z", "n"), "r", statistics.r_from_z),
    (("p", "n"), "r", statistics.r_from_p),
    (("r",), "r", partial(checked.correlation, "r")),
    (("fisher_z",), "r", effects.r_from_fisher_z),
    (("d", "n1", "n2"), "d", lambda d, n1, n2: checked.real("d", d)),
    (("d",), "d", partial(checked.real, "d")),
    (("log_odds_ratio",), "d", effects.d_from_log_odds),
    (
        ("odds_ratio",),
        "d",
        lambda odds_ratio: effects.d_from_log_odds(
            np.log(checked.positive("odds_ratio", odds_ratio))
        ),
    ),
)


def convert(to: str, **given: Any) -> Any:
    """A statistic or an effect as another effect.

    Parameters
    ----------
    to : "r", "d", "g" (needs n1 and n2), "fisher_z", "log_odds_ratio" or "odds_ratio".
    given : one of t with df, n, or n1 and n2; f (1 numerator df) with df2, n, or n1 and n2; chi2
        (1 df), z or p with n; p with n1 and n2; r; fisher_z; d; log_odds_ratio; odds_ratio.
        Numbers or arrays. f, chi2 and p give the positive direction.

    Examples
    --------
    >>> round(float(convert("r", t=2.5, df=40)), 4)
    0.3676
    >>> round(float(convert("d", odds_ratio=2.0)), 3)
    0.382
    """
    choice("to", to, TO)
    given = {name: value for name, value in given.items() if value is not None}
    kind, value = _read(given)
    n1, n2 = given.get("n1"), given.get("n2")
    if to in {"r", "fisher_z"}:
        r = value if kind == "r" else effects.r_from_d(value, n1, n2)
        return effects.fisher_z(r) if to == "fisher_z" else r
    d = value if kind == "d" else effects.d_from_r(value)
    if to == "d":
        return d
    if to == "g":
        if n1 is None or n2 is None:
            raise ValueError("g needs n1 and n2, the sizes of the two groups.")
        return effects.hedges_correction(np.asarray(n1) + np.asarray(n2) - 2) * d
    log_odds = effects.log_odds_from_d(d)
    return log_odds if to == "log_odds_ratio" else np.exp(log_odds)


def _read(given: dict[str, Any]) -> tuple[str, Any]:
    for names, kind, way in WAYS:
        fits = given.keys() == set(names) or (names == ("r",) and given.keys() == {"r", "n1", "n2"})
        if fits:
            return kind, np.asarray(way(*(given[name] for name in names)))[()]
    ways = "; ".join(" with ".join([names[0], *names[1:]]) for names, _, _ in WAYS)
    got = ", ".join(given) or "nothing"
    raise ValueError(f"Cannot convert from {got}. Give one of: {ways}.")
