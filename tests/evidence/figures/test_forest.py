import math
from dataclasses import replace
from types import SimpleNamespace

import pytest

from evidence.figures.bcg import ALLOCATION, LABELS, POOLED, VI, YI
from evidence.figures.drawing import Drawing, points, span
from gleanings.evidence import pool, three_level
from gleanings.evidence.figures import Words, forest_plot


def bcg(**options) -> Drawing:
    options = {"labels": LABELS, "pooled": POOLED, "measure": "RR"} | options
    return Drawing(forest_plot(YI, VI, **options))


def test_every_study_has_label_weight_square_and_interval():
    drawing = bcg()
    for label in LABELS:
        assert label in drawing.words()
    assert "0.41 [0.13, 1.26]" in drawing.words()  # Aronson: a risk ratio, not its logarithm
    assert "5.1%" in drawing.words()
    assert len(drawing.shapes("weight")) == len(drawing.shapes("interval")) == 13


def test_the_pooled_effect_is_a_diamond_with_the_prediction_interval_as_a_bar_below():
    drawing = bcg()
    (diamond,), (bar,) = drawing.shapes("pooled"), drawing.shapes("prediction")
    left, right = span(bar)
    inner_left, inner_right = span(diamond)
    assert left < inner_left < inner_right < right
    assert max(y for _, y in points(diamond)) < min(y for _, y in points(bar))
    assert "0.49 [0.33, 0.73]" in drawing.words()
    assert "[0.14, 1.76]" in drawing.words()


def test_squares_have_an_area_in_proportion_to_the_weight():
    drawing = bcg()
    sides = [right - left for left, right in map(span, drawing.shapes("weight"))]
    weights = [1 / (v + POOLED.tau2) for v in VI]
    for side, weight in zip(sides, weights, strict=True):
        assert side**2 / max(sides) ** 2 == pytest.approx(weight / max(weights), rel=0.01)


def test_a_ratio_has_a_log_axis():
    """0.2, 1 and 5 are equally far from each other, and no effect is at 1."""
    drawing = bcg(limits=(0.1, 10))
    places = {
        text: float(shape.attrib["x"])
        for shape, text in zip(
            [shape for shape in drawing.root if shape.tag.endswith("text")],
            drawing.words(),
            strict=True,
        )
        if text in ("0.2", "1", "5")
    }
    assert places["1"] - places["0.2"] == pytest.approx(places["5"] - places["1"], abs=0.02)
    (null,) = drawing.shapes("null")
    assert span(null)[0] == pytest.approx(places["1"], abs=0.02)
    assert "Risk ratio (log scale)" in drawing.words()


def test_heterogeneity_is_stated():
    assert "Heterogeneity: τ² = 0.31, I² = 92%, Q(12) = 152.23, p < .001" in bcg().words()


def test_the_description_says_the_pooled_numbers_in_words():
    drawing = bcg()
    assert drawing.title() == "Risk ratio: forest plot of 13 studies"
    assert (
        "The pooled value is 0.49 (95% confidence interval 0.33 to 0.73). "
        "A new study is expected to find between 0.14 and 1.76."
    ) in drawing.description()


def test_an_interval_that_leaves_the_axis_ends_in_an_arrow():
    assert bcg(limits=(0.01, 20)).shapes("arrow") == []
    cut = bcg(limits=(0.1, 2))
    # below: Ferguson & Simes .09, Rosenthal .07, Vandiviere .08; above: Comstock & Webster 6.53
    assert len(cut.shapes("arrow")) == 4


def test_an_estimate_outside_the_axis_has_no_square():
    assert len(bcg(limits=(0.3, 3)).shapes("weight")) == 13 - 5


def test_one_endless_interval_does_not_press_the_others_together():
    yi, vi = [*YI, 0.1], [*VI, 900.0]
    drawing = Drawing(forest_plot(yi, vi, pooled=POOLED, measure="RR"))
    widths = [right - left for left, right in map(span, drawing.shapes("interval"))]
    assert sorted(widths)[7] > 40
    assert len(drawing.shapes("arrow")) == 2


def test_subgroups_have_headings_and_diamonds_of_their_own():
    drawing = bcg(subgroups=ALLOCATION)
    assert len(drawing.shapes("pooled-subgroup")) == 3
    assert len(drawing.shapes("pooled")) == 1
    for name in ("random", "alternate", "systematic"):
        assert name in drawing.words()
        assert f"In the subgroup {name}" in drawing.description()
    assert "Pooled, random (k = 7)" in drawing.words()
    assert "Between subgroups: Q(2) = 1.86, p = .394" in drawing.words()


def test_the_model_is_named():
    drawing = Drawing(forest_plot(YI, VI, measure="RR", test="knapp-hartung"))
    assert "Random-effects model, τ² by REML; Knapp–Hartung intervals" in drawing.words()
    common = Drawing(forest_plot(YI, VI, method="EE"))
    assert "Common-effect model" in common.words()
    assert common.shapes("prediction") == []


def test_a_multilevel_fit_is_drawn_with_its_own_weights():
    fit = three_level(YI, VI, [1, 1, 1, 2, 2, 3, 3, 3, 4, 5, 6, 6, 7])
    drawing = Drawing(forest_plot(fit, measure="RR"))
    assert "Results within studies, REML" in drawing.words()
    assert f"{fit.weights[0]:.1f}%" in drawing.words()


def test_a_result_is_drawn_with_its_own_measure_and_level():
    result = pool(YI, VI, measure="RR", level=0.9)
    drawing = Drawing(forest_plot(result, labels=LABELS))
    assert "[90% CI]" in drawing.words()
    assert "0.49 [0.36, 0.66]" in drawing.words()


