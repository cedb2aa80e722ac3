"""How much the results of studies differ."""

from collections.abc import Iterator
from typing import Protocol

from ..conventions import DOUBTFUL_P, NOTICEABLE_I2, STUDIES_FOR_SPREAD, SUBSTANTIAL_I2
from ..language.catalogue import Language


class Cochran(Protocol):
    """Cochran's Q with its test, and I² in per cent."""

    @property
    def i2(self) -> float: ...
    @property
    def q(self) -> float: ...
    @property
    def q_df(self) -> int: ...
    @property
    def q_p(self) -> float | None: ...


class Spread(Cochran, Protocol):
    """And τ²."""

    @property
    def tau2(self) -> float: ...


def is_below(p: float | None, limit: float) -> bool:
    """Not where p is not known."""
    return p is not None and p < limit


def beyond_chance(p: float | None, level: float) -> bool:
    """Is p below what the level leaves to chance?"""
    return is_below(p, round(1 - level, 12))  # 1 - 0.95 is a little more than .05


def differ(q_p: float | None) -> bool:
    """Do studies differ more than chance would make them, by p of Q? Every sentence on it goes by
    this; not where p is not known."""
    return is_below(q_p, DOUBTFUL_P)


def heterogeneity(spread: Spread, spoken: Language) -> Iterator[str]:
    """Whether the studies differ more than by chance, and the numbers that say so."""
    yield _how_different(spread, spoken)
    yield spoken.say(
        "I² = {i2}%, τ² = {tau2}; Q = {q} with {df} degrees of freedom, {p}.",
        i2=spoken.fixed(spread.i2),
        tau2=spoken.number(spread.tau2, 3),
        q=spoken.number(spread.q),
        df=spread.q_df,
        p=spoken.p_value(spread.q_p),
    )


def _how_different(spread: Cochran, spoken: Language) -> str:
    i2 = spoken.fixed(spread.i2)
    if spread.i2 < NOTICEABLE_I2:
        return spoken.say("The results differ no more than chance alone would make them.")
    if not differ(spread.q_p):
        return spoken.say(
            "About {i2}% of the variation between the results may be real, but chance alone could "
            "make them differ as much.",
            i2=i2,
        )
    if spread.i2 < SUBSTANTIAL_I2:
        return spoken.say(
            "The results differ somewhat more than chance alone would make them: about {i2}% of "
            "the variation between them is real.",
            i2=i2,
        )
    return spoken.say(
        "The results differ much more than chance alone would make them: about {i2}% of the "
        "variation between them is real, so that the average may describe no single setting well.",
        i2=i2,
    )


def common_effect(spread: Cochran, spoken: Language) -> str:
    """What it means that the model knows no differences."""
    q = {
        "q": spoken.number(spread.q),
        "df": spread.q_df,
        "p": spoken.p_value(spread.q_p),
        "i2": spoken.fixed(spread.i2),
    }
    if differ(spread.q_p):
        return spoken.say(
            "The model assumes one and the same true value in all studies, but they differ more "
            "than chance alone would make them (Q = {q} with {df} degrees of freedom, {p}; "
            "I² = {i2}%): the interval is too narrow for studies other than these.",
            **q,
        )
    return spoken.say(
        "The model assumes one and the same true value in all studies (Q = {q} with {df} degrees "
        "of freedom, {p}; I² = {i2}%).",
        **q,
    )


def levels(between: float, within: float, spoken: Language) -> str:
    """Where differences lie, in per cent of all variation."""
    return spoken.say(
        "Of all variation, {between}% lies between studies and {within}% between results of the "
        "same study; the rest is chance.",
        between=spoken.fixed(between),
        within=spoken.fixed(within),
    )


def few_studies(k: int, spoken: Language) -> Iterator[str]:
    """A warning, where there are too few to know how much they differ."""
    if k < STUDIES_FOR_SPREAD:
        yield spoken.say("With only {k} studies, how much they differ is barely known.", k=k)
