"""From a table as written to effects, variances and labels."""

import argparse
from dataclasses import dataclass
from typing import Any

import numpy as np

from gleanings.evidence.command.files import text_of
from gleanings.evidence.command.table import Table, read_table
from gleanings.evidence.effect_sizes import effect_size, measures
from gleanings.evidence.inputs import Floats, choice

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

    def moderator(self, name: str) -> Any:
        """Numbers where the column has only numbers, else categories."""
        if self.table.is_numeric(name):
            return self.table.numbers([name])[name.casefold()]
        return self.table.text(name)


def read_studies(options: argparse.Namespace) -> Studies:
    """ValueError names what is missing in the file, or each row that cannot be."""
    choice("--measure", options.measure, tuple(measures()))
    table = read_table(options.file, text_of(options.file))
    dropped = 0
    if options.drop_missing:
        table, dropped = _without_missing(table, options)
    columns = table.numbers(_own_columns(table, options.measure))
    yi, vi = _effects(table, columns, options)
    return Studies(yi, vi, table, _labels(table, options.labels), dropped)


def _own_columns(table: Table, measure: str) -> list[str]:
    """The measure's columns that the file has; p values beside their correlations are not used."""
    taken = measures()[measure].family.columns
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
        yi, vi = effect_size(options.measure, **(given | columns))
    except ValueError as error:
        message = str(error).rstrip(".")
        if "is needed" in message:
            raise ValueError(f"{message}; {table}.") from None
        hint = message.replace('; or pass missing="keep"', "; or --drop-missing")
        raise ValueError(f"{hint}.") from None
    undefined = np.flatnonzero(np.isnan(yi))
    if undefined.size:
        rows = ", ".join(str(row + 1) for row in undefined[:20])
        raise ValueError(f"{options.measure} is not defined for row {rows}; leave it out.")
    return yi, vi


def _without_missing(table: Table, options: argparse.Namespace) -> tuple[Table, int]:
    names = [*_own_columns(table, options.measure), *options.moderators]
    names += [name for name in (options.cluster, options.subgroups) if name]
    incomplete = np.zeros(table.size, dtype=bool)
    for name in names:
        incomplete |= table.missing(name)
    if incomplete.all():
        raise ValueError(f"Every row of {table.name} has a missing value.")
    return table.without(incomplete.tolist()), int(incomplete.sum())


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
