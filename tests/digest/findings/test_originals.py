"""Findings belong to the original; aliases, translations and copies have none of their own."""

import pytest

from digest.factories import make_summary, translate
from gleanings.digest.models import Finding, Summary

pytestmark = pytest.mark.django_db

TEXT = "<p>Alliance and outcome were related, r = .26, 95% CI [.19, .32], k = 13.</p>"


def test_an_alias_has_no_findings_of_its_own():
    summary = make_summary(text=TEXT)
    assert summary.get_translations().count() == 1
    assert {finding.summary_id for finding in Finding.objects.all()} == {summary.pk}


def test_publishing_again_leaves_the_findings_where_they_are():
    summary = make_summary(text=TEXT)
    before = list(Finding.objects.values_list("pk", flat=True))
    draft = summary.get_latest_revision_as_object()
    draft.title = "Another title"
    draft.correction_is_style = True
    draft.save_revision().publish()
    assert list(Finding.objects.values_list("pk", flat=True)) == before
    assert {finding.summary_id for finding in Finding.objects.all()} == {summary.pk}


def test_a_translation_leaves_them_with_the_original():
    summary = make_summary(text=TEXT)
    translate(summary, "Un titre")
    Summary.objects.get(pk=summary.pk).save_revision().publish()
    assert {finding.summary_id for finding in Finding.objects.all()} == {summary.pk}


def test_a_copy_of_the_page_takes_none_away():
    summary = make_summary(text=TEXT)
    number = summary.findings.count()
    copied = summary.copy(update_attrs={"slug": "copied", "title": "Copied"})
    assert Summary.objects.get(pk=summary.pk).findings.count() == number > 0
    assert copied.findings.count() == 0
