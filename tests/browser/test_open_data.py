"""The browsable description of the API, under the readers' strict content policy."""

from __future__ import annotations

import pytest


@pytest.fixture
def docs(reader_page):
    reader_page.page.set_viewport_size({"width": 1280, "height": 900})
    reader_page.open("/api/v1/docs")
    reader_page.page.wait_for_selector(".opblock")
    return reader_page


def test_it_loads_from_this_site_alone_and_breaks_no_policy(docs):
    docs.page.wait_for_load_state("networkidle")
    assert docs.errors == []
    assert docs.elsewhere == []
    assert docs.page.title() == "Gleanings open data: the API"


def test_an_address_can_be_tried_out(docs):
    page = docs.page
    page.locator("#operations-summaries-list_summaries button").first.click()
    operation = page.locator("#operations-summaries-list_summaries")
    operation.locator("input[placeholder=q]").fill("alliance")
    operation.get_by_role("button", name="Execute").click()
    answer = operation.locator(".live-responses-table tr.response .response-col_description").first
    answer.wait_for()
    assert "alliance" in answer.inner_text().lower()
    assert docs.errors == []
    assert docs.elsewhere == []


def test_it_fits_a_phone(docs):
    docs.page.set_viewport_size({"width": 390, "height": 844})
    assert docs.page.evaluate("document.documentElement.scrollWidth") <= 390
