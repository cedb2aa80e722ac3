"""The command and the upload: what they say, and that both go through the same door."""

from __future__ import annotations

import gzip
import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.urls import reverse

from gleanings.literature.admin import upload as upload_view
from gleanings.literature.models import Article, ImportRun
from literature.records.files import RIS, article, pubmed

pytestmark = pytest.mark.django_db
AS_JSON = {"Accept": "application/json"}


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "export.ris"
    path.write_text(RIS + RIS.replace("Empathy", "Hope").replace("TI  -", "XX  -") + "TY  - JOUR\n")
    return path


def test_the_account_as_json(file, capsys):
    call_command("import_articles", file, json=True)
    account = json.loads(capsys.readouterr().out)
    assert {key: account[key] for key in ("read", "new", "merged", "doubtful")} == {
        "read": 3,
        "new": 1,
        "merged": 0,
        "doubtful": 0,
    }
    assert [one["line"] for one in account["refused"]] == [35, 18, 35]
    assert "records" not in account
    assert ImportRun.objects.get().refused_count == 3


def test_a_dry_run_writes_nothing_and_shows_the_records(tmp_path, capsys):
    path = tmp_path / "some.xml"
    retracted = (
        '<CommentsCorrectionsList><CommentsCorrections RefType="RetractionIn">'
        "<RefSource>J. 2020;1:2.</RefSource></CommentsCorrections></CommentsCorrectionsList>"
    )
    path.write_text(pubmed(article(1), article(2, "Gone", retracted)))
    call_command("import_articles", path, dry_run=True, json=True)
    account = json.loads(capsys.readouterr().out)
    assert (account["read"], account["new"], account["refused"]) == (2, 2, [])
    assert account["records"][0] == {
        "title": "On listening",
        "authors": [],
        "year": 2019,
        "container": "Journal of Imagined Therapy",
        "volume": "12",
        "issue": "3",
        "pages": "45-67",
        "doi": "10.5555/listen.1",
        "pmid": "1",
        "type": "article-journal",
        "abstract": "",
        "retracted": False,
    }
    assert [one["retracted"] for one in account["records"]] == [False, True]
    assert not Article.objects.exists()
    assert not ImportRun.objects.exists()


def test_every_author_has_the_same_keys(tmp_path, capsys):
    path = tmp_path / "export.ris"
    people = ["Moreau, Louise", "Listening Group", "Roy, Jean, Jr."]
    authors = "".join(f"AU  - {one}\n" for one in people)
    path.write_text(f"TY  - JOUR\nTI  - On listening\n{authors}ER  - \n")
    call_command("import_articles", path, dry_run=True, json=True)
    (record,) = json.loads(capsys.readouterr().out)["records"]
    assert record["authors"] == [
        {"family": "Moreau", "given": "Louise"},
        {"family": "Listening Group", "given": ""},
        {"family": "Roy", "given": "Jean", "suffix": "Jr."},
    ]


def test_of_a_list_a_dry_run_reads_as_many_as_the_import(tmp_path, capsys):
    """Where no source is reached, too: what cannot be brought is refused, and was read."""
    path = tmp_path / "dois.txt"
    path.write_text("10.5555/a\n10.5555/b\nno identifier\n3000007\n")
    accounts = []
    for dry in (True, False):
        call_command("import_articles", path, dry_run=dry, json=True)
        accounts.append(json.loads(capsys.readouterr().out))
    planned, done = accounts
    assert planned["read"] == done["read"] == 3
    assert (planned["to_look_up"], len(planned["refused"])) == (3, 1)
    assert (done["new"], len(done["refused"])) == (0, 4)


def test_a_record_of_two_files_is_new_once_in_a_dry_run_too(tmp_path, capsys):
    files = [tmp_path / "a.ris", tmp_path / "b.ris"]
    for number, path in enumerate(files):
        own = f"TY  - JOUR\nTI  - Only here {number}\nDO  - 10.5555/{number}\nER  - \n"
        path.write_text(f"{own}TY  - JOUR\nTI  - In both\nDO  - 10.5555/both\nER  - \n")
    counts = []
    for dry in (True, False):
        call_command("import_articles", *files, dry_run=dry, json=True)
        account = json.loads(capsys.readouterr().out)
        counts.append((account["read"], account["new"], account["merged"]))
    assert counts == [(4, 3, 1)] * 2