def test_a_meta_regression_has_no_diamond():
    result = pool(YI, VI, moderators={"allocation": ALLOCATION})
    drawing = Drawing(forest_plot(result))
    assert drawing.shapes("pooled") == []
    assert len(drawing.shapes("weight")) == 13


def test_a_subgroup_of_two_does_not_press_the_others_together():
    """Knapp-Hartung's interval of two studies goes from .02 to 21."""
    drawing = bcg(subgroups=ALLOCATION, test="knapp-hartung")
    left, right = span(drawing.shapes("axis")[0])
    inner_left, inner_right = span(drawing.shapes("prediction")[0])
    assert inner_right - inner_left > 0.35 * (right - left)


def test_without_a_result_the_effects_are_pooled():
    drawing = Drawing(forest_plot(YI, VI, measure="RR", test="knapp-hartung"))
    assert "0.49 [0.33, 0.73]" in drawing.words()
    assert "[0.14, 1.76]" in drawing.words()


def test_at_phone_width_words_stand_above_the_interval_and_are_legible():
    drawing = bcg(width="phone")
    assert drawing.size()[0] == 320
    assert min(drawing.font_sizes()) >= 11
    texts = [shape for shape in drawing.root if shape.tag.endswith("text")]
    baselines = [
        float(shape.attrib["y"])
        for shape, words in zip(texts, drawing.words(), strict=True)
        if words in LABELS
    ]
    strips = [points(shape)[0][1] for shape in drawing.shapes("interval")]
    assert all(label < strip for label, strip in zip(baselines, strips, strict=True))
    assert all(right - left > 0 for left, right in map(span, drawing.shapes("interval")))


def test_a_long_label_is_cut_on_a_wide_sheet_and_wrapped_on_a_phone():
    label = "Effect of a manualised sixteen-session treatment on depressive symptoms at follow-up, "
    label += "intention to treat, Müller-Lüdenscheidt and colleagues 2021"
    wide = Drawing(forest_plot([0.2, 0.3], [0.1, 0.2], labels=[label, "short"]))
    assert any(words.endswith("…") for words in wide.words())
    assert f"<title>{label}</title>" in wide.source
    phone = Drawing(forest_plot([0.2, 0.3], [0.1, 0.2], labels=[label, "short"], width="phone"))
    assert any(words.startswith("Effect of a manualised") for words in phone.words())


def test_further_columns_stand_beside_the_label():
    drawing = bcg(columns={"Latitude": list(range(13))})
    assert "Latitude" in drawing.words()
    assert "12" in drawing.words()


def test_favours_stand_on_both_sides():
    for width in ("wide", "phone"):
        text = bcg(favours=("Favours vaccination", "Favours control"), width=width).text()
        assert "← Favours vaccination" in text
        assert "Favours control →" in text


def test_words_and_the_decimal_mark_can_be_translated():
    french = Words(decimal=",", leading_zero=True, pooled="Effet global", percent="{number} %")
    text = bcg(words=french).text()
    assert "0,49 [0,33; 0,73]" in text
    assert "Effet global" in text
    assert "p < 0,001" in text
    assert replace(french, decimal=".").decimal == "."


def test_a_correlation_is_read_as_r_and_stays_below_one():
    drawing = Drawing(
        forest_plot([1.2, 0.5, 2.0], [0.5, 0.1, 0.9], measure="ZCOR", pooled=nothing_pooled(0.9))
    )
    assert ".83 [−.18, .99]" in drawing.words()
    assert "1.2" not in drawing.words()


def nothing_pooled(estimate: float) -> SimpleNamespace:
    return SimpleNamespace(estimate=estimate, ci_low=estimate - 0.1, ci_high=estimate + 0.1, tau2=0)


def test_one_study_has_no_diamond():
    drawing = Drawing(forest_plot([0.3], [0.04], labels=["Only one"]))
    assert drawing.shapes("pooled") == []
    assert "Only one" in drawing.words()
    assert drawing.title() == "Effect: forest plot of one study"


@pytest.mark.parametrize("k", [2, 400])
def test_few_and_many_studies_fit(k):
    yi = [math.sin(i) for i in range(k)]
    drawing = Drawing(forest_plot(yi, [0.1 + (i % 7) / 20 for i in range(k)]))
    assert len(drawing.shapes("weight")) == k
    assert drawing.size()[1] > 23 * k


def test_equal_effects_have_an_axis():
    drawing = Drawing(forest_plot([0.0, 0.0], [1e-12, 1e-12]))
    assert len(drawing.shapes("axis")) > 2


@pytest.mark.parametrize(
    ("options", "complaint"),
    [
        ({"labels": ["a"]}, "labels has 1 entries for 2 effects"),
        ({"limits": (2, 1)}, "limits are 2 to 1"),
        ({"limits": (0, 1), "measure": "OR"}, "begins above 0"),
        ({"width": "tablet"}, "width is 'tablet'"),
        ({"width": 100}, "width is 100 px"),
        ({"format": "gif"}, "format is 'gif'"),
        ({"id_prefix": "1 x"}, "id_prefix is '1 x'"),
        ({"columns": {"n": [1]}}, "column 'n' has 1 entries"),
    ],
)
def test_what_cannot_be_drawn_is_refused(options, complaint):
    with pytest.raises(ValueError, match=complaint.replace("(", r"\(")):
        forest_plot([0.1, 0.2], [0.01, 0.02], pooled=nothing_pooled(0.15), **options)


def test_effects_that_cannot_be_pooled_are_refused():
    with pytest.raises(ValueError, match="vi, row 2"):
        forest_plot([0.1, 0.2], [0.1, 0.0])
    with pytest.raises(ValueError, match="give yi and vi"):
        forest_plot([0.1, 0.2])
