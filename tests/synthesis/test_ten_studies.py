"""From ten studies on, and no sooner, small-study effects are tested, drawn and spoken of."""

from dataclasses import replace

import pytest

from gleanings.synthesis.answers import told
from gleanings.synthesis.drawing import names_of
from gleanings.synthesis.recompute import recompute
from synthesis.factories import make_question, upload, with_correlations

pytestmark = pytest.mark.django_db

STUDIES = [(0.1 + 0.02 * number, 60 + 10 * number) for number in range(10)]


@pytest.mark.parametrize("k", [9, 10])
def test_ten_studies_are_enough_and_nine_are_not(k):
    synthesis = with_correlations(make_question(), STUDIES[:k])
    said = told(synthesis, "en").more
    enough = k >= 10
    assert ("funnel" in names_of(synthesis)) == enough
    assert any("Egger" in sentence for sentence in said.small_studies) == enough
    assert any("fewer than ten" in sentence for sentence in said.small_studies) != enough
    untested = any("could not be tested" in reason for reason in said.certainty.reasons)
    assert untested != enough


def test_ten_effects_of_fewer_studies_are_not_ten_studies():
    question = make_question()
    ri, ni = zip(*STUDIES, strict=True)
    upload(question, {"ri": ri, "ni": ni, "cluster": [f"S{row // 2}" for row in range(10)]})
    synthesis = recompute(question)
    assert synthesis.result.n_studies == 5
    assert "funnel" not in names_of(synthesis)
    assert any(
        "fewer than ten" in sentence for sentence in told(synthesis, "en").more.small_studies
    )


@pytest.mark.parametrize(("p", "differ"), [(None, False), (0.0, True), (0.099, True), (0.1, False)])
def test_a_p_of_nought_is_a_sign_and_one_that_is_not_known_is_none(p, differ):
    synthesis = with_correlations(make_question(), STUDIES)
    small = synthesis.result.small_studies
    small = replace(small, egger=replace(small.egger, p=p))
    synthesis.result = replace(synthesis.result, small_studies=small)
    said = " ".join(told(synthesis, "en").more.small_studies)
    assert ("The less precise a study, the" in said) == differ
    assert ("are not shown to find other results" in said) != differ
