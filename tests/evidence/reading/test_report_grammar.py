"""Whatever way authors report a test, it is read for what it says, where it stands."""

from __future__ import annotations

import random

import pytest

from evidence.reading.report_grammar import Report, at_random, each_point_by_itself
from gleanings.evidence.reading import read_statistics

TESTS = {"t", "F", "chi2", "z", "r", "rho", "Q", "QB", "QW", "QM", "QE", "QT"}
# Words before the letter that belong to the name, or do not, without harm.
_MAY_LEAD = (
    "paired ",
    "Wald ",
    "Pearson ",
    "Pearson's ",
    "LR ",
    "Cochran's ",
    "Spearman's ",
    "<i>",
)


def _is_read(report: Report) -> bool:
    text, core = report.text, report.core
    begin = text.index(core)
    for s in read_statistics(text):
        found = (s.kind, s.df1, s.df2, s.comparison, s.value, s.p_comparison, s.p)
        if found == report.said:
            lead = text[begin : s.start]
            return lead in ("", "*", *_MAY_LEAD) and s.end >= begin + len(core)
    return False


def _only_one(report: Report) -> bool:
    found = [s for s in read_statistics(report.text) if s.kind in TESTS]
    return len(found) == 1 or "r = .31" in report.between


@pytest.mark.parametrize("report", each_point_by_itself(), ids=lambda report: repr(report.text))
def test_a_report_that_departs_from_the_plainest_in_one_thing(report: Report):
    assert _is_read(report), [s for s in read_statistics(report.text) if s.kind in TESTS]
    assert _only_one(report)


@pytest.mark.parametrize("seed", range(4))
def test_nearly_all_reports_that_depart_in_everything_at_once(seed: int):
    random_ = random.Random(seed)
    reports = [at_random(random_) for _ in range(500)]
    missed = [report.text for report in reports if not (_is_read(report) and _only_one(report))]
    assert len(missed) <= 10, missed
