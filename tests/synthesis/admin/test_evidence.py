"""The editor's page of a question: what belongs to it, tables of studies, what comes out."""

import io

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from gleanings.synthesis.models import Inclusion, Question, StudyEffect, Upload
from synthesis.factories import make_question, study_finding, table_of, with_correlations

pytestmark = pytest.mark.django_db

BACKEND = "django.contrib.auth.backends.ModelBackend"


@pytest.fixture
def desk(client, editor, django_capture_on_commit_callbacks, monkeypatch):
    """What follows once a change is committed is done, too."""
    client.force_login(editor, backend=BACKEND)
    post = client.post

    def send(*args, **kwargs):
        with django_capture_on_commit_callbacks(execute=True):
            return post(*args, **kwargs)

    monkeypatch.setattr(client, "post", send)
    return client


def decisions(question, **answers):
    """The form as the page sends it; ``answers`` for every row."""
    members = list(question.memberships.order_by("-inclusion", "pk"))
    data = {"form-TOTAL_FORMS": len(members), "form-INITIAL_FORMS": len(members)}
    for number, member in enumerate(members):
        data |= {
            f"form-{number}-id": member.pk,
            f"form-{number}-inclusion": answers.get("inclusion", member.inclusion),
            f"form-{number}-reason": answers.get("reason", ""),
            f"form-{number}-subgroup": "",
        }
    return data


def test_a_question_is_posed_in_the_admin(desk):
    address = reverse(Question.snippet_viewset.get_url_name("add"))
    assert desk.get(address).status_code == 200
    response = desk.post(
        address,
        {
            "slug": "",
            "measure": "ZCOR",
            "better": "higher",
            "overlap": "assumed",
            "overlap_reason": "",
            "found": "picked",
            "rho": "",
            "threshold": "",
            "texts-TOTAL_FORMS": 1,
            "texts-INITIAL_FORMS": 0,
            "texts-MIN_NUM_FORMS": 1,
            "texts-MAX_NUM_FORMS": 1000,
            "texts-0-language": "en",
            "texts-0-question": "Does the alliance predict outcome?",
            "texts-0-predictor": "therapeutic alliance",
            "texts-0-outcome": "outcome",
            "texts-0-group": "",
            "texts-0-comment": "",
        },
    )
    assert response.status_code == 302, response.context["form"].errors
    question = Question.objects.get()
    assert question.question == "Does the alliance predict outcome?"
    assert question.slug == "does-the-alliance-predict-outcome"


def test_pooling_meta_analyses_asks_for_a_reason(desk):
    question = make_question(overlap="assumed")
    question.overlap = "none"
    with pytest.raises(Exception, match="Say how it is known"):
        question.full_clean()


def test_proposals_are_shown_with_what_they_relate_and_are_taken_up(desk):
    question = make_question()
    study_finding(predictor="warmth of the therapist")
    address = reverse("question_evidence", args=[question.pk])
    html = desk.get(address).content.decode()
    assert "warmth of the therapist" in html
    assert desk.post(address, decisions(question, inclusion="included")).status_code == 302
    assert question.memberships.get().inclusion == Inclusion.INCLUDED
    assert question.current.result.k == 1


def test_a_finding_that_went_after_the_form_was_opened_is_told(desk):
    question = make_question()
    finding = study_finding()
    address = reverse("question_evidence", args=[question.pk])
    desk.get(address)
    sent = decisions(question, inclusion="included")
    finding.delete()
    shown = desk.post(address, sent, follow=True)
    assert shown.status_code == 200
    assert "The findings have changed meanwhile." in shown.content.decode()


def test_what_does_not_belong_keeps_its_reason(desk):
    question = make_question()
    study_finding()
    address = reverse("question_evidence", args=[question.pk])
    desk.get(address)
    desk.post(address, decisions(question, inclusion="excluded", reason="Children only"))
    member = question.memberships.get()
    assert (member.inclusion, member.reason) == (Inclusion.EXCLUDED, "Children only")


