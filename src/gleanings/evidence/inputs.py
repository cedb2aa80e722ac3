"""What comes in is looked at once, here: columns of numbers, effects and their variances.

A fault names the column, the row (counted from 1, as in a table), the value seen and the rule it
breaks; all faults of a call are reported together in one ValueError.
"""

from collections.abc import Hashable, Sequence
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Missing = Literal["refuse", "drop"]

__all__ = [
    "Faults",
    "Floats",
    "Missing",
    "choice",
    "column",
    "effects",
    "groups",
    "level_of",
    "rows",
]

# A message of 10,000 lines helps nobody; beyond this many, faults are counted.
SHOWN = 20


class Faults:
    """Collects what is wrong with the input of one call, then raises it all as one ValueError."""

    def __init__(self, what: str) -> None:
        self.what = what
        self.messages: list[str] = []
        self.without_effect: set[int] = set()

    def add(self, name: str, row: int | None, value: object, rule: str) -> None:
        """One fault; `row` counts from 0 as NumPy does, and is reported from 1."""
        where = name if row is None else f"{name}, row {row + 1}"
        self.messages.append(f"{where}: {value!r} {rule}")

    def say(self, message: str) -> None:
        self.messages.append(message)

    def check(self, name: str, values: Floats, wrong: NDArray[np.bool_], rule: str) -> None:
        """A fault for each row where `wrong` holds."""
        for row in np.flatnonzero(wrong):
            self.add(name, int(row), _plain(values[row]), rule)

    def undefined(self, name: str, values: Floats, rows: NDArray[np.bool_], rule: str) -> None:
        """Rows that can be as they are but have no effect, such as a group of nobody: no fault."""
        self.without_effect.update(np.flatnonzero(rows).tolist())

    def raise_if_any(self) -> None:
        if not self.messages:
            return
        shown = self.messages[:SHOWN]
        rest = len(self.messages) - len(shown)
        if rest:
            shown.append(f"and {rest} more")
        raise ValueError(f"{self.what}: " + "; ".join(shown) + ".")


def column(name: str, values: Any, faults: Faults) -> Floats:
    """`values` as a one-dimensional array of floats; None and missing become NaN.

    Text and booleans are refused, even text that looks like a number: a column read from a file
    as text was read wrongly. A single number becomes a column of one row.
    """
    if isinstance(values, np.ma.MaskedArray):
        values = np.ma.filled(values.astype(float), np.nan)
    try:
        raw = np.asarray(values)
    except ValueError:
        faults.say(f"{name}: rows of different length; give one number per row")
        return np.empty(0)
    if raw.ndim > 1:
        faults.say(f"{name}: has {raw.ndim} dimensions; give one number per row")
        return np.empty(0)
    raw = raw.reshape(-1)
    if raw.dtype.kind in "fiu":
        return raw.astype(float)
    return np.array([_number(name, i, v, faults) for i, v in enumerate(raw.tolist())], dtype=float)


def _number(name: str, row: int, value: Any, faults: Faults) -> float:
    if value is None or type(value).__name__ == "NAType":
        return float("nan")
    if isinstance(value, str | bytes):
        faults.add(name, row, value, "is text, not a number")
        return 0.0
    if isinstance(value, bool | complex):
        faults.add(name, row, value, "is not a real number")
        return 0.0
    try:
        return float(value)
    except (TypeError, ValueError, OverflowError):
        faults.add(name, row, value, "is not a number")
        return 0.0


def effects(
    yi: Any, vi: Any, *, missing: Missing = "refuse", least: int = 1
) -> tuple[Floats, Floats]:
    """Effects and their sampling variances, ready to be pooled: finite, as long as each other.

    Parameters
    ----------
    yi, vi : one number per effect; `vi` are variances (squared standard errors), above 0.
    missing : "refuse" raises on NaN or None; "drop" leaves out the rows that have one in either
        column (`rows` tells which).
    least : the fewest effects that will do.

    Raises
    ------
    ValueError : naming column, row and rule of every fault.
    """
    faults = Faults("These effects cannot be pooled")
    y, v = column("yi", yi, faults), column("vi", vi, faults)
    if not faults.messages and y.shape == v.shape and y.size >= least and _usable(y, v):
        return y, v
    if not faults.messages and y.shape != v.shape:
        faults.say(f"yi has {y.size} rows and vi has {v.size}; give one variance per effect")
    faults.raise_if_any()
    if missing == "drop":
        kept = ~(np.isnan(y) | np.isnan(v))
        y, v = y[kept], v[kept]
    _check_values(y, v, faults)
    if y.size < least:
        had = "no effects" if y.size == 0 else f"only {y.size} effect" + "s" * (y.size > 1)
        faults.say(f"{had}; at least {least} {'is' if least == 1 else 'are'} needed")
    faults.raise_if_any()
    return y, v


