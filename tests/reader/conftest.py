"""A small digest to read: three months, one summary translated, one draft, one private."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
from django.db import transaction

from digest.factories import make_issue, make_private, make_summary, translate

SECRETS = ["Unfinished finding", "Finding for members", "Withdrawn finding"]


@pytest.fixture(scope="module")
def digest_rows(django_db_setup, django_db_blocker):
    """Made once for a module, and undone after it; a module that uses it has no other database."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield make_digest()
        transaction.set_rollback(True)


@pytest.fixture
def digest(digest_rows, db):
    """Fresh from the database, so that no test sees what another did."""
    return SimpleNamespace(
        **{name: type(page).objects.get(pk=page.pk) for name, page in vars(digest_rows).items()}
    )


def make_digest() -> SimpleNamespace:
    march = make_issue("2018-03", teaser="This month: homework, and what becomes of it.")
    february = make_issue("2018-02")
    make_issue("2018-04", teaser="Secret teaser of a draft", live=False)
    homework = make_summary(
        march,
        "Homework helps",
        topics=["cognitive-behavioural-therapy", "depression"],
        types=["meta-analysis"],
    )
    alliance = make_summary(
        february, "Alliance helps", topics=["depression", "empathy"], types=["survey"]
    )
    make_summary(march, "Unfinished finding", topics=["depression"], live=False)
    private = make_summary(march, "Finding for members", topics=["depression"])
    for version in private.get_translations(inclusive=True):
        make_private(version)
    make_summary(february, "Withdrawn finding", topics=["depression"]).unpublish()
    return SimpleNamespace(
        march=march,
        february=february,
        homework=homework,
        alliance=alliance,
        private=private,
        french=translate(homework, "Les exercices aident"),
    )
