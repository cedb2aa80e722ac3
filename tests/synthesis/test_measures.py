"""A measure is an entry of the table and its formula: all else follows, from upload to sentence."""

import math

import pytest
from django.core.exceptions import ValidationError
from django.utils.translation import override

from gleanings.digest.models import Finding
from gleanings.evidence import forest_plot
from gleanings.evidence.effect_sizes.formula import Formula
from gleanings.evidence.effect_sizes.means import GROUPS, pooled_sd
from gleanings.evidence.effect_sizes.registry import FORMULAS
from gleanings.evidence.language.catalogue import Text
from gleanings.evidence.measures import MEASURES
from gleanings.evidence.measures.table import D, like
from gleanings.reader.results_box.box import results_box_of
from gleanings.synthesis import measures
from gleanings.synthesis.answers import told
from gleanings.synthesis.dataset import collect_dataset
from gleanings.synthesis.models import Question
from gleanings.synthesis.recompute import recompute
from gleanings.synthesis.upload.template import template_csv
from synthesis.factories import include, make_question, study_finding, upload

pytestmark = pytest.mark.django_db


@pytest.fixture
def robust_difference(monkeypatch):
    """Algina, Keselman & Penfield 2005: trimmed means and winsorized SDs take the place of both."""
    entry = like(
        D,
        "AKP",
        name=Text("a robust difference", "une différence robuste"),
        symbol=None,
        is_reported=True,
        pooled_from=("AKP",),
        headers="robust",
    )

    def compute(c, options):
        d = 0.642 * (c["m1i"] - c["m2i"]) / pooled_sd(c)
        return d, 1 / c["n1i"] + 1 / c["n2i"] + d**2 / (2 * (c["n1i"] + c["n2i"]))

    monkeypatch.setitem(MEASURES, "AKP", entry)
    monkeypatch.setitem(FORMULAS, "AKP", Formula("AKP", GROUPS, compute))
    return entry


def test_a_new_measure_can_be_chosen_by_its_name(robust_difference):
    with override("fr"):
        assert str(dict(measures.choices())["AKP"]) == "AKP: différence robuste"
        assert dict(Finding._meta.get_field("measure").flatchoices)["AKP"] == "différence robuste"
    Question(slug="robust", measure="AKP").full_clean()
    with pytest.raises(ValidationError, match="measure"):
        Question(slug="robust", measure="AKQ").full_clean()


def test_a_new_measure_is_taken_in_as_its_template_says(robust_difference):
    header = template_csv("AKP").splitlines()[0].split(",")
    assert {"m1i", "sd1i", "n1i", "m2i", "sd2i", "n2i", "effect", "ci_low", "ci_high"} < set(header)
    question = make_question(measure="AKP")
    means = {"m1i": [12], "sd1i": [4], "n1i": [40], "m2i": [10], "sd2i": [4], "n2i": [40]}
    (computed,) = upload(question, means)
    assert computed.yi == pytest.approx(0.642 * 0.5)
    reported = {"robust": [0.5], "ci_low": [0.1], "ci_high": [0.9], "doi": ["10.5555/other"]}
    (other,) = upload(question, reported)
    assert (other.yi, math.sqrt(other.vi)) == pytest.approx((0.5, 0.4 / 1.959964))


def test_a_new_measure_is_pooled_told_and_drawn(client, robust_difference):
    question = make_question("robust", measure="AKP")
    upload(question, {"yi": [0.4, 0.6, 0.5, 0.7], "vi": [0.02, 0.03, 0.02, 0.04]})
    include(question, study_finding(measure="AKP", estimate=0.6, ci_low=0.2, ci_high=1.0))
    synthesis = recompute(question)
    assert synthesis.result.k == 5
    said = told(synthesis, "en")
    assert "people did better on average than in the comparison" in said.answer
    english = client.get("/en/evidence/robust/").content.decode()
    assert "Robust difference" in english
    with override("fr"):
        assert "personnes allaient en moyenne mieux" in told(synthesis, "fr").answer
    french = client.get("/fr/evidence/robust/").content.decode()
    assert "Différence robuste" in french
    asked = client.get("/api/v1/questions/robust?language=fr").json()
    assert asked["measure_name"] == "différence robuste"


def test_a_finding_of_a_new_measure_stands_in_the_results_box(robust_difference):
    finding = study_finding(measure="AKP", estimate=0.6, ci_low=0.2, ci_high=1.0, role="main")
    strip = results_box_of(finding.summary)
    assert "moderate difference" in strip.words.sentence
    assert "robust difference = 0.6" in str(strip.chart)


def test_a_new_measure_has_its_name_along_the_axis(robust_difference):
    assert "Robust difference: forest plot" in forest_plot([0.4, 0.6], [0.02, 0.03], measure="AKP")


HAZARD = {"measure": "HR", "n": None, "favours": "first"}


def test_hazard_ratios_answer_a_question(client):
    question = make_question("relapse", measure="HR", better="lower")
    for estimate in (0.6, 0.7, 0.8):
        interval = {"ci_low": estimate / 1.2, "ci_high": estimate * 1.2}
        include(question, study_finding(**HAZARD, estimate=estimate, **interval))
    rows = collect_dataset(question).pooled
    assert sorted(row.yi for row in rows) == pytest.approx([math.log(x) for x in (0.6, 0.7, 0.8)])
    assert math.sqrt(rows[0].vi) == pytest.approx(math.log(1.2) / 1.959964)
    said = told(recompute(question), "en")
    assert "the risk of outcome at any one moment" in said.answer
    assert "The comparison favours therapeutic alliance." in said.answer
    main = client.get("/en/evidence/relapse/").content.decode()
    assert "Hazard ratio" in main


def test_hazard_ratios_are_uploaded_as_they_are_reported():
    question = make_question(measure="HR")
    columns = {"HR": [0.5, 0.8], "ci_low": [0.25, 0.6], "ci_high": [1.0, 1.07]}
    effects = upload(question, columns)
    assert [effect.yi for effect in effects] == pytest.approx([math.log(0.5), math.log(0.8)])


def test_a_correlation_pooled_as_it_is_has_the_weight_of_its_interval():
    question = make_question(measure="COR")
    include(question, study_finding(estimate=0.5, ci_low=0.3, ci_high=0.65, n=None))
    (row,) = collect_dataset(question).pooled
    of_z = (math.atanh(0.65) - math.atanh(0.3)) / 2 / 1.959964
    assert (row.yi, math.sqrt(row.vi)) == pytest.approx((0.5, of_z * (1 - 0.5**2)), rel=1e-6)


def test_the_z_of_a_test_is_another_measure_than_fishers():
    question = make_question(measure="ZCOR")
    include(question, study_finding(measure="z", estimate=2.2, ci_low=None, ci_high=None))
    assert [row.beside for row in collect_dataset(question).rows] == ["mixed-measures"]
