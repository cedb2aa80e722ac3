"""Files of labelled records as reviews publish them, and what is said of those that are none."""

from __future__ import annotations

import gzip

import pytest

from gleanings.desk.ranking.labelled_csv import NotLabelledError, lines_of, read_labelled


def written(tmp_path, text, *, encoding="utf-8", packed=False):
    path = tmp_path / ("review.csv.gz" if packed else "review.csv")
    content = text.encode(encoding)
    path.write_bytes(gzip.compress(content) if packed else content)
    return path


PLAIN = 'title,abstract,label\n"Alliance, repaired",A trial.,1\nMaize,,0\n'


@pytest.mark.parametrize(
    ("text", "kwargs"),
    [
        (PLAIN, {}),
        (PLAIN, {"packed": True}),
        (PLAIN, {"encoding": "utf-8-sig"}),
        (PLAIN.replace("title,abstract,label", "Title,Abstract,label_included"), {}),
        (PLAIN.replace("title,abstract,label", "primary title,notes_abstract,Included"), {}),
        ("id;label;title;abstract\n1;yes;Alliance, repaired;A trial.\n2;no;Maize;\n", {}),
        ("TI\tAB\tDecision\nAlliance, repaired\tA trial.\tinclude\nMaize\t\texclude\n", {}),
        ('label,title,abstract\r\n1.0,"Alliance, repaired",A trial.\r\n0.0,Maize,\r\n', {}),
    ],
)
def test_headings_separators_and_spellings_of_a_decision(tmp_path, text, kwargs):
    first, second = read_labelled(written(tmp_path, text, **kwargs)).records
    assert (first.title, first.abstract, first.relevant) == ("Alliance, repaired", "A trial.", True)
    assert (second.title, second.abstract, second.relevant) == ("Maize", "", False)


def test_of_several_decisions_the_one_that_other_tools_read_is_read(tmp_path):
    text = "title,label,label_included\nOne,0,1\nTwo,1,0\n"
    records = read_labelled(written(tmp_path, text)).records
    assert [record.relevant for record in records] == [True, False]


def test_a_title_in_windows_letters_keeps_its_accents(tmp_path):
    path = written(tmp_path, "title,label\nThérapie brève,1\n", encoding="cp1252")
    assert read_labelled(path).records[0].title == "Thérapie brève"


def test_rows_nobody_decided_are_left_out_and_counted(tmp_path):
    text = "title,label\nOne,1\nTwo,\nThree,-1\nFour,0\n"
    file = read_labelled(written(tmp_path, text))
    assert [record.title for record in file.records] == ["One", "Four"]
    assert list(lines_of(file)) == [
        "Rows without a decision, which are left out: 2.",
        "Records without an abstract: 2 of 2.",
    ]


def test_nothing_is_said_of_a_whole_file(tmp_path):
    file = read_labelled(written(tmp_path, "title,abstract,label\nOne,It helps.,1\n"))
    assert list(lines_of(file)) == []


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "no column for the title and the label"),
        ("title,abstract\nOne,Two\n", "no column for the label; its columns are title, abstract"),
        ("abstract,label\nOne,1\n", "no column for the title"),
        ("title,label\nOne,1\nTwo,perhaps so\n", "Line 3: “perhaps so” is no decision"),
    ],
)
def test_what_cannot_be_read_is_said_with_its_place(tmp_path, text, said):
    with pytest.raises(NotLabelledError, match=said):
        read_labelled(written(tmp_path, text))


def test_a_file_that_was_cut_off_is_said_to_be(tmp_path):
    path = written(tmp_path, PLAIN * 50, packed=True)
    path.write_bytes(path.read_bytes()[:-20])
    with pytest.raises(NotLabelledError, match="cut off or damaged"):
        read_labelled(path)


@pytest.mark.parametrize(
    "content",
    [
        b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR",
        b"\x7fELF\x02\x01\x01\x00\x00 ,\x90\n",
        b"PK\x03\x04\x14\x00\x08\x08\n",
        bytes(range(14, 256)) * 50,
        b"\xff\xfe" + b"\x00\xd8\x01\x02" * 200,
        gzip.compress(b"\x80\x04\x95" * 400, mtime=0),
    ],
)
def test_of_a_file_that_is_no_text_nothing_is_printed(tmp_path, content):
    path = tmp_path / "review.csv"
    path.write_bytes(content)
    with pytest.raises(NotLabelledError) as told:
        read_labelled(path)
    assert str(told.value) == "review.csv is no CSV file: what is in it is no text."


def test_of_a_file_without_a_table_the_beginning_is_printed(tmp_path):
    with pytest.raises(NotLabelledError) as told:
        read_labelled(written(tmp_path, "<p>" + "words and words " * 1_000))
    assert "<p>words and words" in str(told.value)
    assert len(str(told.value)) < 450
