"""What the page and the docs say about false flags is what the simulation gives."""

import re
from pathlib import Path

import pytest
from benchmarks.bench_course import (
    a_slow_fall,
    flagged,
    flagged_at_the_best_end,
    flagged_beyond_error,
    one_deep_session,
    with_memory,
)

from gleanings.evidence.course.false_flags import AT_THE_BEST_END, FALSE_FLAGS, Given

DOCS = Path(__file__).parents[3] / "docs"
PAGE = (DOCS / "evidence.md").read_text(encoding="utf-8")
SAID = PAGE.partition("## A course of ratings")[2].partition("\n## ")[0].replace("\n", " ")


@pytest.mark.parametrize("given", FALSE_FLAGS)
def test_of_100_stable_courses(given):
    assert round(flagged(given)) == FALSE_FLAGS[given]


@pytest.mark.parametrize("given", AT_THE_BEST_END)
def test_of_100_whose_ratings_the_scale_cuts_off(given):
    assert round(flagged_at_the_best_end(given)) == AT_THE_BEST_END[given]


def test_the_docs_say_the_same():
    sd, change, own = re.search(
        r"sessions (\d+) get a flag where .*?, (\d+) with .*?, and (\d+) where", SAID
    ).groups()
    said = {
        Given(True, True): int(change),
        Given(True, False): int(sd),
        Given(False, False): int(own),
    }
    assert said == FALSE_FLAGS


def test_and_of_courses_that_fall():
    deep, slow = re.search(r"three σ down (\d+) get one, .*? session (\d+)\.", SAID).groups()
    known = Given(sd=True, change=False)
    assert [round(flagged(known, one)) for one in (one_deep_session, a_slow_fall)] == [
        int(deep),
        int(slow),
    ]


def test_and_so_does_the_page_for_operators():
    page = (DOCS / "practice.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| (?:spread|nothing).*\| (\d+) \| (\d+) \|$", page, re.M)
    said = [list(map(int, column)) for column in zip(*rows, strict=True)]
    assert said == [list(FALSE_FLAGS.values()), list(AT_THE_BEST_END.values())]
    leaning = re.search(r"more\noften where nothing is known \((\d+)\)", page)[1]
    assert round(flagged(Given(sd=False, change=False), with_memory)) == int(leaning)


def test_where_ratings_spread_by_more_than_error_of_measurement():
    page = (DOCS / "practice.md").read_text(encoding="utf-8")
    quarter, twice = re.search(r"says: (\d+) of 100 where .*?, (\d+) where by twice", page).groups()
    said = [round(flagged_beyond_error(times)) for times in (1.25, 2.0)]
    assert said == [int(quarter), int(twice)]
