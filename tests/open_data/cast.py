"""A small archive to ask for, and asking."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from gleanings.digest.models import Finding, Summary
from gleanings.reader.cache import content_version

API = "/api/v1/"


def make_finding(summary: Summary, **changes: Any) -> Finding:
    fields = {
        "state": "confirmed",
        "role": "main",
        "measure": "r",
        "estimate": 0.26,
        "decimals": 2,
        "ci_low": 0.19,
        "ci_high": 0.32,
        "level": 95,
        "n": 1340,
        "k": 13,
        "p": 0.001,
        "p_comparison": "<",
        "predictor": "alliance",
        "outcome": "depression",
        "favours": "first",
        "group": "adults in CBT",
        "words": "r = .26, 95% CI [.19, .32]",
        "verdict": "consistent",
        "check_record": {"why": {"en": "It fits.", "fr": "Cela concorde."}},
    }
    finding = Finding.objects.create(summary=summary, **{**fields, **changes})
    content_version.bump()
    return finding


def ask(client: Any, path: str, **asked: Any) -> Any:
    """The body of an answer that has to be there."""
    response = client.get(path if path.startswith(("/", "http")) else f"{API}{path}", asked)
    assert response.status_code == 200, response.content
    return response.json()


def walk(client: Any, path: str, **asked: Any) -> Iterator[dict[str, Any]]:
    """Every item of a list, as ``next`` leads."""
    page = ask(client, path, **asked)
    yield from page["items"]
    while page["next"]:
        page = ask(client, page["next"])
        yield from page["items"]


def refusal(client: Any, path: str, **asked: Any) -> dict[str, Any]:
    """The problem that a refused request is answered with."""
    response = client.get(f"{API}{path}", asked)
    assert response.status_code == 422, response.content
    assert response["Content-Type"] == "application/problem+json"
    return response.json()
