from types import SimpleNamespace

import pytest

from evidence.figures.bcg import LABELS, VI, YI
from evidence.figures.drawing import Drawing
from gleanings.evidence.figures import cumulative_plot

# metafor, cumul(rma(yi, vi, data=dat.bcg)) in the order of the file, first and last
FIRST, LAST = "0.41 [0.13, 1.26]", "0.49 [0.34, 0.70]"


def test_each_row_pools_the_studies_up_to_it():
    drawing = Drawing(cumulative_plot(YI, VI, labels=LABELS, measure="RR"))
    words = drawing.words()
    assert FIRST in words
    assert LAST in words
    assert "+ Comstock et al. 1976" in words
    assert LABELS[0] in words
    assert len(drawing.shapes("estimate")) == 12
    assert len(drawing.shapes("pooled")) == 1


def test_studies_come_in_the_order_of_their_years():
    years = [int(label[-4:]) for label in LABELS]
    words = Drawing(cumulative_plot(YI, VI, labels=LABELS, order=years, measure="RR")).words()
    rows = [word.removeprefix("+ ") for word in words if word.removeprefix("+ ") in LABELS]
    assert [row[-4:] for row in rows] == sorted(str(year) for year in years)
    assert LAST in words


def test_a_result_is_drawn_as_it_is():
    steps = SimpleNamespace(estimate=[0.5, 0.4], ci_low=[0.1, 0.2], ci_high=[0.9, 0.6])
    drawing = Drawing(cumulative_plot(steps, labels=["A 2001", "B 2005"], measure="SMD"))
    assert "0.50 [0.10, 0.90]" in drawing.words()
    assert drawing.description() == (
        "The estimate starts at 0.50 with A 2001 and ends at 0.40 "
        "(95% confidence interval 0.20 to 0.60)."
    )


def test_labels_of_another_number_are_refused():
    steps = SimpleNamespace(estimate=[0.5, 0.4], ci_low=[0.1, 0.2], ci_high=[0.9, 0.6])
    with pytest.raises(ValueError, match="labels has 3 entries"):
        cumulative_plot(steps, labels=["A", "B", "C"])
