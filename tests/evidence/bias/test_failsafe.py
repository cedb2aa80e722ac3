"""Fail-safe N against metafor's fsn."""

import numpy as np
import pytest

from evidence.gold import cases, dataset
from gleanings.evidence import failsafe_n, pet_peese, pool, rank_correlation, selection_model
from gleanings.evidence.report import describe

METHODS = ("rosenthal", "orwin", "rosenberg")


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize("case", cases())
def test_it_agrees_with_fsn(case, method):
    data = dataset(case)
    reference = data["diagnostics"][f"fsn_{method}"]
    result = failsafe_n(data["escalc"]["yi"], data["escalc"]["vi"], method=method)
    assert result.n == reference["fsnum"]
    if method == "orwin":
        assert result.target == pytest.approx(reference["target"], rel=1e-10)
    else:
        assert result.p == pytest.approx(reference["pval"], rel=1e-10, abs=1e-300)
    if method != "rosenthal":
        assert result.mean == pytest.approx(reference["meanes"], rel=1e-10)


def test_so_many_nulls_bring_rosenthals_p_to_alpha():
    y, v = np.array([0.5, 0.4, 0.7]), np.array([0.02, 0.05, 0.04])
    n = failsafe_n(y, v).n

    def stouffer(extra):
        return (y / np.sqrt(v)).sum() / np.sqrt(3 + extra)

    assert stouffer(n) <= 1.6448536269514722 < stouffer(n - 1)


def test_nothing_found_needs_nothing_unseen():
    assert failsafe_n([0.01, -0.01], [1.0, 1.0]).n == 0


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"method": "fisher"}, "rosenthal, orwin, rosenberg"),
        ({"alpha": 5}, "alpha = 5"),
        ({"method": "orwin", "target": -0.1}, "same side of 0"),
        ({"method": "orwin", "target": 0}, "other than 0"),
        ({"vi": [0.1, -1.0]}, "vi, row 2"),
    ],
)
def test_bad_input_is_refused(change, said):
    with pytest.raises(ValueError, match=said):
        failsafe_n(**{"yi": [0.3, 0.4], "vi": [0.1, 0.1], **change})


def test_it_says_what_it_found():
    result = failsafe_n([0.5, 0.4, 0.7], [0.02, 0.05, 0.04])
    assert describe(result).startswith(f"{result.n} unseen results of zero")
    assert "half" not in describe(failsafe_n([0.5, 0.4], [0.02, 0.05], method="orwin"))
    assert result.to_dict()["method"] == "rosenthal"


@pytest.mark.parametrize("call", [failsafe_n, rank_correlation, selection_model, pet_peese])
def test_a_fit_may_stand_for_its_effects(call):
    data = dataset("dat.bcg")["escalc"]
    assert call(pool(data["yi"], data["vi"])) == call(data["yi"], data["vi"])


def test_large_numbers_are_whole_to_the_last_digits():
    k, z = 2000, 500
    found = failsafe_n(np.full(k, z * 0.01), np.full(k, 1e-4)).n
    needed = k * z**2 * (k / 1.6448536269514722**2) - k
    assert found == pytest.approx(needed, abs=1.5)  # 3.7e11: the quantile has 16 digits
