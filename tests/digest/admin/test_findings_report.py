"""All findings of the archive in one list, to filter and to take away."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import User
from django.urls import reverse

from digest.factories import make_issue, make_summary
from gleanings.digest.models import Finding
from gleanings.digest.writing import SummaryRecord, add_summary

pytestmark = pytest.mark.django_db

TEXT = "<p>It was related, r = .26, 95% CI [.19, .32].</p>"
WRONG = "<p>The test was z = 6.192, p = .05.</p>"


@pytest.fixture
def desk(client, editor):
    client.force_login(editor, backend="django.contrib.auth.backends.ModelBackend")
    return client


def report(desk, **query: str) -> str:
    return desk.get(reverse("findings_report"), query).content.decode()


@pytest.fixture
def findings(db) -> None:
    make_summary(title="Holds", text=TEXT, studied="")
    add_summary(make_issue(), SummaryRecord(title="Does not", text=WRONG))


def test_a_row_says_what_where_and_why(desk, findings):
    page = report(desk)
    for words in ("Holds", "r = .26, 95% CI [.19, .32]", "0.26 [0.19, 0.32]", "z = 6.192 gives p"):
        assert words in page
    summary = Finding.objects.get(measure="r").summary_id
    assert reverse("wagtailadmin_pages:edit", args=[summary]) in page


@pytest.mark.parametrize(
    ("query", "there", "not_there"),
    [
        ({"verdict": "inconsistent"}, "Does not", "Holds"),
        ({"measure": "r"}, "Holds", "Does not"),
        ({"role": "main"}, "Holds", "Does not"),
        ({"state": "dropped"}, "", "Holds"),
    ],
)
def test_it_is_filtered(desk, findings, query, there, not_there):
    page = report(desk, **query)
    assert there in page
    assert f">{not_there}" not in page
    assert not_there not in page.split("listing")[-1]


def test_it_is_taken_away_as_a_table(desk, findings):
    answer = desk.get(reverse("findings_report"), {"export": "csv"})
    lines = answer.getvalue().decode().splitlines()
    assert len(lines) == 3
    assert lines[0].startswith("Summary's number,Summary,Month,Words,State")
    assert any("z = 6.192 gives p < .0001" in line for line in lines)
    answer = desk.get(reverse("findings_report"), {"export": "xlsx"})
    assert answer.getvalue()[:2] == b"PK"


def test_a_long_list_costs_no_more_queries(desk, findings, django_assert_max_num_queries):
    report(desk)
    with django_assert_max_num_queries(60) as few:
        report(desk)
    queries = len(few)
    for number in range(6):
        make_summary(title=f"Number {number}", text=TEXT)
    report(desk)  # what is kept in memory is read anew after a change
    with django_assert_max_num_queries(queries):
        report(desk)


def test_it_stands_among_the_reports(desk):
    assert reverse("findings_report") in desk.get(reverse("wagtailadmin_home")).content.decode()


def test_a_writer_sees_the_own_alone(client, writer, findings):
    client.force_login(writer, backend="django.contrib.auth.backends.ModelBackend")
    page = report(client)
    assert "Holds" not in page


def test_a_stranger_does_not_see_it(client, findings):
    stranger = User.objects.create_user("stranger", "s@example.org", "x")
    client.force_login(stranger, backend="django.contrib.auth.backends.ModelBackend")
    assert client.get(reverse("findings_report")).status_code in {302, 403}
