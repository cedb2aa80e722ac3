"""A screening simulated: what is planted is found, the same for a seed, and measured as said."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from desk.ranking.labelled import review
from gleanings.desk.ranking.features import count_terms, weigh
from gleanings.desk.ranking.learning import learn
from gleanings.desk.ranking.simulation import NothingToFindError, simulate


def test_what_shares_a_subject_is_found_first():
    result = simulate(review())
    assert (result.records, result.relevant) == (300, 15)
    assert result.recall_10 == result.recall_20 == 1
    assert result.wss_95 > 0.8


def test_labels_at_random_save_no_work():
    records = review(records=400, relevant=80)
    rng = np.random.default_rng(3)
    labels = rng.permutation([record.relevant for record in records])
    shuffled = [replace(r, relevant=bool(x)) for r, x in zip(records, labels, strict=True)]
    result = simulate(shuffled)
    assert abs(result.recall_10 - 0.1) < 0.1
    assert result.wss_95 < 0.15


def test_a_seed_gives_the_same_again_and_another_other_examples():
    # a subject that is hard to tell, so that the examples matter
    records = review(records=120, relevant=20, abstracts=False)
    measures = [replace(simulate(records, seed), seconds=0) for seed in (1, 1, 2, 3, 4)]
    assert measures[0] == measures[1]
    assert len({str(measure) for measure in measures}) > 1


def test_titles_alone_are_enough_to_begin_with():
    assert simulate(review(abstracts=False)).recall_20 > 0.9


@pytest.mark.parametrize(
    ("records", "relevant"), [(0, 0), (10, 0), (10, 1), (10, 10), (10, 9), (3, 2)]
)
def test_too_few_of_a_kind_are_refused_in_words(records, relevant):
    with pytest.raises(NothingToFindError, match=f"{relevant} of {records} records"):
        simulate(review(records, relevant))


def test_two_of_each_are_enough():
    result = simulate(review(4, 2))
    assert result.recall_20 in (0, 1)
    assert -0.05 <= result.wss_95 <= 0.45


def test_records_without_a_word_and_the_same_record_twice_do_no_harm():
    records = review(100, 10)
    empty = [replace(record, title="", abstract="") for record in records[:5]]
    result = simulate([*records, *records, *empty])
    assert result.records == 205
    assert result.recall_20 == pytest.approx(1, abs=0.1)


def test_recall_is_of_what_is_to_be_found_and_work_of_what_is_to_be_looked_at():
    """Forty-two records without a word in common: they come in their order, by hand."""
    records = review(42, 4)
    # one is known; with all other words gone, nothing tells the remaining three apart
    blank = [replace(record, title="", abstract="") for record in records]
    result = simulate(blank, seed=0)
    order = _order_by_hand([record.relevant for record in blank], seed=0)
    found = np.cumsum(order)
    assert result.recall_5 == pytest.approx(found[1] / 3, abs=1e-4)  # 2 of 40
    assert result.recall_10 == pytest.approx(found[3] / 3, abs=1e-4)
    assert result.recall_20 == pytest.approx(found[7] / 3, abs=1e-4)
    last = int(np.flatnonzero(found == 3)[0]) + 1
    assert result.wss_95 == pytest.approx(1 - last / 40 - 0.05, abs=1e-4)


def _order_by_hand(labels, seed):
    labels = np.array(labels)
    known = [
        np.random.RandomState(seed).choice(np.flatnonzero(labels == kind), 1)[0]
        for kind in (True, False)
    ]
    return np.delete(labels, known)


def test_a_model_refuses_decisions_of_one_kind():
    matrix = weigh(count_terms(["alliance rupture", "alliance repair"]))
    with pytest.raises(ValueError, match="of one kind"):
        learn(matrix, np.array([True, True]))


def test_more_passed_over_than_are_learned_from_changes_little(monkeypatch):
    from gleanings.desk.ranking import learning

    whole = simulate(review(600, 20))
    monkeypatch.setattr(learning, "MOST_IRRELEVANT", 30)
    sampled = simulate(review(600, 20))
    assert sampled.recall_10 == whole.recall_10 == 1
