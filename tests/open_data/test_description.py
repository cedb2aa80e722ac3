"""The description is valid, says everything, and the API does as it says."""

from __future__ import annotations

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis import GenerationMode
from schemathesis.checks import positive_data_acceptance

from digest.factories import make_issue, make_summary, translate
from digest.kept_data import made_once
from gleanings.open_data.resources import RESOURCES
from gleanings.site.wsgi import application
from open_data.cast import API, ask, make_finding
from synthesis.factories import make_question, with_correlations

NAMES = [resource.name for resource in RESOURCES]
PATHS = [
    API,
    *(f"{API}{name}" for name in NAMES),
    *(f"{API}{name}/{{id}}" for name in NAMES),
    f"{API}dumps",
    f"{API}dumps/{{dump}}/{{file}}",
]


@pytest.fixture(scope="module")
def archive(django_db_setup, django_db_blocker):
    yield from made_once(django_db_blocker, make_archive)


def make_archive():
    with_correlations(make_question())
    summary = make_summary(make_issue("2018-01"))
    translate(summary, "Un titre")
    make_finding(summary)
    make_finding(make_summary(make_issue("2018-02")), verdict="", measure="g")


@pytest.fixture
def description(client, db):
    return ask(client, "openapi.json")


def test_it_is_valid_and_names_every_address(archive, db):
    described = schemathesis.openapi.from_wsgi(f"{API}openapi.json", application)
    described.validate()
    assert described.raw_schema["openapi"] == "3.1.0"
    assert set(described.raw_schema["paths"]) == set(PATHS)


def test_every_field_and_parameter_is_described_in_a_sentence(description):
    described = 0
    for schema in description["components"]["schemas"].values():
        for name, field in schema.get("properties", {}).items():
            assert field.get("description", "").endswith("."), (schema["title"], name)
            described += 1
    for methods in description["paths"].values():
        for parameter in methods["get"]["parameters"]:
            assert parameter.get("description", "").endswith("."), parameter["name"]
            described += 1
    assert described > 150


def test_licence_and_citing_are_told(client, db, settings):
    assert "has stated none" in ask(client, "openapi.json")["info"]["description"]
    settings.DATA_LICENCE = "CC BY 4.0"
    info = ask(client, "openapi.json")["info"]
    assert info["license"] == {"name": "CC BY 4.0"}
    assert "CC BY 4.0" in info["description"]
    assert "**Citing:**" in info["description"]
    assert ask(client, "")["licence"] == "CC BY 4.0"


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("path", "mode"),
    [
        *((path, GenerationMode.POSITIVE) for path in PATHS),
        # the others take nothing that could be wrong
        *((path, GenerationMode.NEGATIVE) for path in PATHS if path.rpartition("/")[2] in NAMES),
    ],
)
def test_whatever_is_asked_is_answered_as_described(archive, settings_for_many, path, mode):
    described = schemathesis.openapi.from_wsgi(f"{API}openapi.json", application)
    operation = described[path]["GET"]

    @settings(
        max_examples=12,
        derandomize=True,
        database=None,
        deadline=None,
        phases=[Phase.explicit, Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(case=operation.as_strategy(generation_mode=mode))
    def ask_anything(case):
        # what fits the description, but names a topic that is not there, is refused
        case.call_and_validate(excluded_checks=[positive_data_acceptance])

    ask_anything()


@pytest.mark.django_db
@pytest.mark.parametrize("name", NAMES)
def test_one_that_is_there_is_answered_as_described(archive, client, name):
    described = schemathesis.openapi.from_wsgi(f"{API}openapi.json", application)
    for item in ask(client, name)["items"]:
        case = described[f"{API}{name}/{{id}}"]["GET"].Case(path_parameters={"id": str(item["id"])})
        assert case.call_and_validate().status_code == 200


@pytest.fixture
def settings_for_many(settings):
    settings.API_RATE = "0"
