"""The table of Retraction Watch: by command and upload, matched to what is here and to nothing
else."""

from __future__ import annotations

import datetime as dt
import gzip
import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.urls import reverse
from django.utils import timezone

from digest.factories import make_article
from gleanings.literature.models import Article, ImportRun, Lookup, Notice
from gleanings.literature.notices import watched
from gleanings.literature.notices.signals import looked_up, notices_stored
from gleanings.literature.records.retraction_watch import SOURCE
from gleanings.literature.storing.retraction_watch import import_table
from literature.retraction_table import row, table

pytestmark = pytest.mark.django_db


@pytest.fixture
def file(tmp_path):
    def write(*rows, name="retraction_watch.csv"):
        path = tmp_path / name
        text = table(*rows).encode()
        path.write_bytes(gzip.compress(text) if name.endswith(".gz") else text)
        return path

    return write


@pytest.fixture
def article():
    return make_article(doi="10.5555/helps", pmid="42")


def status(article) -> str:
    return Article.objects.get(pk=article.pk).status


@pytest.mark.parametrize(
    ("nature", "expected"),
    [
        ("Retraction", "retracted"),
        ("Expression of concern", "concern"),
        ("Correction", "corrected"),
        ("Reinstatement", ""),
    ],
)
def test_all_natures(file, article, nature, expected):
    import_table(file(row(RetractionNature=nature)))
    assert status(article) == expected
    notice = article.notices.get()
    assert (notice.doi, notice.date, notice.source) == ("10.5555/notice", "2026-05-03", SOURCE)


@pytest.mark.parametrize("name", ["retraction_watch.csv", "retraction_watch.csv.gz"])
def test_what_is_here_is_matched_and_a_second_run_adds_nothing(file, article, name):
    path = file(row(), row(OriginalPaperDOI="10.5555/elsewhere"), name=name)
    first, second = import_table(path), import_table(path)
    assert (first.read, first.matched, first.new) == (2, 1, 1)
    assert (second.read, second.matched, second.new) == (2, 1, 0)
    assert Notice.objects.count() == 1
    assert Article.objects.count() == 1


def test_a_reinstated_article_is_no_longer_retracted(file, article):
    back = row(RetractionNature="Reinstatement", RetractionDate="6/1/2026 0:00")
    import_table(file(row(), back))
    assert status(article) == ""
    again = row(RetractionDate="7/1/2026 0:00", RetractionDOI="10.5555/second")
    import_table(file(row(), back, again))
    assert status(article) == "retracted"


def test_a_second_retraction_in_the_articles_own_place_counts(file, article):
    """Retracted, reinstated and retracted again, all under the article's own DOI."""
    own = {"RetractionDOI": "10.5555/helps"}
    back = row(RetractionNature="Reinstatement", RetractionDate="6/1/2026 0:00", **own)
    import_table(file(row(**own), back))
    assert status(article) == ""
    import_table(file(row(**own), back, row(RetractionDate="7/1/2026 0:00", **own)))
    assert status(article) == "retracted"


@pytest.mark.parametrize(
    ("cells", "matched", "refused"),
    [
        ({"OriginalPaperPubMedID": "42"}, 1, 0),
        ({"OriginalPaperDOI": "unavailable", "OriginalPaperPubMedID": "42"}, 1, 0),
        ({"OriginalPaperDOI": "https://doi.org/10.5555/Helps "}, 1, 0),
        ({"OriginalPaperPubMedID": "43"}, 0, 1),  # the DOI is ours, the PMID is not
        ({"OriginalPaperDOI": "10.5555/other", "OriginalPaperPubMedID": "42"}, 0, 1),
        ({"OriginalPaperDOI": "10.5555/other"}, 0, 0),
        ({"OriginalPaperDOI": "", "OriginalPaperPubMedID": "0"}, 0, 0),
        ({"OriginalPaperDOI": "", "OriginalPaperPubMedID": ""}, 0, 0),
    ],
)
def test_by_doi_and_pmid_where_they_agree(file, article, cells, matched, refused):
    account = import_table(file(row(**cells)))
    assert (account.matched, account.refused_count) == (matched, refused)
    assert article.notices.count() == matched


def test_doi_and_pmid_of_two_articles_are_nobodys(file, article):
    make_article(doi="10.5555/another", pmid="43")
    account = import_table(file(row(OriginalPaperPubMedID="43")))
    assert not Notice.objects.exists()
    assert "10.5555/helps" in account.refused[0].why


def test_the_notice_itself_is_not_called_retracted(file, article):
    notice = make_article(title="Retraction: What helps", doi="10.5555/notice")
    import_table(file(row()))
    assert status(notice) == ""
    assert status(article) == "retracted"


def test_faults_are_told_by_line_and_stop_nothing(file, article):
    path = file(
        row(RetractionNature="Banishment"), row(RetractionDate="31/12/2026"), row(), row(), row()
    )
    text = path.read_text().splitlines(keepends=True)
    path.write_text("".join([*text[:5], "7,Half a line\n", *text[5:]]))
    account = import_table(path)
    assert [one.line for one in account.refused] == [2, 3, 6]
    assert "Banishment" in account.refused[0].why
    assert account.new == 1


