"""A bound is no number: over 84%, at least 1,000, no more than 12, 200 or more, n > 200."""

from __future__ import annotations

import pytest

from gleanings.evidence.checking import check
from gleanings.evidence.reading import read_statistics


@pytest.mark.parametrize(
    ("text", "words", "comparison"),
    [
        ("Over 84% of clients improved", "Over 84%", ">"),
        ("More than 40 of 60 clients recovered", "More than 40 of 60 clients", ">"),
        ("At least 12 of the 60 clients relapsed", "At least 12 of the 60 clients", ">="),
        ("Moins de 12 des 60 patients ont rechuté", "Moins de 12 des 60 patients", "<"),
        ("In all 12 of the 60 clients relapsed", "12 of the 60 clients", "="),
        ("more than 200 studies were found", "more than 200 studies", ">"),
        ("above 30% of clients left", "above 30%", ">"),
        ("plus de 200 études", "plus de 200 études", ">"),
        ("plus de 84 % des patients", "plus de 84 %", ">"),
        ("at least 1,000 patients", "at least 1,000 patients", ">="),
        ("no fewer than 20 studies", "no fewer than 20 studies", ">="),
        ("not less than 84% of patients", "not less than 84%", ">="),
        ("not under 84% of patients", "not under 84%", ">="),
        ("a minimum of 20 studies", "a minimum of 20 studies", ">="),
        ("au moins 1000 patients", "au moins 1000 patients", ">="),
        ("pas moins de 84 % des patients", "pas moins de 84 %", ">="),
        ("200 or more clients", "200 or more clients", ">="),
        ("84% or more of clients", "84% or more", ">="),
        ("84 % ou plus des patients", "84 % ou plus", ">="),
        ("fewer than 10 clients left", "fewer than 10 clients", "<"),
        ("less than 5% of patients", "less than 5%", "<"),
        ("moins de dix patients", "moins de dix patients", "<"),
        ("up to 30% of clients", "up to 30%", "<="),
        ("no more than 12 clients", "no more than 12 clients", "<="),
        ("not over 84% of clients", "not over 84%", "<="),
        ("at most 12 clients", "at most 12 clients", "<="),
        ("pas plus de 12 patients", "pas plus de 12 patients", "<="),
        ("jusqu’à 30 % des patients", "jusqu’à 30 %", "<="),
        ("20% or fewer of clients", "20% or fewer", "<="),
        ("n > 200", "n > 200", ">"),
        ("k ≥ 10", "k ≥ 10", ">="),
        ("r > .30, p < .001", "r > .30, p < .001", ">"),
        # no bounds
        ("Moreover 12 patients left", "12 patients", "="),
        ("84% or more than that of clients", "84%", "="),
        ("about 84% of clients", "84%", "="),
        ("n = 200", "n = 200", "="),
    ],
)
def test_the_words_around_a_number_make_a_bound_of_it(text: str, words: str, comparison: str):
    (found,) = read_statistics(text)
    assert (found.text, found.comparison) == (words, comparison)


@pytest.mark.parametrize(
    "text", ["Of the more than 37 patients, 35.3% left", "(N > 37; 35.3% of patients female)"]
)
def test_nothing_is_so_many_per_cent_of_a_bound(text: str):
    (found,) = [one for one in check(text) if one.statistic.kind == "percentage"]
    assert found.rule == "percentage-without-n"


def test_a_bound_of_people_is_not_the_n_of_an_effect():
    effect, people = read_statistics("r = .26 (n > 200)")
    assert effect.n is None
    assert people.value == 200
