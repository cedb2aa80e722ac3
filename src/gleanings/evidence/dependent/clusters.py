"""Which effects belong to which cluster, and sums and small blocks over them in linear time."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

Array = NDArray[np.float64]
Index = NDArray[np.intp]


@dataclass(frozen=True)
class Clusters:
    """k effects sorted into m clusters: `order` sorts them, `starts` is where each begins.

    Everything below the public functions works on sorted rows, so that a sum over a cluster is
    one `np.add.reduceat` and no k × k matrix is ever built.
    """

    order: Index
    starts: Index
    sizes: Index
    codes: Index

    @property
    def m(self) -> int:
        """Number of clusters."""
        return len(self.starts)

    @property
    def all_single(self) -> bool:
        """Whether no cluster holds two effects."""
        return self.m == len(self.order)

    def sums(self, values: Array) -> Array:
        """Sums over each cluster of sorted rows: (k, …) → (m, …)."""
        if self.all_single:
            return values
        if values.ndim == 1:
            return np.add.reduceat(values, self.starts)
        return np.add.reduceat(values, self.starts, axis=0)

    def spread(self, values: NDArray[Any]) -> NDArray[Any]:
        """Each cluster's value for each of its sorted rows: (m, …) → (k, …)."""
        return values if self.all_single else values[self.codes]

    @cached_property
    def same_size(self) -> tuple[tuple[Index, Index], ...]:
        """(cluster numbers, their rows as a (clusters, size) table) for each cluster size."""
        groups = []
        for size in np.unique(self.sizes):
            members = np.flatnonzero(self.sizes == size)
            groups.append((members, self.starts[members][:, None] + np.arange(size)))
        return tuple(groups)

    def batches(self, limit: int = 2_000_000) -> Iterator[tuple[Index, Index]]:
        """`same_size`, cut so that a batch of size × size blocks holds at most `limit` numbers."""
        for members, rows in self.same_size:
            step = max(1, limit // rows.shape[1] ** 2)
            for first in range(0, len(members), step):
                yield members[first : first + step], rows[first : first + step]


def sort_into_clusters(labels: ArrayLike) -> Clusters:
    """`Clusters` from one label per effect; labels may be numbers or strings, in any order."""
    codes = np.unique(np.asarray(labels), return_inverse=True)[1].reshape(-1)
    order = np.argsort(codes, kind="stable")
    sizes = np.bincount(codes)
    starts = np.concatenate(([0], np.cumsum(sizes)[:-1]))
    return Clusters(order, starts, sizes, codes[order])
