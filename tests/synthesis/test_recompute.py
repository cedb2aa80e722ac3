"""A synthesis is made once for each state of its data, and what was published stays."""

import pytest
from django.core.management import call_command
from django.db import connection

from digest.factories import make_summary
from gleanings.digest.models import Summary
from gleanings.synthesis import clock
from gleanings.synthesis.models import Inclusion, Question
from gleanings.synthesis.recompute import recompute, recompute_stale
from synthesis.factories import include, make_question, study_finding, upload, with_correlations

pytestmark = pytest.mark.django_db


def test_the_same_data_are_not_computed_twice():
    question = make_question()
    assert with_correlations(question).version == 1
    assert recompute(question) is None
    assert question.syntheses.count() == 1


def test_what_is_stored_says_when_from_what_and_by_which_engine():
    synthesis = with_correlations(make_question())
    assert len(synthesis.data.rows) == 5
    assert len(synthesis.data_hash) == 64
    assert synthesis.engine == synthesis.result.version
    assert synthesis.result.n_studies == 5
    assert synthesis.result.pooled.shown.estimate == pytest.approx(0.242, abs=0.002)


def test_a_new_study_makes_a_version_and_tells_what_it_changed():
    question = make_question()
    first = with_correlations(question)
    upload(question, {"author": ["Newcomer"], "year": [2024], "ri": [0.05], "ni": [400]})
    second = recompute(question)
    assert (first.version, second.version) == (1, 2)
    assert [row.label for row in second.change.added] == ["Newcomer (2024)"]
    assert second.change.before.estimate > second.change.after.estimate


def test_until_readers_see_it_there_is_no_history():
    question = make_question(is_published=False)
    with_correlations(question)
    upload(question, {"ri": [0.05], "ni": [400], "author": ["Newcomer"]})
    assert recompute(question).version == 1
    assert question.syntheses.count() == 1


def test_what_was_published_once_stays_when_it_is_hidden_for_a_while():
    question = make_question()
    with_correlations(question)
    question.is_published = False
    question.save()
    upload(question, {"ri": [0.05], "ni": [400], "author": ["Newcomer"]})
    recompute(question)
    assert list(question.syntheses.values_list("version", flat=True)) == [2, 1]


def test_several_effects_of_a_study_are_taken_as_dependent():
    question = make_question()
    study = [f"Study {number // 2}" for number in range(12)]
    ri = [0.1, 0.2, 0.3, 0.4, 0.2, 0.1, 0.35, 0.3, 0.15, 0.25, 0.3, 0.2]
    upload(question, {"study": study, "ri": ri, "ni": [60] * 12})
    result = recompute(question).result
    assert (result.k, result.n_studies) == (12, 6)
    assert (result.model, result.test) == ("three-level", "CR2")


def test_fewer_than_three_studies_are_shown_and_not_pooled():
    question = make_question()
    result = with_correlations(question, [(0.3, 80), (0.2, 90)]).result
    assert result.pooled is None
    assert result.why_not_pooled == "fewer-than-three"
    assert len(result.effects) == 2


def test_a_question_without_evidence_says_so():
    result = recompute(make_question()).result
    assert result.why_not_pooled == "no-study"


@pytest.fixture
def living(django_capture_on_commit_callbacks):
    """Everything that follows a change once it is committed."""

    def change(make):
        with django_capture_on_commit_callbacks(execute=True):
            return make()

    return change


def test_a_correction_of_a_published_number_renews_the_answer(living):
    question = make_question()
    with_correlations(question)
    finding = study_finding(estimate=0.50, ci_low=0.35, ci_high=0.62, n=None)
    include(question, finding)
    before = recompute(question)
    draft = Summary.objects.get(pk=finding.summary_id).get_latest_revision_as_object()
    corrected = draft.findings.get(pk=finding.pk)
    corrected.estimate, corrected.ci_low, corrected.ci_high = 0.05, -0.13, 0.23
    draft.findings = [corrected if one.pk == finding.pk else one for one in draft.findings.all()]
    draft.correction_is_style = True
    living(lambda: draft.save_revision().publish())
    after = question.current
    assert after.version == before.version + 1
    assert len(after.change.corrected) == 1
    assert after.result.pooled.estimate < before.result.pooled.estimate


def test_an_unpublished_summary_leaves_the_answer(living):
    question = make_question()
    with_correlations(question)
    finding = study_finding()
    include(question, finding)
    assert recompute(question).result.k == 6
    living(finding.summary.unpublish)
    assert question.current.result.k == 5


def test_a_new_finding_is_proposed_and_waits_for_a_word():
    question = make_question(topics=("empathy",))
    before = with_correlations(question)
    study_finding()
    clock.tick()
    assert question.memberships.get().inclusion == Inclusion.PROPOSED
    assert question.current.version == before.version


def test_a_synthesis_that_fails_keeps_no_publication_back(living, monkeypatch, caplog):
    from gleanings.synthesis import recompute as module

    def fail(question):
        raise RuntimeError("out of order")

    make_question()
    monkeypatch.setattr(module, "recompute", fail)
    summary = living(lambda: make_summary(text="<p>It was related, r(98) = .30, p = .003.</p>"))
    assert summary.live
    assert "could not be renewed" in caplog.text


def test_nobody_waits_for_the_engine_and_it_sees_what_came_meanwhile(monkeypatch):
    from gleanings.synthesis import recompute as module

    question = make_question()
    upload(question, {"ri": [0.1, 0.2, 0.3], "ni": [60] * 3})
    outside = len(connection.savepoint_ids)
    real, runs = module.run, []

    def run_while_a_table_comes(dataset):
        runs.append(len(connection.savepoint_ids))
        if len(runs) == 1:
            upload(question, {"ri": [0.4], "ni": [80]})
        return real(dataset)

    monkeypatch.setattr(module, "run", run_while_a_table_comes)
    assert recompute(question).result.k == 4
    assert runs == [outside, outside]
    assert question.syntheses.count() == 1


def test_one_question_that_fails_keeps_no_other_back(monkeypatch):
    from gleanings.synthesis import recompute as module

    broken, whole = make_question("a-broken"), make_question("b-whole")
    upload(whole, {"ri": [0.1, 0.2, 0.3], "ni": [60] * 3})
    real = module.recompute

    def fail_for_one(question):
        if question.pk == broken.pk:
            raise RuntimeError("out of order")
        return real(question)

    monkeypatch.setattr(module, "recompute", fail_for_one)
    assert [synthesis.question_id for synthesis in recompute_stale()] == [whole.pk]
    assert Question.objects.get(pk=whole.pk).current.result.k == 3


def test_cron_renews_and_says_what(capsys):
    question = make_question("alliance")
    upload(question, {"ri": [0.1, 0.2, 0.3], "ni": [60] * 3})
    call_command("renew_syntheses")
    assert capsys.readouterr().out == "alliance: version 1\n"
    assert question.current.figures.filter(name="forest", language="fr").exists()
