import pytest
from hypothesis import given
from hypothesis import strategies as st

from gleanings.literature.safe_cell import safe_cell


@pytest.mark.parametrize(
    "text",
    ["=1+1", "+A1", "-A1", "@SUM(A1)", "\t=1", "\r=1", " =1", "＝1", "-2+3+cmd|' /C calc'!A0",
     "+1+1", "\n@x", '"=1'],
)  # fmt: skip
def test_what_a_spreadsheet_would_run_gets_an_apostrophe(text):
    assert safe_cell(text) == f"'{text}"


@pytest.mark.parametrize("text", ["Smith (2010)", "-0.35", "+1,5", "1e-5", "", "a=b", "2-3", "é"])
def test_texts_and_numbers_stay(text):
    assert safe_cell(text) == text


@given(st.text())
def test_nothing_dangerous_begins_a_cell(text):
    safe = safe_cell(text)
    assert safe.removeprefix("'") in {text, text.removeprefix("'")}
    risky = safe[:1] in {"=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠"}
    assert not risky or safe.lstrip("+-")[:1].isdecimal()
