"""What an editor does at the desk, in a browser."""

from __future__ import annotations

import re

from playwright.sync_api import Page, expect

from browser.demo_site import Site

expect.set_options(timeout=20_000)

ISSUE_PANEL = "#this-months-issue-section"
TEXT = "Clients did better, r = .30, 95% CI [.20, .39]."
NO_ISSUE_IN_PREPARATION = """
from gleanings.digest.models import Issue
[issue.delete() for issue in Issue.objects.filter(live=False)]
"""


def sign_in(page: Page, site: Site, username: str) -> None:
    page.context.clear_cookies()
    page.goto("/admin/")
    page.locator("[name=username]").fill(username)
    page.locator("[name=password]").fill(site.password)
    page.get_by_role("button", name="Sign in").click()
    expect(page.locator(".w-dashboard")).to_be_visible()


def press(page: Page, name: str) -> None:
    """A button of the editor's action menu, behind the arrow or before it."""
    button = page.locator("footer").get_by_role("button", name=name)
    if not button.first.is_visible():
        page.locator("footer").get_by_role("button", name="More actions").click()
    button.first.click()


def write_summary(page: Page, title: str, number: int, text: str = TEXT) -> None:
    """All that readers need, on the form of a new summary."""
    page.get_by_role("link", name="Write a summary").click()
    page.locator("[name=title]").press_sequentially(title)
    page.get_by_role("button", name="Choose article").click()
    page.get_by_role("tab", name="Paste a citation").click()
    dialog = page.get_by_role("dialog")
    dialog.locator("textarea[name$=citation]").fill(
        f"Doe, J., & Roe, R. ({2010 + number}). On therapy, part {number}: A meta-analysis. "
        f"Psychotherapy, {number}(1), 1-9. https://doi.org/10.5555/part.{number}"
    )
    expect(dialog.locator("[name$=container]")).to_have_value("Psychotherapy")
    dialog.get_by_role("button", name="Use this article").click()
    expect(page.get_by_text(f"Doe & Roe ({2010 + number})")).to_be_visible()
    write_rich_text(page, "Summary", text)
    write_rich_text(page, "Practice implication", "Ask how therapy is going.")
    page.get_by_label("Empathy").check()
    page.get_by_label("Meta-analysis").check()
    # it saves by itself while one writes; what comes next is another version, not another page
    expect(page).to_have_url(re.compile(r"/admin/pages/\d+/edit/$"))


def write_rich_text(page: Page, panel: str, words: str) -> None:
    region = page.get_by_role("region", name=panel).last
    box = region.get_by_role("textbox").last
    box.click()
    expect(box).to_be_focused()
    page.keyboard.type(words)
    # the editor hands what was typed to the form a moment later
    expect(region.locator("[data-draftail-input]").last).to_have_value(re.compile(words[:12]))
