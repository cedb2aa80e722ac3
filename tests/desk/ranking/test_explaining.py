"""The words that count for a record: found in its own text, marked there, nothing of it lost."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from gleanings.desk.ranking.explaining import Counted, pieces, words_that_count
from gleanings.desk.ranking.features import Weighing, columns_of, count_terms
from gleanings.desk.ranking.learning import learn, weights_of


def column(*words):
    alone, pairs = columns_of(words)
    return int(pairs[0] if len(words) == 2 else alone[0])


def test_words_are_said_as_they_stand_the_strongest_first():
    weights = {column("rupture"): 0.5, column("rats"): -0.9, column("alliance"): 0.2}
    counted = words_that_count("Ruptures of the alliance, not in rats.", weights)
    assert [one.words for one in counted] == ["rats", "Ruptures", "alliance"]
    assert [one.weight > 0 for one in counted] == [False, True, True]


def test_a_word_is_not_said_again_beside_its_stronger_pair_nor_one_that_hardly_counts():
    weights = {
        column("alliance"): 0.4,
        column("alliance", "rupture"): 0.8,
        column("repair"): 0.01,
    }
    counted = words_that_count("Alliance ruptures: repair. The alliance.", weights)
    assert [one.words for one in counted] == ["Alliance ruptures"]


def test_no_more_are_said_than_one_reads():
    words = [f"word{letter}" for letter in "abcdefghijkl"]
    weights = {column(word): 1.0 for word in words}
    assert len(words_that_count(" ".join(words), weights)) == 8


def test_a_pair_is_marked_whatever_stands_between_its_words():
    marked = pieces("The alliance – rupture was repaired.", [Counted("alliance rupture", 0.8)])
    assert [(piece.text, piece.weight) for piece in marked] == [
        ("The ", 0.0),
        ("alliance – rupture", 0.8),
        (" was repaired.", 0.0),
    ]


@given(st.text(), st.lists(st.text(), max_size=4))
def test_the_pieces_together_are_the_text(text, phrases):
    counted = [Counted(phrase, 1.0) for phrase in phrases if phrase.strip()]
    assert "".join(piece.text for piece in pieces(text, counted)) == text


def test_what_was_taken_up_speaks_for_and_what_was_not_against():
    texts = ["alliance rupture therapy"] * 3 + ["maize nitrogen therapy"] * 3
    counts = count_terms(texts)
    weighing = Weighing.of(counts)
    model = learn(weighing.weigh(counts), np.arange(6) < 3)
    weights = weights_of(model, weighing)
    assert weights[column("alliance")] > 0 > weights[column("maize")]
    assert column("therapy") not in weights  # in all of them: left out


def test_function_words_are_not_said_in_either_language_and_take_nobodys_place():
    text = "Was the alliance with patients in the clinics? Dans les cliniques, était-ce l’alliance?"
    words = "was the alliance with patients in the clinics dans les cliniques était ce alliance"
    each = words.split()
    weights = {column(word): 0.9 for word in each} | {column("alliance"): 0.2}
    weights |= {column(*pair): 2.0 for pair in pairwise(each)}
    counted = words_that_count(text, weights)
    assert {one.words for one in counted} == {"patients", "clinics", "cliniques", "alliance"}
