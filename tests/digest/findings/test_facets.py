"""Which part of each filter a main result belongs to."""

import pytest

from gleanings.digest.findings.facets import MEASURE, PARTS, SAMPLE, SIZE, STUDIES, place_in
from gleanings.digest.findings.measures import Measure
from gleanings.digest.findings.results import MainResult


def part(facet, measure="r", estimate=0.26, studies=None, people=None):
    place = place_in(facet, MainResult(measure, estimate, 2, studies, people, fits=True))
    return None if place is None else PARTS[facet][place].slug


@pytest.mark.parametrize("measure", Measure.values)
def test_every_measure_is_of_one_kind(measure):
    assert part(MEASURE, measure) in {"link", "difference", "ratio", "other"}


@pytest.mark.parametrize(
    ("measure", "kind"), [("r", "link"), ("g", "difference"), ("HR", "ratio"), ("I2", "other")]
)
def test_the_kind_of_a_measure(measure, kind):
    assert part(MEASURE, measure) == kind


@pytest.mark.parametrize(
    ("measure", "estimate", "size"),
    [
        ("r", 0.03, "none"),
        ("r", -0.26, "moderate"),
        ("d", 0.9, "large"),
        ("OR", 1.0, "none"),
        ("MD", 3.0, None),  # nobody agreed what is much
        ("r", None, None),
    ],
)
def test_the_size_needs_agreed_thresholds(measure, estimate, size):
    assert part(SIZE, measure, estimate) == size


@pytest.mark.parametrize(
    ("people", "sample"),
    [
        (None, None),
        (0, None),
        (99, "under-100"),
        (100, "100-999"),
        (999, "100-999"),
        (1000, "1000-and-more"),
    ],
)
def test_the_number_of_people(people, sample):
    assert part(SAMPLE, people=people) == sample


@pytest.mark.parametrize(
    ("studies", "number"),
    [(None, None), (1, None), (2, "2-9"), (10, "10-49"), (50, "50-and-more")],
)
def test_one_study_is_no_review(studies, number):
    assert part(STUDIES, studies=studies) == number
