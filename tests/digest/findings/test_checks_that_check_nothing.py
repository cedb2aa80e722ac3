"""What was called consistent, though nearly every misprint would have been, no longer is."""

from importlib import import_module

import pytest
from django.apps import apps

from digest.factories import make_finding, make_summary
from gleanings.digest.models import Finding

pytestmark = pytest.mark.django_db

migration = import_module("gleanings.digest.migrations.0023_checks_that_check_nothing")


@pytest.mark.parametrize(
    ("rule", "n", "decimals", "verdict"),
    [
        ("fraction-within-total", None, 0, "not checkable"),
        ("percentage-possible", 99, 0, "consistent"),
        ("percentage-possible", 100, 0, "not checkable"),
        ("percentage-possible", 100, 1, "consistent"),
        ("percentage-possible", None, 0, "consistent"),
        ("mean-possible", 99, 2, "consistent"),
        ("mean-possible", 100, 2, "not checkable"),
        ("interval-agrees", 1000, 0, "consistent"),
    ],
)
def test_the_verdicts_that_are_stored_are_put_right(rule, n, decimals, verdict):
    finding = make_finding(make_summary())
    stored = Finding.objects.filter(pk=finding.pk)
    stored.update(verdict="consistent", check_record={"rule": rule}, n=n, decimals=decimals)
    migration.call_them_unchecked(apps, None)
    assert stored.get().verdict == verdict
