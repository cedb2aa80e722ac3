"""Which part of each filter a main result belongs to."""

import pytest

from gleanings.digest.findings.results import MainResult
from gleanings.evidence.measures import FISHERS_Z, MEASURES
from gleanings.reader.results_box.facets import MEASURE, PARTS, SAMPLE, SIZE, STUDIES, place_in


def part(facet, measure="r", estimate=0.26, studies=None, people=None):
    place = place_in(facet, MainResult(measure, estimate, 2, studies, people, fits=True))
    return None if place is None else PARTS[facet][place].slug


@pytest.mark.parametrize("measure", MEASURES)
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


def test_of_a_bound_the_size_is_open():
    above = MainResult("r", 0.1, 2, None, None, fits=True, bound=">")
    assert place_in(SIZE, above) is None
    assert PARTS[MEASURE][place_in(MEASURE, above)].slug == "link"


def test_a_fishers_z_is_told_as_the_correlation_that_it_stands_for():
    fishers = MainResult(FISHERS_Z.code, 0.3, 2, None, None, fits=True)
    assert PARTS[MEASURE][place_in(MEASURE, fishers)].slug == "link"
    assert PARTS[SIZE][place_in(SIZE, fishers)].slug == "moderate"
    assert part(MEASURE, "z", 6.192) == "other"  # the z of a test
    assert part(SIZE, "z", 6.192) is None


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
