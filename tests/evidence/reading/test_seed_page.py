from __future__ import annotations

from evidence.reading.seed_sentences import EXPECTED, PAGE
from gleanings.evidence.reading import read_statistics


def test_every_statistic_of_the_six_summaries_is_read_and_nothing_else():
    found = [(s.kind, s.text, s.value) for s in read_statistics(PAGE)]
    assert found == [(kind, text, value) for kind, text, value, _ in EXPECTED]


def test_what_belongs_to_each_is_read_with_it():
    for statistic, (_, _, _, more) in zip(read_statistics(PAGE), EXPECTED, strict=True):
        assert {name: getattr(statistic, name) for name in more} == more


def test_each_stands_exactly_where_it_says():
    for statistic in read_statistics(PAGE):
        assert PAGE[statistic.start : statistic.end] == statistic.text
