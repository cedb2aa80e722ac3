"""Mail as readers meet it: from the form to leaving, and how an issue's mail looks."""

from __future__ import annotations

import email
import email.policy
import re
import time

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from browser.demo_site import Site
from browser.desk import sign_in
from browser.test_every_page import AXE_OPTIONS

WORDS = {
    "en": ("Subscribe", "Yes, subscribe me", "Save", "Change what you get", "Unsubscribe"),
    "fr": ("S’abonner", "Oui, je m’abonne", "Enregistrer", "Modifier ce que je reçois",
           "Se désabonner"),
}  # fmt: skip

# a mail program has landmarks of its own, and the mail stands within them
AS_PART_OF_A_PAGE = {
    **AXE_OPTIONS,
    "runOnly": [name for name in AXE_OPTIONS["runOnly"] if "wcag" in name],
}


def _link_in_the_mail_to(site: Site, address: str, part: str) -> str:
    """It is sent in the background, to a folder, since the demo has no mail server."""
    for _attempt in range(150):
        for file in (site.data / "mail").glob("*.eml"):
            message = email.message_from_bytes(file.read_bytes(), policy=email.policy.default)
            text = message.get_body(("plain",)).get_content()
            if message["To"] == address and (found := re.search(rf"\S+/{part}/\S+", text)):
                return found[0]
        time.sleep(0.1)
    raise AssertionError(f"no mail came to {address}")


def _has_no_faults(page: Page) -> None:
    for width, scheme in [(320, "light"), (320, "dark"), (1280, "light")]:
        page.set_viewport_size({"width": width, "height": 900})
        page.emulate_media(color_scheme=scheme)
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        results = Axe().run(page, options=AXE_OPTIONS)
        assert results.violations_count == 0, results.generate_report()


@pytest.mark.parametrize("language", WORDS)
def test_from_the_form_to_leaving(page: Page, own_site: Site, language: str):
    subscribe, confirm, save, change, leave = WORDS[language]
    address = f"reader-{language}@example.org"
    page.goto(f"/{language}/e-mail/")
    _has_no_faults(page)
    page.locator("main [name=address]").fill(address)
    page.locator("#choice > summary").click()
    page.locator("[name=topics]").first.check()
    page.locator("[name=alerts]").check()
    _has_no_faults(page)
    page.locator("main").get_by_role("button", name=subscribe).click()
    expect(page).to_have_url(f"{own_site.url}/{language}/e-mail/sent/")
    _has_no_faults(page)

    page.goto(_link_in_the_mail_to(own_site, address, "confirm"))
    expect(page.locator("main")).to_contain_text(address)
    _has_no_faults(page)
    page.get_by_role("button", name=confirm).click()
    expect(page.get_by_role("status")).to_be_visible()
    expect(page.locator("[name=topics]").first).to_be_checked()
    expect(page.locator("[name=alerts]")).to_be_checked()
    _has_no_faults(page)

    page.locator("[name=topics]").first.uncheck()
    page.locator("[name=topics]").nth(1).check()
    page.get_by_role("button", name=save).click()
    expect(page.get_by_role("status")).to_be_visible()
    expect(page.locator("[name=topics]").first).not_to_be_checked()
    expect(page.locator("[name=topics]").nth(1)).to_be_checked()

    page.locator("main").get_by_role("link", name=leave).click()
    # changing stands before leaving
    texts = page.locator("main a, main button").all_inner_texts()
    assert texts.index(change) < texts.index(leave)
    _has_no_faults(page)
    page.locator("main").get_by_role("button", name=leave).click()
    expect(page.get_by_role("status")).to_be_visible()
    expect(page.locator("[name=again]")).to_be_visible()
    _has_no_faults(page)


@pytest.mark.parametrize("language", WORDS)
def test_an_issues_mail_holds_on_a_phone_and_in_the_dark(
    page: Page, own_site: Site, language: str, tmp_path
):
    number = own_site.gleanings(
        "shell", "--no-imports", "-c",
        "from gleanings.digest.models import Issue;"
        "print(Issue.objects.get(slug='2018-03', locale__language_code='en').pk)",
    )  # fmt: skip
    sign_in(page, own_site, "editor")
    page.goto(f"/admin/mail/issue/{number.strip()}/{language}/")
    html = page.content()
    page = page.context.new_page()  # no site's own styles or policy stands around it
    page.set_content(html)
    colours = set()
    for width in (360, 1280):
        for scheme in ("light", "dark"):
            page.set_viewport_size({"width": width, "height": 900})
            page.emulate_media(color_scheme=scheme)
            assert page.evaluate("document.documentElement.scrollWidth") <= width
            results = Axe().run(page, options=AS_PART_OF_A_PAGE)
            assert results.violations_count == 0, results.generate_report()
            colours.add(page.evaluate("getComputedStyle(document.body).backgroundColor"))
            page.screenshot(path=tmp_path / f"{language}-{width}-{scheme}.png", full_page=True)
    assert len(colours) == 2


A_MAILING = """
import uuid
from gleanings.delivery.models import Mailing
Mailing.objects.create(kind="issue", about=uuid.uuid4(), title="What the alliance does for outcome")
"""


def test_the_tables_of_the_desk_fit_a_phone(page: Page, own_site: Site):
    own_site.gleanings("shell", "-v0", "-c", A_MAILING)
    sign_in(page, own_site, "editor")
    page.set_viewport_size({"width": 375, "height": 800})
    for address in ("/admin/mail/", "/admin/mail/subscribers/"):
        page.goto(address)
        cells = page.locator(".listing tbody td")
        assert cells.count() > 4
        for box in (cell.bounding_box() for cell in cells.all()):
            assert box["x"] + box["width"] <= 375
    expect(page.locator(".listing td").nth(1)).to_have_css("display", "block")
