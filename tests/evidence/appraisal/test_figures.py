"""The figures of an appraisal, drawn from what is stored, without fitting again."""

import json
import re

import pytest

from evidence.appraisal.made_up import CBT, independent, studies
from evidence.figures.drawing import Drawing
from gleanings.evidence import forest_plot, pool
from gleanings.evidence.appraisal import appraise, cumulative_over_years, forest, funnel
from gleanings.evidence.figures import Words
from gleanings.evidence.figures.words import format_number

FIGURES = [forest, funnel, cumulative_over_years]
every_figure = pytest.mark.parametrize("figure", FIGURES, ids=lambda figure: figure.__name__)
DEPENDENT = appraise(**studies())
INDEPENDENT = appraise(**independent())
FEW = appraise([0.2, 0.4], [0.02, 0.03], labels=["One", "Two"], measure="ZCOR")


def stored(answer):
    return json.loads(json.dumps(answer.to_dict()))


@every_figure
@pytest.mark.parametrize("answer", [DEPENDENT, INDEPENDENT], ids=["dependent", "independent"])
def test_the_stored_numbers_draw_the_same_figure(figure, answer):
    for width in ("wide", "phone"):
        assert figure(stored(answer), width=width) == figure(answer, width=width)


@every_figure
def test_nothing_is_fitted_again(figure, monkeypatch):
    def refuse(*arguments, **options):
        raise AssertionError("fitted while drawing")

    for place in ("appraisal.models.pool", "appraisal.models.pool_clustered"):
        monkeypatch.setattr(f"gleanings.evidence.{place}", refuse)
    monkeypatch.setattr("gleanings.evidence.pooling.pool", refuse)
    assert figure(stored(DEPENDENT)).startswith("<svg")


@every_figure
def test_it_comes_as_png_and_pdf_too(figure):
    assert figure(INDEPENDENT, format="png").startswith(b"\x89PNG")
    assert figure(INDEPENDENT, format="pdf", width="phone").startswith(b"%PDF")


@every_figure
def test_titles_count_studies_and_not_effects(figure):
    title = Drawing(figure(DEPENDENT)).title()
    assert "15 studies" in title
    assert "Alliance" in Drawing(figure(DEPENDENT, effect="Alliance and outcome")).title()
    assert Drawing(figure(DEPENDENT, title="Mine", id_prefix="mine")).title() == "Mine"


def test_the_diamond_of_dependent_effects_is_the_robust_one():
    drawing = Drawing(forest(DEPENDENT))
    shown = DEPENDENT.pooled.shown
    ends = (shown.estimate, shown.ci_low, shown.ci_high)
    numbers = [format_number(x, 2, within_one=True) for x in ends]
    assert f"{numbers[0]} [{numbers[1]}, {numbers[2]}]" in drawing.words()
    assert "Results within studies, REML; cluster-robust intervals (CR2)" in drawing.words()
    assert len(drawing.shapes("weight")) == 40
    assert f"{DEPENDENT.effects[0].weight:.1f}%" in drawing.words()


def test_the_forest_of_independent_effects_is_that_of_the_fit():
    given = independent()
    fit = pool(given["yi"], given["vi"], test="knapp-hartung", measure="ZCOR")
    assert forest(INDEPENDENT) == forest_plot(fit, labels=given["labels"])


@pytest.mark.parametrize("answer", [DEPENDENT, INDEPENDENT], ids=["dependent", "independent"])
def test_subgroups_have_the_diamonds_of_the_run(answer):
    drawing = Drawing(forest(answer, by_subgroup=True))
    assert len(drawing.shapes("pooled-subgroup")) == 2
    between = "F(1, " if answer.dependent else "Q(1) = "
    assert f"Between subgroups: {between}" in drawing.text()
    group = next(group for group in answer.subgroups.groups if group.name == CBT)
    assert f"In the subgroup {CBT} (k = {group.k}) it is " in drawing.description()


def test_a_subgroup_that_is_not_pooled_has_no_diamond():
    answer = appraise(**independent() | {"subgroups": ["a", "b"] + ["c"] * 12})
    drawing = Drawing(forest(answer, by_subgroup=True))
    assert len(drawing.shapes("pooled-subgroup")) == 1
    assert {"a", "b", "c"} <= set(drawing.words())


def test_few_studies_stand_side_by_side_as_dots_without_weights():
    drawing = Drawing(forest(FEW))
    assert drawing.shapes("pooled") == drawing.shapes("weight") == []
    assert len(drawing.shapes("estimate")) == 2
    assert "%" not in drawing.text().replace("95% CI", "")
    assert ".20 [−.08, .44]" in drawing.words()
    assert "range from .20 to .38" in drawing.description()


def test_years_are_named_with_the_number_of_effects():
    drawing = Drawing(cumulative_over_years(DEPENDENT))
    steps = DEPENDENT.cumulative.steps
    assert {str(step.year) for step in steps} <= set(drawing.words())
    assert {str(step.k) for step in steps} <= set(drawing.words())
    assert "Studies up to and including" in drawing.words()
    assert len(drawing.shapes("estimate")) == len(steps) - 1


def test_trim_and_fill_is_drawn_where_there_was_one():
    filled = INDEPENDENT.small_studies.trim_and_fill
    imputed = Drawing(funnel(INDEPENDENT)).shapes("imputed")
    # one more in the legend, if there is any
    assert len(imputed) == (filled.k0 + 1 if filled.k0 else 0)
    assert Drawing(funnel(DEPENDENT)).shapes("imputed") == []


def test_words_are_translated():
    french = Words(decimal=",", pooled="Effet global")
    text = Drawing(forest(DEPENDENT, words=french)).text()
    assert "Effet global" in text
    assert re.search(r"0,\d\d \[0,\d\d; 0,\d\d\]", text)


def test_effects_without_a_label_are_called_by_study_or_number():
    named = appraise(**studies() | {"labels": None})
    assert "Study 3" in Drawing(forest(named)).words()
    assert "Study 2" in Drawing(forest(appraise([0.1, 0.2, 0.3], [0.1] * 3))).words()


def test_what_cannot_be_drawn_says_so():
    with pytest.raises(ValueError, match="There is no effect"):
        forest(appraise([], []))
    with pytest.raises(ValueError, match=r"Nothing is pooled .*fewer-than-three"):
        funnel(FEW)
    with pytest.raises(ValueError, match="not-pooled"):
        cumulative_over_years(FEW)


def test_five_hundred_effects_make_a_file_that_can_be_sent():
    given = studies(k=500, m=200)
    answer = appraise(**given)
    for width in ("wide", "phone"):
        svg = forest(answer, width=width)
        assert len(svg.encode()) < 400_000
        assert len(Drawing(svg).shapes("weight")) == 500
