"""Numbers in words are read whole or not at all."""

from __future__ import annotations

import re

import pytest

from gleanings.evidence.reading import read_statistics
from gleanings.evidence.reading.number_words import NUMBER_WORD, value_of_words

WORDS = [
    ("eighteen", 18), ("twenty-two", 22), ("twenty two", 22), ("one hundred", 100),
    ("a hundred", 100), ("two hundred and ninety-five", 295), ("One hundred forty-eight", 148),
    ("twelve hundred", 1200), ("thirty thousand", 30_000), ("a thousand", 1000),
    ("three thousand two hundred", 3200), ("three hundred twenty thousand and five", 320_005),
    ("one million two hundred thousand", 1_200_000),
    ("dix-huit", 18), ("vingt et un", 21), ("soixante et onze", 71), ("soixante-dix-sept", 77),
    ("quatre-vingts", 80), ("quatre-vingt-trois", 83), ("quatre-vingt-dix-neuf", 99),
    ("cent", 100), ("cent vingt", 120), ("deux cents", 200), ("deux cent dix", 210),
    ("mille", 1000), ("mille deux cents", 1200), ("trois mille", 3000),
]  # fmt: skip


@pytest.mark.parametrize(("words", "value"), WORDS)
def test_what_words_are_worth(words: str, value: int):
    match = re.match(NUMBER_WORD, words)
    assert match is not None
    assert match[0] == words
    assert value_of_words(words) == value


@pytest.mark.parametrize(
    "words",
    [
        "hundred", "five one", "twenty hundred", "twenty eleven", "thousand", "two two",
        "one thousand two thousand", "five hundred hundred", "soixante vingt",
    ],
)  # fmt: skip
def test_words_that_are_no_number(words: str):
    assert value_of_words(words) is None


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("two hundred and ninety-five studies", 295),
        ("One hundred and forty-eight patients", 148),
        ("thirty thousand patients", 30_000),
        ("30 thousand patients", 30_000),
        ("1.2 million patients", None),
        ("several hundred participants", None),
        ("a few thousand participants", None),
        ("two hundred and ninety-odd participants", None),
        ("deux cent dix participants", 210),
        ("trois mille patients", 3000),
    ],
)
def test_a_count_is_never_read_by_half(text: str, value: int | None):
    found = [s.value for s in read_statistics(f"We studied {text}.")]
    assert found == ([] if value is None else [value])


def test_per_cent_in_two_words_is_no_hundred():
    (percentage,) = [
        s for s in read_statistics("Seventy per cent of the 94 patients left.") if s.kind != "count"
    ]
    assert (percentage.kind, percentage.value, percentage.n) == ("percentage", 70, 94)


def test_so_many_of_so_many_in_words():
    text = "One hundred and forty-eight of 204 therapists (73%) replied."
    fraction, percentage = read_statistics(text)
    assert (fraction.kind, fraction.value, fraction.total) == ("fraction", 148, 204)
    assert (percentage.count, percentage.n) == (148, 204)
