"""The effects of a run, looked at once: which study each is of, and what is known of it."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from gleanings.evidence.inputs import Faults, Floats, column, effects, groups

Index = NDArray[np.intp]
Chosen = NDArray[np.bool_]


@dataclass(frozen=True)
class Studies:
    """k effects. study: number of each effect's study; names: what the studies are called.

    labels, years, groups, ni: as given, None where not known.
    """

    y: Floats
    v: Floats
    study: Index
    names: tuple[str, ...]
    cluster: tuple[str, ...] | None
    labels: tuple[str | None, ...]
    years: tuple[float | None, ...]
    groups: tuple[str | None, ...]
    ni: tuple[float | None, ...]

    @property
    def k(self) -> int:
        return len(self.y)

    @property
    def m(self) -> int:
        """Number of studies."""
        return len(self.names)

    @property
    def dependent(self) -> bool:
        """Whether some study gives several effects."""
        return self.m < self.k

    def studies_in(self, chosen: Chosen) -> int:
        """Number of studies that the chosen effects are of."""
        return len(np.unique(self.study[chosen]))

    def n_people(self) -> float | None:
        """Sum over studies of the largest n of each; None if any is unknown."""
        largest = [0.0] * self.m
        for study, n in zip(self.study.tolist(), self.ni, strict=True):
            if n is None:
                return None
            largest[study] = max(largest[study], n)
        total = sum(largest)
        return int(total) if total == int(total) else total

    def label(self, place: int) -> str:
        """What an effect is called: its label, else its study, else its number."""
        return self.labels[place] or self.names[int(self.study[place])]


def studies_of(
    yi: Any, vi: Any, labels: Any, cluster: Any, years: Any, subgroups: Any, ni: Any
) -> Studies:
    """ValueError names column and row of what cannot be used."""
    nothing = np.size(yi) == 0 and np.size(vi) == 0
    y, v = (np.empty(0), np.empty(0)) if nothing else effects(yi, vi)
    k = y.size
    faults = Faults("These effects cannot be appraised")
    when = _numbers("years", years, k, faults)
    people = _numbers("ni", ni, k, faults)
    for row, n in enumerate(people):
        if n is not None and n <= 0:
            faults.add("ni", row, n, "is no number of people")
    called = _texts("labels", labels, k, faults)
    grouped = _texts("subgroups", subgroups, k, faults)
    clusters = None if cluster is None else _texts("cluster", cluster, k, faults)
    faults.raise_if_any()
    if clusters is None:
        study = np.arange(k)
        names = tuple(label or str(place + 1) for place, label in enumerate(called))
        return Studies(y, v, study, names, None, called, when, grouped, people)
    study, found = groups("cluster", np.array(clusters, dtype=object), k)
    names = tuple(str(name) for name in found)
    whole = tuple(str(name) for name in clusters)
    return Studies(y, v, study, names, whole, called, when, grouped, people)


def _listed(name: str, values: Any, k: int, faults: Faults) -> Sequence[Any]:
    listed = list(values)
    if len(listed) != k:
        faults.say(f"{name} has {len(listed)} rows and there are {k} effects; give one for each")
        return [None] * k
    return listed


def _numbers(name: str, values: Any, k: int, faults: Faults) -> tuple[float | None, ...]:
    """Whole numbers as int, so that a year is not written 1998.0."""
    if values is None:
        return (None,) * k
    found: list[float | None] = []
    for value in column(name, _listed(name, values, k, faults), faults).tolist():
        if not math.isfinite(value):
            found.append(None)
        else:
            found.append(int(value) if value == int(value) else value)
    return tuple(found) if len(found) == k else (None,) * k


def _texts(name: str, values: Any, k: int, faults: Faults) -> tuple[str | None, ...]:
    if values is None:
        return (None,) * k
    return tuple(_text(value) for value in _listed(name, values, k, faults))


def _text(value: Any) -> str | None:
    """None for what is missing or empty."""
    if value is None or value != value or type(value).__name__ in {"NAType", "NaTType"}:
        return None
    text = str(value).strip()
    return text or None
