"""One effect per study out of several that correlate."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from gleanings.evidence.dependent.clusters import Array, sort_into_clusters
from gleanings.evidence.dependent.covariance import Sampling, split_at_means
from gleanings.evidence.dependent.multilevel import check_rho
from gleanings.evidence.display import Displayed
from gleanings.evidence.inputs import effects, groups
from gleanings.evidence.notes import Note, plain_notes
from gleanings.evidence.pooling.result import plain


@dataclass(frozen=True, eq=False, repr=False)
class Aggregated(Displayed):
    """One row per study, in order of first appearance: its label, effect, variance, and the
    number of effects `n` that went into it. `notes`: studies whose mean lies beyond its effects."""

    labels: tuple[Hashable, ...]
    yi: Array
    vi: Array
    n: NDArray[np.intp]
    rho: float
    notes: tuple[Note, ...] = ()

    def to_dict(self) -> dict[str, Any]:
        """Plain lists, ready for JSON."""
        return {
            "cluster": [str(label) for label in self.labels],
            "yi": plain(self.yi),
            "vi": plain(self.vi),
            "n": plain(self.n),
            "rho": self.rho,
            "notes": plain_notes(self.notes),
        }


def aggregate(
    yi: Any, vi: Any, cluster: Any, *, rho: float = 0.6, weighted: bool = True
) -> Aggregated:
    """Average the effects of each study, given that their errors correlate by `rho`.

    With V the study's sampling covariance: weighted, y = 1′V⁻¹y / 1′V⁻¹1 with variance
    1 / 1′V⁻¹1, as metafor's aggregate (struct "CS"); else the plain mean with variance 1′V1 / n²
    (Borenstein et al. 2009, Introduction to Meta-Analysis, ch. 24). At a high ρ with unequal
    variances the weighted mean can lie outside the effects; then the plain mean is the
    safer, and `notes` name the studies.

    yi, vi, cluster: (k,). rho: above −1 / (n − 1) for the largest study, below 1. Raises
    ValueError for unusable columns or rho.
    """
    y, v = effects(yi, vi)
    codes, labels = groups("cluster", cluster, y.size)
    clusters = sort_into_clusters(codes)
    check_rho(rho, int(clusters.sizes.max()))
    y, v = y[clusters.order], v[clusters.order]
    if weighted:
        split = split_at_means(Sampling.correlated(v, clusters, float(rho)), 0.0, y[:, None])
        means, variances = split.means[:, 0], 1 / split.total
    else:
        means = clusters.sums(y) / clusters.sizes
        own, root = clusters.sums(v), clusters.sums(np.sqrt(v))
        variances = ((1 - rho) * own + rho * root**2) / clusters.sizes**2
    low = np.minimum.reduceat(y, clusters.starts)
    high = np.maximum.reduceat(y, clusters.starts)
    slack = 1e-12 * np.maximum(np.abs(low), np.abs(high))  # of equal effects the mean is rounded
    beyond = (means < low - slack) | (means > high + slack)
    names = ", ".join(
        str(label) for label, is_beyond in zip(labels, beyond, strict=True) if is_beyond
    )
    notes = (Note("beyond-its-effects", {"names": names}),) if names else ()
    return Aggregated(tuple(labels), means, variances, clusters.sizes, float(rho), notes)
