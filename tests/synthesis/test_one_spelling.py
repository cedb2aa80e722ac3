"""A number reads alike in the results box, on the page of its synthesis, and in the figures."""

import pytest
from django.utils.translation import override

from gleanings.digest.findings.number_texts import value_text
from gleanings.evidence import forest_plot, pool
from gleanings.evidence.figures import words_of
from gleanings.evidence.measures import MEASURES
from gleanings.evidence.report import describe
from gleanings.synthesis.number_texts import p_shown, shown, value_shown


@pytest.mark.parametrize(
    ("language", "measure", "value", "spelled"),
    [
        ("en", "ZCOR", 0.26, ".26"),
        ("fr", "ZCOR", 0.26, "0,26"),
        ("en", "SMD", 0.26, "0.26"),
        ("fr", "SMD", 0.26, "0,26"),
        ("en", "SMD", -0.26, "−0.26"),
    ],
)
def test_an_effect(language, measure, value, spelled):
    chosen = MEASURES[measure]
    with override(language):
        assert value_shown(value, measure) == spelled
        assert value_text(MEASURES[chosen.kind], value, 2).endswith(f" = {spelled}")
    pooled = pool([float(chosen.pooled(value))] * 2, [0.02, 0.02], measure=measure)
    assert f" {spelled} (" in describe(pooled, language)
    figure = forest_plot([pooled.estimate], [0.02], measure=measure, words=words_of(language))
    assert f">{spelled} [" in figure


@pytest.mark.parametrize(("language", "spelled"), [("en", "p = .043"), ("fr", "p = 0,043")])
def test_a_p(language, spelled):
    with override(language):
        assert p_shown(0.0432) == spelled


def test_no_zero_has_a_sign():
    with override("en"):
        assert (shown(-0.001, 0), value_shown(-1e-12, "SMD")) == ("0", "0.00")
