"""The year in view: counts of what is stored, by year, for whoever publishes."""

from __future__ import annotations

import csv
import datetime as dt
import io
from itertools import count

import pytest
from django.utils import timezone

from addresses import body_of
from community.collections import make_collection
from community.commentaries import make_commentary
from delivery.subscribers import make_subscriber
from digest.factories import (
    make_article,
    make_finding,
    make_issue,
    make_private,
    make_summary,
    translate,
)
from gleanings.community.models import (
    AskedQuestion,
    Asking,
    ErrorReport,
    Rating,
    SummaryCollection,
)
from gleanings.delivery.models import Subscriber
from gleanings.digest.models import Correction, Topic
from gleanings.digest.year_in_view.sections import months_of, sections_of
from gleanings.literature.models import Notice
from reader.soup import soup_of

pytestmark = pytest.mark.django_db
_keys = count()


@pytest.fixture
def desk(client, editor):
    client.force_login(editor, backend="django.contrib.auth.backends.ModelBackend")
    return client


def on(year: int) -> dt.datetime:
    return timezone.make_aware(dt.datetime(year, 5, 17))


def numbers(year: int) -> dict[str, object]:
    return {str(row[0]): row[1] for section in sections_of(year) for row in section.rows}


def rate(summary, relevance: int, profession: str = "nurse", year: int = 2018, **more) -> None:
    Rating.objects.create(
        summary=summary,
        key=str(next(_keys)),
        relevance=relevance,
        profession=profession,
        day=dt.date(year, 5, 17),
        **({"shown": True} | more),
    )


@pytest.fixture
def year():
    """Two summaries of 2018, one of them translated, and one each of what must not count."""
    issue = make_issue("2018-03")
    first = make_summary(issue, "First", topics=["empathy", "depression"])
    second = make_summary(make_issue("2018-04"), "Second", topics=["empathy"])
    make_finding(first)
    translate(first, "Premier")
    make_summary(issue, "A draft", live=False)
    make_summary(make_issue("2017-12"), "Of the year before")
    hidden = make_summary(issue, "For members")
    for version in hidden.get_translations(inclusive=True):
        make_private(version)
    return first, second


def test_what_was_published_counts_once_and_in_its_year(year):
    found = numbers(2018)
    assert found["Issues"] == 2
    assert found["Summaries"] == 2
    assert found["Summaries in English"] == 2
    assert found["Summaries in French"] == 1
    assert found["Articles"] == 2
    assert found["Findings, confirmed by an editor"] == 1
    assert found["Empathy"] == 2
    assert found[Topic.objects.get(slug="depression").name] == 1
    assert found["March 2018"] == found["April 2018"] == 1
    assert numbers(2017)["Summaries"] == 1


def test_what_was_put_right(year):
    first, second = year
    for summary, made in ((first, 2018), (first, 2018), (second, 2019)):
        Correction.objects.create(summary=summary, text="So.", language="en", made_at=on(made))
    retraction = {"kind": Notice.Kind.RETRACTION, "first_seen": on(2018)}
    article = first.articles[0]
    for source in ("Crossref", "Retraction Watch"):
        Notice.objects.create(article=article, source=source, **retraction)
    Notice.objects.create(article=second.articles[0], is_mistaken=True, **retraction)
    Notice.objects.create(article=make_article(), **retraction)
    found = numbers(2018)
    assert found["Corrections of summaries, told to readers"] == 2
    assert found["Articles of summaries found to be retracted"] == 1
    assert numbers(2019)["Corrections of summaries, told to readers"] == 1


def test_ratings_are_told_from_five_on(year):
    first, second = year
    for _one in range(4):
        rate(first, 7)
    assert "All" not in numbers(2018)
    rate(second, 2, "psychologist")
    rate(second, 6, held=True)
    rate(second, 6, year=2019)
    rows = next(one.rows for one in sections_of(2018) if one.order == 70)
    assert rows == [["All", 5, 4]]
    rate(first, 7)
    rows = next(one.rows for one in sections_of(2018) if one.order == 70)
    assert rows == [["All", 6, 5]]  # beside five nurses the one psychologist would be known
    for _one in range(4):
        rate(second, 1, "psychologist")
    rows = next(one.rows for one in sections_of(2018) if one.order == 70)
    assert rows == [["All", 10, 5], ["Psychologist", 5, 0], ["Nurse", 5, 5]]