def send(desk, question, content, name):
    file = SimpleUploadedFile(name, content)
    return desk.post(reverse("question_upload", args=[question.pk]), {"file": file}, follow=True)


def test_a_table_counts_once_the_editor_has_seen_the_report(desk):
    question = make_question()
    table = table_of({"ri": [0.2, 1.7, 0.3], "ni": [80, 90, 100]}).getvalue()
    report = send(desk, question, table, "studies.csv")
    html = report.content.decode()
    assert "1 row is refused" in html
    assert "1.7" in html
    assert not StudyEffect.objects.exists()
    received = Upload.objects.get()
    desk.post(reverse("upload_report", args=[received.pk]), {"take": ""})
    assert list(StudyEffect.objects.values_list("label", flat=True)) == [
        "Author 0 (2000)",
        "Author 2 (2002)",
    ]
    assert question.current.result.k == 2


def test_taking_a_table_in_twice_makes_no_studies_twice(desk):
    question = make_question()
    send(desk, question, table_of({"ri": [0.2], "ni": [80]}).getvalue(), "studies.csv")
    address = reverse("upload_report", args=[Upload.objects.get().pk])
    desk.post(address, {"take": ""})
    desk.post(address, {"take": ""})
    assert StudyEffect.objects.count() == 1


def test_the_same_table_again_is_refused_row_by_row(desk):
    question = make_question()
    with_correlations(question)
    columns = {"ri": [0.30, 0.11], "ni": [80, 70], "author": ["Author 0", "Somebody"]}
    report = send(desk, question, table_of(columns).getvalue(), "again.csv")
    assert "1 row is refused" in report.content.decode()


def test_a_table_is_taken_out_again_and_versions_keep_what_they_had(desk):
    question = make_question()
    with_correlations(question)
    desk.post(reverse("upload_report", args=[Upload.objects.get().pk]), {"discard": ""})
    assert not StudyEffect.objects.exists()
    newest, oldest = question.syntheses.all()
    assert (newest.result.k, oldest.result.k) == (0, 5)
    assert len(newest.change.removed) == 5


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("paper.pdf", b"%PDF-1.7 nothing", "PDF"),
        ("empty.csv", b"", "empty"),
        ("odd.csv", b"colour,smell\r\nred,sweet\r\n", "colour"),
        ("large.csv", b"ri,ni\r\n" + b"0.1,50\r\n" * 700_000, "5"),
    ],
)
def test_what_cannot_be_used_is_refused_with_the_reason_and_changes_nothing(
    desk, name, content, says
):
    question = make_question()
    html = send(desk, question, content, name).content.decode()
    assert says in html
    assert not Upload.objects.exists()


@pytest.mark.parametrize("ending", ["csv", "xlsx"])
def test_the_template_names_the_columns(desk, ending):
    question = make_question()
    response = desk.get(reverse(f"question_template_{ending}", args=[question.pk]))
    if ending == "csv":
        header = response.content.decode("utf-8-sig").splitlines()[0]
    else:
        sheet = openpyxl.load_workbook(io.BytesIO(response.content)).worksheets[0]
        header = ",".join(str(cell.value) for cell in sheet[1])
    assert "ri" in header
    assert "ni" in header
    assert "citation" in header


@pytest.mark.parametrize("person", ["writer", "reviewer"])
def test_it_is_the_editors_alone(client, request, person):
    client.force_login(request.getfixturevalue(person), backend=BACKEND)
    question = make_question()
    for name in ("question_evidence", "question_template_csv"):
        response = client.get(reverse(name, args=[question.pk]))
        assert response.status_code in (302, 403)


def test_the_dashboard_says_what_waits(desk):
    question = make_question()
    study_finding()
    desk.get(reverse("question_evidence", args=[question.pk]))
    html = desk.get(reverse("wagtailadmin_home")).content.decode()
    assert "1 finding to look at" in html


def test_the_list_of_questions_shows_their_state(desk):
    with_correlations(make_question("alliance"))
    html = desk.get(reverse(Question.snippet_viewset.get_url_name("list"))).content.decode()
    assert "5 studies" in html
