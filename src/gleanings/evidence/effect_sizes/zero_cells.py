"""What to add to tables with empty cells (`add`, `to`, `drop00`), as metafor's escalc does.

A log odds ratio of a table with an empty cell is infinite; adding 1/2 to each of its cells keeps
it finite (Anscombe 1956; Gart & Zweifel 1967).
"""

import numpy as np

from ..inputs import Floats
from .formula import Options

TO = ("only0", "all", "if0all", "none")


def amount(cells: tuple[Floats, ...], o: Options) -> Floats:
    """What to add to each cell of each row."""
    k = cells[0].size
    if o.to == "none" or o.add == 0:
        return np.zeros(k)
    empty = np.any([cell == 0 for cell in cells], axis=0) if k else np.zeros(0, dtype=bool)
    if o.to == "all":
        return np.full(k, o.add)
    if o.to == "if0all":
        return np.full(k, o.add if empty.any() else 0.0)
    return np.where(empty, o.add, 0.0)


def adjusted(cells: tuple[Floats, ...], o: Options) -> list[Floats]:
    """The cells with what is added; a row without any cell of its own stays as it is."""
    more = amount(cells, o)
    return [cell + more for cell in cells]
