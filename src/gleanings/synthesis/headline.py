"""Where an answer stands, in a few numbers: all that lists, histories and feeds say of it."""

from collections.abc import Mapping
from typing import Any

from gleanings.evidence.report import SIDE_BY_SIDE, evidence_label

_POOLED = ("estimate", "ci_low", "ci_high", "prediction_low", "prediction_high")


def headline_of(data: Mapping[str, Any], result: Mapping[str, Any]) -> dict[str, Any]:
    """The pooled value as it is read, what it rests on, and the label that it deserves.

    Stored beside the whole, which is large: of 500 effects some 600 kB.
    """
    pooled = result["pooled"]
    shown = pooled["shown"] if pooled else dict.fromkeys(_POOLED)
    return {
        "measure": result["measure"],
        "level": result["level"],
        "k": result["k"],
        "n_studies": result["n_studies"],
        "n_people": result["n_people"],
        "of_meta_analyses": _of_meta_analyses(data),
        **{name: shown[name] for name in _POOLED},
        "why_not_pooled": None if pooled else _why_not_pooled(data, result),
        "label": _label(data, result),
    }


def _of_meta_analyses(data: Mapping[str, Any]) -> bool:
    """Whether what is pooled is itself pooled from several studies."""
    return any(row["is_meta_analysis"] for row in data["rows"] if not row["beside"])


def _why_not_pooled(data: Mapping[str, Any], result: Mapping[str, Any]) -> str:
    """The evidence library's code; that of the rows beside, where there are no others."""
    beside = {row["beside"] for row in data["rows"] if row["beside"]}
    if result["k"] == 0:
        for code in (
            "share-primary-studies",
            "mixed-measures",
            "not-weighed",
            "direction-not-said",
        ):
            if code in beside:
                return code
    return str(result["why_not_pooled"])


def _label(data: Mapping[str, Any], result: Mapping[str, Any]) -> str:
    pooled = result["pooled"]
    if not pooled and result["k"] == 0:
        return SIDE_BY_SIDE if data["rows"] else "no-study"
    if not pooled:
        return "few-or-imprecise"
    shown = pooled["shown"]
    return evidence_label(
        measure=result["measure"],
        estimate=shown["estimate"],
        ci_low=shown["ci_low"],
        ci_high=shown["ci_high"],
        k=result["n_studies"],
    )
