"""A dump is whole, or it is not there."""

from __future__ import annotations

import csv
import gzip
import hashlib
import io
import json
import zipfile
from contextlib import closing

import pytest
from django.core.files import locks
from django.core.management import CommandError, call_command

from digest.factories import make_issue, make_private, make_summary, translate
from gleanings.open_data.dumps import writing
from gleanings.open_data.dumps.kept import folders, manifests
from gleanings.open_data.dumps.writing import BusyError, UnsettledError, write_dumps
from gleanings.open_data.resources import RESOURCES
from gleanings.open_data.resources.findings import Findings
from gleanings.reader.cache import content_version
from open_data.cast import API, ask, make_finding
from synthesis.factories import make_question, with_correlations

pytestmark = pytest.mark.django_db

MOST_AT_ONCE = {"syntheses": 20}
NAMES = [resource.name for resource in RESOURCES]


@pytest.fixture
def archive(own_folder):
    summary = make_summary(make_issue("2018-01"), "=HYPERLINK(1)")
    translate(summary, "Un titre")
    make_finding(summary, words="-A1", estimate=-0.26)
    make_private(make_summary(make_issue("2018-02"), "Zebrafish"))
    with_correlations(make_question())
    return own_folder


def lines(folder, name: str) -> list[dict]:
    with gzip.open(folder / f"{name}.jsonl.gz", "rt", encoding="utf-8") as file:
        return [json.loads(line) for line in file]


