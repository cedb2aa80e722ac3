"""Records as vectors: what is the same word, what is a term, what is left out."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sklearn.feature_extraction.text import TfidfVectorizer

from gleanings.desk.ranking.features import COLUMNS, count_terms, text_of, weigh

TEXTS = [
    "Alliance ruptures in therapy; ruptures were repaired.",
    "Repairing alliance ruptures",
    "Cardiac outcomes of therapy",
    "",
]


def test_words_of_one_stem_are_one_term():
    one, other = count_terms(["rupture", "Ruptures"])
    assert (one != other).nnz == 0


def test_a_pair_of_words_is_a_term_in_its_order_and_within_its_record():
    there, back, across = count_terms(["alliance rupture", "rupture alliance", "alliance"])
    assert there.nnz == 3  # two words and the pair
    assert (there != back).nnz == 2  # the two pairs
    assert across.nnz == 1  # the next record's first word is no neighbour


def test_a_word_of_the_title_counts_twice():
    counts = count_terms([text_of("alliance", "rupture")])
    assert sorted(counts.data) == [1, 1, 1, 2]  # rupture, the two pairs, alliance


def test_letters_beyond_ascii_are_letters():
    assert count_terms(["thérapie brève"]).nnz == 3


def test_weights_are_those_of_scikit_learn():
    """Where each word is a stem of itself, the two weigh alike: tf, idf and length."""
    texts = ["cat dog cat fox", "dog fox", "owl cat dog", "owl"]
    ours = weigh(count_terms(texts), least=1)
    theirs = TfidfVectorizer(ngram_range=(1, 2), sublinear_tf=True).fit_transform(texts)
    assert (ours @ ours.T).toarray() == pytest.approx((theirs @ theirs.T).toarray(), abs=1e-6)


def test_terms_of_one_record_alone_are_left_out_unless_asked_for():
    counts = count_terms(TEXTS)
    assert weigh(counts).shape[1] < weigh(counts, least=1).shape[1]


def test_a_term_of_nearly_all_records_says_nothing():
    texts = ["patients alliance"] * 10 + ["patients stroke"] * 10
    without = ["alliance"] * 10 + ["stroke"] * 10
    similar = (weigh(count_terms(texts)) @ weigh(count_terms(texts)).T).toarray()
    assert similar[0, -1] == 0
    assert weigh(count_terms(without)).shape[1] == 2


@given(st.lists(st.text(), max_size=8))
def test_any_text_gives_rows_of_length_one_or_none(texts):
    weighed = weigh(count_terms(texts), least=1)
    lengths = np.sqrt(np.asarray(weighed.multiply(weighed).sum(axis=1))).ravel()
    assert weighed.shape[0] == len(texts)
    assert all(length == pytest.approx(1, abs=1e-5) or length == 0 for length in lengths)


def test_columns_are_the_same_in_every_process():
    """They are kept from one day to the next."""
    assert count_terms(["alliance rupture"]).indices.tolist() == EXPECTED_COLUMNS
    assert max(EXPECTED_COLUMNS) < COLUMNS


EXPECTED_COLUMNS = [48848, 448779, 450663]