def test_of_a_damaged_file_nothing_is_stored(tmp_path, capsys):
    path = tmp_path / "export.ris.gz"
    lines = "".join(f"TY  - JOUR\nTI  - {hash(n)} {n**9}\nER  - \n" for n in range(3_000))
    packed = bytearray(gzip.compress(lines.encode()))
    middle = len(packed) // 2
    packed[middle : middle + 40] = b"\xff" * 40
    path.write_bytes(packed)
    for dry in (True, False):
        with pytest.raises(CommandError, match="No record was read"):
            call_command("import_articles", path, dry_run=dry)
        assert "damaged" in "".join(capsys.readouterr())
    assert not Article.objects.exists()


def test_a_dry_run_says_what_of_a_list_would_be_looked_up(tmp_path, capsys):
    Article.objects.create(title="Here", doi="10.5555/here")
    path = tmp_path / "list.txt"
    lines = [
        "10.5555/here",
        "10.5555/there",
        "3000007",
        "10.5555/THERE",
        "no identifier",
        "10.5555/a",
    ]
    path.write_text("\n".join(lines))
    call_command("import_articles", path, dry_run=True)
    out = capsys.readouterr().out
    assert "5 read, 0 new, 2 merged with what is here, 0 doubtful, 3 to be looked up" in out
    assert "1 refused (dry run" in out
    call_command("import_articles", path, dry_run=True, json=True)
    account = json.loads(capsys.readouterr().out)
    assert account["to_look_up"] == 3
    assert [one["line"] for one in account["refused"]] == [5]


def test_in_words_and_of_several_files(file, tmp_path, capsys):
    other = tmp_path / "list.txt"
    other.write_text("10.5555/empathy.1\n")
    call_command("import_articles", file, other)
    first, *_faults, last = capsys.readouterr().out.splitlines()
    assert "3 read, 1 new, 0 merged with what is here, 0 doubtful, 3 refused" in first
    assert "1 read, 0 new, 1 merged" in last


def test_a_file_that_holds_no_records_fails_with_its_reason(tmp_path, capsys):
    path = tmp_path / "letter.txt"
    path.write_text("Dear all,\n")
    with pytest.raises(CommandError, match="No record"):
        call_command("import_articles", path)
    assert "headings" in capsys.readouterr().out
    with pytest.raises(CommandError, match="no file"):
        call_command("import_articles", tmp_path / "missing")


def sign_in(client, user) -> None:
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")


def send(client, content: str, name: str = "export.ris"):
    file = SimpleUploadedFile(name, content.encode())
    return client.post(reverse("import_records"), {"file": file})


@pytest.fixture
def _data_folder(settings, tmp_path):
    settings.DATA_DIR = tmp_path


@pytest.mark.usefixtures("_data_folder")
def test_an_editor_uploads_and_sees_what_became_of_it(client, editor, monkeypatch):
    monkeypatch.setattr(upload_view, "SECONDS_A_STEP", -1)
    monkeypatch.setattr("gleanings.literature.storing.runs.AT_ONCE", 1)
    sign_in(client, editor)
    answer = send(client, RIS + "TY  - JOUR\nAB  - No title\nER  - \n")
    address = answer["Location"]
    kept = upload_view.folder() / ImportRun.objects.get().stored_as
    assert kept.exists()
    states = [client.post(address, headers=AS_JSON).json() for _step in range(3)]
    assert [one["done"] for one in states] == [1, 2, 2]
    assert [one["finished"] for one in states] == [False, False, True]
    assert not kept.exists()
    shown = client.get(address, follow=True).content.decode()
    assert "The record has no title." in shown
    run = ImportRun.objects.get()
    assert (run.user, run.new, run.refused_count) == (editor, 1, 1)
    assert "export.ris" in client.get(reverse("import_runs:index")).content.decode()


@pytest.mark.usefixtures("_data_folder")
def test_what_is_no_file_of_records_is_refused_before_anything_is_kept(client, editor):
    sign_in(client, editor)
    answer = send(client, "Dear all,\nplease read.\n", "letter.txt")
    assert "No records are recognised here" in answer.content.decode()
    assert not ImportRun.objects.exists()
    assert list(upload_view.folder().iterdir()) == []


@pytest.mark.parametrize("person", ["writer", "reviewer"])
def test_others_than_editors_import_nothing(client, person, request):
    sign_in(client, request.getfixturevalue(person))
    assert send(client, RIS).status_code in (302, 403)
    assert not ImportRun.objects.exists()
