"""The synthetic archive as it lies in the database: whole pages, that live on as any other."""

import pytest
from benchmarks.archive.store import ArchiveError, store_archive
from django.urls import reverse
from wagtail.models import Page

from gleanings.digest.findings.checking import recheck
from gleanings.digest.models import Finding, Issue, SearchEntry, Summary
from gleanings.digest.models.finding import ALARMS
from gleanings.reader.search.find import find

pytestmark = pytest.mark.django_db


@pytest.fixture
def archive(db):
    store_archive(7, seed=1)


def test_every_summary_stands_in_every_language(archive):
    for language in ("en", "fr"):
        assert Summary.objects.in_language(language).readable().count() == 7


def test_the_tree_is_sound(archive):
    assert not any(Page.find_problems())
    assert Issue.objects.in_language("en").first().get_children().count() > 0


def test_an_alias_has_the_words_of_its_original(archive):
    alias = Summary.objects.exclude(alias_of=None).first()
    original = alias.original
    assert alias.title == original.title
    assert alias.slug == original.slug
    assert [row.text for row in alias.implications.all()] == [
        row.text for row in original.implications.all()
    ]
    assert set(alias.topics.all()) == set(original.topics.all())


def test_each_main_effect_is_a_confirmed_finding_of_the_original(archive):
    main = Finding.objects.filter(role="main", state="confirmed")
    assert main.exists()
    for finding in main.select_related("summary"):
        assert finding.summary.alias_of_id is None
        assert finding.predictor
        assert finding.outcome
        assert finding.n
        stored = (finding.verdict, finding.check_record, finding.estimate, finding.words_are_gone)
        recheck(finding.summary)
        (again,) = [row for row in finding.summary.findings.all() if row.pk == finding.pk]
        assert stored == (again.verdict, again.check_record, again.estimate, False)
    assert not Finding.objects.filter(verdict__in=ALARMS).exists()


def test_it_is_searchable_at_once(archive):
    assert SearchEntry.objects.count() == Summary.objects.filter(alias_of=None).count()
    summary = Summary.objects.filter(alias_of=None).first()
    assert summary.pk in find(f'"{summary.title}"', lambda keys: keys).keys


def test_a_page_of_it_is_edited_and_published_in_the_admin(archive, client, django_user_model):
    client.force_login(django_user_model.objects.create_superuser("boss", "b@example.org", "x"))
    summary = Summary.objects.filter(alias_of=None, locale__language_code="en").first()
    page = client.get(reverse("wagtailadmin_pages:edit", args=[summary.pk]))
    assert page.status_code == 200
    summary.title, summary.correction_is_style = "A title put right", True
    summary.save_revision().publish()
    alias = Summary.objects.get(alias_of=summary)
    assert alias.title == "A title put right"
    assert client.get(alias.url).status_code == 200
    assert not any(Page.find_problems())


def test_a_second_archive_is_refused_unless_it_is_asked_for(archive):
    with pytest.raises(ArchiveError, match="--add"):
        store_archive(3, seed=2)
    with pytest.raises(ArchiveError, match="--seed"):
        store_archive(3, seed=1, add=True)
    assert Summary.objects.in_language("en").count() == 7
    store_archive(3, seed=2, add=True)
    assert Summary.objects.in_language("en").count() == 10
    assert not any(Page.find_problems())


@pytest.mark.parametrize("number", [0, -1, 1_000_000])
def test_a_number_out_of_range_is_refused(db, number):
    with pytest.raises(ArchiveError, match="from 1 to"):
        store_archive(number, seed=1)
