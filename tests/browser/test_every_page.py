"""Every kind of page, wide and narrow, light and dark, English and French, in a real browser."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe

from browser.pages import PAGES, SUMMARY

VIEWS = [(320, "light"), (320, "dark"), (1280, "light"), (1280, "dark")]
AXE_OPTIONS = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    "resultTypes": ["violations"],
}


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("kind", PAGES)
def test_page(reader_page, kind, language):
    page = reader_page.page
    reader_page.open(f"/{language}/{PAGES[kind]}")
    for width, scheme in VIEWS:
        page.set_viewport_size({"width": width, "height": 900})
        page.emulate_media(color_scheme=scheme)
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        results = Axe().run(page, options=AXE_OPTIONS)
        assert results.violations_count == 0, results.generate_report()
    assert page.evaluate("document.documentElement.lang") == language
    expected = ["404"] if kind == "not found" else []
    assert [error for error in reader_page.errors if not any(e in error for e in expected)] == []
    assert reader_page.elsewhere == []


@pytest.mark.parametrize("kind", ["home", "summary", "summaries"])
def test_a_page_weighs_less_than_100_kb(reader_page, kind):
    sizes: dict[str, int] = {}

    def weigh(response) -> None:
        sizes[response.url] = len(response.body())

    reader_page.page.on("response", weigh)
    reader_page.open(f"/en/{PAGES[kind]}")
    reader_page.page.wait_for_load_state("networkidle")
    reader_page.page.remove_listener("response", weigh)
    assert sum(sizes.values()) < 100_000, sizes


def test_what_to_do_is_on_the_first_screen_of_a_phone(reader_page):
    page = reader_page.page
    page.set_viewport_size({"width": 390, "height": 844})
    reader_page.open(f"/en/{SUMMARY}")
    top = page.locator(".practice li").first.bounding_box()["y"]
    assert top < 600


def test_the_first_tab_leads_to_the_content(reader_page):
    page = reader_page.page
    reader_page.open("/en/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "content"


def test_every_link_shows_when_it_has_the_focus(reader_page):
    page = reader_page.page
    reader_page.open(f"/en/{SUMMARY}")
    for _press in range(page.locator("main a").count()):
        page.keyboard.press("Tab")
        outline = page.evaluate(
            "getComputedStyle(document.activeElement).outlineStyle + ' ' "
            "+ getComputedStyle(document.activeElement).outlineWidth"
        )
        assert outline == "solid 3px"


def test_the_switch_of_language_stays_on_the_page(reader_page):
    page = reader_page.page
    reader_page.open(f"/en/{SUMMARY}")
    page.get_by_role("link", name="Français").click()
    assert page.url.endswith(f"/fr/{SUMMARY}")
    assert page.locator("h1").inner_text().startswith("Dans la TCC")


def test_targets_are_large_enough_for_a_thumb(reader_page):
    """WCAG 2.5.8: 24 by 24 px, or as much room around it; links within sentences excepted."""
    page = reader_page.page
    page.set_viewport_size({"width": 320, "height": 800})
    reader_page.open("/en/")
    heights = page.locator(".masthead a, .topic-links li, button, input").evaluate_all(
        "all => all.filter(one => one.offsetHeight).map(one => one.offsetHeight)"
    )
    assert min(heights) >= 24


def test_everything_reads_without_javascript(browser, site):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{site.url}/en/")
    page.get_by_role("searchbox").fill("alliance")
    page.get_by_role("button", name="Search").click()
    assert "q=alliance" in page.url
    page.goto(f"{site.url}/en/")
    page.locator(".current h3 a").first.click()
    assert page.get_by_role("heading", name="In practice").is_visible()
    context.close()
