"""What decides that every stored answer is computed anew, and what its history says of it."""

import json
import random
from dataclasses import replace
from pathlib import Path

import pytest
from django.core.management import call_command
from django.utils import translation

from gleanings.evidence.appraisal import appraise
from gleanings.synthesis import clock, dataset
from gleanings.synthesis import recompute as recompute_module
from gleanings.synthesis.history import history
from gleanings.synthesis.models import Synthesis
from gleanings.synthesis.recompute import recompute, recompute_stale
from gleanings.synthesis.stored_result import Headline
from synthesis.factories import make_question, upload, with_correlations

NUMBERS = Path(__file__).with_name("computed_numbers.json")
"""`COMPUTATION` and what it made of `_studies`; where it is deleted, the test writes it anew."""


def _studies(measure, k, seed, *, per_study=1, rho=None):
    """Made-up effects, variances, studies, years and sample sizes, always the same."""
    made = random.Random(seed)
    ni = [made.randint(20, 300) for _ in range(k)]
    yi = [made.gauss(0.3, 0.25) for _ in range(k)]
    about = {
        "measure": measure,
        "cluster": [f"study {number // per_study}" for number in range(k)],
        "labels": [f"effect {number}" for number in range(k)],
        "years": [2000 + number // per_study for number in range(k)],
        "ni": ni,
        "rho": rho,
    }
    return {"yi": yi, "vi": [(16 if measure == "OR" else 4) / n for n in ni], "about": about}


ANSWERS = {
    "three differences": _studies("SMD", 3, 1),
    "twelve correlations": _studies("ZCOR", 12, 2),
    "twenty odds ratios": _studies("OR", 20, 3),
    "results within studies": _studies("SMD", 18, 4, per_study=2),
    "errors that correlate": _studies("SMD", 18, 5, per_study=3, rho=0.6),
}


def _numbers(given):
    of = appraise(given["yi"], given["vi"], **given["about"])
    egger, filled = of.small_studies.egger, of.small_studies.trim_and_fill
    numbers = {
        "estimate": of.pooled.estimate,
        "interval": [of.pooled.ci_low, of.pooled.ci_high],
        "prediction": [of.pooled.prediction_low, of.pooled.prediction_high],
        "tau2": of.heterogeneity.tau2,
        "i2": of.heterogeneity.i2,
        "small studies": egger.p if egger else None,
        "filled": filled.estimate if filled else None,
        "without one": [one.estimate for one in of.sensitivity.leave_one_out],
        "otherwise": [one.estimate for one in of.sensitivity.alternatives],
        "over the years": [one.estimate for one in of.cumulative.steps],
    }
    return {what: number for what, number in numbers.items() if number is not None}


@pytest.mark.parametrize("name", ANSWERS)
def test_other_numbers_from_the_same_data_need_another_computation(name):
    """To a ten-thousandth: less is rounding, and no reader would see it."""
    if not NUMBERS.exists():
        answers = {name: _numbers(given) for name, given in ANSWERS.items()}
        stored = {"computation": dataset.COMPUTATION, "answers": answers}
        NUMBERS.write_text(json.dumps(stored, indent=1) + "\n")
    stored = json.loads(NUMBERS.read_text())
    assert stored["computation"] == dataset.COMPUTATION, f"Delete {NUMBERS.name}, run this again."
    numbers = _numbers(ANSWERS[name])
    assert list(numbers) == list(stored["answers"][name])
    for what, number in stored["answers"][name].items():
        as_stored = pytest.approx(number, rel=1e-4, abs=1e-9)
        assert numbers[what] == as_stored, (
            f"Numbers changed ({what}): raise COMPUTATION, see {__file__}."
        )


@pytest.fixture
def upgraded(monkeypatch):
    """Another program, just started."""

    def upgrade():
        monkeypatch.setattr(recompute_module, "_seen_stamp", None)
        monkeypatch.setattr(clock, "_seen_stamp", None)
        monkeypatch.setattr(dataset, "COMPUTATION", dataset.COMPUTATION + 1)

    return upgrade


def changes(question, language="en"):
    with translation.override(language):
        return history(question)[0].changes


@pytest.mark.django_db
def test_a_newer_program_computes_each_answer_anew_once(upgraded, capsys):
    first, second = make_question("a-first"), make_question("b-second")
    with_correlations(first)
    with_correlations(second, [(0.1, 90), (0.2, 80), (0.3, 70)])
    recompute_stale()
    upgraded()
    call_command("renew_syntheses")
    assert capsys.readouterr().out == "a-first: version 2\nb-second: version 2\n"
    call_command("renew_syntheses")
    assert capsys.readouterr().out == ""
    assert first.syntheses.count() == 2


@pytest.mark.django_db
def test_the_history_says_that_the_program_did_it_and_that_no_number_moved(
    upgraded, french_catalogue
):
    question = make_question()
    with_correlations(question)
    upgraded()
    recompute(question)
    assert changes(question) == [
        "Computed anew by a newer version of the program.",
        "The answer stays at .24.",
    ]
    assert changes(question, "fr") == [
        "Calculé à nouveau par une version plus récente du programme.",
        "La réponse reste à 0,24.",
    ]


@pytest.mark.django_db
def test_the_history_says_what_the_newer_program_gives_otherwise(upgraded, french_catalogue):
    question = make_question()
    stored = with_correlations(question)
    as_before = replace(stored.headline, ci_low=0.2, ci_high=0.28, prediction_low=0.1)
    Synthesis.objects.filter(pk=stored.pk).update(headline=as_before)
    upgraded()
    recompute(question)
    said = changes(question)
    assert said[1] == "The answer stays at .24."
    assert said[2] == "Its confidence interval was .20 – .28 and is .13 – .35 now."
    assert said[3].startswith("Its prediction interval was .10 – ")
    assert changes(question, "fr")[2] == (
        "Son intervalle de confiance était 0,20 – 0,28 et est maintenant 0,13 – 0,35."
    )


@pytest.mark.django_db
def test_a_study_that_came_with_the_newer_program_is_told_of_too(upgraded):
    question = make_question()
    with_correlations(question)
    upgraded()
    upload(question, {"author": ["Newcomer"], "year": [2024], "ri": [0.05], "ni": [400]})
    recompute(question)
    added, anew, moved, *_intervals = changes(question)
    assert added == "Added: Newcomer (2024)."
    assert anew == "Computed anew by a newer version of the program."
    assert moved.startswith("The answer moved from .24 to ")


@pytest.mark.django_db
def test_what_an_editor_sets_is_no_newer_program():
    question = make_question()
    with_correlations(question)
    question.rho = 0.5
    question.save()
    recompute(question)
    assert changes(question) == ["The way it is computed was changed.", "The answer stays at .24."]


@pytest.mark.django_db
def test_where_nothing_is_pooled_no_interval_is_told_of(upgraded):
    question = make_question()
    with_correlations(question, [(0.3, 80), (0.2, 90)])
    upgraded()
    recompute(question)
    assert changes(question) == [
        "Computed anew by a newer version of the program.",
    ]
    assert isinstance(question.current.headline, Headline)
