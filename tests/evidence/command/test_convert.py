import math

import pytest

from evidence.command.running import run


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        ("t=2.5 df=40 --to r", 2.5 / math.sqrt(2.5**2 + 40)),
        ("t=2.5 n=42 --to r", 2.5 / math.sqrt(2.5**2 + 40)),
        ("--t 2.5 --df 40 --to r", 2.5 / math.sqrt(2.5**2 + 40)),
        ("F=6.25 df1=1 df2=40 --to r", 2.5 / math.sqrt(2.5**2 + 40)),
        ("f=6.25 df=40 n=42 --to r", 2.5 / math.sqrt(2.5**2 + 40)),
        ("t=2.5 n1=20 n2=22 --to d", 2.5 * math.sqrt(1 / 20 + 1 / 22)),
        ("t=2.5 df=40 n1=20 n2=22 --to d", 2.5 * math.sqrt(1 / 20 + 1 / 22)),
        ("chi2=6 df=1 n=100 --to r", math.sqrt(0.06)),
        ("z=-2 n=100 --to r", -0.2),
        ("r=0.5 --to fisher_z", math.atanh(0.5)),
        ("zr=0.5 --to r", math.tanh(0.5)),
        ("r=−.3 --to d", -0.6 / math.sqrt(0.91)),
        ("d=0.5 --to log_odds_ratio", 0.5 * math.pi / math.sqrt(3)),
        ("or=2 --to d", math.log(2) * math.sqrt(3) / math.pi),
        ("logOR=1 --to odds_ratio", math.e),
    ],
)
def test_one_effect_as_another(arguments, expected):
    ran = run("convert", *arguments.split())
    assert float(ran.out) == pytest.approx(expected, rel=1e-5), ran.err


def test_without_an_aim_everything_is_shown():
    found = run("convert", "d=0.5", "n1=20", "n2=20", "--json").json
    assert found["d"] == 0.5
    assert found["g"] == pytest.approx(0.4900, abs=1e-4)
    assert found["r"] == pytest.approx(0.2425, abs=1e-4)
    assert found["probability_of_superiority"] == pytest.approx(0.6382, abs=1e-4)
    assert "odds_ratio" in run("convert", "r=.3").out


def test_a_perfect_correlation_has_no_d():
    found = run("convert", "r=1", "--json").json
    assert found == {"r": 1.0, "variance_explained": 1.0}


def test_an_interval_as_a_standard_error_on_its_own_scale():
    z = 1.959963984540054
    found = run("convert", "low=1.2", "high=2.7", "--measure", "OR", "--json").json
    assert found["se"] == pytest.approx(math.log(2.7 / 1.2) / (2 * z))
    found = run("convert", "low=.19", "high=.32", "--measure", "r", "--json").json
    assert found["se"] == pytest.approx((math.atanh(0.32) - math.atanh(0.19)) / (2 * z))
    found = run("convert", "estimate=2", "se=0.1", "--measure", "hr", "--json").json
    assert found["high"] == pytest.approx(2 * math.exp(0.1 * z))
    wide = run("convert", "low=1", "high=2", "--level", "99", "--json").json
    assert wide["se"] == pytest.approx(1 / (2 * 2.5758293035489004))


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        ("", "Cannot convert from nothing"),
        ("t=2", "Cannot convert from t"),
        ("t=two df=3", "t is 'two', not a number"),
        ("x=3", "'x=3' is not understood"),
        ("r=1.2", "r"),
        ("f=3 df1=2 df2=30", "df1 is 2"),
        ("r=.3 --to iq", "iq"),
        ("low=3 high=2", "low must be below high"),
        ("low=3", "Give low and high"),
        ("low=1 high=2 --measure XYZ", "--measure is 'XYZ'"),
        ("p=0 n=20", "p is 0"),
    ],
)
def test_faults_are_one_sentence(arguments, complaint):
    assert complaint in run("convert", *arguments.split()).complaint