def test_what_readers_told_and_asked(year):
    ErrorReport.objects.create(
        title="x", words="secret", state="corrected", day=dt.date(2018, 1, 2)
    )
    ErrorReport.objects.create(title="x", words="secret", day=dt.date(2018, 1, 2))
    question = AskedQuestion.objects.create(state="open", decided_on=dt.date(2018, 2, 2))
    for _one in range(3):
        Asking.objects.create(question=question, words="secret", day=dt.date(2018, 2, 1))
    first, _second = year
    for state in ("public", "written"):
        make_commentary(first, state=state, published_on=dt.date(2018, 3, 3))
    make_commentary(first, published_on=dt.date(2019, 3, 3))
    found = numbers(2018)
    assert found["Clinical commentaries published"] == 1
    assert found["Errors that readers reported"] == 2
    assert found["Of these, corrected"] == 1
    assert found["Questions that readers asked"] == 3
    assert found["Questions put up as open"] == 1


def test_subscribers_at_the_end_of_each_month(year):
    one, other, gone = (make_subscriber(f"{name}@example.org") for name in "abc")
    at = {
        pk: timezone.make_aware(dt.datetime(2018, month, 10))
        for pk, month in ((one.pk, 1), (other.pk, 3), (gone.pk, 1))
    }
    for pk, moment in at.items():
        Subscriber.objects.filter(pk=pk).update(consent_at=moment, standing_since=moment)
    Subscriber.objects.filter(pk=gone.pk).update(
        standing="left", standing_since=timezone.make_aware(dt.datetime(2018, 4, 1))
    )
    rows = next(section.rows for section in sections_of(2018) if section.order == 90)
    assert [row[1] for row in rows[:5]] == [2, 2, 3, 2, 2]
    assert len(rows) == 12


def test_months_that_are_to_come_are_not_there():
    assert [month.month for month in months_of(2026, dt.date(2026, 3, 1))] == [1, 2, 3]


def test_a_collection_counts_in_the_year_it_was_published(year):
    page = make_collection(*year)
    this_year = timezone.localdate().year
    assert numbers(this_year)["Collections published"] == 1
    # a translation is no other collection, nor one of the year in which it followed
    french = page.get_translations().get()
    french.alias_of, french.title = None, "Des ruptures"
    french.save()
    SummaryCollection.objects.get(pk=french.pk).save_revision().publish()
    assert numbers(this_year)["Collections published"] == 1
    SummaryCollection.objects.filter(pk=page.pk).update(first_published_at=on(2018))
    assert numbers(2018)["Collections published"] == 1
    assert "Collections published" not in numbers(this_year)


def test_the_desk_shows_prints_and_downloads_it(desk, year):
    page = soup_of(desk, "/admin/reports/year/2018/")
    assert "2018 in view" in page.text
    rows = {row.th.text: row.td.text for row in page.select("tbody tr")}
    assert rows["Summaries"] == "2"
    assert "tracked" in page.text
    table = body_of(desk.get("/admin/reports/year/2018.csv")).removeprefix("\ufeff")
    found = {
        (row["section"], row["of"]): row["number"] for row in csv.DictReader(io.StringIO(table))
    }
    assert found["Published", "Summaries"] == "2"
    assert found["Topics", "Empathy"] == "2"
    assert desk.get("/admin/reports/year/").status_code == 200
    for path in ("1999/", "1999.csv", f"{timezone.localdate().year + 1}/"):
        assert desk.get(f"/admin/reports/year/{path}").status_code == 404


def test_it_names_no_reader(desk, year):
    subscriber = make_subscriber()
    Asking.objects.create(
        question=AskedQuestion.objects.create(), words="secret words", address="me@example.org"
    )
    present = timezone.localdate().year
    for path in (f"{present}/", f"{present}.csv"):
        said = body_of(desk.get(f"/admin/reports/year/{path}"))
        for secret in (subscriber.address, "secret words", "me@example.org"):
            assert secret not in said


def test_whoever_does_not_publish_does_not_see_it(client, writer, reviewer):
    for person in (writer, reviewer):
        client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
        for path in ("", "2018/", "2018.csv"):
            assert client.get(f"/admin/reports/year/{path}").status_code in (302, 403)
