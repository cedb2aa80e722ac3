"""docs/uploads.md tells what is so."""

import re
from pathlib import Path

from gleanings.synthesis.upload import MOST_BYTES, MOST_ROWS
from gleanings.synthesis.upload.columns import plain, spellings

PAGE = (Path(__file__).parents[3] / "docs" / "uploads.md").read_text(encoding="utf-8")


def test_the_limits_are_those_of_the_code():
    assert f"up to {MOST_BYTES // 1024**2} MB and {MOST_ROWS:,} rows" in PAGE


def test_each_column_is_told_of_and_read():
    told = set(re.findall(r"`([a-z_0-9]+)`", PAGE))
    known = spellings("OR") | spellings("SMD") | spellings("ZCOR")
    assert set(known.values()) - {"ti", "fi", "pi"} <= told


def test_the_french_names_are_read_as_what_they_stand_for():
    known = spellings("SMD")
    rows = re.findall(r"^\| (`[^|]+) \| ([^|]+) \|", PAGE, re.MULTILINE)
    assert len(rows) == 10
    for english, french in rows:
        names = re.findall(r"`(\w+)`", english)
        assert [known[plain(title)] for title in french.split(", ")] == names
