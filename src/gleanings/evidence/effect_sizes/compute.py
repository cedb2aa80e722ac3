"""`effect_size`: from the columns of a table to effects and their sampling variances."""

from collections.abc import Mapping
from typing import Any, Literal, NamedTuple

import numpy as np

from ..by_name import named
from ..inputs import Faults, Floats, choice, column
from ..measures import MEASURES, Measure
from .formula import Columns, Family, Formula, Options
from .registry import FORMULAS, LABELS
from .zero_cells import TO


class EffectSizes(NamedTuple):
    """Effects `yi` and their sampling variances `vi`, one of each per row; unpacks as a pair."""

    yi: Floats
    vi: Floats


def effect_measures() -> Mapping[str, Measure]:
    """Every measure that can be computed, and so pooled, by its code."""
    return {code: MEASURES[code] for code in FORMULAS}


def family_of(measure: str) -> Family:
    """Which columns it takes, and how they are checked."""
    return FORMULAS[measure].family


def effect_size(
    measure: str,
    *,
    vtype: str | None = None,
    add: float | None = None,
    to: Literal["only0", "all", "if0all", "none"] = "only0",
    drop00: bool = False,
    correct: bool = True,
    missing: Literal["refuse", "keep"] = "refuse",
    data: Any = None,
    **columns: Any,
) -> EffectSizes:
    """Effect sizes and their sampling variances, named and computed as in metafor's ``escalc``.

    Parameters
    ----------
    measure : "OR", "SMD", "ZCOR", ...; `effect_measures()` lists them with their columns.
    data : a data frame or a mapping of columns, of which those with the measure's own names are
        taken and others passed over; columns may also be names in it: ``ni="N"``.
    columns : one number per row, by metafor's names (ai, bi, n1i, m1i, sd1i, ri, xi, ...); a
        single number stands for every row.
    vtype : which sampling variance, where a measure has several; the first of its `vtypes` unless
        told otherwise.
    add, to, drop00 : what to add to empty cells (1/2, except for measures that do without), to
        which rows ("only0": those with an empty cell; "all"; "if0all": all if any has one;
        "none"), and whether rows with no events (or only events) in both groups have no effect.
    correct : correct the small-sample bias of standardized measures (Hedges) and log SDs.
    missing : "refuse" raises where a value is missing; "keep" gives such rows NaN.

    Returns
    -------
    EffectSizes : (yi, vi), logs for ratios. A row whose effect is not defined (a group of nobody
        or, for a mean, of one; an odds ratio of an empty cell to which nothing is added) has NaN in
        both; `pool` refuses it by its row.

    Raises
    ------
    ValueError : impossible input, each fault with column, row (from 1), value and rule.

    Examples
    --------
    >>> yi, vi = effect_size("RR", ai=[4, 6], n1i=[123, 306], ci=[11, 29], n2i=[139, 303])
    >>> yi.round(4).tolist()
    [-0.8893, -1.5854]
    """
    known = measure.upper() if isinstance(measure, str) else measure
    chosen = FORMULAS[choice("measure", known if known in FORMULAS else measure, tuple(FORMULAS))]
    if data is not None:
        columns = _out_of(data, chosen, columns)
    options = _options(chosen, vtype, add, to, drop00, correct)
    faults = Faults(f"{chosen.code} cannot be computed")
    prepared = chosen.family.prepare(_table(chosen, columns, faults), faults)
    complete = _complete(prepared, missing, faults)
    faults.raise_if_any()
    complete[list(faults.without_effect)] = False
    yi, vi = np.full(complete.size, np.nan), np.full(complete.size, np.nan)
    usable = {name: values[complete] for name, values in prepared.items()}
    with np.errstate(divide="ignore", invalid="ignore", over="ignore"):
        yi[complete], vi[complete] = chosen.compute(usable, options)
    vi[~np.isfinite(vi) | ~np.isfinite(yi)] = np.nan
    if not chosen.has_edge:
        yi[np.isnan(vi)] = np.nan
    return EffectSizes(yi, vi)


def _options(
    chosen: Formula, vtype: str | None, add: float | None, to: str, drop00: bool, correct: bool
) -> Options:
    kind = chosen.vtypes[0] if vtype is None else choice("vtype", vtype, chosen.vtypes)
    more = chosen.add if add is None else float(add)
    if not 0 <= more < np.inf:
        raise ValueError(f"add is {add!r}; it must be 0 or more.")
    return Options(kind, more, choice("to", to, TO), bool(drop00), bool(correct))


def _out_of(data: Any, chosen: Formula, columns: Mapping[str, Any]) -> dict[str, Any]:
    """The measure's columns of a table, and those that are given by name."""
    own = {name: data[name] for name in chosen.family.columns if name in list(data.keys())}
    given = dict(zip(columns, named(data, *columns.values()), strict=True))
    return own | given


def _table(chosen: Formula, columns: Mapping[str, Any], faults: Faults) -> Columns:
    """The measure's columns as arrays of one length; others must at least be known names."""
    known = {name for formula in FORMULAS.values() for name in formula.family.columns}
    for name in columns.keys() - known - LABELS:
        faults.say(f"{name} is not a column; {chosen.code} takes {_list(chosen)}")
    own = [name for name in chosen.family.columns if columns.get(name) is not None]
    arrays = {name: column(name, columns[name], faults) for name in own}
    faults.raise_if_any()
    if not arrays:
        raise ValueError(f"{chosen.code} needs columns: {_list(chosen)}.")
    lengths = {array.size for name, array in arrays.items() if np.ndim(columns[name])}
    k = lengths.pop() if lengths else 1
    if lengths:
        seen = ", ".join(f"{name} {array.size}" for name, array in arrays.items())
        raise ValueError(f"The columns have different numbers of rows: {seen}.")
    return {name: np.broadcast_to(array, (k,)).copy() for name, array in arrays.items()}


def _complete(prepared: Columns, missing: str, faults: Faults) -> Any:
    holes = {name: np.isnan(values) for name, values in prepared.items()}
    if choice("missing", missing, ("refuse", "keep")) == "refuse":
        for name, hole in holes.items():
            faults.check(name, prepared[name], hole, 'is missing; or pass missing="keep"')
    return ~np.any(list(holes.values()), axis=0)


def _list(chosen: Formula) -> str:
    return ", ".join(chosen.family.columns)
