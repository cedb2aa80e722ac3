"""From moderators as a researcher has them (numbers, categories) to the columns of X."""

from collections.abc import Hashable, Mapping, Sequence
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from ..inputs import Faults, Floats, column

# A singular value this much smaller than the largest means that columns repeat each other: squared
# in the normal equations, it leaves coefficients and their test four digits, and below that none.
COLLINEAR = 1e-6


class ModelMatrix(NamedTuple):
    """X (k × p), the name of each column, and which of them are tested together (not the
    intercept, unless it stands alone); factors: names with all their levels, as texts."""

    X: Floats
    names: tuple[str, ...]
    tested: tuple[int, ...]
    factors: tuple[tuple[str, tuple[str, ...]], ...] = ()


def model_matrix(
    moderators: Any,
    k: int,
    *,
    intercept: bool = True,
    reference: Mapping[str, Hashable] | None = None,
) -> ModelMatrix:
    """X of a meta-regression.

    Parameters
    ----------
    moderators : a mapping (dict, data frame) of names to columns; or a k × p array of numbers. A
        column of numbers enters as it is. A column of text, booleans or other labels is a factor:
        one column of 0 and 1 for each level but the first in alphabetical order.
    reference : the level a factor's others are compared with, by name of the factor.
    intercept : put a column of ones first; an array's own column of ones is taken for it.

    Raises
    ------
    ValueError : missing values (with row), a factor with one level, columns that repeat each other.
    """
    faults = Faults("The moderators cannot be used")
    columns: dict[str, Floats] = {}
    factors = []
    for name, values in _named(moderators).items():
        own = _columns(name, values, k, dict(reference or {}), faults)
        columns |= own
        if name not in own:
            levels = sorted({str(level) for level in np.asarray(values).reshape(-1).tolist()})
            factors.append((name, tuple(levels)))
    faults.raise_if_any()
    constant = [name for name, x in columns.items() if np.ptp(x) == 0 and x[0] == 1]
    if intercept:
        for name in constant:
            del columns[name]
        columns = {"intercept": np.ones(k)} | columns
    names = tuple(columns)
    X = np.column_stack(list(columns.values())) if columns else np.ones((k, 0))
    _refuse_collinear(X, names)
    fixed = {"intercept", *constant}
    tested = tuple(i for i, name in enumerate(names) if name not in fixed)
    return ModelMatrix(X, names, tested or tuple(range(len(names))), tuple(factors))


def is_table(moderators: Any) -> bool:
    """A mapping or a data frame; a data frame's single column has items too, but no columns."""
    return isinstance(moderators, Mapping) or hasattr(moderators, "columns")


def _named(moderators: Any) -> dict[str, Any]:
    if is_table(moderators):
        return {str(name): values for name, values in moderators.items()}
    name = getattr(moderators, "name", None)
    array = np.asarray(moderators)
    if array.ndim == 1:
        return {str(name or "moderator"): array}
    if array.ndim != 2:
        raise ValueError("moderators must be a mapping of columns, or one array of k rows.")
    if array.dtype.kind not in "fiu":
        raise ValueError(
            "An array of several moderators must hold numbers; for categories give a mapping of "
            "names to columns."
        )
    return {f"moderator {i + 1}": array[:, i] for i in range(array.shape[1])}


def _columns(
    name: str, values: Any, k: int, reference: Mapping[str, Any], faults: Faults
) -> dict[str, Floats]:
    raw = np.asarray(values).reshape(-1)
    if raw.size != k:
        faults.say(f"{name}: has {raw.size} rows, the effects have {k}")
        return {}
    if name not in reference and _is_numeric(raw):
        x = column(name, raw, faults)
        faults.check(name, x, ~np.isfinite(x), "is missing or infinite; leave the row out")
        return {name: x}
    return _factor(name, raw, reference.get(name), faults)


def _is_numeric(raw: NDArray[Any]) -> bool:
    if raw.dtype.kind in "fiu":
        return True
    if raw.dtype.kind != "O":
        return False
    return all(v is None or (isinstance(v, int | float) and not isinstance(v, bool)) for v in raw)


def _factor(name: str, raw: NDArray[Any], first: Any, faults: Faults) -> dict[str, Floats]:
    labels: Sequence[Any] = raw.tolist()
    for row, label in enumerate(labels):
        if label is None or label != label:
            faults.add(name, row, label, "is missing; leave the row out")
            return {}
    levels = sorted(set(labels), key=lambda level: (str(level).casefold(), str(level)))
    if first is not None:
        if first not in levels:
            faults.say(f"{name}: the reference {first!r} is not among its levels {levels}")
            return {}
        levels = [first, *(level for level in levels if level != first)]
    if len(levels) < 2:
        faults.say(f"{name}: has one level only ({levels[0]!r}); it moderates nothing")
        return {}
    return {
        f"{name}: {level}": np.array([float(label == level) for label in labels])
        for level in levels[1:]
    }


def _refuse_collinear(X: Floats, names: tuple[str, ...]) -> None:
    k, p = X.shape
    if p == 0:
        raise ValueError("There are no moderators and no intercept; nothing to estimate.")
    if k <= p:
        raise ValueError(
            f"{k} effects cannot carry {p} coefficients ({', '.join(names)}); at least {p + 1} "
            "effects are needed. Use fewer moderators."
        )
    length = np.linalg.norm(X, axis=0)
    empty = [name for name, size in zip(names, length, strict=True) if size == 0]
    if empty:
        raise ValueError(f"The moderator {', '.join(empty)} is 0 in every row; leave it out.")
    _, singular, vectors = np.linalg.svd(X / length, full_matrices=False)
    if singular[-1] > COLLINEAR * singular[0]:
        return
    involved = [name for name, part in zip(names, vectors[-1], strict=True) if abs(part) > 1e-6]
    raise ValueError(
        f"The columns {', '.join(involved)} repeat each other (one follows from the others), so "
        "that their coefficients cannot be told apart; leave one out."
    )
