"""What a reader takes home: data, figures, scripts that compute the same numbers, a citation."""

import csv
import io
import json
import shutil
import subprocess
import sys

import pytest

from gleanings.synthesis.recompute import recompute
from synthesis.factories import (
    include,
    make_question,
    meta_analysis,
    upload,
    with_correlations,
)

pytestmark = pytest.mark.django_db

R = shutil.which("Rscript")
HERE = "/en/evidence/alliance/v1"


@pytest.fixture
def synthesis():
    return with_correlations(make_question("alliance"))


def test_the_data_as_csv(client, synthesis):
    response = client.get(f"{HERE}/data.csv")
    rows = list(csv.DictReader(io.StringIO(response.content.decode())))
    assert len(rows) == 5
    assert float(rows[0]["estimate"]) == pytest.approx(0.30)
    assert float(rows[0]["yi"]) == pytest.approx(0.30952, abs=1e-5)
    assert rows[0]["pooled"] == "yes"
    assert 'filename="alliance-v1-data.csv"' in response["Content-Disposition"]


def test_what_stands_beside_is_in_the_data_and_said_not_to_be_pooled(client, synthesis):
    question = synthesis.question
    include(question, meta_analysis())
    recompute(question)
    text = client.get("/en/evidence/alliance/v2/data.csv").content.decode()
    assert [row["pooled"] for row in csv.DictReader(io.StringIO(text))].count("no") == 1


def test_no_cell_is_a_formula(client):
    question = make_question("alliance")
    upload(question, {"ri": [0.1, 0.2, 0.3], "ni": [50, 60, 70]})
    question.effects.update(label="=HYPERLINK(1)")
    recompute(question)
    rows = csv.DictReader(io.StringIO(client.get(f"{HERE}/data.csv").content.decode()))
    assert all(not row["label"].startswith("=") for row in rows)


def test_the_data_as_json_say_when_and_from_what(client, synthesis):
    data = json.loads(client.get(f"{HERE}/data.json").content)
    assert data["data_hash"] == synthesis.data_hash
    assert data["question"]["fr"].startswith("L’alliance")
    assert data["result"]["pooled"]["estimate"] == synthesis.result.pooled.estimate
    assert len(data["rows"]) == 5


@pytest.mark.parametrize("name", ["forest", "cumulative"])
def test_figures_as_files(client, synthesis, name):
    svg = client.get(f"{HERE}/{name}.svg")
    png = client.get(f"{HERE}/{name}.png")
    assert svg.content.startswith(b"<?xml") or svg.content.startswith(b"<svg")
    assert png.content.startswith(b"\x89PNG")


def run(script, command, ending, tmp_path):
    path = tmp_path / f"reproduce.{ending}"
    path.write_bytes(script)
    return subprocess.run(  # noqa: S603
        [*command, str(path)], capture_output=True, text=True, check=False
    )


def test_the_script_in_python_computes_the_same(client, synthesis, tmp_path):
    script = client.get(f"{HERE}/reproduce.py").content
    done = run(script, [sys.executable], "py", tmp_path)
    assert done.returncode == 0, done.stderr
    assert str(synthesis.result.pooled.estimate)[:7] in done.stdout


@pytest.mark.skipif(not R, reason="R is not here")
def test_the_script_in_r_computes_the_same(client, synthesis, tmp_path):
    has = subprocess.run([R, "-e", "library(metafor)"], capture_output=True, check=False)  # noqa: S603
    if has.returncode:
        pytest.skip("metafor is not here")
    done = run(client.get(f"{HERE}/reproduce.R").content, [R], "R", tmp_path)
    assert done.returncode == 0, done.stderr


def test_a_synthesis_is_cited_with_its_version_and_day(client, synthesis):
    day = synthesis.computed_at.date()
    ris = client.get(f"{HERE}/citation.ris").content.decode()
    assert "(Version 1)" in ris
    assert str(day.year) in ris
    assert "/en/evidence/alliance/v1/" in ris
    html = client.get("/en/evidence/alliance/").content.decode()
    assert "(Version 1)" in html


def test_without_a_pooled_value_there_is_no_script(client):
    with_correlations(make_question("alliance"), [(0.3, 80), (0.2, 90)])
    assert client.get(f"{HERE}/reproduce.R").status_code == 404
    assert client.get(f"{HERE}/data.csv").status_code == 200
