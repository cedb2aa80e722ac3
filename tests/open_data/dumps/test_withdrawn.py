"""What is public no longer is in no dump, of whatever night."""

from __future__ import annotations

import pytest

from digest.factories import make_issue, make_private, make_summary
from gleanings.open_data.dumps.kept import folders
from gleanings.open_data.dumps.nightly import write_when_due
from gleanings.open_data.dumps.writing import write_dumps
from open_data.cast import API, ask

pytestmark = pytest.mark.django_db


@pytest.fixture
def summary(own_folder):
    return make_summary(make_issue("2018-01"), "Zebrafish")


@pytest.fixture
def hidden(own_folder):
    issue = make_issue("2018-02")
    make_private(issue)
    return issue


@pytest.mark.parametrize(
    "withdraw",
    [
        lambda page, _hidden: page.unpublish(),
        lambda page, _hidden: page.delete(),
        lambda page, _hidden: make_private(page.get_parent()),
        lambda page, hidden: page.move(hidden, pos="last-child"),
    ],
    ids=["unpublished", "deleted", "private", "moved"],
)
def test_it_is_gone_from_the_files_at_once(
    summary, hidden, client, withdraw, django_capture_on_commit_callbacks
):
    first = write_dumps()
    write_dumps(at=first.made.replace(year=2020))
    assert {dump["records"]["summaries"] for dump in ask(client, "dumps")["dumps"]} == {1}
    with django_capture_on_commit_callbacks(execute=True):
        withdraw(summary, hidden)
    assert folders() == []
    assert client.get(f"{API}dumps/{first.name}/summaries.csv.gz").status_code == 404
    assert write_when_due()
    (dump,) = ask(client, "dumps")["dumps"]
    assert dump["records"]["summaries"] == 0


def test_what_only_changes_takes_no_dump_away(summary, django_capture_on_commit_callbacks):
    write_dumps()
    with django_capture_on_commit_callbacks(execute=True):
        summary.title = "Zebrafish of another colour"
        summary.save_revision().publish()
        make_issue("2018-03").move(summary.get_parent().get_parent(), pos="last-child")
    assert len(folders()) == 1


def test_a_dump_that_cannot_be_removed_keeps_no_page_online(
    summary, monkeypatch, caplog, django_capture_on_commit_callbacks
):
    write_dumps()
    monkeypatch.setattr("shutil.rmtree", lambda *_args, **_more: (_ for _ in ()).throw(OSError()))
    with django_capture_on_commit_callbacks(execute=True):
        summary.unpublish()
    assert "delete it" in caplog.text
    summary.refresh_from_db()
    assert not summary.live
