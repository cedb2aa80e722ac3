"""A clinician's commentary: invited at the desk, written by a link without a script, read below."""

from __future__ import annotations

import re

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from browser.desk import sign_in
from browser.pages import SUMMARY
from browser.test_every_page import AXE_OPTIONS

WORDS = "I would ask about the alliance in each session, and say so to clients."


def assert_accessible(page) -> None:
    for width, scheme in ((320, "light"), (1280, "dark")):
        page.set_viewport_size({"width": width, "height": 900})
        page.emulate_media(color_scheme=scheme)
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        results = Axe().run(page, options=AXE_OPTIONS)
        assert results.violations_count == 0, results.generate_report()


def test_from_the_desk_by_a_link_to_the_page(browser, page, own_site):
    sign_in(page, own_site, "editor")
    page.goto(f"/en/{SUMMARY}")
    key = re.search(r"mistake/summary/([0-9a-f-]+)/", page.content())[1]
    page.goto(f"/admin/commentaries/of/{key}/")
    page.get_by_label("Name of the clinician").fill("Ann Example")
    page.get_by_role("button", name="Invite", exact=True).click()
    link = page.locator("code").inner_text()
    at_the_desk = page.url

    clinician = browser.new_page()  # axe needs a script to look, the page has none of its own
    for language in ("fr", "en"):
        clinician.goto(link.replace("/en/commentary/", f"/{language}/commentary/"))
        assert clinician.evaluate("document.documentElement.lang") == language
        assert_accessible(clinician)
    clinician.close()
    context = browser.new_context(java_script_enabled=False)
    clinician = context.new_page()
    clinician.goto(link)
    clinician.get_by_label("Your commentary").focus()
    for typed in (WORDS, "", "", "Psychologist", "Toronto"):
        clinician.keyboard.type(typed)
        clinician.keyboard.press("Tab")
    clinician.keyboard.press("Space")  # none that I know of
    clinician.get_by_role("button", name="Send to the editors").press("Enter")
    expect(clinician.get_by_role("status")).to_contain_text("has reached the editors")
    context.close()

    page.goto(at_the_desk)
    assert page.get_by_label("Commentary (English)").input_value() == WORDS
    page.get_by_role("button", name="Let readers see the commentary").click()
    for language in ("en", "fr"):
        page.goto(f"/{language}/{SUMMARY}")
        assert WORDS in page.locator(".commentaries").inner_text()
    reader = browser.new_page()
    reader.goto(f"{own_site.url}/en/{SUMMARY}")
    assert_accessible(reader)
    reader.emulate_media(media="print")
    assert reader.locator(".commentaries").is_visible()
    reader.close()
