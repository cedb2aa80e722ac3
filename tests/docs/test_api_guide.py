"""Every example of the guide to the API does what it says; every filter is named."""

from __future__ import annotations

import re
import shlex
from itertools import pairwise
from pathlib import Path

import pytest

from digest.factories import make_article, make_issue, make_summary
from gleanings.open_data.dumps.writing import write_dumps
from gleanings.open_data.resources import RESOURCES
from open_data.cast import make_finding
from synthesis.factories import make_question, with_correlations

GUIDE = (Path(__file__).parents[2] / "docs" / "api.md").read_text(encoding="utf-8")
EXAMPLES = re.findall(r"^\$ (curl .+)$", GUIDE, re.MULTILINE)
SITE = "https://digest.example.org"


def test_every_example_is_answered(client, db, settings, tmp_path):
    settings.DATA_DIR = tmp_path
    summary = make_summary(
        make_issue("2018-03"),
        "A strong alliance helps",
        topics=["depression"],
        articles=[make_article(doi="10.1002/cpp.2180")],
    )
    make_finding(summary)
    with_correlations(make_question(topics=["empathy"]))
    write_dumps()
    assert len(EXAMPLES) > 12
    for example in EXAMPLES:
        _curl, *options, address = shlex.split(example)
        assert address.startswith(SITE)
        headers = dict(option.split(": ", 1) for flag, option in pairwise(options) if flag == "-H")
        get = client.head if "-I" in options else client.get
        response = get(address.removeprefix(SITE), headers=headers, follow="-LO" in options)
        assert response.status_code == 200, example
        if not response.streaming and response.content and "items" in response.json():
            assert response.json()["items"], example
        response.close()


@pytest.mark.parametrize("resource", RESOURCES, ids=lambda resource: resource.name)
def test_every_filter_is_named(resource):
    for name in resource.asked.model_fields:
        assert f"`{name}`" in GUIDE, (resource.name, name)
