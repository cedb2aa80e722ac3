"""From records to groups: chains, vetoes, order, and a great many records at once."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gleanings.literature.duplicates.blocking import LARGEST_BLOCK, pairs
from gleanings.literature.duplicates.groups import find_duplicates
from gleanings.literature.duplicates.normal_form import NormalForm, normal_form

TITLE = "Session notes shared with clients: attendance over one year"


def note(id: str, doi: str = "", title: str = TITLE) -> NormalForm:
    return normal_form(
        id, title=title, authors=["Lund, S.", "Haas, P."], year=2019, journal="Care", doi=doi
    )


def test_a_chain_is_one_group() -> None:
    found = find_duplicates([note("a"), note("b", title=TITLE.upper()), note("c", "10.1000/c")])
    assert found.groups == [["a", "b", "c"]]
    assert not found.doubtful


def test_two_dois_never_come_into_one_group_by_way_of_a_third_record() -> None:
    found = find_duplicates([note("one", "10.1000/a"), note("without"), note("other", "10.1000/b")])
    assert len(found.groups) == 1
    assert len(found.groups[0]) == 2
    assert len(found.doubtful) == 1, "what could not join is for a person to judge"


def test_an_erratum_does_not_join_by_way_of_a_record_that_does_not_tell_of_it() -> None:
    team = {"authors": ["Lund, S.", "Haas, P.", "Ito, K.", "Roy, A."], "year": 2019}
    article = {**team, "journal": "Care", "volume": "3", "pages": "20-31"}
    found = find_duplicates(
        [
            normal_form("plain", title=TITLE, **article),
            normal_form(
                "telling", title=f"{TITLE} [Erratum appears in Care. 2019;3:90]", **article
            ),
            normal_form("erratum", title=TITLE, **article | {"pages": "90"}),
        ]
    )
    assert found.groups == [["plain", "telling"]]
    assert found.doubtful


def test_nothing_and_one_record_have_no_duplicates() -> None:
    assert find_duplicates([]).groups == []
    assert find_duplicates([note("a")]).groups == []
    assert find_duplicates([normal_form("a"), normal_form("b")]).groups == []


@given(st.permutations(["a", "b", "c", "d"]))
def test_the_order_of_records_changes_no_group(order: list[str]) -> None:
    records = {
        "a": note("a", "10.1000/x"),
        "b": note("b"),
        "c": note("c", title="Sleep and mood in shift workers over one winter"),
        "d": note("d", title="Sleep and mood in shift workers over one winter."),
    }
    groups = find_duplicates([records[id] for id in order]).groups
    assert sorted(map(sorted, groups)) == [["a", "b"], ["c", "d"]]


def test_a_common_key_does_not_compare_all_with_all() -> None:
    records = [
        normal_form(str(at), title="Editorial comments", year=2001, volume="7", pages=f"{at}")
        for at in range(2_000)
    ]
    assert len(list(pairs(records))) < 2_000 * LARGEST_BLOCK


def test_a_duplicate_is_found_among_many_of_the_same_title() -> None:
    rng = random.Random(3)
    crowd = [
        normal_form(
            f"n{at}",
            title="Book reviews",
            authors=["Lund, S."],
            year=2001,
            journal="Care",
            volume=str(at),
            number="1",
            pages=f"{at + 3}-{at + 9}",
        )
        for at in range(200)
    ]
    twin = normal_form(
        "twin",
        title="Book Reviews.",
        authors=["Lund, S."],
        year=2001,
        journal="Care",
        volume="150",
        number="1",
        pages="153-159",
    )
    crowd.append(twin)
    rng.shuffle(crowd)
    found = find_duplicates(crowd)
    assert [sorted(group) for group in found.groups] == [["n150", "twin"]]


@pytest.mark.parametrize(
    "title",
    ["( word" * 3_000, "[a" * 3_000, "on [a]" + "[a]" * 9_000, "erratum " * 3_000, "a b " * 5_000],
)
def test_an_odd_title_is_no_trouble(title: str) -> None:
    assert find_duplicates([note("a", title=title), note("b", title=title)]).groups == [["a", "b"]]
