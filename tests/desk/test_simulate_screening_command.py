"""``gleanings simulate_screening``: numbers for programs, sentences for people, errors in words."""

from __future__ import annotations

import csv
import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from desk.ranking.labelled import review


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "review.csv"
    with path.open("w", newline="") as open_file:
        writer = csv.writer(open_file)
        writer.writerow(["title", "abstract", "label"])
        writer.writerows([r.title, r.abstract, int(r.relevant)] for r in review())
    return path


def run(*args):
    out, err = StringIO(), StringIO()
    call_command("simulate_screening", *map(str, args), stdout=out, stderr=err)
    return out.getvalue(), err.getvalue()


def test_json_has_the_fields_that_are_documented(file):
    out, err = run(file, "--seed", 1, "--json")
    assert list(json.loads(out)) == [
        *("records", "relevant", "recall_5", "recall_10", "recall_20", "wss_95", "seconds")
    ]
    assert err == ""


def test_people_are_told_in_sentences(file):
    out, _ = run(file)
    assert "300 records, 15 of them relevant." in out
    assert "10 %: 100.0%" in out


def test_what_is_left_out_is_said_beside_the_numbers(tmp_path, file):
    file.write_text(file.read_text() + "Nobody looked,,\n")
    out, err = run(file, "--json")
    assert json.loads(out)["records"] == 300
    assert "Rows without a decision, which are left out: 1." in err


@pytest.mark.parametrize("seed", ["-1", "half", str(2**32)])
def test_a_seed_that_is_none_is_refused(file, seed):
    with pytest.raises(CommandError, match="no whole number"):
        run(file, f"--seed={seed}")


def test_a_file_that_is_not_there_is_named(tmp_path):
    with pytest.raises(CommandError, match=r"missing\.csv"):
        run(tmp_path / "missing.csv")


def test_nothing_to_find_is_an_error_in_words(tmp_path):
    path = tmp_path / "none.csv"
    path.write_text("title,label\nOne,0\nTwo,0\n")
    with pytest.raises(CommandError, match="0 of 2 records are labelled as relevant"):
        run(path)
