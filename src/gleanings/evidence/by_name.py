"""Columns that are given by their names in a table: `pool("yi", "vi", data=frame)`."""

from typing import Any

import numpy as np

from .inputs import Faults, column


def named(data: Any, *values: Any) -> tuple[Any, ...]:
    """Each value as it came, or the column of `data` that it names; of a list of names a mapping.

    data : a data frame, a mapping of names to columns, or None, where nothing is looked up.

    Raises
    ------
    ValueError : for a name that data does not have.
    """
    if data is None:
        return values
    return tuple(_looked_up(data, value) for value in values)


def _looked_up(data: Any, value: Any) -> Any:
    if isinstance(value, str):
        return _column(data, value)
    if isinstance(value, list | tuple) and value and all(isinstance(one, str) for one in value):
        return {name: _column(data, name) for name in value}
    return value


def _column(data: Any, name: str) -> Any:
    has = list(data.keys())
    if name not in has:
        raise ValueError(f"data has no column {name!r}; it has {', '.join(map(str, has))}.")
    return data[name]


def variances(vi: Any, sei: Any) -> Any:
    """vi, or the squares of standard errors that came instead.

    Raises
    ------
    ValueError : where both came, or neither, or a standard error is not above 0.
    """
    if sei is None:
        if vi is None:
            raise ValueError("Give vi, the sampling variances, or sei, the standard errors.")
        return vi
    if vi is not None:
        raise ValueError("Give vi or sei, not both.")
    faults = Faults("These standard errors cannot be used")
    se = column("sei", sei, faults)
    faults.check("sei", se, np.isfinite(se) & (se <= 0), "is not a standard error; above 0")
    faults.raise_if_any()
    return se**2
