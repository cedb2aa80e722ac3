"""What the parts of a synthesis found, told in both languages and on the scale people read."""

import json
import re

import pytest

from evidence.gold import dataset
from gleanings.evidence import (
    correlated_hierarchical,
    cumulative,
    egger,
    failsafe_n,
    influence,
    leave_one_out,
    pet_peese,
    pool,
    rank_correlation,
    robust,
    selection_model,
    subgroups,
    three_level,
    trim_and_fill,
)
from gleanings.evidence.report import describe, notice

BCG = dataset("dat.bcg")["escalc"]
YI, VI = BCG["yi"], BCG["vi"]
CLUSTERS = [1, 1, 1, 2, 2, 3, 3, 4, 4, 5, 5, 6, 7]
LATITUDE = {"latitude": dataset("dat.bcg")["moderators"]["ablat"]}
FOUND = {
    "three-level": three_level(YI, VI, CLUSTERS),
    "three-level regression": three_level(YI, VI, CLUSTERS, moderators=LATITUDE),
    "one effect each": three_level(YI, VI, range(13)),
    "che": correlated_hierarchical(YI, VI, CLUSTERS, rho=0.6),
    "robust": robust(three_level(YI, VI, CLUSTERS)),
    "robust regression": robust(three_level(YI, VI, CLUSTERS, moderators=LATITUDE)),
    "egger": egger(YI, VI),
    "egger lm": egger(YI, VI, model="lm"),
    "pet-peese": pet_peese(YI, VI),
    "ranks": rank_correlation(YI, VI),
    "trim and fill": trim_and_fill(YI, VI),
    "trim and fill, nothing": trim_and_fill([0.1, 0.2, 0.3], [0.1, 0.1, 0.1]),
    "selection": selection_model(YI, VI),
    "fail-safe": failsafe_n(YI, VI),
    "fail-safe orwin": failsafe_n(YI, VI, method="orwin"),
    "leave one out": leave_one_out(YI, VI),
    "cumulative": cumulative(YI, VI),
    "cumulative of one": cumulative(YI[:1], VI[:1]),
    "influence": influence(YI, VI),
    "pooled": pool(YI, VI),
    "one study": pool(YI[:1], VI[:1]),
    "subgroups": subgroups(YI, VI, ["a"] * 6 + ["b"] * 7),
}


@pytest.mark.parametrize("name", FOUND)
def test_each_is_told_in_both_languages_with_the_same_numbers(name):
    english, french = describe(FOUND[name]), describe(FOUND[name], "fr")
    assert english != french
    for text in (english, french):
        assert not re.search(r"[{}]|\bnan\b|= None|\binf\b", text), text
        assert text.endswith(".")
    # `.002` and `0,002` are one number, as are τ², I² and what stands in names
    numbers = [sorted(re.findall(r"\d*[.,]\d+", text)) for text in (english, french)]
    alike = [[float(f"0{one}".replace(",", ".")) for one in found] for found in numbers]
    assert sorted(alike[0]) == sorted(alike[1])
    assert not re.search(r"\d\.\d", french), french


@pytest.mark.parametrize(
    "name",
    ["three-level", "robust", "egger", "pet-peese", "trim and fill", "selection", "leave one out",
     "cumulative", "fail-safe orwin"],
)  # fmt: skip
def test_with_a_measure_ratios_are_told_as_ratios(name):
    for language in ("en", "fr"):
        logs, ratios = (describe(FOUND[name], language, measure) for measure in (None, "RR"))
        assert "−0" in logs
        # a test statistic keeps its sign
        assert "−" not in re.sub(r"(z|t\(\d+\)) = −", "", ratios), ratios


@pytest.mark.parametrize("name", FOUND)
def test_each_goes_to_json(name):
    found = FOUND[name].to_dict()
    assert json.dumps(found)
    assert "notes" not in found or isinstance(FOUND[name].notes, tuple)


def test_notes_are_told_in_the_language_of_the_rest():
    apart = three_level([0.1, 0.5, 0.3, 0.8], [0.1] * 4, [1, 2, 3, 4])
    assert "ne peuvent pas être distinguées" in describe(apart, "fr")
    assert notice(apart) in describe(apart)
    few = robust(three_level([0.1, 0.5, 0.3, 0.8], [0.1] * 4, [1, 1, 2, 3]))
    assert "degrés de liberté" in describe(few, "fr")
    assert few.to_dict()["notes"][0]["code"] == "few-df"
