"""Meta-analysis, statistics read out of prose, their checking, and words for readers; no Django.

Public names load their part of the library when first used, so that a command which only reads
prose does not wait for the figures.
"""

from importlib import import_module
from typing import Any

# where each public name lives, below this package
_HOMES = {
    "effect_sizes": ["EffectSizes", "effect_measures", "effect_size"],
    "conversions": [
        "back_transform",
        "ci_from_se",
        "common_language",
        "convert",
        "number_needed_to_treat",
        "se_from_ci",
        "share_responding",
        "variance_explained",
    ],
    "pooling": [
        "PooledEffect",
        "PooledMany",
        "PooledTables",
        "Predicted",
        "Residuals",
        "Subgroups",
        "blups",
        "mantel_haenszel",
        "peto",
        "pool",
        "pool_many",
        "predict",
        "residuals",
        "subgroups",
    ],
    "dependent": ["aggregate", "correlated_hierarchical", "robust", "three_level"],
    "bias": [
        "egger",
        "failsafe_n",
        "pet_peese",
        "rank_correlation",
        "selection_model",
        "trim_and_fill",
    ],
    "sensitivity": ["baujat", "cumulative", "influence", "leave_one_out"],
    "course": [
        "ChartedSession",
        "PooledRatings",
        "Spread",
        "TooFewError",
        "beyond_three_sigma",
        "control_chart",
        "error_sd",
        "pool_ratings",
        "reliable_change",
        "reliable_falls",
        "spread_of",
    ],
    "reading": ["read_statistics"],
    "checking": ["check"],
    "figures": ["cumulative_plot", "forest_plot", "funnel_plot", "interval_chart"],
    "appraisal": ["Appraisal", "appraise", "reproduction_script"],
    "report": [
        "answer_in_words",
        "certainty",
        "describe",
        "effect_in_words",
        "evidence_label",
        "label_words",
        "narrative",
        "not_pooled_in_words",
        "side_by_side_in_words",
        "Single",
        "retracted_in_words",
        "AnswerValues",
        "notice",
        "on_one_side",
        "size_of",
        "thresholds",
        "why",
        "width_vs_small",
    ],
}
# what they give shows itself in a notebook as `report` has it
_GIVE_RESULTS = {"pooling", "dependent", "bias", "sensitivity"}
_HOME_OF = {name: home for home, names in _HOMES.items() for name in names}

__all__ = sorted(_HOME_OF)


def __getattr__(name: str) -> Any:
    if name not in _HOME_OF:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    if _HOME_OF[name] in _GIVE_RESULTS:
        import_module(f"{__name__}.report")
    value = getattr(import_module(f"{__name__}.{_HOME_OF[name]}"), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *_HOME_OF})
