"""Rules that several families share; each adds faults that name column, row and rule."""

import numpy as np

from ..inputs import Faults, Floats
from .formula import Columns

# counts that went through a float (0.1 * 30) are still counts
WHOLE = 1e-8


def need(columns: Columns, names: tuple[str, ...], faults: Faults) -> bool:
    """Are these columns all there? A fault for those that are not."""
    absent = [name for name in names if name not in columns]
    if absent:
        faults.say(f"column {', '.join(absent)} is needed")
    return not absent


def counts(columns: Columns, names: tuple[str, ...], faults: Faults) -> None:
    for name in names:
        x = columns[name]
        faults.check(name, x, np.isinf(x), "is infinite")
        faults.check(name, x, x < 0, "is not a count; it must be 0 or more")
        part = np.abs(x - np.round(np.where(np.isfinite(x), x, 0.0)))
        faults.check(name, x, (x >= 0) & np.isfinite(x) & (part > WHOLE), "is not a whole number")


def sizes(columns: Columns, names: tuple[str, ...], faults: Faults, least: int = 2) -> None:
    """Sample sizes; parts of a person are allowed, since effective sample sizes have them."""
    for name in names:
        n = columns[name]
        faults.check(name, n, n < 0, "is not a sample size; it must be 0 or more")
        few = (n >= 0) & (n < least)
        faults.undefined(name, n, few, f"is too small a sample; it must be at least {least}")
        faults.check(name, n, np.isinf(n), "is infinite")


def finite(columns: Columns, names: tuple[str, ...], faults: Faults) -> None:
    for name in names:
        faults.check(name, columns[name], np.isinf(columns[name]), "is infinite")


def standard_deviations(columns: Columns, names: tuple[str, ...], faults: Faults) -> None:
    for name in names:
        faults.check(name, columns[name], columns[name] < 0, "is a negative standard deviation")
        faults.check(name, columns[name], np.isinf(columns[name]), "is infinite")


def correlations(columns: Columns, names: tuple[str, ...], faults: Faults) -> None:
    for name in names:
        r = columns[name]
        faults.check(name, r, np.abs(r) > 1, "is not a correlation; it must lie between -1 and 1")


def person_times(columns: Columns, names: tuple[str, ...], faults: Faults) -> None:
    for name in names:
        t = columns[name]
        faults.check(name, t, t <= 0, "is not a time at risk; it must be above 0")
        faults.check(name, t, np.isinf(t), "is infinite")


def part_of(part: str, x: Floats, whole: str, n: Floats, faults: Faults) -> None:
    faults.check(part, x, x > n, f"is above its total {whole}")
