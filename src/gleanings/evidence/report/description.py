"""Any result of the library in words."""

from collections.abc import Callable, Iterator
from typing import Any

from ..language.catalogue import language_of
from . import pooled, robustness, small_studies, subgroups, years
from .written import Written

# by the class of the result, which is not imported: a command waits only for what it computes
_DESCRIBED: dict[str, Callable[[Any, Written], Iterator[str]]] = {
    "PooledEffect": pooled.pooled_effect,
    "PooledTables": pooled.pooled_tables,
    "Subgroups": subgroups.subgroups,
    "MultilevelEffect": pooled.multilevel,
    "RobustEffect": pooled.robust,
    "ClusteredEffect": pooled.clustered,
    "RegressionTest": small_studies.regression_test,
    "PetPeese": small_studies.pet_peese,
    "RankCorrelation": small_studies.rank_correlation,
    "TrimAndFill": small_studies.trim_and_fill,
    "SelectionModel": small_studies.selection_model,
    "FailsafeN": small_studies.failsafe,
    "LeaveOneOut": robustness.leave_one_out,
    "Cumulative": years.cumulative,
    "Influence": robustness.influence,
}


def is_described(result: Any) -> bool:
    """Can it be told in words?"""
    return type(result).__name__ in _DESCRIBED


def describe(result: Any, language: str = "en", measure: str | None = None) -> str:
    """A result in words that a clinician understands, in English or French.

    With a measure, or of a result that knows its own, values are told on the scale that people
    read: a ratio, not its logarithm.

    Raises
    ------
    TypeError : for what is no result of this library.
    ValueError : for a language without sentences, or an unknown measure.
    """
    said = _DESCRIBED.get(type(result).__name__)
    if said is None:
        known = ", ".join(_DESCRIBED)
        raise TypeError(f"A {type(result).__name__} cannot be described; these can: {known}.")
    own = getattr(result, "measure", None) or getattr(
        getattr(result, "overall", None), "measure", None
    )
    return " ".join(said(result, Written.of(measure or own, language_of(language))))
