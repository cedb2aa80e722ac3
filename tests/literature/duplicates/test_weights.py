"""What each field says for or against two records being one article, case by case.

The weights add up; a case differs from a pair that agrees in everything by the fields it names, on
one side or on both.
"""

from __future__ import annotations

from typing import Any

import pytest

from gleanings.literature.duplicates.comparison import (
    DOUBTFUL_FROM,
    SAME_FROM,
    Verdict,
    compare,
    verdict_of,
)
from gleanings.literature.duplicates.normal_form import normal_form

FIVE = "Notes shared with clients attendance"
WHOLE: dict[str, Any] = {
    "title": FIVE,
    "authors": ["Lund, S.", "Haas, P."],
    "year": 2019,
    "journal": "Journal of Shared Care",
    "volume": "3",
    "number": "1",
    "pages": "5-9",
}
AGREED = 8 + 3 + 1 + 2 + 2 + 1 + 7  # title, people, year, journal, volume, number, pages
FOUR = ["Lund, S.", "Haas, P.", "Brandt, U.", "Quist, E."]


def weight(one: dict[str, Any], other: dict[str, Any]) -> float:
    first, second = normal_form("a", **(WHOLE | one)), normal_form("b", **(WHOLE | other))
    found = compare(first, second).weight
    assert found == compare(second, first).weight
    return found


@pytest.mark.parametrize(
    ("one", "other", "instead"),
    [
        ({}, {}, 0),
        # titles
        ({}, {"title": "Notes shared with clients attendence"}, 7 - 8),
        ({}, {"title": f"{FIVE} over one whole year in care"}, 3 - 8),
        ({}, {"title": "Notes shared attendance clients with"}, 0 - 8),
        ({}, {"title": "Notes shared with couples attendance"}, -5 - 8),
        ({}, {"title": "Sleep and mood of shift workers"}, -8 - 8),
        ({"title": "Notes shared with clients"}, {"title": "Notes shared with clients"}, -2),
        ({"title": "Notes by clients"}, {"title": "Notes by clients"}, -2),
        ({"title": "Attendance notes"}, {"title": "Attendance notes"}, -4),
        ({"title": "Editorial"}, {"title": "Editorial"}, -8),
        ({}, {"title": f"Erratum: {FIVE}"}, -4),
        ({"pages": "5"}, {"title": f"Erratum: {FIVE}", "pages": "90"}, -6 - 7 - 8),
        ({"title": f"{FIVE} 1"}, {"title": f"{FIVE} 2"}, -5 - 8 - 4),
        # years
        ({}, {"year": None}, -1),
        ({}, {"year": 2020}, -0.5 - 1),
        ({}, {"year": 2021}, -1.5 - 1),
        ({}, {"year": 2022}, -4 - 1),
        # pages
        ({}, {"pages": ""}, -7),
        ({}, {"pages": "5"}, 4 - 7),
        ({"pages": "5"}, {"pages": "5"}, 4 - 7),
        ({}, {"pages": "6-9"}, 3 - 7),
        ({}, {"pages": "10-19"}, -6 - 7),
        # volumes and numbers
        ({}, {"volume": ""}, -2),
        ({}, {"volume": "4"}, -3 - 2),
        ({}, {"number": ""}, -1),
        ({}, {"number": "2"}, -1.5 - 1),
        ({"number": "Suppl"}, {"number": "Suppl 2"}, 0),
        ({"number": "Suppl 1"}, {"number": "Suppl 2"}, -1.5 - 1),
        ({"number": "Suppl"}, {"number": "2"}, -1.5 - 1),
        # in the wrong columns, only year and volume speak
        ({}, {"volume": "", "number": "3", "pages": "1"}, 2 + 1 - 11),
        ({}, {"volume": "", "number": "3", "pages": ""}, 2 + 1 - 11),
        # people
        ({}, {"authors": []}, -3),
        ({}, {"authors": ["Haas, P.", "Lund, S."]}, 2 - 3),
        ({}, {"authors": ["Haas, P.", "Brandt, U."]}, 2 - 3),
        ({"authors": FOUR}, {"authors": FOUR}, +1),
        ({"authors": FOUR[:3]}, {"authors": FOUR[:3]}, 0),
        ({"authors": FOUR}, {"authors": FOUR[:3]}, 0),
        ({"authors": FOUR}, {"authors": [*FOUR[:3], "Other, O."]}, 0),
        ({"authors": FOUR[:3]}, {"authors": ["Lund, S.", "Adler, A.", "Bloom, B."]}, 1 - 3),
        ({"authors": FOUR[:3]}, {"authors": ["Adler, A.", "Lund, S.", "Bloom, B."]}, -3 - 3),
        ({"authors": ["Prokopenko, S."]}, {"authors": ["Prokopenka, S."]}, 1 - 3),
        ({}, {"authors": ["Adler, A.", "Bloom, B."]}, -5 - 3),
        # journals
        ({}, {"journal": ""}, -2),
        ({}, {"journal": "J Shar Care"}, 0),
        ({}, {"journal": "JSC"}, 0),
        ({}, {"journal": "Journal of Shared"}, 0),
        ({}, {"journal": "The Journal of Shared Care and Help"}, 0),
        ({}, {"journal": "Shared Care, the Journal"}, 0),
        ({}, {"journal": "Annals of Hope"}, -3 - 2),
        ({}, {"journal": "ABC"}, -3 - 2),
        ({"journal": "Shared Care"}, {"journal": "SC"}, -3 - 2),
    ],
)
def test_what_a_field_says(one, other, instead):
    assert weight(one, other) == pytest.approx(AGREED + instead)


