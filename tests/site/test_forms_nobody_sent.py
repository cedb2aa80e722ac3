"""A form that says what no form of the desk says is refused, and is no error of the server."""

from __future__ import annotations

import json

import pytest
from django.http import QueryDict
from django.urls import reverse

from digest.drafts import draft_issue, whole_summary
from digest.factories import make_article
from gleanings.digest.admin.differences import fitted_to
from gleanings.literature.row_keys import row_key

pytestmark = pytest.mark.django_db

NO_KEYS = ["@", "", "-1", "1.5", "²", "9" * 30, "1" * 5000, "999999"]


@pytest.fixture
def summary():
    return whole_summary(draft_issue("2026-03"), "Listening")


@pytest.fixture
def desk(client, editor):
    client.force_login(editor)
    return client


@pytest.mark.parametrize("key", NO_KEYS)
@pytest.mark.parametrize("action", ["move", "copy"])
def test_a_page_to_put_it_under_that_is_none(desk, summary, action, key):
    address = reverse(f"wagtailadmin_pages:{action}", args=[summary.pk])
    sent = {"new_parent_page": key, "new_title": "Listening", "new_slug": "listening-2"}
    assert desk.post(address, sent).status_code in (200, 400, 404)


def test_a_field_that_is_missing(desk, summary):
    address = reverse("wagtailadmin_pages:copy", args=[summary.pk])
    assert desk.post(address, {"new_title": "Listening"}).status_code == 400


@pytest.mark.parametrize("action", ["delete", "unpublish"])
@pytest.mark.parametrize("address", ["nowhere", "a:b", "; DROP TABLE", "[1,2"])
def test_a_way_on_that_is_no_address(desk, summary, action, address):
    view = reverse(f"wagtailadmin_pages:{action}", args=[summary.pk])
    assert desk.post(f"{view}?next={address}").status_code == 404
    assert desk.post(view, {"next": address}).status_code == 404
    summary.refresh_from_db()


@pytest.mark.parametrize(
    "text",
    [
        *(";", "1", '"words"', "[1, 2]", "null,", '{"blocks": [1]}', '{"blocks": null}'),
        json.dumps(
            {
                "blocks": [
                    {
                        "key": "a",
                        "text": "x",
                        "type": "unstyled",
                        "entityRanges": [{"offset": 0, "length": 1, "key": 7}],
                    }
                ],
                "entityMap": {},
            }
        ),
    ],
)
def test_a_text_that_the_editor_did_not_send(desk, summary, text):
    address = reverse("wagtailadmin_pages:edit", args=[summary.pk])
    assert desk.post(address, {"title": "Listening", "text": text}).status_code == 400


@pytest.mark.parametrize("key", NO_KEYS)
@pytest.mark.parametrize("field", ["last", "notice"])
def test_a_notice_that_is_none(desk, field, key):
    address = reverse("notices_of_article", args=[make_article().pk])
    assert desk.post(address, {field: key}).status_code in (302, 404)


def test_a_late_form_whose_rows_are_not_counted(summary):
    sent = fitted_to(summary, QueryDict("implications-INITIAL_FORMS=many&implications-0-id=x"))
    assert sent["implications-INITIAL_FORMS"] == "1"


@pytest.mark.parametrize(
    ("text", "key"), [("17", 17), ("0", 0), ("٣", 0), ("²", 0), ("1" * 19, 0), ("", 0)]
)
def test_the_key_of_a_row(text, key):
    assert row_key(text) == key
