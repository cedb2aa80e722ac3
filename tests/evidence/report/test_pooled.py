"""Pooled values in a paragraph: each sentence on each side of its limits."""

import math
from types import SimpleNamespace

import pytest

from evidence.gold import dataset
from gleanings.evidence import describe, pool
from gleanings.evidence.language.catalogue import language_of
from gleanings.evidence.notes import Note
from gleanings.evidence.report import pooled
from gleanings.evidence.report.written import Written

from .truth import each, joined

EFFECT = {
    "k": 13, "level": 0.95, "p": 0.0019, "estimate": math.log(0.5), "ci_low": math.log(0.4),
    "ci_high": math.log(0.625), "is_regression": False, "notes": (), "dropped": 0, "i2": 92.2,
    "tau2": 0.313, "q": 152.23, "q_df": 12, "q_p": 0.0, "prediction_low": math.log(0.1),
    "prediction_high": math.log(2.0), "method": "REML", "test": "z", "test_df": math.inf,
}  # fmt: skip


def said(say, measure="RR", **changed):
    result = SimpleNamespace(**EFFECT | changed)
    return lambda language: say(result, Written.of(measure, language_of(language)))


def effect(measure="SMD", **changed):
    """Without the sentences on differences and the method."""
    plain = {"estimate": 0.1, "ci_low": -0.1, "ci_high": 0.3, "tau2": 0.0}
    told = said(pooled.pooled_effect, measure, **plain | changed)
    return lambda language: list(told(language))[:-3]


def predicted(low, high, measure="SMD", **changed):
    changed |= {"tau2": 0.1, "prediction_low": low, "prediction_high": high}
    told = said(pooled.pooled_effect, measure, **changed)
    new = {"en": "In a new setting", "fr": "Dans un nouveau contexte"}
    return lambda language: [one for one in told(language) if one.startswith(new[language])]


def tables(**changed):
    return said(pooled.pooled_tables, "OR", **{"method": "Mantel-Haenszel", **changed})


CLUSTERED = {
    "n_clusters": 7,
    "i2_between": 60.4,
    "i2_within": 31.8,
    "rho": 0.0,
    "qm_p": 0.2,
    "f_p": 0.3,
}
COEFFICIENT = SimpleNamespace(name="dose", estimate=0.5, ci_low=0.1, ci_high=0.9, p=0.0432)


def multilevel(**changed):
    return said(pooled.multilevel, **CLUSTERED | changed)


def robust(**changed):
    return said(pooled.robust, **CLUSTERED | changed)


def clustered(measure="RR", notes=(), **changed):
    fit = SimpleNamespace(**EFFECT | CLUSTERED | {"notes": notes} | changed)
    result = SimpleNamespace(**EFFECT | CLUSTERED | changed)
    result.fit, result.robust = fit, SimpleNamespace(**vars(result))
    return lambda language: pooled.clustered(result, Written.of(measure, language_of(language)))


