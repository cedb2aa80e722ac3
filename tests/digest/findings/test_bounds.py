"""More than, at least, fewer than: from the words of a summary to its findings, and of old ones."""

import pytest

from gleanings.digest.findings.checking import recheck_by
from gleanings.digest.findings.numbers import numbers_of
from gleanings.digest.findings.results import (
    Counted,
    people_behind,
    studies_behind,
    studies_counted,
)
from gleanings.digest.models import Finding
from gleanings.evidence.reading import read_statistics


@pytest.mark.parametrize(
    ("words", "bound"),
    [
        ("over 84% of clients", ">"),
        ("at least 1,000 patients", ">="),
        ("no more than 12 clients", "<="),
        ("fewer than 10 clients", "<"),
        ("13 studies", ""),
        ("r > .30, p < .001", ">"),
    ],
)
def test_a_finding_has_the_bound_of_its_words(words, bound):
    (statistic,) = read_statistics(words)
    finding = Finding(**numbers_of(statistic), words=words)
    assert finding.bound == bound
    finding.bound = ""
    recheck_by(f"It was found that {words} did.", [finding])
    assert finding.bound == bound


def test_a_bound_without_words_is_the_editors():
    finding = Finding(measure="k", estimate=200, bound=">")
    recheck_by("More than 300 studies were found.", [finding])
    assert finding.bound == ">"


def test_nothing_is_worked_out_from_a_bound_of_people_or_studies():
    findings = [
        Finding(role="context", measure=measure, estimate=200, bound=">") for measure in "kn"
    ]
    assert studies_counted(None, findings) == Counted(200, ">")
    assert studies_behind(None, findings) is None
    assert people_behind(None, findings) is None


@pytest.mark.parametrize(
    ("estimate", "bound", "asks"), [(0.3, "", True), (0.3, ">", False), (0.0, "", False)]
)
def test_nobody_is_asked_which_way_a_bound_speaks(estimate, bound, asks):
    assert Finding(measure="r", estimate=estimate, bound=bound).asks_who_did_better is asks
