"""A figure to show elsewhere, from the summary's table of numbers to somebody else's page."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe

from browser.pages import PAGES
from browser.test_every_page import AXE_OPTIONS

WIDTH_ONCE_LOADED = "one => one.decode().then(() => one.naturalWidth)"


@pytest.mark.parametrize("language", ["en", "fr"])
def test_what_is_copied_shows_the_figure_and_its_words(browser, reader_page, language):
    page = reader_page.page
    reader_page.open(f"/{language}/{PAGES['summary']}")
    page.locator(".evidence details").last.locator("summary").click()
    page.locator('.findings a[href*="/figures/"]').first.click()
    for width in (320, 1280):
        page.set_viewport_size({"width": width, "height": 900})
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        results = Axe().run(page, options=AXE_OPTIONS)
        assert results.violations_count == 0, results.generate_report()
    assert page.locator(".figure-page img").evaluate(WIDTH_ONCE_LOADED) == 640
    copied = page.locator("textarea").input_value()
    assert "<script" not in copied
    assert reader_page.errors == []
    elsewhere = browser.new_page()  # where no policy of ours holds
    elsewhere.set_content(copied, wait_until="load")
    picture = elsewhere.locator("img")
    assert picture.evaluate(WIDTH_ONCE_LOADED) == 640
    assert picture.get_attribute("alt")
    elsewhere.close()
