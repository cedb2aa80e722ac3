"""Of a list of DOIs and PMIDs, what is not here comes from the sources, and the rest is named."""

from __future__ import annotations

import datetime as dt

import pytest
from django.utils import timezone

from digest.factories import make_article
from gleanings.literature.models import Article, ImportRun
from gleanings.literature.sources import polite
from gleanings.literature.storing import runs
from gleanings.literature.storing.account import account_of
from literature.sources.local_library import LocalLibrary, Paper
from literature.sources.local_source import Answer, local_source

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()


@pytest.fixture
def library() -> LocalLibrary:
    return LocalLibrary([Paper(number, TODAY - dt.timedelta(days=900)) for number in range(1, 99)])


@pytest.fixture(autouse=True)
def source(library, settings, monkeypatch):
    monkeypatch.setitem(polite.Polite.__init__.__kwdefaults__, "sleep", lambda _seconds: None)
    with local_source(library) as at:
        settings.SOURCES_ADDRESS = at.address
        yield at


def imported(path, text):
    file = path / "list.txt"
    file.write_text(text, encoding="utf-8")
    run = ImportRun.objects.create(filename=file.name)
    assert runs.go_on(run, file)
    return account_of(run)


def counts(account):
    return account.read, account.new, account.merged, account.refused_count


def test_what_is_not_here_is_brought_and_what_nobody_knows_is_named(tmp_path):
    mine = make_article(title="As I wrote it", doi="10.5555/listen.3")
    text = "10.5555/listen.1\n3000002\n10.5555/listen.3\n10.5555/elsewhere\n99999999\nnonsense\n"
    account = imported(tmp_path, text)
    assert counts(account) == (5, 2, 1, 3)  # what nobody knows was read all the same
    assert sorted((one.line, one.why.split(":")[0]) for one in account.refused) == [
        (4, "10.5555/elsewhere"),
        (5, "99999999"),
        (6, "“nonsense” is neither a DOI nor a PMID."),
    ]
    brought = Article.objects.get(doi="10.5555/listen.1")
    assert brought.title == "Listening to people of clinic 1"
    assert (brought.pmid, brought.abstract) == ("3000001", "Ninety adults took part.")
    assert Article.objects.get(pmid="3000002").doi == "10.5555/listen.2"
    mine.refresh_from_db()
    assert mine.title == "As I wrote it"
    again = imported(tmp_path, text)
    assert (again.new, again.merged) == (0, 3)


def test_a_long_list_is_brought_whole(tmp_path):
    """More than a source is asked about at once, the last of them too."""
    account = imported(tmp_path, "\n".join(f"10.5555/listen.{one}" for one in range(1, 99)))
    assert counts(account) == (98, 98, 0, 0)


@pytest.mark.parametrize("down", ["crossref", "pubmed"])
def test_of_two_sources_one_may_fail(tmp_path, library, down):
    library.instead = lambda asked: Answer(status=503) if asked.path.startswith(down) else None
    account = imported(tmp_path, "10.5555/listen.1\n10.5555/elsewhere\n3000002\n")
    new = 2 if down == "crossref" else 1
    assert account.new == new
    assert "10.5555/elsewhere was not looked up" in account.refused[0].why
    assert "Import the list again later." in account.refused[0].why
    assert len(account.refused) == 3 - new
    library.instead = lambda _asked: None
    assert imported(tmp_path, "10.5555/listen.1\n3000002\n").new == 2 - new
