from types import SimpleNamespace

import numpy as np
import pytest

from evidence.figures.bcg import LABELS, POOLED, VI, YI
from evidence.figures.drawing import Drawing, points, span
from gleanings.evidence import pool
from gleanings.evidence.figures import funnel_plot

FILLED = SimpleNamespace(
    filled=[False] * 13 + [True],
    yi=[*YI, 0.16],
    vi=[*VI, VI[6]],
    estimate=-0.6570828007603646,
)


def bcg(**options) -> Drawing:
    options = {"labels": LABELS, "pooled": POOLED, "measure": "RR"} | options
    return Drawing(funnel_plot(YI, VI, **options))


def studies(drawing: Drawing) -> list[tuple[float, float]]:
    """The points; the last one is the legend's."""
    shapes = drawing.shapes("study")[:-1]
    return [(float(shape.attrib["cx"]), float(shape.attrib["cy"])) for shape in shapes]


def test_every_study_is_a_point_with_the_most_precise_on_top():
    places = studies(bcg())
    assert len(places) == 13
    by_height = np.argsort([y for _, y in places])
    assert by_height.tolist() == np.argsort(VI).tolist()
    by_effect = np.argsort([x for x, _ in places])
    assert by_effect.tolist() == np.argsort(YI).tolist()


def test_regions_of_p_lie_around_no_effect():
    """A study lies in the region that its p says."""
    drawing = bcg()
    regions = drawing.shapes("region")[:-3]
    assert len(regions) == 6
    z = np.abs(np.array(YI)) / np.sqrt(VI)
    for (x, y), value in zip(studies(drawing), z, strict=True):
        inside = [shape for shape in regions if holds(points(shape), x, y)]
        assert bool(inside) == (value > 1.6449)
        if inside:
            opacity = max(float(shape.attrib["opacity"]) for shape in inside)
            assert (opacity == 0.2) == (value > 2.5758)


def holds(border: list[tuple[float, float]], x: float, y: float) -> bool:
    inside = False
    for (x1, y1), (x2, y2) in zip(border, border[1:] + border[:1], strict=True):
        if (y1 > y) != (y2 > y) and x < x1 + (x2 - x1) * (y - y1) / (y2 - y1):
            inside = not inside
    return inside


def test_the_legend_names_the_regions():
    text = bcg().text()
    for words in (".05 < p < .10", ".01 < p < .05", "p < .01"):
        assert words in text


def test_studies_filled_in_are_open_circles_and_the_adjusted_effect_a_line():
    drawing = bcg(trim_and_fill=FILLED)
    imputed, legend = drawing.shapes("imputed")
    assert imputed.attrib["fill"] == legend.attrib["fill"] == "none"
    assert len(drawing.shapes("adjusted")) == 2
    assert "Trim and fill adds 1 studies; the value then is 0.52." in drawing.description()
    assert bcg().shapes("imputed") == []


def test_nothing_filled_in_is_said():
    nothing = SimpleNamespace(filled=[False] * 13, yi=YI, vi=VI, estimate=POOLED.estimate)
    drawing = bcg(trim_and_fill=nothing)
    assert drawing.shapes("imputed") == []
    assert "adds no study" in drawing.description()


def test_trim_and_fill_can_be_computed_here():
    assert len(bcg(trim_and_fill=True).shapes("imputed")) == 2


def test_trim_and_fill_of_a_meta_regression_is_refused():
    result = pool(YI, VI, moderators={"number": list(range(13))})
    with pytest.raises(ValueError, match="moderators"):
        funnel_plot(result, trim_and_fill=True)


def test_without_contours_the_region_around_the_pooled_effect_is_shown():
    drawing = bcg(contours=False)
    assert drawing.shapes("region") == []
    left, right, _legend = drawing.shapes("expected")
    (pooled, *_) = drawing.shapes("reference")
    middle = span(pooled)[0]
    assert span(left)[1] == pytest.approx(middle, abs=0.1)
    assert span(right)[0] == pytest.approx(middle, abs=0.1)


def test_a_proportion_has_no_contours_since_it_has_no_null():
    drawing = Drawing(funnel_plot([-1.0, -0.5, 0.2], [0.1, 0.2, 0.3], measure="PLO"))
    assert drawing.shapes("region") == []
    assert drawing.shapes("null") == []


def test_the_description_counts_what_is_significant():
    assert "8 of 13 estimates have p < .05." in bcg().description()


@pytest.mark.parametrize("width", ["wide", "phone"])
def test_one_study_or_equal_ones_can_be_drawn(width):
    assert Drawing(funnel_plot([0.3], [0.04], width=width)).shapes("study")
    assert Drawing(funnel_plot([0.0] * 3, [1.0] * 3, width=width)).shapes("study")
