"""``gleanings find_duplicates``: a file goes in, groups come out."""

import gzip
import json
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

HEADING = "ID,title,author,year,journal,volume,number,pages,doi\n"
ONE = (
    '1,"Notes, shared with clients in the first year","Lund, S. and Haas, P.",2019,Care,3,1,5-9,\n'
)
SAME = (
    "2,Notes shared with clients in the first year.,"
    '"Lund, Sven; Haas, Petra",2019,Care,3,1,5-9,10.1000/n\n'
)
OTHER = "3,Sleep and mood in shift workers,Brandt U,2019,Care,3,1,10-19,\n"


def run(path: Path, capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    call_command("find_duplicates", str(path), *arguments)
    return capsys.readouterr().out


def test_groups_pairs_and_seconds_for_other_programs(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "records.csv"
    path.write_text(HEADING + ONE + SAME + OTHER, encoding="utf-8")
    answer = json.loads(run(path, capsys, "--json"))
    assert answer["groups"] == [["1", "2"]]
    assert answer["doubtful"] == []
    assert answer["seconds"] >= 0


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_people_read_how_many_articles_there_are(
    encoding: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "records.csv"
    path.write_text(HEADING + ONE + SAME + OTHER.replace("Brandt", "Brändt"), encoding=encoding)
    told = run(path, capsys)
    assert "1  2" in told
    assert "3 records, 2 articles; 0 pairs to be judged." in told


@pytest.mark.parametrize("delimiter", [";", "\t"])
def test_other_marks_between_the_columns_are_read(
    delimiter: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "records.csv"
    rows = (
        ["ID", "title", "year"],
        *([n, "Notes shared with clients at last", "2019"] for n in "12"),
    )
    path.write_text("".join(delimiter.join(row) + "\n" for row in rows), encoding="utf-8")
    assert json.loads(run(path, capsys, "--json"))["doubtful"] == [["1", "2"]]


@pytest.mark.parametrize(
    ("content", "why"),
    [
        ("", "“title” is needed"),
        ("ID,author\n1,Lund\n", "“title” is needed in the first line. Columns: ID, author."),
        ("title,author\nNotes,Lund\n", "“id” is needed"),
        (HEADING + ONE + ONE, "Line 3: the id “1” was there before"),
        (HEADING + "," + ONE, "Line 2: it has no id"),
        ('ID,title\n1,"never closed', "is no CSV file that can be read"),
    ],
)
def test_what_is_no_table_of_records_is_refused_in_a_sentence(
    content: str, why: str, tmp_path: Path
) -> None:
    path = tmp_path / "records.csv"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(CommandError, match=why):
        call_command("find_duplicates", str(path))


def test_a_file_that_is_not_there_or_cut_off_is_refused(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="No such file"):
        call_command("find_duplicates", str(tmp_path / "none.csv"))
    (tmp_path / "cut.csv").write_bytes(gzip.compress(HEADING.encode() + b"x" * 90_000)[:-20])
    with pytest.raises(CommandError, match="is no CSV file that can be read"):
        call_command("find_duplicates", str(tmp_path / "cut.csv"))


@pytest.mark.parametrize(
    "content",
    [
        b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR",
        b"\x7fELF\x02\x01\x01\x00\x00 ,\x90\n",
        bytes(range(14, 256)) * 50,
        gzip.compress(b"\x80\x04\x95" * 400, mtime=0),
    ],
)
def test_of_a_file_that_is_no_text_nothing_is_printed(content: bytes, tmp_path: Path) -> None:
    path = tmp_path / "records.csv"
    path.write_bytes(content)
    with pytest.raises(CommandError) as told:
        call_command("find_duplicates", str(path))
    assert str(told.value) == "records.csv is no CSV file: what is in it is no text."


def test_of_a_file_without_a_table_the_beginning_is_printed(tmp_path: Path) -> None:
    path = tmp_path / "records.csv"
    path.write_text("<p>" + "words and words " * 1_000, encoding="utf-8")
    with pytest.raises(CommandError) as told:
        call_command("find_duplicates", str(path))
    assert "<p>words and words" in str(told.value)
    assert len(str(told.value)) < 450
