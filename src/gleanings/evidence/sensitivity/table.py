"""A table of estimates, one row for each refit: leave-one-out and cumulative."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from typing import Any

from gleanings.evidence.distributions import chi2_upper
from gleanings.evidence.inputs import Floats
from gleanings.evidence.pooling.result import plain
from gleanings.evidence.sensitivity.refits import Refits
from gleanings.evidence.sensitivity.source import Source, tested

SHOWN = ("estimate", "se", "p", "ci_low", "ci_high", "tau2", "i2", "q", "q_p")


@dataclass(frozen=True)
class EstimateTable:
    """Rows of pooled estimates, each an array (n,); `labels` name the rows.

    k effects in each fit, estimate, se, statistic, two-sided p, ci_low, ci_high, tau2, i2 (%), q
    with p; `order` (n,) is the place in the input of the effect left out or added.
    """

    labels: tuple[str, ...]
    order: tuple[int, ...]
    k: tuple[int, ...]
    estimate: Floats
    se: Floats
    statistic: Floats
    p: Floats
    ci_low: Floats
    ci_high: Floats
    tau2: Floats
    i2: Floats
    q: Floats
    q_p: Floats
    method: str
    test: str
    level: float

    def to_dict(self) -> dict[str, Any]:
        """Plain lists and numbers, for JSON."""
        return {name: plain(value) for name, value in vars(self).items()}

    def _repr_html_(self) -> str:
        head = "".join(f"<th>{escape(name)}</th>" for name in ("", "k", *SHOWN))
        rows = []
        for i, label in enumerate(self.labels):
            cells = "".join(f"<td>{getattr(self, name)[i]:.4g}</td>" for name in SHOWN)
            rows.append(f"<tr><th>{escape(label)}</th><td>{self.k[i]}</td>{cells}</tr>")
        return f"<table><thead><tr>{head}</tr></thead><tbody>{''.join(rows)}</tbody></table>"


def table_columns(of: Source, fits: Refits) -> dict[str, Any]:
    """The columns of `EstimateTable` that come out of the fits."""
    df = fits.k - of.X.shape[1]
    return {
        "k": tuple(int(k) for k in fits.k),
        **vars(tested(of, fits)),
        "tau2": fits.tau2,
        "i2": fits.i2,
        "q": fits.q,
        "q_p": chi2_upper(fits.q, df),
        "method": of.method,
        "test": of.test,
        "level": of.level,
    }
