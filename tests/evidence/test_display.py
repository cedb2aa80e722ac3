"""Results in one line, and as a notebook shows them; figures that show themselves."""

import numpy as np
import pytest

from gleanings.evidence import (
    aggregate,
    baujat,
    cumulative_plot,
    egger,
    failsafe_n,
    forest_plot,
    funnel_plot,
    influence,
    interval_chart,
    leave_one_out,
    mantel_haenszel,
    pet_peese,
    pool,
    rank_correlation,
    robust,
    selection_model,
    subgroups,
    three_level,
    trim_and_fill,
)

Y = np.array([0.2, 0.5, 0.1, 0.4, 0.3, 0.6, 0.25, 0.35, 0.45, 0.15])
V = np.linspace(0.02, 0.08, 10)
TRIAL = list("aabbccdeef")
NESTED = three_level(Y, V, TRIAL)
TABLES = {"ai": [3, 4], "n1i": [20, 20], "ci": [5, 9], "n2i": [20, 20]}
RESULTS = [
    pool(Y, V), subgroups(Y, V, list("xyxyxyxyxy")), NESTED, robust(NESTED), egger(Y, V),
    trim_and_fill(Y, V), pet_peese(Y, V), selection_model(Y, V), failsafe_n(Y, V),
    rank_correlation(Y, V), influence(Y, V), baujat(Y, V), aggregate(Y, V, TRIAL),
    mantel_haenszel("OR", **TABLES),
]  # fmt: skip
each = pytest.mark.parametrize("result", RESULTS, ids=lambda result: type(result).__name__)


@each
def test_a_notebook_shows_a_table_or_a_paragraph(result):
    shown = result._repr_html_()
    assert shown.startswith(("<table>", "<p>")) and len(shown) > 60


@each
def test_a_terminal_shows_one_line(result):
    assert repr(result).startswith(type(result).__name__ + "(")
    assert "\n" not in repr(result) and 12 < len(repr(result)) < 200


def test_a_table_of_refits_shows_itself():
    assert leave_one_out(Y, V)._repr_html_().count("<tr>") == 11


def test_the_line_has_what_is_read_first():
    line = repr(pool([0.2, 0.5, 0.1], [0.02, 0.03, 0.05], measure="SMD"))
    assert line.startswith(
        "PooledEffect(measure='SMD', method='REML', test='z', k=3, estimate=0.27"
    )
    assert "ci_low=" in line and "p=" in line and "nan" not in line
    assert "nan" not in repr(pool(Y, V, moderators={"x": V}))


def test_a_table_shows_every_row_and_not_its_notes():
    shown = aggregate([0.2, 0.8, 0.3], [0.01, 0.09, 0.1], list("bbc"))._repr_html_()
    assert shown.count("<tr>") == 3 and "beyond" not in shown


@pytest.mark.parametrize(
    "figure",
    [
        forest_plot(pool(Y, V)), funnel_plot(pool(Y, V)), cumulative_plot(Y, V),
        interval_chart(0.3, 0.2, 0.4, "COR"),
    ],
    ids=["forest", "funnel", "cumulative", "strip"],
)  # fmt: skip
def test_a_figure_shows_itself_and_is_text(figure):
    assert isinstance(figure, str) and figure.startswith("<svg")
    assert figure._repr_html_() == figure._repr_svg_() == figure
