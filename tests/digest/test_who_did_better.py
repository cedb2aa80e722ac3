"""Findings that nobody has been asked about yet."""

import pytest

from digest.factories import make_finding, make_issue, make_summary
from gleanings.digest.admin.dashboard import ChecksPanel
from gleanings.digest.models import Finding, Summary

pytestmark = pytest.mark.django_db


def test_the_desk_counts_the_published_ones_that_are_to_be_asked_about():
    summary = make_summary(make_issue("2018-03"), "One")
    make_finding(summary, favours="")
    make_finding(summary, favours="first", role="secondary")
    make_finding(summary, favours="", role="secondary", measure="%", ci_low=None, ci_high=None)
    make_finding(summary, favours="", role="secondary", measure="z", ci_low=None, ci_high=None)
    assert Finding.objects.direction_not_said().count() == 1
    assert ChecksPanel().get_context_data()["unsaid"] == 1


def test_the_list_behind_the_count_has_those_that_are_counted(client, editor):
    make_finding(make_summary(make_issue("2018-03"), "Read by readers"), favours="")
    offline = make_summary(make_issue("2018-04"), "Taken offline")
    make_finding(offline, favours="")
    Summary.objects.get(pk=offline.pk).unpublish()
    client.force_login(editor, backend="django.contrib.auth.backends.ModelBackend")
    listed = client.get(ChecksPanel().get_context_data()["unsaid_address"]).content.decode()
    assert "Read by readers" in listed
    assert "Taken offline" not in listed
