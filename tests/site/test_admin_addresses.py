"""Who may what, at every address of the desk: the table beside this file says it.

A new address that the table does not know fails here.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse

from addresses import Pattern, all_patterns
from admin_site import make_admin_site, value_of

pytestmark = pytest.mark.django_db

TABLE = Path(__file__).with_name("admin_rights.txt")
PEOPLE = {"W": "writer", "R": "reviewer", "E": "editor"}

# signs out; fails on purpose
LEFT_OUT = {"wagtailadmin_logout", "wagtailadmin_error_test"}
FOR_ANYBODY = {
    *("wagtailadmin_login", "wagtailadmin_password_reset", "wagtailadmin_password_reset_done"),
    *("wagtailadmin_password_reset_confirm", "wagtailadmin_password_reset_complete"),
    *("wagtailadmin_sprite", "wagtailadmin_javascript_catalog"),
}
UPSTREAM = {
    # a form of Wagtail's or wagtail-localize's, sent without the field that it always has
    ("wagtailadmin_choose_page_external_link", "post"),
    ("wagtailadmin_pages:copy", "post"),
    ("wagtailredirects:process_import", "post"),
    # a form that is not offered
    *(
        (f"wagtailsnippetchoosers_{model}:create", "post")
        for model in (
            *("digest_author", "digest_topic", "digest_researchtype", "synthesis_question"),
            "reader_synonymset",
        )
    ),
}


def addresses() -> list[Pattern]:
    # of two addresses with one name the one with fewer parameters
    patterns = sorted(all_patterns(), key=lambda one: -len(one.parameters))
    named = {p.name: p for p in patterns if p.is_admin and p.name.rpartition(":")[2]}
    return [pattern for name, pattern in named.items() if name not in LEFT_OUT]


def read_table() -> dict[str, tuple[str, str]]:
    lines = [line.split() for line in TABLE.read_text().splitlines()]
    return {line[0]: (line[1], line[2]) for line in lines if line and line[0] != "#"}


def answers(person: Any, values: dict[str, Any]) -> dict[tuple[str, str], str]:
    """By address and method: ``in``, ``out``, ``method`` where there is none such, or ``500``."""
    client = Client(raise_request_exception=False)
    if person is not None:
        client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
    found = {}
    for pattern in addresses():
        try:
            kwargs = {name: value_of(values, pattern.name, name) for name in pattern.parameters}
        except KeyError as unknown:
            pytest.fail(f"{pattern.name}: admin_site.py has nothing to put in for {unknown}")
        address = reverse(pattern.name, kwargs=kwargs)
        for method in ("get", "post"):
            savepoint = transaction.savepoint()
            found[pattern.name, method] = kind_of(getattr(client, method)(address))
            transaction.savepoint_rollback(savepoint)
    return found


def kind_of(response: Any) -> str:
    to = response.get("Location", "")
    if response.status_code == 405:
        return "method"
    if response.status_code in (403, 404) or to == "/admin/" or to.startswith("/admin/login/"):
        return "out"
    return "500" if response.status_code >= 500 else "in"


@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize("letter", PEOPLE)
def test_every_address_lets_in_whom_the_table_says(request, letter):
    found = answers(request.getfixturevalue(PEOPLE[letter]), make_admin_site())
    said = dict.fromkeys(found, "out")
    for name, columns in read_table().items():
        for method, column in zip(("get", "post"), columns, strict=True):
            allowed = "in" if letter in column else "out"
            said[name, method] = "method" if column == "405" else allowed
    wrong = {key: kind for key, kind in found.items() if not _is_as_said(key, kind, said[key])}
    assert wrong == {}
    assert said.keys() == found.keys(), "an address that is not there any more"


def _is_as_said(key: tuple[str, str], kind: str, said: str) -> bool:
    if kind == "500":
        return key in UPSTREAM
    # who is kept out need not be told that there is no such method
    return kind == said or (said == "out" and kind == "method")


def test_the_table_knows_every_address():
    """To put a new one in, write its line by hand: who may get in there, and why they may."""
    assert {pattern.name for pattern in addresses()} - read_table().keys() == set()


@pytest.mark.filterwarnings("ignore")
def test_nobody_gets_in_without_signing_in(db):
    found = answers(None, make_admin_site())
    let_in = {name for (name, _method), kind in found.items() if kind not in ("out", "method")}
    assert let_in == FOR_ANYBODY
