"""A page as tests look at it."""

from __future__ import annotations

import json

from bs4 import BeautifulSoup


def soup_of(client, path: str) -> BeautifulSoup:
    return BeautifulSoup(client.get(path).content, "html.parser")


def structured(soup: BeautifulSoup) -> dict:
    return json.loads(soup.find("script", type="application/ld+json").string)
