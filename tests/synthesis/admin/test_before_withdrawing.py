"""Who is about to withdraw something is told which public answers change."""

import pytest
from django.urls import reverse

from digest.factories import make_summary
from gleanings.synthesis.recompute import recompute
from synthesis.factories import include, make_question, study_finding

pytestmark = pytest.mark.django_db

SAYS = "“Does the alliance predict outcome?”"


@pytest.fixture
def finding():
    question = make_question("alliance")
    found = study_finding()
    include(question, found)
    recompute(question)
    return found


@pytest.fixture
def desk(client, editor):
    client.force_login(editor)
    return client


def addresses(page):
    bulk = [
        f"{reverse('wagtail_bulk_action', args=['wagtailcore', 'page', action])}?id={page.pk}"
        for action in ("unpublish", "delete")
    ]
    single = [
        reverse(f"wagtailadmin_pages:{action}", args=[page.pk])
        for action in ("unpublish", "delete", "set_privacy")
    ]
    return [*bulk, *single]


def test_it_is_said_wherever_a_page_is_withdrawn(desk, finding):
    for page in (finding.summary, finding.summary.get_parent()):
        for address in addresses(page):
            assert SAYS in _said(desk.get(address)), address


def _said(response) -> str:
    text = response.content.decode()
    return text.encode().decode("unicode_escape") if text.startswith("{") else text


def test_nothing_is_said_where_no_answer_changes(desk, finding):
    summary = make_summary()
    for address in addresses(summary):
        assert "rest on this" not in desk.get(address).content.decode()


def test_a_finding_that_does_not_belong_changes_no_answer(desk, finding):
    from gleanings.synthesis.models import IncludedFinding

    IncludedFinding.objects.update(inclusion="excluded")
    address = reverse("wagtailadmin_pages:unpublish", args=[finding.summary_id])
    assert "rest on this" not in desk.get(address).content.decode()
