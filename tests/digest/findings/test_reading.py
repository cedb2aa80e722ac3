"""What is proposed from a sentence, and what is left to the editor."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gleanings.digest.findings.matching import match
from gleanings.digest.findings.numbers import statistic_of
from gleanings.digest.findings.reading import proposals
from gleanings.digest.models import Finding
from gleanings.digest.models.finding import Role
from gleanings.evidence.checking import check, check_statistic

R = "r = .26, 95% CI [.19, .32]"


def read(text: str, studied: str = "") -> list[Finding]:
    prose = f"{studied}\n{text}"
    return proposals(match([], check(prose)), [], prose)


def main(text: str, studied: str = "") -> Finding:
    (finding,) = [one for one in read(text, studied) if one.role == Role.MAIN]
    return finding


@pytest.mark.parametrize(
    ("sentence", "what"),
    [
        (f"Alliance and outcome were moderately related, {R}.", ("alliance", "outcome")),
        (f"On average, alliance and outcome were related, {R}.", ("alliance", "outcome")),
        (
            f"The mean correlation between therapeutic alliance and outcome was {R}.",
            ("therapeutic alliance", "outcome"),
        ),
        (f"Empathy was related to drop-out ({R}).", ("empathy", "drop-out")),
        (f"Hope was strongly associated with outcome in groups, {R}.", ("hope", "outcome")),
        (f"Therapist empathy predicted change, {R}.", ("therapist empathy", "change")),
        (f"Le lien entre l’alliance et le résultat était modéré, {R}.", ("alliance", "résultat")),
        (f"L’alliance et le résultat étaient corrélés, {R}.", ("alliance", "résultat")),
        (f"L’empathie était liée au résultat, {R}.", ("empathie", "résultat")),
        (f"L’empathie prédisait le résultat, {R}.", ("empathie", "résultat")),
        (f"CBT was related to outcome, {R}.", ("CBT", "outcome")),
        # left to the editor
        (f"It was related to outcome, {R}.", ("", "")),
        (f"This predicted that, {R}.", ("", "")),
        (f"The result was clear, {R}.", ("", "")),
        (f"Alliance was not related to outcome and hope was, {R}.", ("", "")),
        (f"The relation between alliance and outcome and drop-out was small, {R}.", ("", "")),
        (f"We saw it. What was asked of whom was open, {R}.", ("", "")),
    ],
)  # fmt: skip
def test_what_relates_to_what(sentence, what):
    finding = main(sentence)
    assert (finding.predictor, finding.outcome) == what


def test_the_second_effect_of_a_sentence_may_be_of_something_else():
    first, second = read(f"Empathy was related to outcome, {R}, and r = .10, 95% CI [.01, .19].")
    assert (first.predictor, first.outcome) == ("empathy", "outcome")
    assert (second.predictor, second.outcome) == ("", "")


@pytest.mark.parametrize(
    ("text", "studied", "k", "n"),
    [
        (f"This meta-analysis of 13 randomized controlled trials found {R}.", "", 13, None),
        (f"They found {R}.", "Meta-analysis of 13 trials with 800 patients", 13, 800),
        (f"Une méta-analyse de 13 essais contrôlés donne {R}.", "", 13, None),
        (f"They found {R}.", "120 outpatients in one clinic", None, 120),
        # left to the editor
        (f"They found {R}.", "120 outpatients and 30 inpatients", None, None),
        (f"This meta-analysis of more than 200 studies found {R}.", "", None, None),
        (f"Two studies looked at it; in one, it was {R}.", "", None, None),
        (f"This meta-analysis of 13 studies (59 samples) found {R}.", "", None, None),
        (f"They found {R}.\nA meta-analysis of 200 studies agrees.", "", None, None),
    ],
)
def test_how_many_studies_and_people(text, studied, k, n):
    finding = main(text, studied)
    assert (finding.k, finding.n) == (k, n)


@pytest.mark.parametrize(("types", "k"), [(["meta-analysis"], 54), (["survey"], None), ([], None)])
def test_the_type_of_research_says_that_studies_were_pooled(types, k):
    text = f"Across 54 studies with 7,278 clients, alliance was related to outcome, {R}."
    found = proposals(match([], check(text)), [], text, types)
    (effect,) = [one for one in found if one.is_effect]
    assert (effect.k, effect.n) == (k, 7278)


@pytest.mark.parametrize(
    ("one", "other", "proposed"),
    [
        ("295 studies", "295 independent studies", 1),
        ("295 studies", "294 independent studies", 2),
        ("10 studies", "10 small studies", 1),
        ("9 studies", "9 small studies", 2),
        ("30 patients", "30 control patients", 2),
    ],
)
def test_as_many_studies_are_one_fact_whatever_they_are_called(one, other, proposed):
    text = f"It was about {one}.\nIn {other} it was so."
    assert len(proposals(match([], check(text)), [], text)) == proposed


def test_an_n_of_the_statistic_itself_stands():
    assert main(f"They found {R}, n = 99.", "120 outpatients").n == 99


def test_earlier_work_is_no_main_result():
    earlier, own = read(f"A larger meta-analysis had found r = .28, 95% CI [.26, .30]. Here, {R}.")
    assert earlier.role == Role.COMPARISON
    assert own.role == Role.MAIN


@pytest.mark.parametrize(
    "planned",
    [
        "The trial had 80 % power to show g = 0.5.",
        "The trial was powered to detect an effect of g = 0.5.",
        "To detect g = 0.5 with 90% power, 128 clients were needed.",
        "A power analysis, based on an expected effect of g = 0.5, asked for 128 clients.",
        "The sample size calculation was based on g = 0.5.",
        "L’essai avait une puissance de 80 % pour détecter g = 0,5.",
    ],
)
def test_an_effect_that_a_trial_was_planned_for_is_no_result_of_it(planned):
    assert all(one.role == Role.CONTEXT for one in read(planned) if one.is_effect)
    found = main(f"{planned} Clients who got feedback did better than those who did not, g = 0.31.")
    assert found.estimate == 0.31


@pytest.mark.parametrize(
    ("sentence", "estimate"),
    [
        ("With 80% power the trial found that feedback helped, g = 0.5.", 0.5),
        ("The trial had 80 % power to show g = 0.5, and it found g = 0.2.", 0.2),
        ("The trial had 80 % power to show g = 0.5 but found g = 0.2.", 0.2),
        ("The healing power of empathy is real (r = .26).", 0.26),
        ("Power struggles were related to drop-out, r = .26.", 0.26),
        ("The predictive power of the alliance was r = .26.", 0.26),
    ],
)
def test_power_beside_a_result_does_not_hide_it(sentence, estimate):
    assert main(sentence).estimate == estimate


def test_counts_are_about_the_study():
    assert read("There were 13 trials.")[0].role == Role.CONTEXT


def test_a_fishers_z_with_its_interval_can_be_the_main_result():
    finding = main("It was moderate: z = .30, CI [.20, .39], SE = .048, z = 6.192, p = .05.")
    assert finding.estimate == 0.3


WORDS = (
    *("between", "and", "or", "related", "to", "predicted", "meta-analysis", "13", "trials"),
    *("120", "patients", "r = .26,", "95% CI [.19, .32]", "p < .05", "t(28) = 2.20,", "et"),
    *("entre", "\n", ".", "«"),
)


@given(st.lists(st.sampled_from(WORDS) | st.text(max_size=8), max_size=25).map(" ".join))
def test_any_text_is_read_without_a_failure_and_the_same_again(text):
    found = read(text)
    assert [finding.words for finding in found] == [finding.words for finding in read(text)]
    assert match(found, check(f"\n{text}")).left == []


@given(
    st.sampled_from(["r", "d", "OR", "z", "t", "F", "percentage", "range", "M", ""]),
    st.one_of(st.none(), st.floats(allow_nan=False, allow_infinity=False)),
    st.one_of(st.none(), st.floats(-10, 10)),
    st.one_of(st.none(), st.floats(-10, 10)),
    st.one_of(st.none(), st.floats(-1, 2)),
)
def test_whatever_an_editor_types_is_checked_without_a_failure(measure, value, low, high, p):
    finding = Finding(measure=measure, estimate=value, ci_low=low, ci_high=high, p=p, level=95)
    assert check_statistic(statistic_of(finding)).verdict