OTHER = {"title": "Sleep and mood of shift workers"}


@pytest.mark.parametrize(
    ("one", "other", "verdict"),
    [
        ({}, {}, Verdict.SAME),
        # year 1, pages 4: the place alone is enough for an identifier
        ({"number": "", "volume": ""}, {**OTHER, "pages": "5"}, Verdict.SAME),
        ({"number": "", "volume": "", "year": None}, {**OTHER, "pages": "5"}, Verdict.DOUBTFUL),
        ({}, {**OTHER, "pages": "50"}, Verdict.DOUBTFUL),
    ],
)
@pytest.mark.parametrize("identifier", [{"doi": "10.5555/a"}, {"pmid": "12"}])
def test_one_identifier_with_two_titles(one, other, verdict, identifier):
    first, second = (normal_form("x", **{**WHOLE, **of, **identifier}) for of in (one, other))
    assert compare(first, second).verdict is verdict
    assert compare(first, second).weight == (20 if verdict is Verdict.SAME else 8)


@pytest.mark.parametrize(
    ("other", "verdict"),
    [
        ({}, Verdict.DOUBTFUL),
        # pages 7, people 3: as much as is needed
        ({"year": None, "volume": "", "number": "", "journal": ""}, Verdict.DOUBTFUL),
        ({"year": 2020, "volume": "", "number": "", "journal": ""}, Verdict.DIFFERENT),
        ({"pages": "90"}, Verdict.DIFFERENT),
    ],
)
def test_without_a_title_all_else_makes_a_doubt(other, verdict):
    first, second = normal_form("a", **WHOLE), normal_form("b", **{**WHOLE, **other, "title": ""})
    assert compare(first, second).verdict is verdict
    assert compare(second, second).verdict is Verdict.DOUBTFUL


WORDS = "we asked clients whether they read their notes and came to the next session of therapy"


@pytest.mark.parametrize(
    ("abstract", "instead"),
    [
        (WORDS.upper(), 3),
        (WORDS.replace("session of therapy", "session"), 3),
        (WORDS.replace("came to the next session of therapy", "wrote"), -2),
        ("", 0),
    ],
)
def test_abstracts_speak_where_the_rest_does_not_decide(abstract, instead):
    bare = {"journal": "", "volume": "", "number": "", "pages": ""}
    assert weight({"abstract": WORDS}, {**bare, "abstract": abstract}) == 12 + instead
    # not of what is the same without them, or of another article
    assert weight({"abstract": WORDS}, {"abstract": abstract}) == AGREED


@pytest.mark.parametrize(
    ("other", "verdict"),
    [
        ({}, Verdict.SAME),
        ({"number": "2"}, Verdict.DOUBTFUL),  # many journals begin each number at page 1
        ({"number": ""}, Verdict.SAME),  # the first page agrees
        ({"pages": ""}, Verdict.DOUBTFUL),  # the issue does, which is too little by itself
        ({"volume": ""}, Verdict.DOUBTFUL),
    ],
)
def test_a_title_of_many_takes_the_issue(other, verdict):
    first = normal_form("a", **{**WHOLE, "title": "Editorial"})
    second = normal_form("b", **{**WHOLE, **other, "title": "Editorial"})
    assert compare(first, second).verdict is verdict


@pytest.mark.parametrize(
    ("added", "verdict"),
    [
        (SAME_FROM, Verdict.SAME),
        (SAME_FROM - 0.1, Verdict.DOUBTFUL),
        (DOUBTFUL_FROM, Verdict.DOUBTFUL),
        (DOUBTFUL_FROM - 0.1, Verdict.DIFFERENT),
    ],
)
def test_from_where_on_it_is_said(added, verdict):
    assert verdict_of(added) is verdict
    assert (DOUBTFUL_FROM, SAME_FROM) == (6, 10)
