"""What is drawn and listed is what was reported, each end of an interval at its own place."""

import re

import pytest
from bs4 import BeautifulSoup

from gleanings.synthesis.answers import told
from gleanings.synthesis.drawing import draw
from gleanings.synthesis.recompute import recompute
from gleanings.synthesis.rows import beside_rows, effect_rows
from synthesis.factories import include, make_question, meta_analysis, study_finding, upload

pytestmark = pytest.mark.django_db

Z = {"measure": "z", "estimate": 0.40, "ci_low": 0.20, "ci_high": 0.60}
"""As a correlation .38, from .20 to .54."""


def pooled_with(**finding):
    question = make_question("alliance")
    upload(question, {"ri": [0.3, 0.2], "ni": [80, 90]})
    include(question, study_finding(n=None, **finding))
    return recompute(question)


def row_of(synthesis):
    (row,) = [row for row in effect_rows(synthesis) if row.label.startswith("Okafor")]
    return row


def drawn(synthesis, name, language="en"):
    svg = BeautifulSoup(draw(synthesis, name, language), "html.parser")
    return " ".join(svg.get_text(" ").split())


def test_an_end_that_rounding_moved_stays_where_it_was_reported():
    """From its width the interval of .30 would be from .11 to .47."""
    synthesis = pooled_with(estimate=0.30, ci_low=0.13, ci_high=0.48)
    assert row_of(synthesis).interval == ".13 – .48"
    assert "[.13, .48]" in drawn(synthesis, "forest")


def test_turned_round_its_ends_are_too():
    synthesis = pooled_with(estimate=-0.30, ci_low=-0.48, ci_high=-0.13)
    assert row_of(synthesis).interval == ".13 – .48"


def test_an_interval_of_another_level_is_not_passed_off_as_one_of_95():
    synthesis = pooled_with(estimate=0.30, ci_low=0.13, ci_high=0.48, level=90)
    assert row_of(synthesis).interval != ".13 – .48"


def test_fishers_z_is_listed_as_its_correlation_and_said_to_be_z():
    row = row_of(pooled_with(**Z))
    assert (row.estimate, row.interval) == (".38", ".20 – .54")
    assert "Reported as Fisher’s z: 0.40 (0.20 – 0.60)." in row.notes


def test_beside_too():
    question = make_question("alliance")
    include(question, meta_analysis(**Z))
    include(question, meta_analysis())
    synthesis = recompute(question)
    z, r = beside_rows(synthesis, {})
    assert (z.value, z.interval, z.measure) == (".38", ".20 – .54", r.measure)
    assert z.note == "Reported as Fisher’s z: 0.40 (0.20 – 0.60)."
    assert r.note == ""
    assert "[.20, .54]" in drawn(synthesis, "beside")


@pytest.mark.parametrize(
    ("language", "said"),
    [("en", "Reported as Fisher’s z, and drawn as"), ("fr", "Rapporté en z de Fisher et tracé")],
)
def test_the_figure_and_its_caption_say_so(client, language, said):
    synthesis = pooled_with(**Z)
    assert said in drawn(synthesis, "forest", language)
    page = BeautifulSoup(client.get(f"/{language}/evidence/alliance/").content, "html.parser")
    caption = page.select_one("section[aria-labelledby=every-study] figcaption").get_text()
    assert re.search(f"{said}.*Okafor", caption)


def test_a_figure_without_z_says_nothing_of_it(client):
    synthesis = pooled_with()
    assert "Fisher" not in drawn(synthesis, "forest")
    assert "Fisher" not in client.get("/en/evidence/alliance/").content.decode().split("<h2 id=")[2]


@pytest.mark.parametrize(("measure", "is_said"), [("ZCOR", True), ("COR", False)])
def test_how_correlations_are_pooled_is_said(measure, is_said):
    question = make_question("alliance", measure=measure)
    upload(question, {"ri": [0.3, 0.2, 0.25], "ni": [80, 90, 70]})
    said = " ".join(told(recompute(question), "en").more.method)
    assert ("Correlations are pooled as Fisher's z" in said) is is_said
