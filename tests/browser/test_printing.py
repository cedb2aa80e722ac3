"""What comes out of the printer: handouts, an issue, a synthesis."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe

from browser.pages import PAGES
from browser.test_every_page import AXE_OPTIONS


def pages_of(pdf: bytes) -> int:
    return pdf.count(b"/Type /Page\n") + pdf.count(b"/Type /Page ")


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("kind", ["summary", "summary in one language"])
def test_a_summary_prints_as_a_handout_of_one_page(browser, site, kind, language):
    page = browser.new_page()
    page.goto(f"{site.url}/{language}/{PAGES[kind]}")
    pdf = page.pdf(format="A4", prefer_css_page_size=True)
    assert pages_of(pdf) == 1
    page.emulate_media(media="print")
    for shown in ("h1", ".practice", ".studied", ".prose", ".article .reference", ".print-only"):
        assert page.locator(shown).first.is_visible(), shown
    printed = page.locator("body").inner_text()
    assert "https://doi.org/10." in printed
    assert f"/{PAGES[kind]}" in printed
    for hidden in ("nav", "form", "button", ".downloads", ".related", ".skip"):
        assert not any(one.is_visible() for one in page.locator(hidden).all()), hidden
    page.close()


@pytest.mark.parametrize("language", ["en", "fr"])
def test_an_issue_prints_its_summaries_whole_each_on_a_sheet(browser, site, language):
    page = browser.new_page()
    page.goto(f"{site.url}/{language}/{PAGES['issue']}")
    on_screen = page.locator("main").inner_text()
    practice = page.locator(".on-paper .practice li > :not(.basis)").all_text_contents()
    assert not page.locator(".on-paper").first.is_visible()
    assert pages_of(page.pdf(format="A4", prefer_css_page_size=True)) == 3
    page.emulate_media(media="print")
    printed = page.locator("main").inner_text()
    assert len(practice) == 14
    for what in (*practice, *page.locator(".on-paper .prose h3").all_text_contents()):
        assert " ".join(what.split()) in " ".join(printed.split())
    for shown in (".result-number", ".facts", ".reference", ".print-only"):
        assert page.locator(shown).first.is_visible(), shown
    # the first implication stands once, not in a teaser too
    assert printed.count(practice[0].strip()) == 1
    assert len(printed) > 4 * len(on_screen)
    for hidden in ("nav", "form", "button"):
        assert not any(one.is_visible() for one in page.locator(hidden).all()), hidden
    page.close()


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("kind", ["synthesis", "synthesis side by side"])
def test_a_synthesis_keeps_its_headings_and_citation_and_drops_its_links(
    browser, site, kind, language
):
    page = browser.new_page()
    page.goto(f"{site.url}/{language}/{PAGES[kind]}")
    on_screen = page.locator(".column-main h2").all_inner_texts()
    page.emulate_media(media="print")
    headings = page.locator(".column-main h2")
    assert [one.inner_text() for one in headings.all() if one.is_visible()] == on_screen
    assert page.locator(".cite .reference").is_visible()
    assert "/v1/" in page.locator(".cite .reference").inner_text()
    links = [one for one in page.locator("aside a").all() if one.is_visible()]
    # what is left is the citation's own address
    assert [one.inner_text() for one in links] == [page.locator(".cite .reference a").inner_text()]
    decorations = page.locator("main a").evaluate_all(
        "all => all.map(one => getComputedStyle(one).textDecorationLine)"
    )
    assert set(decorations) == {"none"}
    page.close()


def test_what_was_found_prints_as_a_reading_list(browser, site):
    page = browser.new_page()
    page.goto(f"{site.url}/en/summaries/?topic=alliance-and-therapeutic-relationship")
    titles = page.locator(".item-title").all_inner_texts()
    page.get_by_role("link", name="reading list to print").click()
    page.emulate_media(media="print")
    assert page.locator("li h2").all_inner_texts() == titles
    assert pages_of(page.pdf(format="A4", prefer_css_page_size=True)) == 1
    for shown in (".item-practice", ".reference", ".print-only"):
        assert page.locator(shown).first.is_visible(), shown
    for hidden in ("nav", "form", "button"):
        assert not any(one.is_visible() for one in page.locator(hidden).all()), hidden
    page.close()


@pytest.mark.parametrize("language", ["en", "fr"])
def test_a_kit_is_reached_from_its_summary_and_prints_on_one_sheet(browser, site, language):
    page = browser.new_page()
    page.goto(f"{site.url}/{language}/{PAGES['summary']}")
    page.locator('.onward a[href*="journal-club"]').click()
    results = Axe().run(page, options=AXE_OPTIONS)
    assert results.violations_count == 0, results.generate_report()
    assert page.locator("[aria-labelledby=questions] li").count() == 5
    assert pages_of(page.pdf(format="A4", prefer_css_page_size=True)) == 1
    with page.expect_download() as download:
        page.locator('a[href$=".pptx"]').click()
    assert download.value.suggested_filename.endswith(".pptx")
    page.close()


def test_a_kit_of_five_summaries_prints_on_two_sheets_at_most(browser, site):
    page = browser.new_page()
    page.goto(f"{site.url}/en/{PAGES['kit of a collection']}")
    assert pages_of(page.pdf(format="A4", prefer_css_page_size=True)) <= 2
    page.close()