SAID = {
    "a risk ratio, whole": said(pooled.pooled_effect),
    "by a common effect": said(pooled.pooled_effect, method="EE", q_p=0.2),
    "one result, one row left out": said(
        pooled.pooled_effect, k=1, dropped=1, method="EE", q_df=0, q_p=math.nan
    ),
    "four results, two rows left out": said(
        pooled.pooled_effect, k=4, dropped=2, notes=("narrower",), tau2=0.0, i2=0.0
    ),
    "moderators": said(
        pooled.pooled_effect, is_regression=True, coefficients=(COEFFICIENT,), qm=4.1, qm_df=1,
        qm_df2=math.inf, qm_p=0.043, r2=0.0, dropped=1,
    ),
    "as given, below 0": effect(None, estimate=-0.7, ci_low=-1.1, ci_high=-0.4),
    "as given, 0 inside": effect(None),
    "a difference, 0 outside": effect(ci_low=0.01),
    "a difference, 0 on the end": effect(ci_low=0.0),
    "a difference, 0 on the other end": effect(estimate=-0.4, ci_low=-0.7, ci_high=0.0),
    "a difference, all within the small": effect(estimate=0.05, ci_low=-0.1, ci_high=0.2),
    "a difference, just beyond the small": effect(estimate=0.05, ci_low=-0.1, ci_high=0.21),
    "a correlation, 0 outside": effect("ZCOR", ci_low=0.15, estimate=0.2),
    "a correlation, near none": effect("ZCOR", estimate=0.0, ci_low=-0.09, ci_high=0.09),
    "a correlation, 0 inside": effect("ZCOR"),
    "in units, 0 inside": effect("MD"),
    "in units, 0 outside": effect("MD", ci_low=0.05),
    "a share has no value of none": effect("PLO"),
    "expected on both sides of none": predicted(-0.3, 0.9),
    "expected on one side": predicted(0.1, 0.9),
    "expected from none on": predicted(0.0, 0.9),
    "expected up to none": predicted(-0.9, 0.0),
    "expected to be small only": predicted(-0.1, 0.2),
    "expected of one size": predicted(0.2, 0.4),
    "expected below none": predicted(-0.9, -0.3),
    "expected of a correlation, both sides": predicted(-0.1, 0.6, "ZCOR"),
    "expected of a correlation, one side": predicted(0.1, 0.25, "ZCOR"),
    "expected of a correlation, below": predicted(-0.6, -0.22, "ZCOR"),
    "expected of a correlation, near none": predicted(-0.05, 0.05, "ZCOR"),
    "expected of a correlation, small": predicted(-0.15, 0.15, "ZCOR"),
    "expected as given": predicted(-0.3, 0.9, None),
    "expected of a share": predicted(-0.3, 0.9, "PLO"),
    "nothing expected where it is not known": predicted(math.nan, math.nan),
    "tables": tables(q_p=0.2),
    "tables that differ": tables(q_p=0.01, ci_high=math.log(1.2)),
    "tables of which one tells": tables(k=1, q_df=0),
    "clusters": multilevel(),
    "one cluster, errors correlate": multilevel(n_clusters=1, rho=0.6),
    "clusters that do not differ": multilevel(tau2=0.0, i2=0.0, notes=(Note("not-apart"),)),
    "clusters with moderators": multilevel(is_regression=True, coefficients=(COEFFICIENT,)),
    "clusters with moderators, robust": robust(is_regression=True, coefficients=(COEFFICIENT,)),
    "robust": robust(notes=(Note("few-df", {"few": 4, "names": "mean"}),)),
    "clusters, tested robustly": clustered(notes=(Note("not-apart"),), rho=0.6),
    "clusters that do not differ, tested robustly": clustered(tau2=0.0, i2=0.0),
    "clusters with moderators, tested robustly": clustered(
        is_regression=True, coefficients=(COEFFICIENT,)
    ),
}  # fmt: skip


@each("pooled", SAID)
def test_what_is_said(said, language, expected):
    assert joined(said(language)) == expected


BCG = dataset("dat.bcg")
YI, VI = BCG["escalc"]["yi"], BCG["escalc"]["vi"]


def test_the_result_is_told_on_its_own_scale():
    text = describe(pool(YI, VI, measure="RR", test="knapp-hartung"))
    assert text.startswith(
        "Taken together, 13 results give a risk ratio of 0.49 (95% confidence interval 0.33 to "
        "0.73, p = .002). No effect would be 1, outside the interval."
    )
    assert text.endswith("intervals by Knapp and Hartung with 12 degrees of freedom.")


def test_a_measure_that_is_given_goes_before_that_of_the_result():
    assert "an odds ratio of 0.49" in describe(pool(YI, VI, measure="RR"), measure="OR")


def test_the_table_for_notebooks():
    shown = pool(YI, VI, moderators={"a<b": BCG["moderators"]["ablat"]})._repr_html_()
    assert "<th>a&lt;b</th><td>−0.03</td><td>0.0072</td><td>−0.04 to −0.01</td>" in shown
    assert "prediction" not in shown
    plain = pool(YI, VI, level=0.9)._repr_html_()
    assert plain.startswith(
        "<table><thead><tr><th></th><th>Estimate</th><th>SE</th><th>90% CI</th><th>p</th></tr>"
        "</thead><tbody><tr><th>Pooled value</th><td>−0.71</td><td>0.18</td>"
        "<td>−1.01 to −0.42</td><td>&lt; .001</td></tr><tr><th>90% prediction interval</th>"
        "<td></td><td></td><td>−1.68 to 0.25</td><td></td></tr></tbody></table><p>Taken together, "
    )


def test_what_is_no_result_is_refused():
    with pytest.raises(TypeError, match="A str cannot be described; these can: PooledEffect,"):
        describe("0.5")


def test_a_language_without_sentences_is_refused():
    with pytest.raises(ValueError, match="there are en, fr"):
        describe(pool(YI, VI), "de")
