"""Findings of a site that asked which end of the outcome is good."""

from importlib import import_module

import pytest
from django.apps import apps

from digest.factories import make_finding, make_issue, make_summary
from gleanings.digest.admin.dashboard import ChecksPanel
from gleanings.digest.models import Finding, Summary

carried = import_module("gleanings.digest.migrations.0022_who_did_better")._favours
pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("known", "favours"),
    [
        ({"measure": "r", "estimate": 0.3, "better": "higher"}, "first"),
        ({"measure": "r", "estimate": -0.3, "better": "higher"}, "others"),
        ({"measure": "r", "estimate": 0.3, "better": "lower"}, "others"),
        ({"measure": "r", "estimate": -0.3, "better": "lower"}, "first"),
        ({"measure": "r", "estimate": 0.3, "better": ""}, ""),
        ({"measure": "r", "estimate": 0.0, "better": "higher"}, ""),
        ({"measure": "d", "estimate": 0.3, "better": "higher"}, ""),
        ({"measure": "OR", "estimate": 2.0, "better": "lower"}, ""),
        ({"measure": "z", "estimate": 0.3, "better": "higher"}, ""),
        ({"measure": "z", "estimate": 0.3, "better": "higher", "se": 0.1}, "first"),
        ({"measure": "z", "estimate": 0.3, "better": "higher", "ci_low": 0.0}, "first"),
    ],
)
def test_what_a_correlation_said_is_kept_and_a_difference_is_asked_about(known, favours):
    assert carried({"ci_low": None, "se": None, **known}) == favours


def test_the_codes_of_the_migration_are_measures():
    module = import_module("gleanings.digest.migrations.0022_who_did_better")
    choices = {code for code, _label in apps.get_model("digest", "finding").measure.field.choices}
    assert {"r", "rho", "beta"} <= module._CORRELATIONS & choices


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
