"""A translation in a browser: a wrong number is refused in words, mended, and then online."""

from __future__ import annotations

from urllib.request import urlopen

from playwright.sync_api import Page, expect

from browser.demo_site import Site
from browser.desk import press, sign_in

SLUG, ISSUE = "most-clients-hold-something-back", "2018-02"
ITS_NUMBER = f"""
from gleanings.digest.models import Summary
print(Summary.objects.get(locale__language_code="en", slug="{SLUG}").pk)
"""
CHANNELS = (
    *("/fr/", f"/fr/{ISSUE}/", f"/fr/{ISSUE}/{SLUG}/", "/fr/feed.rss"),
    *("/fr/feed.atom", "/fr/summaries/", "/fr/archive/", "/sitemap.xml"),
    *("/api/v1/summaries?language=fr", "/api/v1/issues?language=fr"),
)


def test_a_wrong_number_is_refused_and_mended_it_is_published(page: Page, own_site: Site):
    original = own_site.gleanings("shell", "-v0", "-c", ITS_NUMBER).strip()
    sign_in(page, own_site, "editor")
    page.goto(f"/admin/localize/submit/page/{original}/")
    page.locator("[name=locales]").check()
    page.locator("main form [type=submit]").click()
    panel = page.locator("#translation-state")
    expect(panel).to_contain_text("not translated yet")
    page.get_by_role("button", name="Toggle status").click()

    _translate_all(page)  # beside the open side panel
    expect(panel).to_contain_text("Every piece is translated.")
    expect(panel).to_contain_text("“999” in")
    press(page, "Publish in French")
    expect(page.get_by_text("was not published")).to_be_visible()
    assert _online(own_site) == []

    _mend(page)
    expect(panel).to_contain_text("The numbers are the original’s")
    press(page, "Publish in French")
    expect(page.get_by_text("is published in French")).to_be_visible()
    found = _online(own_site)
    assert f"/fr/{ISSUE}/{SLUG}/" in found
    assert "/api/v1/summaries?language=fr" in found


def _translate_all(page: Page) -> None:
    """Every piece as it is, after a word to find it by; the first with a number of its own."""
    number = " 999"
    pieces = page.locator(".js-translation-editor li.incomplete")
    while pieces.count():
        words = pieces.first.inner_text().replace("Translate", "").strip()
        pieces.first.get_by_role("button", name="Translate").click()
        _save(page, f"MARQUE {words}{number}")
        number = ""


def _save(page: Page, words: str) -> None:
    box = page.get_by_role("tabpanel", name="Content").locator("textarea").first
    box.fill(words)
    page.locator(".js-translation-editor").get_by_role("button", name="Save").first.click()
    expect(box).to_have_count(0)


def _mend(page: Page) -> None:
    page.locator(".js-translation-editor").get_by_role("button", name="Edit").first.click()
    box = page.get_by_role("tabpanel", name="Content").locator("textarea").first
    _save(page, box.input_value().replace(" 999", ""))


def _online(site: Site) -> list[str]:
    """Where readers meet a word of the translation."""
    return [
        place
        for place in CHANNELS
        if b"MARQUE" in urlopen(site.url + place, timeout=60).read()  # noqa: S310
    ]
