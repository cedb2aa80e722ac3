"""Small-study effects: each sentence on each side of its limits."""

import math
from types import SimpleNamespace

from gleanings.evidence.language.catalogue import language_of
from gleanings.evidence.notes import Note
from gleanings.evidence.report import small_studies as told
from gleanings.evidence.report.written import Written

from .truth import each, joined


def egger(p, slope=1.2, statistic=2.1, df=None, by_size=False):
    return lambda language: told.asymmetry(
        slope=slope,
        statistic=statistic,
        df=df,
        p=p,
        spoken=language_of(language),
        by_size=by_size,
    )


def filled(k0, side="left"):
    return lambda language: told.filled(k0, side, "0.30", "[0.10, 0.50]", language_of(language))


def result(say, measure=None, **fields):
    return lambda language: say(
        SimpleNamespace(**fields), Written.of(measure, language_of(language))
    )


INTERVAL = {"estimate": math.log(0.5), "ci_low": math.log(0.4), "ci_high": math.log(0.625)}
LIMIT = {"limit_estimate": -0.5, "limit_ci_low": -0.9, "limit_ci_high": -0.1}


def selected(weight, p_selection, notes=()):
    fields = {"weight": weight, "p_selection": p_selection, "notes": notes, "unadjusted": 0.0}
    return result(told.selection_model, "RR", **fields, **INTERVAL)


SAID = {
    "fewer than ten studies": lambda language: told.not_tested(
        "fewer-than-ten", language_of(language)
    ),
    "all equally precise": lambda language: told.not_tested(
        "same-precision", language_of(language)
    ),
    "single groups": lambda language: told.not_tested("single-groups", language_of(language)),
    "sizes unknown": lambda language: told.not_tested("sizes-unknown", language_of(language)),
    "beyond one": lambda language: told.not_tested("beyond-one", language_of(language)),
    "not pooled, nothing is said": lambda language: told.not_tested(
        "not-pooled", language_of(language)
    ),
    "tested, nothing is said": lambda language: told.not_tested(None, language_of(language)),
    "Egger's p just below .10, slope up": egger(0.0999),
    "Egger's p just below .10, slope down": egger(0.0999, -1.2, -2.1),
    "Egger's slope just above 0": egger(0.05, 0.01, 1.96),
    "Egger's p at .10": egger(0.1),
    "Egger's p not known": egger(None, statistic=None),
    "Egger's p stored as 0": egger(0.0, df=11.0),
    "Egger by z where df is infinite": egger(0.5, df=math.inf),
    "Egger by t": egger(0.5, -0.2, -0.7, 11.5),
    "by size, p just below .10, up": egger(0.0999, df=12.0, by_size=True),
    "by size, p just below .10, down": egger(0.0999, -1.2, -2.1, by_size=True),
    "by size, p at .10": egger(0.1, by_size=True),
    "the end of Egger's line": lambda language: told.without_error(
        "0.30", "[0.10, 0.50]", language_of(language)
    ),
    "Egger's test as a result": result(
        told.regression_test, "SMD", predictor="sei", slope=0.7, statistic=1.5, df=8, p=0.3, **LIMIT
    ),
    "Egger's test of a ratio": result(
        told.regression_test,
        "RR",
        predictor="sei",
        slope=-0.7,
        statistic=-1.9,
        df=math.inf,
        p=0.057,
        **LIMIT,
    ),
    "nothing filled": filled(0),
    "one filled on the left": filled(1),
    "two filled on the right": filled(2, "right"),
    "trim and fill, nothing": result(
        told.trim_and_fill, "RR", k0=0, side="left", unadjusted=-0.7, notes=(), **INTERVAL
    ),
    "trim and fill, one": result(
        told.trim_and_fill, "RR", k0=1, side="left", unadjusted=math.log(0.45),
        notes=(Note("swings", {"low": 1, "high": 3}),), **INTERVAL,
    ),
    "PET-PEESE": result(told.pet_peese, "RR", chosen="PEESE", k=13, **INTERVAL),
    "ranks, p just below .10": result(told.rank_correlation, k=13, tau=0.41, p=0.0999),
    "ranks, p at .10": result(told.rank_correlation, k=13, tau=-0.41, p=0.1),
    "seen less often, p just below .10": selected(0.999, 0.0999),
    "seen less often, p at .10": selected(0.4, 0.1),
    "seen as often": selected(1.0, 0.02),
    "seen more often": selected(1.6, 0.02, (Note("flat"),)),
    "fail-safe by p, one": result(
        told.failsafe, n=1, k=8, mean=None, target=None, alpha=0.05, method="rosenthal"
    ),
    "fail-safe by p, many": result(
        told.failsafe, n=1234, k=8, mean=None, target=None, alpha=0.05, method="rosenberg"
    ),
    "fail-safe by the mean, one": result(
        told.failsafe, "RR", n=1, k=8, mean=math.log(0.5), target=math.log(0.8), alpha=None,
        method="orwin",
    ),
    "fail-safe by the mean, many": result(
        told.failsafe, n=12, k=8, mean=0.5, target=0.25, alpha=None, method="orwin"
    ),
}  # fmt: skip


@each("small_studies", SAID)
def test_what_is_said(said, language, expected):
    assert joined(said(language)) == expected
