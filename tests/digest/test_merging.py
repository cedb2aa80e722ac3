"""Merging terms: every summary keeps a term, every old address leads on."""

from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError

from digest.drafts import draft_issue, whole_summary
from gleanings.digest.merging import merge_terms
from gleanings.digest.models import ResearchType, Summary, Topic

pytestmark = pytest.mark.django_db


def topic(slug: str) -> Topic:
    return Topic.objects.get(slug=slug)


@pytest.fixture
def summary(db) -> Summary:
    return whole_summary(
        draft_issue(), topics=Topic.objects.filter(slug__in=["empathy", "training"])
    )


def slugs(summary: Summary) -> set[str]:
    return {term.slug for term in summary.topics.all()}


def test_every_summary_has_the_other_term_instead(summary):
    assert merge_terms(topic("empathy"), into=topic("attachment")) == 1
    assert slugs(Summary.objects.get(pk=summary.pk)) == {"attachment", "training"}


def test_a_summary_that_had_both_has_one(summary):
    merge_terms(topic("empathy"), into=topic("training"))
    assert slugs(Summary.objects.get(pk=summary.pk)) == {"training"}


def test_the_draft_that_an_editor_opens_has_it_too(summary):
    merge_terms(topic("empathy"), into=topic("attachment"))
    draft = Summary.objects.get(pk=summary.pk).get_latest_revision_as_object()
    assert slugs(draft) == {"attachment", "training"}


def test_a_chain_of_mergers_leads_to_its_end(summary):
    merge_terms(topic("empathy"), into=topic("attachment"))
    merge_terms(topic("attachment"), into=topic("common-factors"))
    assert topic("empathy").target == topic("common-factors")
    assert not Topic.objects.current().filter(slug__in=["empathy", "attachment"]).exists()


def test_a_term_is_not_merged_into_itself_nor_into_another_list():
    with pytest.raises(ValidationError):
        merge_terms(topic("empathy"), into=topic("empathy"))
    with pytest.raises(ValidationError):
        merge_terms(topic("empathy"), into=ResearchType.objects.first())


def test_an_editor_merges_in_the_admin(client, editor, summary):
    client.force_login(editor, backend="django.contrib.auth.backends.ModelBackend")
    address = f"/admin/digest/merge/topic/{topic('empathy').pk}/"
    assert "Merge “Empathy”" in client.get(address).content.decode()
    client.post(address, {"into": topic("attachment").pk})
    assert slugs(Summary.objects.get(pk=summary.pk)) == {"attachment", "training"}


def test_a_writer_may_not_merge(client, writer):
    client.force_login(writer, backend="django.contrib.auth.backends.ModelBackend")
    response = client.post(
        f"/admin/digest/merge/topic/{topic('empathy').pk}/", {"into": topic("attachment").pk}
    )
    assert response.status_code in (302, 403)
    assert topic("empathy").merged_into is None
