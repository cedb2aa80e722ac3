"""Counts that all processes keep together, and what becomes of them when they cannot."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest

from gleanings.site.counts import CountsCache


def counts(tmp_path, most: int = 100) -> CountsCache:
    return CountsCache(str(tmp_path / "counts.sqlite3"), {"OPTIONS": {"MAX_ENTRIES": most}})


def test_two_processes_count_as_one(tmp_path):
    here, there = counts(tmp_path), counts(tmp_path)
    assert here.add("tries", 0, 60)
    assert not there.add("tries", 0, 60)
    assert (here.incr("tries"), there.incr("tries")) == (1, 2)
    assert here.get("tries") == 2


def test_none_is_lost_when_many_count_at_once(tmp_path):
    cache = counts(tmp_path)
    cache.add("tries", 0, 60)
    with ThreadPoolExecutor(8) as threads:
        list(threads.map(lambda _number: cache.incr("tries"), range(400)))
    assert cache.get("tries") == 400


def test_what_is_over_begins_anew(tmp_path):
    cache = counts(tmp_path)
    cache.add("tries", 5, -1)
    assert cache.get("tries", "none") == "none"
    with pytest.raises(ValueError, match="Nothing is counted"):
        cache.incr("tries")
    assert cache.add("tries", 0, 60)
    assert cache.incr("tries") == 1


def test_many_addresses_do_not_fill_the_disk(tmp_path):
    cache = counts(tmp_path, most=20)
    for number in range(1000):
        cache.add(f"address-{number}", 1, 60 + number)
    left = [number for number in range(1000) if cache.get(f"address-{number}")]
    assert left == list(range(980, 1000))


def test_where_the_file_cannot_be_written_each_process_counts_for_itself(tmp_path):
    (tmp_path / "counts.sqlite3").mkdir()
    cache = counts(tmp_path)
    assert cache.add("tries", 0, 60)
    assert [cache.incr("tries"), cache.incr("tries"), cache.get("tries")] == [1, 2, 2]
