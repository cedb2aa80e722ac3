"""Every measure against metafor's escalc (gold/README.md): closed forms to 1e-10 relative."""

import numpy as np
import pytest
from numpy.testing import assert_allclose

from evidence.gold import cases, dataset, escalc
from gleanings.evidence import effect_size

# escalc finds the tetrachoric correlation with an optimiser that stops at about 1e-4: see
# test_tetrachoric.py
ELSEWHERE = {"RTET"}


def calls():
    for name, table in escalc()["tables"].items():
        for result in table["results"]:
            if result["measure"] in ELSEWHERE:
                continue
            arguments = result["args"] or {}
            label = "-".join([name, result["measure"], *map(str, arguments.values())])
            yield pytest.param(table["inputs"], result, arguments, id=label)


def numbers(values):
    return np.array([np.nan if v is None else v for v in values], dtype=float)


@pytest.mark.parametrize(("inputs", "result", "arguments"), list(calls()))
def test_table_of_measures(inputs, result, arguments):
    yi, vi = effect_size(result["measure"], **inputs, **arguments)
    assert_allclose(yi, numbers(result["yi"]), rtol=1e-10, atol=1e-14)
    assert_allclose(vi, numbers(result["vi"]), rtol=1e-10)


@pytest.mark.parametrize("case", cases())
def test_dataset(case):
    d = dataset(case)
    yi, vi = effect_size(d["measure"], **d["inputs"], **(d["escalc_args"] or {}))
    assert_allclose(yi, d["escalc"]["yi"], rtol=1e-10, atol=1e-14)
    assert_allclose(vi, d["escalc"]["vi"], rtol=1e-10)


def test_a_biserial_correlation_beyond_one_has_the_variance_of_one():
    """As metafor, which bounds r within the variance; else it would weigh eight times as much."""
    yi, vi = effect_size("RBIS", m1i=5, m2i=1, sd1i=1, sd2i=1, n1i=50, n2i=50)
    assert yi[0] == pytest.approx(1.1232, abs=1e-4)
    assert vi[0] == pytest.approx(7.15e-4, abs=5e-7)