def from_the_most_precise(y: Floats, v: Floats) -> Floats:
    """Effects counted from the most precise one: 0 where they differ from it by rounding alone."""
    rest = y - y[v.argmin()]
    rest[np.abs(rest) <= 4 * np.finfo(float).eps * np.abs(y).max()] = 0.0
    return np.asarray(rest)


def _usable(y: Floats, v: Floats) -> bool:
    """Nothing wrong at all, found out quickly: NaN fails every comparison."""
    return bool(np.isfinite(y).all() and (v > 0).all() and np.isfinite(v).all())


def _check_values(y: Floats, v: Floats, faults: Faults) -> None:
    hint = 'is missing; leave the row out, or pass missing="drop"'
    faults.check("yi", y, np.isnan(y), hint)
    faults.check("yi", y, np.isinf(y), "is infinite")
    faults.check("vi", v, np.isnan(v), hint)
    faults.check("vi", v, np.isinf(v), "is infinite; such an effect says nothing, leave it out")
    faults.check("vi", v, v <= 0, "is not a variance; it must be above 0")


def rows(*columns: Any, missing: Missing = "refuse") -> NDArray[np.bool_]:
    """Which rows have a value in every column; all of them unless ``missing="drop"``.

    Columns may hold numbers or labels; None and NaN are missing. Use it to keep clusters and
    moderators in step with the effects: ``kept = rows(yi, vi, cluster, missing="drop")``.
    """
    sizes = {np.shape(c)[0] if np.ndim(c) else 1 for c in columns}
    if len(sizes) > 1:
        raise ValueError(f"Columns of different length: {sorted(sizes)} rows.")
    kept = np.ones(sizes.pop() if sizes else 0, dtype=bool)
    if missing == "drop":
        for values in columns:
            kept &= ~_is_missing(values)
    return kept


def _is_missing(values: Any) -> NDArray[np.bool_]:
    raw = np.asarray(values).reshape(-1)
    if raw.dtype.kind == "f":
        return np.isnan(raw)
    if raw.dtype.kind != "O":
        return np.zeros(raw.size, dtype=bool)
    return np.array([_missing_label(v) for v in raw.tolist()], dtype=bool)


def _missing_label(value: Any) -> bool:
    if value is None or type(value).__name__ in {"NAType", "NaTType"}:
        return True
    return isinstance(value, float) and value != value


def groups(name: str, labels: Any, k: int) -> tuple[NDArray[np.intp], list[Hashable]]:
    """Labels of clusters or subgroups as (index of each row, labels in order of appearance).

    Raises ValueError where a label is missing or there are not `k` of them.
    """
    raw: Sequence[Any] = np.asarray(labels).reshape(-1).tolist()
    faults = Faults(f"The column {name} cannot be used")
    if len(raw) != k:
        faults.say(f"it has {len(raw)} rows, the effects have {k}")
    for row, label in enumerate(raw):
        if _missing_label(label):
            faults.add(name, row, label, "is missing; name a group for each effect")
    faults.raise_if_any()
    order: dict[Hashable, int] = {}
    index = np.array([order.setdefault(label, len(order)) for label in raw], dtype=np.intp)
    return index, list(order)


def choice(name: str, value: Any, options: Sequence[str]) -> str:
    """`value` if it is one of `options`, else a ValueError that lists them."""
    if value not in options:
        raise ValueError(f"{name} is {value!r}; it must be one of {', '.join(options)}.")
    return str(value)


def level_of(level: Any, name: str = "level") -> float:
    """A confidence level as a fraction: 0.95, never 95."""
    number = float(level)
    if not 0 < number < 1:
        hint = f" (for {number:g} % write {number / 100:g})" if 1 <= number < 100 else ""
        raise ValueError(f"{name} is {level!r}; it must lie between 0 and 1{hint}.")
    return number


def _plain(value: Any) -> object:
    return value.item() if isinstance(value, np.generic) else value
