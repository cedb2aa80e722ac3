"""The reference results are complete: what is tested against them cannot shrink unnoticed."""

from evidence.gold import cases, datasets, escalc


def test_every_analysis_is_there():
    assert len(cases()) == 54
    assert all(len(d["escalc"]["yi"]) == d["k"] for d in datasets())


def test_every_table_of_effect_sizes_is_there():
    assert len(escalc()["tables"]) == 14
    assert sum(len(t["results"]) for t in escalc()["tables"].values()) == 89
