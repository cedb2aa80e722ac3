"""How much each effect sways the fit: case diagnostics and the Baujat plot's coordinates."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from typing import Any

import numpy as np
from numpy.typing import NDArray

from gleanings.evidence.display import Displayed
from gleanings.evidence.distributions import chi2_cdf
from gleanings.evidence.inputs import Floats
from gleanings.evidence.notes import Note, plain_notes
from gleanings.evidence.pooling.result import plain
from gleanings.evidence.sensitivity.refits import Refits
from gleanings.evidence.sensitivity.source import Source, labels_of, source

SHOWN = ("rstudent", "dffits", "cook_d", "cov_r", "tau2_del", "qe_del", "hat", "weight")


@dataclass(frozen=True, repr=False)
class Influence(Displayed):
    """Case diagnostics, each an array (k,); `dfbs` is (k, p).

    rstudent: externally studentised residual; dffits: change of the fitted value, and dfbs: of
    the coefficients, in standard errors; cook_d: Cook's distance; cov_r: ratio of the
    coefficients' generalised variances, without to with the effect; tau2_del, qe_del: τ² and Q
    without it; hat: leverage; weight: in %; influential: by the rules below.
    """

    labels: tuple[str, ...]
    rstudent: Floats
    dffits: Floats
    cook_d: Floats
    cov_r: Floats
    tau2_del: Floats
    qe_del: Floats
    hat: Floats
    weight: Floats
    dfbs: Floats
    influential: NDArray[np.bool_]
    method: str
    test: str
    notes: tuple[Note, ...] = ()

    def to_dict(self) -> dict[str, Any]:
        """Plain lists and numbers, for JSON."""
        own = {name: plain(value) for name, value in vars(self).items() if name != "notes"}
        return own | {"notes": plain_notes(self.notes)}

    def _repr_html_(self) -> str:
        head = "".join(f"<th>{name}</th>" for name in ("", *SHOWN))
        rows = []
        for i, label in enumerate(self.labels):
            mark = " *" if self.influential[i] else ""
            cells = "".join(f"<td>{getattr(self, name)[i]:.4g}</td>" for name in SHOWN)
            rows.append(f"<tr><th>{escape(label)}{mark}</th>{cells}</tr>")
        return f"<table><thead><tr>{head}</tr></thead><tbody>{''.join(rows)}</tbody></table>"


@dataclass(frozen=True, repr=False)
class Baujat(Displayed):
    """Coordinates (k,): `heterogeneity` on the horizontal axis, `influence` on the vertical."""

    labels: tuple[str, ...]
    heterogeneity: Floats
    influence: Floats

    def to_dict(self) -> dict[str, Any]:
        """Plain lists, for JSON."""
        return {
            "labels": list(self.labels),
            "heterogeneity": self.heterogeneity.tolist(),
            "influence": self.influence.tolist(),
        }


@dataclass(frozen=True)
class Deleted:
    """The full fit (one row) and the fits without each effect; `possible` where that exists."""

    of: Source
    full: Refits
    without: Refits
    possible: NDArray[np.bool_]
    fitted: Floats
    refitted: Floats
    refitted_variance: Floats


def deleted(of: Source) -> Deleted:
    """The fits that all case diagnostics are made of."""
    possible = _estimable_without(of.X)
    full, without = of.without_each(possible)
    refitted = np.einsum("kp,kp->k", of.X, without.beta)
    variance = np.einsum("kp,kpq,kq->k", of.X, without.vcov, of.X)
    blank = np.where(possible, 0.0, np.nan)
    return Deleted(
        of, full, without, possible, of.X @ full.beta[0], refitted + blank, variance + blank
    )


def _estimable_without(X: Floats) -> NDArray[np.bool_]:
    """Whether X keeps its rank without each row: its leverage in least squares is below 1."""
    if X.shape[1] == 1:
        return np.count_nonzero(X) - (X[:, 0] != 0) > 0
    basis = np.linalg.qr(X)[0]
    return np.asarray((basis**2).sum(axis=1) < 1 - 1e-10)


def influence(
    yi: Any,
    vi: Any = None,
    *,
    method: str = "REML",
    test: str = "z",
    level: float = 0.95,
    labels: Any = None,
) -> Influence:
    """Case diagnostics of Viechtbauer & Cheung (2010, Res Synth Methods 1:112–125).

    Each needs the fit without the effect, τ² estimated anew. An effect is marked as influential
    where |dffits| > 3 √(p / (k − p)), or P(χ²_p < cook_d) > .5, or hat > 3 p / k, or any
    |dfbs| > 1, as metafor's influence does.

    yi, vi: (k,), k ≥ 3; or a fit of `pool`, with or without moderators, as the only argument.
    Where an effect alone carries a moderator its row is NaN, with a note. Raises ValueError for
    fewer effects or bad columns.
    """
    of = source(yi, vi, method=method, test=test, level=level, least=3, moderators=True)
    return diagnostics(of, deleted(of), labels_of(labels, of.k))


def diagnostics(of: Source, cases: Deleted, names: tuple[str, ...]) -> Influence:
    """`influence` from fits that are there already."""
    k, p = of.X.shape
    tau2 = float(cases.full.tau2[0])
    weights = 1 / (of.v + tau2)
    bread = np.linalg.inv((of.X * weights[:, None]).T @ of.X)
    hat = weights * np.einsum("kp,pq,kq->k", of.X, bread, of.X)
    blank = np.where(cases.possible, 0.0, np.nan)
    tau2_del = cases.without.tau2 + blank
    spread = of.factor(cases.without) * (tau2_del + of.v)
    moved = cases.full.beta[0] - cases.without.beta
    dffits = (cases.fitted - cases.refitted) / np.sqrt(hat * spread)
    cook_d = np.einsum("kp,pq,kq->k", moved, np.linalg.inv(cases.full.vcov[0]), moved) + blank
    dfbs = moved / np.sqrt(_variances_with_all(of, cases)) + blank[:, None]
    marked = (
        (
            (np.abs(dffits) > 3 * np.sqrt(p / (k - p)))
            | (chi2_cdf(cook_d, p) > 0.5)
            | (hat > 3 * p / k)
            | (np.abs(dfbs) > 1).any(axis=1)
        )
        if k > p
        else np.zeros(k, dtype=bool)
    )
    return Influence(
        labels=names,
        rstudent=(of.y - cases.refitted) / np.sqrt(of.v + tau2_del + cases.refitted_variance),
        dffits=dffits,
        cook_d=cook_d,
        cov_r=_determinants(cases.without.vcov) / _determinants(cases.full.vcov)[0] + blank,
        tau2_del=tau2_del,
        qe_del=cases.without.q + blank,
        hat=hat,
        weight=100 * weights / weights.sum(),
        dfbs=dfbs,
        influential=np.asarray(marked),
        method=of.method,
        test=of.test,
        notes=_notes(names, cases.possible),
    )


def _variances_with_all(of: Source, cases: Deleted) -> Floats:
    """Variances (k, p) of the coefficients from all effects, at the τ² of each deletion."""
    k, p = of.X.shape
    outer = (of.X[:, :, None] * of.X[:, None, :]).reshape(k, p * p)
    products = (1 / (of.v + cases.without.tau2[:, None])) @ outer
    variances = np.linalg.inv(products.reshape(k, p, p)).diagonal(axis1=1, axis2=2)
    return np.asarray(of.factor(cases.without)[:, None] * variances)


def _determinants(matrices: Floats) -> Floats:
    return np.asarray(np.linalg.det(matrices))


def _notes(names: tuple[str, ...], possible: NDArray[np.bool_]) -> tuple[Note, ...]:
    alone = [name for name, flag in zip(names, possible, strict=True) if not flag]
    return (Note("not-without", {"names": ", ".join(alone)}),) if alone else ()


def baujat(
    yi: Any,
    vi: Any = None,
    *,
    method: str = "REML",
    test: str = "z",
    level: float = 0.95,
    labels: Any = None,
) -> Baujat:
    """Contribution to heterogeneity and influence on the result (Baujat et al. 2002, Stat Med 21).

    heterogeneity: squared Pearson residual (y_i − ŷ_i)² / (v_i + τ²); influence: squared change of
    the fitted value without effect i over the variance of the latter, both under the method given
    (`method="EE"` is the paper's plot), as metafor's baujat. Arguments as in `influence`.
    """
    of = source(yi, vi, method=method, test=test, level=level, least=3, moderators=True)
    cases = deleted(of)
    return Baujat(
        labels_of(labels, of.k),
        (of.y - cases.fitted) ** 2 / (of.v + cases.full.tau2[0]),
        (cases.fitted - cases.refitted) ** 2 / cases.refitted_variance,
    )
