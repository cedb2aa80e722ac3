"""Ask the network: what may answer comes while one writes, and without JavaScript by a button."""

from __future__ import annotations

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from browser.test_every_page import AXE_OPTIONS

QUESTION = "Does the alliance go with outcome in depression?"


def test_what_may_answer_comes_while_one_writes(reader_page):
    page = reader_page.page
    reader_page.open("/en/ask/")
    page.set_viewport_size({"width": 320, "height": 900})
    page.get_by_label("Your question").press_sequentially(QUESTION)
    expect(page.locator(".may-answer a").first).to_be_visible()
    assert "alliance" in page.locator(".may-answer").inner_text().lower()
    page.get_by_text("Send it to the editors").click()
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    results = Axe().run(page, options=AXE_OPTIONS)
    assert results.violations_count == 0, results.generate_report()
    assert "alliance" not in page.url
    assert reader_page.errors == []
    assert reader_page.elsewhere == []


def test_without_javascript_a_button_looks_first(browser, site):
    context = browser.new_context(java_script_enabled=False, base_url=site.url)
    page = context.new_page()
    page.goto("/en/ask/")
    page.get_by_label("Your question").fill(QUESTION)
    page.get_by_role("button", name="See what may answer it").click()
    assert page.locator(".may-answer a").first.is_visible()
    assert page.get_by_label("Your question").input_value() == QUESTION
    assert page.get_by_role("button", name="Send the question").is_visible()
    assert "alliance" not in page.url
    context.close()
