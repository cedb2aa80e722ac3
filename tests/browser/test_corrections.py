"""An editor changes a published title, is asked what readers are told, and they are told."""

from __future__ import annotations

import re
from collections.abc import Callable

from playwright.sync_api import Page, Request, Route, expect

from browser.demo_site import Site
from browser.desk import press, sign_in

PRESS_PUBLISH = """
window.addEventListener('submit', () => (window.isSubmitted = true));
document.querySelector('[name=action-publish]').click();
"""
PUBLISH_AND_GO_ON = """
document.addEventListener('w-autosave:save', (event) =>
  setTimeout(() => console.log(`saves itself: ${!event.defaultPrevented}`)));
setTimeout(() => {
  document.querySelector('[name=action-publish]').click();
  document.querySelector('form[data-edit-form]').dispatchEvent(
    new CustomEvent('w-unsaved:add', {bubbles: true, cancelable: true, detail: {type: 'edits'}}));
});
"""
"""A change is seen, as after typing, when the button is pressed and its answer not there yet."""


def test_readers_are_told_what_an_editor_corrected(page: Page, own_site: Site):
    page.goto("/en/")
    page.locator(".items a").first.click()
    expect(page.locator(".summary-page")).to_be_visible()
    address, title = page.url, page.locator("h1").inner_text()
    sign_in_and_open(page, own_site)
    panel = page.get_by_role("region", name="Since readers saw it")
    expect(panel).to_have_count(0)
    page.locator("[name=title]").fill(f"{title} a little")
    press(page, "Publish")
    expect(panel).to_be_visible()
    expect(panel.get_by_text("Readers have seen an earlier version.")).to_be_visible()
    expect(panel.locator("li")).to_have_text(re.compile("became.*a little"))
    proposed = panel.locator("[name=correction]").input_value()
    assert "a little" in proposed
    panel.locator("[name=correction]").fill("It helps, but only a little.")
    press(page, "Publish")
    expect(page.get_by_text("published").first).to_be_visible()
    page.goto(address)
    expect(page.locator("h1")).to_have_text(f"{title} a little")
    expect(page.locator(".correction")).to_have_text(
        re.compile(r"Corrected on .* 20\d\d: It helps, but only a little\.")
    )
    page.emulate_media(media="print")
    expect(page.locator(".correction")).to_be_visible()


def test_nothing_saves_itself_while_the_question_is_on_its_way(page: Page, own_site: Site):
    page.goto("/en/")
    page.locator(".items a").last.click()
    expect(page.locator(".summary-page")).to_be_visible()
    sign_in_and_open(page, own_site)
    page.locator("[name=title]").fill("Another title")
    with page.expect_console_message(lambda said: said.text.startswith("saves itself")) as said:
        page.evaluate(PUBLISH_AND_GO_ON)
    assert said.value.text == "saves itself: false"

    expect(
        page.locator(".error-message", has_text="Readers have seen an earlier version.")
    ).to_be_visible()
    press(page, "Publish")
    expect(page.locator(".messages")).to_contain_text("published")


def test_a_button_waits_for_the_save_that_a_refused_form_begins_with(page: Page, own_site: Site):
    page.goto("/en/")
    page.locator(".items a").first.click()
    expect(page.locator(".summary-page")).to_be_visible()
    sign_in_and_open(page, own_site)
    page.locator("[name=title]").fill("Another title again")
    held = hold(page, is_the_questions_own)
    with page.expect_request(is_the_questions_own):
        press(page, "Publish")
    expect(
        page.locator(".error-message", has_text="Readers have seen an earlier version.")
    ).to_be_visible()

    page.evaluate(PRESS_PUBLISH)
    assert page.evaluate("window.isSubmitted") is None
    held[0].continue_()

    expect(page.locator(".messages")).to_contain_text("published")


def hold(page: Page, which: Callable[[Request], bool]) -> list[Route]:
    """Keep back what is sent, until it is let go."""
    held: list[Route] = []

    def keep(route: Route) -> None:
        held.append(route) if which(route.request) else route.continue_()

    page.route("**/edit/", keep)
    return held


def is_the_questions_own(request: Request) -> bool:
    """What the form that asks saves by itself."""
    is_by_itself = request.method == "POST" and "json" in request.headers.get("accept", "")
    return is_by_itself and 'name="correction"' in (request.post_data or "")


def sign_in_and_open(page: Page, site: Site) -> None:
    """The form of the summary that is shown."""
    cited = page.locator("a[href*='/cite/summary/']").first.get_attribute("href") or ""
    key = re.search(r"/cite/summary/(\d+)", cited)
    assert key is not None
    sign_in(page, site, "editor")
    page.goto(f"/admin/pages/{key[1]}/edit/")
