"""``gleanings pool_ratings``: files become the network's own values, or a sentence says why not."""

from __future__ import annotations

import datetime as dt
import io
import json
import re

import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse

from gleanings.practice.models import MeasureValue, PooledValue, PracticeSettings
from practice.test_pooling import given_file

pytestmark = pytest.mark.django_db


def pool(*files, **options) -> tuple[str, str]:
    out, err = io.StringIO(), io.StringIO()
    call_command("pool_ratings", *map(str, files), stdout=out, stderr=err, **options)
    return out.getvalue(), err.getvalue()


@pytest.fixture
def ten(tmp_path):
    return [given_file(tmp_path, number) for number in range(1, 11)]


def on_the_page(client, language: str = "en") -> dict:
    text = client.get(f"/{language}/practice/").content.decode()
    data = json.loads(re.search(r'id="practice-data"[^>]*>(.*?)</script>', text, re.DOTALL)[1])
    return next(one for one in data["measures"] if one["code"] == "srs")


def test_the_page_uses_what_was_pooled_and_names_it(client, ten):
    practice = PracticeSettings.load()
    practice.values.add(MeasureValue(measure="srs", sd=2.5, source="A book"))
    practice.save()
    assert on_the_page(client)["sd"] == 2.5
    said, wrong = pool(*ten)
    assert wrong == ""
    assert "SRS: 10 therapists, 50 clients, 300 ratings." in said
    srs = on_the_page(client)
    value = PooledValue.objects.get()
    assert srs["sd"] == value.sd != 2.5
    assert srs["change"] == pytest.approx(1.96 * 2**0.5 * value.sd, rel=1e-3)
    assert len(srs["expected"]) == 6
    assert srs["sdSource"].startswith("10 therapists, 50 clients, pooled on")
    assert "10 thérapeutes, 50 clients" in on_the_page(client, "fr")["sdSource"]
    PooledValue.objects.update(pooled_on=dt.date(2026, 12, 1))
    assert "1er décembre 2026" in on_the_page(client, "fr")["sdSource"]
    pool(forget="srs")
    assert on_the_page(client)["sd"] == 2.5


def test_too_few_are_refused_and_nothing_is_stored(ten, tmp_path):
    with pytest.raises(CommandError, match="Nothing was pooled"):
        pool(*ten[:9])
    few = [given_file(tmp_path, number, clients=4) for number in range(20, 32)]
    err = io.StringIO()
    with pytest.raises(CommandError):
        call_command("pool_ratings", *map(str, few), stdout=io.StringIO(), stderr=err)
    assert "SRS is not pooled: 12 therapists with 48 clients" in err.getvalue()
    assert not PooledValue.objects.exists()


def test_the_same_file_does_not_make_ten(ten):
    with pytest.raises(CommandError, match="Nothing was pooled"):
        pool(*ten[:9], ten[0], ten[1])


def test_a_broken_file_is_named_and_the_others_count(ten, tmp_path):
    broken, hostile = tmp_path / "broken.json", tmp_path / "hostile.json"
    broken.write_text("{")
    hostile.write_text("[" * 100_000)
    _said, wrong = pool(broken, *ten, hostile)
    assert re.findall(r"(\w+\.json) is left out", wrong) == ["broken.json", "hostile.json"]
    assert PooledValue.objects.get().therapists == 10


def test_a_dry_run_stores_nothing(ten):
    said, _wrong = pool(*ten, dry_run=True)
    assert "Nothing was stored" in said
    assert not PooledValue.objects.exists()


def test_pooling_anew_replaces(ten, tmp_path):
    pool(*ten)
    pool(*ten, given_file(tmp_path, 11))
    assert PooledValue.objects.get().therapists == 11


def test_who_takes_a_file_back_is_not_left_in_the_values_unnoticed(ten):
    pool(*ten)
    err = io.StringIO()
    with pytest.raises(CommandError):
        call_command("pool_ratings", *map(str, ten[:9]), stdout=io.StringIO(), stderr=err)
    said = err.getvalue()
    assert "SRS: the page still uses what was pooled on" in said
    assert "of 10 therapists and 50 clients; `gleanings pool_ratings --forget srs`" in said
    _said, wrong = pool(*ten)
    assert wrong == ""


def test_without_files_or_values_it_says_what_to_do():
    with pytest.raises(CommandError, match="Name the files"):
        pool()
    with pytest.raises(CommandError, match="Nothing was pooled of SRS"):
        pool(forget="srs")


def test_editors_see_them_at_the_desk(client, editor, ten):
    client.force_login(editor)
    edit = reverse(
        "wagtailsettings:edit", args=["practice", "practicesettings", PracticeSettings.load().pk]
    )
    assert "Nothing was pooled yet" in client.get(edit).content.decode()
    pool(*ten)
    shown = client.get(edit).content.decode()
    value = PooledValue.objects.get()
    assert "Nothing was pooled yet" not in shown
    for number in (f"{value.sd:.2f}", f"{value.reliability:.2f}", f"{value.mean:.1f}"):
        assert f"<td>{number}</td>" in shown
