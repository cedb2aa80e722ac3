"""What a site stored stays readable: ``stored_by_0.4.0.json`` is what that version wrote."""

import json
from dataclasses import replace
from html import unescape
from pathlib import Path

import pytest
from django.utils import timezone

from gleanings.evidence.plain import from_plain, to_plain
from gleanings.synthesis.dataset import hash_of
from gleanings.synthesis.models import Synthesis
from gleanings.synthesis.stored_result import Dataset, Headline, Row, Settings, WhyBeside
from gleanings.synthesis.withdrawal import Public
from synthesis.factories import make_question

STORED = json.loads(Path(__file__).with_name("stored_by_0.4.0.json").read_text())
NAMES = [f"{one['question']}-{one['version']}" for one in STORED]
each = pytest.mark.parametrize("stored", STORED, ids=NAMES)


@each
def test_its_data_have_the_hash_that_they_had(stored):
    """Otherwise every question of an upgraded site would be computed anew."""
    assert hash_of(from_plain(Dataset, stored["data"])) == stored["data_hash"]


@each
@pytest.mark.parametrize(("name", "shape"), [("data", Dataset), ("headline", Headline)])
def test_it_is_read_whole(stored, name, shape):
    assert _as_far_as(stored[name], to_plain(from_plain(shape, stored[name]))) == stored[name]


def _as_far_as(stored, plain):
    """Without the fields that came later."""
    if isinstance(stored, dict):
        return {name: _as_far_as(value, plain[name]) for name, value in stored.items()}
    if isinstance(stored, list):
        return [_as_far_as(*both) for both in zip(stored, plain, strict=True)]
    return plain


def test_the_sample_has_what_matters():
    rows = [row for one in STORED for row in from_plain(Dataset, one["data"]).rows]
    assert {row.beside for row in rows} >= {
        WhyBeside.IT_IS_POOLED, WhyBeside.MIXED_MEASURES, WhyBeside.SHARE_PRIMARY_STUDIES,
    }  # fmt: skip
    assert any(row.is_turned for row in rows)
    assert any(one["data"]["excluded"] for one in STORED)


def test_a_row_that_lacks_what_came_later_has_its_default():
    row = from_plain(Row, {"label": "Okafor", "cluster": "okafor", "no_more": 1})
    assert row == Row(label="Okafor", cluster="okafor")
    assert (row.is_turned, row.is_meta_analysis, row.beside) == (False, False, "")


def test_a_headline_that_lacks_what_came_later_is_of_studies_and_pooled():
    known = {"measure": "SMD", "level": 0.95, "k": 3, "n_studies": 3, "n_people": None}
    headline = from_plain(Headline, {**known, "label": "effect"})
    assert (headline.of_meta_analyses, headline.why_not_pooled) == (False, None)
    assert headline.baseline_risk is None


@pytest.mark.parametrize("later", [{"study": "Okafor"}, {"bound": ">", "limit": 0.0}])
def test_what_came_later_counts_where_it_says_something(later):
    """And where it does not, a hash is what it was before."""
    settings = Settings(measure="ZCOR", overlap="", better="", rho=None, version=1)
    row = Row(label="Okafor", cluster="okafor")
    without, with_it = (
        Dataset(rows=(one,), excluded=(), settings=settings) for one in (row, replace(row, **later))
    )
    assert hash_of(without) != hash_of(with_it)


def test_a_code_that_nobody_knows_is_refused():
    with pytest.raises(ValueError, match="whim"):
        from_plain(Row, {"label": "Okafor", "cluster": "okafor", "beside": "whim"})


@pytest.fixture
def stored_pages(db, monkeypatch):
    """The syntheses of that site, as it wrote them, and nothing withdrawn since."""
    monkeypatch.setattr(Public, "has", lambda public, record: True)
    questions = {slug: make_question(slug) for slug in ("pooled", "side-by-side")}
    for one in STORED:
        question = questions[one["question"]]
        Synthesis.objects.create(**one | {"question": question, "computed_at": timezone.now()})


@pytest.mark.parametrize("language", ["en", "fr"])
@each
def test_its_pages_and_files_are_there(client, stored_pages, stored, language):
    here = f"/{language}/evidence/{stored['question']}/v{stored['version']}/"
    for name in ("", "data.csv", "data.json", "citation.ris"):
        response = client.get(here + name)
        assert response.status_code == 200, name
        if not name.startswith("citation"):
            labels = [row["label"] for row in stored["data"]["rows"]]
            assert all(label in unescape(response.content.decode()) for label in labels), name


def test_lists_feeds_and_the_api_are_there(client, stored_pages):
    for address in (
        "/en/evidence/", "/fr/evidence/", "/en/evidence/changes.atom", "/api/v1/syntheses",
        "/api/v1/questions",
    ):  # fmt: skip
        assert client.get(address).status_code == 200, address
