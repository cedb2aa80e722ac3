"""The first of a month is an ordinal in French, and in no other language."""

import datetime as dt

import pytest
from django.template import Context, Template
from django.utils.translation import override

from gleanings.literature.dates import date_format


@pytest.mark.parametrize(
    ("language", "day", "words"),
    [
        ("fr", dt.date(2026, 12, 1), "1er décembre 2026"),
        ("fr", dt.date(2026, 8, 1), "1er août 2026"),
        ("fr", dt.date(2026, 12, 11), "11 décembre 2026"),
        ("fr", dt.date(2026, 12, 21), "21 décembre 2026"),
        ("fr", dt.date(2026, 12, 31), "31 décembre 2026"),
        ("en", dt.date(2026, 12, 1), "December 1, 2026"),
    ],
)
def test_dates_in_words(language, day, words):
    with override(language):
        assert date_format(day, "DATE_FORMAT") == words
        template = Template('{{ day|date:"DATE_FORMAT" }}')
        assert template.render(Context({"day": day})) == words


def test_a_time_behind_it_stays():
    with override("fr"):
        said = date_format(dt.datetime(2026, 12, 1, 11, 1), "DATETIME_FORMAT")
    assert said == "1er décembre 2026 11:01"
