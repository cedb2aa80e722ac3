"""How much studies differ: each sentence on each side of its limits."""

from types import SimpleNamespace

from gleanings.evidence.language.catalogue import language_of
from gleanings.evidence.report.heterogeneity import (
    common_effect,
    few_studies,
    heterogeneity,
    levels,
)

from .truth import each, joined


def spread(i2, q_p, tau2=0.0123):
    return SimpleNamespace(i2=i2, tau2=tau2, q=5.678, q_df=4, q_p=q_p)


def beyond(i2, q_p):
    return lambda language: next(iter(heterogeneity(spread(i2, q_p), language_of(language))))


SAID = {
    "I² just below 1": beyond(0.99, 0.0001),
    "I² of 1, p of Q just below .10": beyond(1.0, 0.0999),
    "I² of 1, p of Q at .10": beyond(1.0, 0.1),
    "p of Q between .05 and .10 is enough": beyond(60.0, 0.07),
    "I² of 60, p of Q at .10": beyond(60.0, 0.1),
    "p of Q not known": beyond(40.0, None),
    "p of Q stored as 0": beyond(40.0, 0.0),
    "I² just below 50": beyond(49.9, 0.001),
    "I² of 50": beyond(50.0, 0.001),
    "I² of 92": beyond(92.2, 0.001),
    "the numbers": lambda language: list(heterogeneity(spread(0.0, 0.0432), language_of(language)))[
        1
    ],
    "the numbers, p not known": lambda language: list(
        heterogeneity(spread(71.6, None, tau2=0.313), language_of(language))
    )[1],
    "one true effect, p of Q just below .10": lambda language: common_effect(
        spread(30.0, 0.0999), language_of(language)
    ),
    "one true effect, p of Q at .10": lambda language: common_effect(
        spread(30.0, 0.1), language_of(language)
    ),
    "one true effect, p of Q not known": lambda language: common_effect(
        spread(30.0, None), language_of(language)
    ),
    "where differences lie": lambda language: levels(31.4, 20.6, language_of(language)),
    "4 results": lambda language: few_studies(4, language_of(language)),
    "5 results": lambda language: few_studies(5, language_of(language)),
}


@each("heterogeneity", SAID)
def test_what_is_said(said, language, expected):
    assert joined(said(language)) == expected
