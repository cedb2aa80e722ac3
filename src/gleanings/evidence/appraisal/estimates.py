"""Rows of estimates, read all at once."""

from __future__ import annotations

from typing import Any

from gleanings.evidence.appraisal.reading import Reader
from gleanings.evidence.appraisal.result import number


def estimate_rows(
    scale: Reader, estimate: Any, se: Any, df: Any, p: Any, low: Any, high: Any
) -> list[dict[str, Any]]:
    """Of each row what `result.Estimate` holds."""
    shown = scale.column(estimate, low, high)
    rows = zip(estimate, se, df, p, low, high, shown, strict=True)
    return [
        {
            "estimate": float(b),
            "se": float(error),
            "df": number(d),
            "p": number(chance),
            "ci_low": number(lower),
            "ci_high": number(upper),
            "shown": read,
        }
        for b, error, d, chance, lower, upper, read in rows
    ]
