"""Whatever can be pooled can be told, shown in a notebook and appraised, in each language."""

import math

import pytest

from gleanings.evidence import appraise, effect_measures, pool
from gleanings.evidence.language.catalogue import LANGUAGES
from gleanings.evidence.report import describe

YI, VI = [0.2, 0.4, 0.1, 0.3], [0.02, 0.03, 0.05, 0.02]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("measure", effect_measures())
def test_it_is_told_by_its_name(measure, language):
    said = describe(pool(YI, VI, measure=measure), language)
    assert effect_measures()[measure].pooled_name_in(language) in said


@pytest.mark.parametrize("measure", effect_measures())
def test_it_is_shown_and_appraised(measure):
    assert "<table>" in pool(YI, VI, measure=measure)._repr_html_()
    low, high = effect_measures()[measure].bounds
    shown = appraise(YI, VI, measure=measure).pooled.shown
    assert math.isfinite(shown.estimate)
    assert low <= shown.ci_low <= shown.ci_high <= high


def test_a_hazard_ratio_is_told_as_a_ratio():
    said = describe(pool([-0.5, -0.3, -0.4], [0.02, 0.03, 0.05], measure="HR"))
    assert "3 results give a hazard ratio of 0.66" in said
    assert "No effect would be 1, outside" in said
