"""Who is about to withdraw something is told which public answers change."""

import pytest
from django.urls import reverse

from digest.factories import make_summary, translate
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


NAMED_AGAIN = {
    "unpublish": "If it is published again, it is named there again.",
    "set_privacy": "If it is made public again, it is named there again.",
}


@pytest.mark.parametrize("action", ["unpublish", "delete", "set_privacy"])
def test_each_action_has_its_own_way_back_and_what_is_deleted_none(desk, finding, action):
    address = reverse(f"wagtailadmin_pages:{action}", args=[finding.summary_id])
    said = _said(desk.get(address))
    assert "Earlier versions keep their pooled numbers but no longer name it." in said
    assert [way for way, words in NAMED_AGAIN.items() if words in said] == (
        [action] if action in NAMED_AGAIN else []
    )


@pytest.mark.parametrize("action", ["unpublish", "delete"])
def test_a_translation_takes_no_finding_with_it(desk, finding, action):
    french = translate(finding.summary, "En français")
    assert SAYS not in _said(desk.get(reverse(f"wagtailadmin_pages:{action}", args=[french.pk])))
    address = reverse("wagtailadmin_pages:set_privacy", args=[french.pk])
    assert SAYS in _said(desk.get(address)), "what is private is so in every language"


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
