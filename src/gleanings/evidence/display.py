"""How results show themselves in a notebook: as `report` has it, which attaches itself here.

So results need not know how they are told.
"""

import math
from collections.abc import Callable
from typing import Any

# the numbers of a result that are read first, in this order; those it has
_IN_SHORT = (
    *("measure", "method", "test", "k", "n_clusters", "estimate", "se", "ci_low", "ci_high", "p"),
    *("tau2", "i2", "q_between", "predictor", "slope", "k0", "side", "weight", "chosen", "n"),
    *("rho",),
)

_shown_by: list[Callable[[Any], str]] = []


def show_by(html_of: Callable[[Any], str]) -> None:
    """From now on results are shown so."""
    _shown_by[:] = [html_of]


class Displayed:
    """A result that notebooks show as a table with words; as its fields where nobody attached."""

    def __repr__(self) -> str:
        """One line: what a terminal shows; the fields have everything."""
        facts = []
        for name in _IN_SHORT:
            value = getattr(self, name, None)
            if isinstance(value, str) and value:
                facts.append(f"{name}={value!r}")
            elif isinstance(value, int | float) and not math.isnan(value):
                facts.append(f"{name}={value:.4g}")
        rows = getattr(self, "labels", None)
        if rows is not None:
            facts.append(f"rows={len(rows)}")
        return f"{type(self).__name__}({', '.join(facts)})"

    def _repr_html_(self) -> str | None:
        return _shown_by[0](self) if _shown_by else None
