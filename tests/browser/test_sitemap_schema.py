"""The sitemap is valid by the schema that sitemaps.org publishes."""

from __future__ import annotations

import os
import urllib.request
from pathlib import Path

import pytest
from lxml import etree

SCHEMA = Path(__file__).parent / "checkers/node_modules/sitemap/schema/sitemap.xsd"
HOW_TO_GET_IT = (
    "The sitemap's schema is not here. It needs npm: "
    "npm ci --ignore-scripts --prefix tests/browser/checkers"
)
SITEMAP = "http://www.sitemaps.org/schemas/sitemap/0.9"


def test_the_sitemap_is_valid(site):
    if not SCHEMA.exists():
        if os.environ.get("GLEANINGS_REQUIRE_BROWSER") == "1":
            pytest.fail(HOW_TO_GET_IT)
        pytest.skip(HOW_TO_GET_IT)
    with urllib.request.urlopen(f"{site.url}/sitemap.xml") as answer:  # noqa: S310
        tree = etree.fromstring(answer.read())
    assert len(tree) > 20
    # links to translations are of another vocabulary, which the schema leaves to others
    for link in tree.xpath("//*[namespace-uri() != $sitemap]", sitemap=SITEMAP):
        link.getparent().remove(link)
    etree.XMLSchema(etree.parse(SCHEMA)).assertValid(tree)
