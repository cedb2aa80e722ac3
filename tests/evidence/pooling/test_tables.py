"""Mantel-Haenszel and Peto against metafor's rma.mh and rma.peto."""

import json
import math

import pytest

from evidence.gold import cases, dataset
from gleanings.evidence import mantel_haenszel, peto
from gleanings.evidence.report import describe

NAMES = {
    "k": "k",
    "estimate": "estimate",
    "se": "se",
    "statistic": "zval",
    "p": "pval",
    "ci_low": "ci_lb",
    "ci_high": "ci_ub",
    "q": "Q",
    "q_p": "Q_p",
    "i2": "I2",
    "h2": "H2",
    "cmh": "CMH",
    "cmh_p": "CMH_p",
}


def columns(case):
    return {k: v for k, v in dataset(case)["inputs"].items() if k not in {"cluster", "esid"}}


def check(got, wanted):
    for ours, theirs in NAMES.items():
        value = getattr(got, ours)
        if wanted[theirs] is None:
            assert math.isnan(value)
        else:
            assert value == pytest.approx(wanted[theirs], rel=1e-10)


@pytest.mark.parametrize("case", [case for case in cases() if dataset(case).get("mh")])
def test_mantel_haenszel(case):
    check(mantel_haenszel(dataset(case)["measure"], **columns(case)), dataset(case)["mh"])


@pytest.mark.parametrize("case", [case for case in cases() if dataset(case).get("peto")])
def test_peto(case):
    check(peto(**columns(case)), dataset(case)["peto"])


TABLE = {"ai": [0, 3, 5], "bi": [20, 30, 40], "ci": [2, 6, 9], "di": [18, 27, 36]}


def test_exchanging_the_groups_changes_the_sign():
    turned = {"ai": TABLE["ci"], "bi": TABLE["di"], "ci": TABLE["ai"], "di": TABLE["bi"]}
    for measure in ("OR", "RR", "RD"):
        one, other = mantel_haenszel(measure, **TABLE), mantel_haenszel(measure, **turned)
        assert one.estimate == pytest.approx(-other.estimate)
        assert one.se == pytest.approx(other.se)
    assert peto(**TABLE).estimate == pytest.approx(-peto(**turned).estimate)


def test_a_table_with_nobody_in_a_group_is_left_out():
    """metafor 3.8-1: rma.mh and rma.peto of the other three."""
    cells = {"ai": [0, 2, 3, 8], "n1i": [0, 20, 20, 40], "ci": [1, 3, 5, 9], "n2i": [9, 10, 20, 35]}
    pooled = mantel_haenszel("OR", **cells)
    assert (pooled.k, pooled.q_df) == (3, 2)
    wanted = (-0.5760082673, 0.4142028540, 0.7913070660)
    assert (pooled.estimate, pooled.se, pooled.q) == pytest.approx(wanted, rel=1e-9)
    pooled = peto(**cells)
    wanted = (-0.5747946147, 0.4111657082, 0.8541622696)
    assert (pooled.estimate, pooled.se, pooled.q) == pytest.approx(wanted, rel=1e-9)
    with pytest.raises(ValueError, match="No table has people in both groups"):
        peto(ai=0, n1i=0, ci=1, n2i=9)


def test_one_table():
    result = mantel_haenszel("OR", ai=3, bi=7, ci=2, di=8)
    assert result.estimate == pytest.approx(math.log(3 * 8 / (2 * 7)))
    assert (result.q_df, result.q_p, result.i2, result.h2) == (0, 1.0, 0.0, 1.0)


def test_in_words_and_as_data():
    result = mantel_haenszel("RR", **TABLE)
    assert "3 results give a risk ratio of" in describe(result)
    assert json.loads(json.dumps(result.to_dict(), allow_nan=False))["cmh"] is None
    assert result._repr_html_().startswith("<p>")
    assert "odds ratio" in describe(peto(**TABLE))


@pytest.mark.parametrize(
    ("call", "says"),
    [
        (lambda: mantel_haenszel("SMD", **TABLE), "measure is 'SMD'"),
        (lambda: mantel_haenszel("OR", ai=0, bi=5, ci=0, di=5), "pool risk differences"),
        (lambda: peto(ai=0, bi=5, ci=0, di=5), "nothing to pool"),
        (lambda: mantel_haenszel("RD", ai=0, bi=5, ci=0, di=5), "nothing to pool"),
        (lambda: mantel_haenszel("OR", ai=-1, bi=5, ci=0, di=5), "ai, row 1"),
        (lambda: mantel_haenszel("IRD", x1i=0, t1i=5, x2i=0, t2i=5), "nothing to pool"),
    ],
)
def test_faults(call, says):
    with pytest.raises(ValueError, match=says):
        call()