def test_a_title_over_two_lines_does_not_shift_the_count(file, article):
    account = import_table(file(row(Title="On\ntwo lines"), row(RetractionNature="?")))
    assert [one.line for one in account.refused] == [4]


def test_another_table_is_refused(tmp_path):
    path = tmp_path / "other.csv"
    path.write_text("title,doi\nA,10.5555/helps\n")
    with pytest.raises(CommandError, match="RetractionNature"):
        call_command("import_retractions", path)


def test_it_is_no_list_of_articles(file, capsys):
    with pytest.raises(CommandError):
        call_command("import_articles", file(row()))
    assert "gleanings import_retractions" in capsys.readouterr().out
    assert not Article.objects.exists()


# --- looked up -----------------------------------------------------------------------------------
def test_every_article_that_it_could_have_told_of_was_looked_up(file, article):
    by_pmid = make_article(doi=None, pmid="7")
    make_article(doi=None)
    path = file(row(), row(RetractionDate="5/20/2026 0:00", OriginalPaperDOI="10.5555/elsewhere"))
    account = import_table(path)
    assert account.date == dt.date(2026, 5, 20)
    told = {one.article_id: timezone.localdate(one.at) for one in Lookup.objects.all()}
    assert told == {article.pk: account.date, by_pmid.pk: account.date}


def test_a_day_to_come_is_not_the_tables(file, article):
    years = [timezone.localdate().year + add for add in (2, -1)]
    rows = [row(RetractionDate=f"1/2/{year} 0:00") for year in years]
    assert import_table(file(*rows)).date == dt.date(years[1], 1, 2)


def test_an_older_table_takes_no_newer_lookup_back(file, article):
    import_table(file(row()), date=dt.date(2026, 6, 1))
    import_table(file(row()), date=dt.date(2026, 5, 10))
    assert timezone.localdate(Lookup.objects.get().at) == dt.date(2026, 6, 1)


# --- who hears of it -----------------------------------------------------------------------------
def test_what_is_new_is_told_and_only_that(file, article):
    heard, looked = [], []

    def hear(**told):
        heard.append(told["articles"])

    def look(**told):
        looked.append(told["articles"])

    notices_stored.connect(hear)
    looked_up.connect(look)
    try:
        import_table(file(row()))
        import_table(file(row()))
    finally:
        notices_stored.disconnect(hear)
        looked_up.disconnect(look)
    assert heard == [{article.pk}]
    assert looked == [{article.pk}]


def test_a_paper_that_an_uploaded_table_rests_on_is_known_without_an_article(file, monkeypatch):
    monkeypatch.setattr(watched, "WATCHED", [lambda: {"10.5555/helps"}])
    account = import_table(file(row(), row(OriginalPaperDOI="10.5555/elsewhere")))
    assert (account.matched, account.new) == (1, 1)
    assert Notice.objects.get().article_doi == "10.5555/helps"
    # and finds the article when it comes, with the day on which it was learned
    learned = timezone.now() - dt.timedelta(days=3)
    Notice.objects.update(first_seen=learned)
    came = make_article(doi="10.5555/helps")
    assert came.is_retracted
    assert came.notices.get().first_seen == learned


# --- command and desk ----------------------------------------------------------------------------
def test_the_account_of_the_command(file, article, capsys):
    call_command("import_retractions", file(row(), row(RetractionNature="?")), json=True)
    account = json.loads(capsys.readouterr().out)
    refused = account.pop("refused")
    assert account == {
        "read": 2,
        "matched": 1,
        "new": 1,
        "without_identifier": 0,
        "date": "2026-05-03",
        "looked_up": 1,
    }
    assert [one["line"] for one in refused] == [3]


def test_a_dry_run_writes_nothing(file, article, capsys):
    call_command("import_retractions", file(row()), dry_run=True)
    assert "1 notices new" in capsys.readouterr().out
    assert not Notice.objects.exists()
    assert not Lookup.objects.exists()


def test_an_editor_uploads_it(client, editor, article, settings, tmp_path):
    settings.DATA_DIR = tmp_path
    client.force_login(editor, backend="django.contrib.auth.backends.ModelBackend")
    address = reverse("import_retractions")
    sent = SimpleUploadedFile("retraction_watch.csv", table(row()).encode())
    answer = client.post(address, {"file": sent, "date": "2026-05-09"}, follow=True)
    assert "1 new notice about papers here" in answer.content.decode()
    assert "May 9, 2026" in answer.content.decode()
    run = ImportRun.objects.get()
    assert (run.format, run.read, run.new, run.user) == (SOURCE, 1, 1, editor)
    assert list((tmp_path / "imports").iterdir()) == []
    other = SimpleUploadedFile("list.csv", b"title,doi\n")
    assert "RetractionNature" in client.post(address, {"file": other}).content.decode()
    late = SimpleUploadedFile("retraction_watch.csv", table(row()).encode())
    assert (
        "still to come"
        in client.post(address, {"file": late, "date": "2999-01-01"}).content.decode()
    )
    assert ImportRun.objects.count() == 1
