"""Was it of use? By keyboard, without a script, in both languages, and for who hears the page."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from browser.pages import SUMMARY
from browser.test_every_page import AXE_OPTIONS

SAID = {
    "en": ("Your answer is kept", "Send"),
    "fr": ("Votre réponse est enregistrée", "Envoyer"),
}


@pytest.mark.parametrize("language", SAID)
def test_one_key_answers_and_a_few_more_say_the_rest(browser, own_site, language):
    kept, send = SAID[language]
    context = browser.new_context(java_script_enabled=False, base_url=own_site.url)
    page = context.new_page()
    page.goto(f"/{language}/{SUMMARY}")
    page.locator(".scale-buttons button").nth(5).press("Enter")
    expect(page.get_by_role("status")).to_contain_text(kept)
    page.locator("[name=newness]").first.focus()
    page.keyboard.press("ArrowRight")
    page.get_by_role("button", name=send, exact=True).press("Enter")
    expect(page.get_by_role("status")).to_contain_text(kept)
    assert page.locator("[name=newness]").count() == 0
    more = page.url.partition("?")[0]

    # axe looks with a script; the cookie is that of the answer
    looking = browser.new_context(base_url=own_site.url)
    looking.add_cookies(context.cookies())
    looked_at = looking.new_page()
    for address in (more, more.removesuffix("more/")):
        looked_at.goto(address)
        for width, scheme in ((320, "light"), (1280, "dark")):
            looked_at.set_viewport_size({"width": width, "height": 900})
            looked_at.emulate_media(color_scheme=scheme)
            assert looked_at.evaluate("document.documentElement.scrollWidth") <= width
            results = Axe().run(looked_at, options=AXE_OPTIONS)
            assert results.violations_count == 0, results.generate_report()
    looking.close()
    context.close()
