"""From a table as written to effects, variances and labels."""

import argparse
from dataclasses import dataclass
from typing import Any

import numpy as np

from gleanings.evidence.command.files import text_of
from gleanings.evidence.effect_sizes import effect_measures, effect_size, family_of
from gleanings.evidence.inputs import SHOWN, Faults, Floats, choice
from gleanings.evidence.tables import Table, read_table

_LABELS = ("slab", "label", "study", "trial", "author", "authors", "id")
# a test's result that an effect can be computed from where it is not given itself
_INSTEAD = ("di", "ti", "fi", "pi")


@dataclass(frozen=True)
class Studies:
    yi: Floats
    vi: Floats
    table: Table
    labels: list[str] | None
    dropped: int
    note: str
    """which rows were left out and why; empty if none was"""

    def moderator(self, name: str) -> Any:
        """Numbers where the column has only numbers, else categories."""
        if self.table.is_numeric(name):
            return self.table.numbers([name])[name.casefold()]
        return self.table.text(name)


def read_studies(options: argparse.Namespace) -> Studies:
    """Rows with missing values are left out. ValueError names each row that cannot be."""
    choice("--measure", options.measure, tuple(effect_measures()))
    table = read_table(options.file, text_of(options.file))
    columns = table.numbers(_own_columns(table, options.measure))
    yi, vi = _effects(table, columns, options)
    left_out = _left_out(table, columns, yi, vi, options)
    note = _note(table, left_out)
    if not left_out:
        return Studies(yi, vi, table, _labels(table, options.labels), 0, note)
    if options.strict:
        raise ValueError(note.replace("left out", "unusable"))
    if len(left_out) == table.size:
        raise ValueError(f"Nothing is left to pool: {note}")
    incomplete = [row in left_out for row in range(table.size)]
    kept = ~np.array(incomplete)
    table = table.without(incomplete)
    labels = _labels(table, options.labels)
    return Studies(yi[kept], vi[kept], table, labels, len(left_out), note)


def _own_columns(table: Table, measure: str) -> list[str]:
    """The measure's columns that the file has; p values beside their correlations are not used."""
    taken = family_of(measure).columns
    own = [name for name in taken if name in table]
    if "ri" in own or "m1i" in own:
        own = [name for name in own if name not in _INSTEAD]
    elif "vi" in own:
        own = [name for name in own if name != "sei"]
    if not own:
        raise ValueError(f"{measure} needs columns such as {', '.join(taken)}; {table}.")
    return own


def _effects(
    table: Table, columns: dict[str, Floats], options: argparse.Namespace
) -> tuple[Floats, Floats]:
    try:
        given: dict[str, Any] = {"vtype": options.vtype, "add": options.add, "to": options.to}
        yi, vi = effect_size(options.measure, missing="keep", **(given | columns))
    except ValueError as error:
        message = str(error).rstrip(".")
        if "is needed" in message:
            raise ValueError(f"{message}; {table}.") from None
        raise
    # before rows are left out, while they can be told by their numbers
    faults = Faults(f"{options.measure} cannot be pooled")
    faults.check("vi", vi, vi <= 0, "is not a variance; it must be above 0, leave the row out")
    faults.raise_if_any()
    return yi, vi


def _left_out(
    table: Table, columns: dict[str, Floats], yi: Floats, vi: Floats, options: argparse.Namespace
) -> dict[int, str]:
    """Rows (from 0) that cannot be pooled, and why."""
    others = [*options.moderators, options.cluster, options.subgroups]
    missing = {name: table.missing(name) for name in others if name}
    found = {}
    for row in range(table.size):
        gone = [name for name, holes in missing.items() if holes[row]]
        if np.isnan(yi[row]) or np.isnan(vi[row]):
            gone = [name for name, values in columns.items() if np.isnan(values[row])] + gone
            found[row] = f"{options.measure} not defined"
        if gone:
            found[row] = f"{', '.join(gone)} missing"
    return found


def _note(table: Table, left_out: dict[int, str]) -> str:
    if not left_out:
        return ""
    shown = [f"row {row + 1} ({why})" for row, why in list(left_out.items())[:SHOWN]]
    if len(left_out) > SHOWN:
        shown.append(f"and {len(left_out) - SHOWN} more")
    was = "was" if len(left_out) == 1 else "were"
    return f"{len(left_out)} of {table.size} rows {was} left out: {', '.join(shown)}."


def _labels(table: Table, wanted: str | None) -> list[str] | None:
    """What the studies are called, with the year where there is one."""
    if wanted is not None:
        return table.text(wanted)
    name = next((name for name in _LABELS if name in table), None)
    if name is None:
        return None
    labels = table.text(name)
    if "year" not in table:
        return labels
    pairs = zip(labels, table.text("year"), strict=True)
    return [label if not year or year in label else f"{label} ({year})" for label, year in pairs]
