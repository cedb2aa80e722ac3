"""How a result was computed."""

from collections.abc import Iterator

from ..language.catalogue import N_, Language
from ..measures import Measure, Phrasing, Scale

_MODELS = {
    "common-effect": N_("common effect"),
    "random-effects": N_("random effects, τ² by {method}"),
    "three-level": N_("results within studies (three-level model), τ² by {method}"),
    "correlated-hierarchical": N_("correlated and hierarchical effects, τ² by {method}"),
}
_TESTS = {
    "z": N_("intervals by the normal distribution"),
    "t": N_("intervals by the t distribution with {df} degrees of freedom"),
    "knapp-hartung": N_("intervals by Knapp and Hartung with {df} degrees of freedom"),
    "knapp-hartung-adhoc": N_(
        "intervals by Knapp and Hartung, never narrower than the usual ones, with {df} degrees of "
        "freedom"
    ),
    "CR2": N_("cluster-robust intervals (CR2) with {df} degrees of freedom"),
}
_TESTS_WITHOUT_DF = {"CR2": N_("cluster-robust intervals (CR2)")}


def method(*, model: str, by: str, test: str, df: float | None, spoken: Language) -> str:
    """In one sentence; `by` is the estimator of τ², `df` that of the test."""
    said = _TESTS if df is not None else _TESTS | _TESTS_WITHOUT_DF
    return spoken.say(
        "Method: {model}; {test}.",
        model=spoken.say(_MODELS[model], method=by),
        test=spoken.say(said[test], df="" if df is None else spoken.at_most(df, 1)),
    )


def transformed(scale: Scale, spoken: Language) -> Iterator[str]:
    """That an interval of correlations has its own ends, and not one distance to both sides."""
    if scale is Scale.FISHER:
        yield spoken.say(
            "Correlations are pooled as Fisher's z; the value and both ends of its interval are "
            "turned back into correlations."
        )


def of_two_times(measure: Measure, spoken: Language) -> Iterator[str]:
    """Which way a change counts."""
    if measure.phrasing in (Phrasing.CHANGE, Phrasing.MEAN_CHANGE):
        yield spoken.say("A change is the value after minus the value before: above 0 is a rise.")


def assumed(rho: float | None, spoken: Language) -> Iterator[str]:
    """What was assumed of the errors within a study, if anything was."""
    if rho:
        yield spoken.say(
            "Sampling errors within a study were assumed to correlate by {rho}.",
            rho=spoken.shortest(rho),
        )
