"""Cells that no spreadsheet computes."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gleanings.open_data.dumps.tables import cell, columns, row
from gleanings.open_data.fields import RichText, Writer
from gleanings.open_data.resources import RESOURCES


@pytest.mark.parametrize("text", ["=1+1", "+A1", "-A1", "@SUM(A1)", "\t=1", "\r=1"])
def test_what_looks_like_a_formula_becomes_text(text):
    assert cell(text) == f"'{text}"


@given(st.text())
def test_no_text_begins_a_formula_and_none_is_lost(text):
    written = cell(text)
    assert not written.startswith(("=", "@", "\t", "\r"))
    assert written.removeprefix("'") == text or written == text


def test_numbers_stay_numbers():
    assert [cell(value) for value in (-0.26, 13, None, True)] == ["-0.26", "13", "", "true"]


def test_several_values_share_a_cell():
    writers = [Writer(name=name, credentials="", web="") for name in ("Ann", "Bob")]
    assert cell(writers) == "Ann; Bob"
    implications = [RichText(text=text, html="") for text in ("=Ask.", "Listen.")]
    assert cell(implications) == "'=Ask.\nListen."


@pytest.mark.parametrize("resource", RESOURCES, ids=lambda resource: resource.name)
def test_every_field_has_a_column(resource):
    record = resource.schema.model_construct(**dict.fromkeys(resource.schema.model_fields, None))
    assert len(row(record)) == len(columns(resource.schema))