def table(folder, name: str) -> list[dict]:
    with gzip.open(folder / f"{name}.csv.gz", "rt", encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_each_record_is_as_the_api_gives_it(archive, client, settings):
    settings.URL = "http://testserver"
    manifest = write_dumps()
    folder = archive / manifest.name
    for resource in RESOURCES:
        limit = MOST_AT_ONCE.get(resource.name, 200)
        said = [
            item
            for language in (("en", "fr") if resource.has_languages else ("en",))
            for item in ask(client, resource.name, language=language, limit=limit)["items"]
            if not resource.has_languages or item["language"] == language
        ]
        written = lines(folder, resource.name)
        assert sorted(map(str, written)) == sorted(map(str, said))
        assert len(table(folder, resource.name)) == manifest.records[resource.name] == len(said)


def test_a_translation_is_a_record_of_its_own_and_an_alias_is_none(archive):
    folder = archive / write_dumps().name
    assert [one["language"] for one in lines(folder, "summaries")] == ["en", "fr"]
    assert {one["id"] for one in table(folder, "issues")} == {"2018-01", "2018-02"}
    assert {one["language"] for one in table(folder, "issues")} == {"en"}


def test_no_cell_is_a_formula(archive):
    folder = archive / write_dumps().name
    assert table(folder, "summaries")[0]["title"] == "'=HYPERLINK(1)"
    (finding,) = table(folder, "findings")
    assert (finding["words"], finding["estimate"]) == ("'-A1", "-0.26")
    assert lines(folder, "findings")[0]["words"] == "-A1"


def test_the_manifest_tells_the_truth(archive):
    manifest = write_dumps()
    folder = archive / manifest.name
    assert manifests() == [manifest]
    assert manifest.stamp == f"{content_version.current():x}"
    listed = {"manifest.json", "README.txt", "columns.csv", *(one.name for one in manifest.files)}
    assert {one.name for one in folder.iterdir()} == listed
    for file in manifest.files:
        content = (folder / file.name).read_bytes()
        assert (file.bytes, file.sha256) == (len(content), hashlib.sha256(content).hexdigest())


@pytest.mark.parametrize("kind", ["csv", "jsonl"])
def test_the_whole_archive_is_one_file(archive, kind):
    folder = archive / write_dumps().name
    with zipfile.ZipFile(folder / f"all-{kind}.zip") as whole:
        assert whole.testzip() is None
        assert set(whole.namelist()) == {
            *("README.txt", "columns.csv"),
            *(f"{name}.{kind}" for name in NAMES),
        }
        assert "stated none" in whole.read("README.txt").decode()
        columns = list(csv.DictReader(io.StringIO(whole.read("columns.csv").decode())))
    assert {row["resource"] for row in columns} == set(NAMES)
    assert all(row["what it holds"].endswith(".") for row in columns)


def test_the_same_archive_gives_the_same_files(archive):
    one, other = write_dumps(), write_dumps(at=manifests()[0].made.replace(year=2030))
    packed = [[file.sha256 for file in dump.parts] for dump in (one, other)]
    assert packed[0] == packed[1]


def test_an_interrupted_run_leaves_nothing_half(archive, monkeypatch):
    write_dumps()
    before = sorted(archive.iterdir())

    def break_off(*arguments):
        raise KeyboardInterrupt

    monkeypatch.setattr(Findings, "items", break_off)
    with pytest.raises(KeyboardInterrupt):
        write_dumps()
    assert sorted(archive.iterdir()) == before


def test_what_a_killed_run_left_is_cleared_away(archive):
    archive.mkdir()
    (archive / ".unfinished-abc").mkdir()
    (archive / ".unfinished-abc" / "summaries.csv").touch()
    write_dumps()
    assert [one.name for one in archive.iterdir() if one.name.startswith(".un")] == []
    assert len(folders()) == 1


def test_a_change_meanwhile_has_it_begin_again(archive, monkeypatch):
    write_files, changes = writing._write_files, iter([True])

    def change_once(*arguments):
        made = write_files(*arguments)
        if next(changes, False):
            make_summary(title="Published meanwhile")
        return made

    monkeypatch.setattr(writing, "_write_files", change_once)
    folder = archive / write_dumps().name
    assert "Published meanwhile" in {one["title"] for one in lines(folder, "summaries")}
    assert len(folders()) == 1


def test_an_archive_that_never_rests_is_left_for_later(archive, monkeypatch):
    write_files = writing._write_files

    def change_always(*arguments):
        content_version.bump()
        return write_files(*arguments)

    monkeypatch.setattr(writing, "_write_files", change_always)
    with pytest.raises(UnsettledError):
        write_dumps()
    assert folders() == []


def test_two_do_not_write_at_once(archive):
    archive.mkdir()
    with closing((archive / ".lock").open("w")) as lock:
        assert locks.lock(lock, locks.LOCK_EX)
        with pytest.raises(BusyError):
            write_dumps()
        with pytest.raises(CommandError, match="Another process"):
            call_command("write_dumps")
    assert write_dumps()


def test_the_oldest_go(archive):
    first = write_dumps()
    for year in (2030, 2031, 2032):
        write_dumps(3, at=first.made.replace(year=year))
    assert [one.name[:4] for one in folders()] == ["2032", "2031", "2030"]


def test_the_command_says_what_it_wrote(archive, capsys):
    call_command("write_dumps", "--keep", "1")
    printed = capsys.readouterr().out
    assert str(folders()[0]) in printed
    assert "2 summaries" in printed
    with pytest.raises(CommandError, match="--keep"):
        call_command("write_dumps", "--keep", "0")


# --- offered ---------------------------------------------------------------------------------
def test_before_the_first_night_there_is_none(client, own_folder):
    assert ask(client, "dumps") == {"dumps": []}
    assert client.get(f"{API}dumps/latest/all-csv.zip").status_code == 404


def test_files_are_offered_for_ever_under_their_address(archive, client):
    manifest = write_dumps()
    (dump,) = ask(client, "dumps")["dumps"]
    assert dump["name"] == manifest.name
    for file in dump["files"]:
        response = client.get(file["url"])
        content = b"".join(response.streaming_content)
        assert hashlib.sha256(content).hexdigest() == file["sha256"]
        assert int(response["Content-Length"]) == file["bytes"]
        assert "immutable" in response["Cache-Control"]
        assert manifest.name in response["Content-Disposition"]
        again = client.get(file["url"], headers={"If-None-Match": response["ETag"]})
        assert again.status_code == 304
        response.close()


def test_the_newest_has_an_address_that_leads_on(archive, client):
    name = write_dumps().name
    response = client.get(f"{API}dumps/latest/summaries.csv.gz")
    assert response.status_code == 302
    assert response["Location"] == f"http://testserver{API}dumps/{name}/summaries.csv.gz"


def test_a_new_dump_changes_the_tag_of_the_list(archive, client):
    write_dumps()
    first = client.get(f"{API}dumps")
    tag = {"If-None-Match": first["ETag"]}
    assert client.get(f"{API}dumps", headers=tag).status_code == 304
    write_dumps(at=manifests()[0].made.replace(year=2030))
    assert client.get(f"{API}dumps", headers=tag).status_code == 200


@pytest.mark.parametrize("file", ["..%2f..%2fsecret_key", "README.txt", ".lock", "x"])
def test_nothing_else_of_the_folder_is_offered(archive, client, file):
    name = write_dumps().name
    for dump in (name, "latest", "..", ".unfinished-x"):
        assert client.get(f"{API}dumps/{dump}/{file}").status_code == 404
