"""The numbers of a summary at the desk: checked while written, confirmed, refused, acknowledged."""

from __future__ import annotations

import re
from contextlib import AbstractContextManager

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from browser.demo_site import Site
from browser.desk import ISSUE_PANEL, press, sign_in, write_rich_text, write_summary

TEXT = (
    "In this meta-analysis of 13 trials, alliance and outcome were related, "
    "r = .26, 95% CI [.19, .32]. "
    "The test was significant, z = 6.192, p = .05."
)
# what is typed before it does is taken for what was there at the beginning
UNTIL_IT_WATCHES = (
    "new Promise(go => document.addEventListener('w-unsaved:watch-edits', go, {once: true}))"
)
REASON = "The article prints it so."


def test_a_wrong_p_is_seen_while_writing_and_needs_a_reason(page: Page, own_site: Site):
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    sign_in(page, own_site, "writer")
    write_summary(page, "A link that holds", 1, TEXT)

    status = page.locator("[data-numbers-status]")
    expect(status).to_contain_text("3 numbers in the text.")
    expect(status).to_contain_text("“z = 6.192, p = .05”: z = 6.192 gives p < .0001")
    wrong = page.locator("[data-numbers-list] li").first
    expect(wrong).to_contain_text("inconsistent")

    page.get_by_role("button", name="Read the numbers").click()
    rows = page.locator("[data-finding]:not(.deleted)")
    expect(rows).to_have_count(3)
    main = rows.filter(has_text="r = .26")
    expect(main.locator("[name$=-predictor]")).to_have_value("alliance")
    expect(main.locator("[name$=-outcome]")).to_have_value("outcome")
    expect(main.locator("[name$=-k]")).to_have_value("13")
    expect(main.locator("[data-finding-state]")).to_have_text("proposed")
    page.get_by_role("button", name="Read the numbers").click()
    expect(rows).to_have_count(3)

    with saved(page, "confirmed"):
        page.get_by_role("button", name="Confirm all").click()
    expect(main.locator("[data-finding-state]")).to_have_text("confirmed")
    _axe_finds_nothing(page)

    press(page, "Submit for review")
    expect(page.get_by_text("could not be saved due to validation errors")).to_be_visible()
    wrong_row = page.locator("[data-finding]").filter(has_text="z = 6.192, p = .05")
    expect(wrong_row.locator(".error-message").first).to_contain_text("say here why it stands")

    with saved(page, REASON):
        wrong_row.locator("[name$=-acknowledgement]").fill(REASON)
    expect(wrong_row).to_contain_text("acknowledged")
    press(page, "Submit for review")
    expect(page.get_by_text("was submitted for review")).to_be_visible()

    page.goto("/admin/")
    page.locator(ISSUE_PANEL).get_by_role("link", name="A link that holds").click()
    row = page.locator("[data-finding]").filter(has_text="z = 6.192, p = .05")
    expect(row).to_contain_text(f"Why it stands: {REASON}")
    assert errors == []


def test_what_was_typed_in_a_finding_is_saved_by_itself_and_found_again(page: Page, own_site: Site):
    sign_in(page, own_site, "writer")
    page.get_by_role("link", name="Write a summary").click()
    page.evaluate(UNTIL_IT_WATCHES)
    page.locator("[name=title]").press_sequentially("Half written")
    write_rich_text(page, "Summary", "Hope was related to outcome, r = .20, 95% CI [.10, .30].")
    page.get_by_role("button", name="Add to the findings r = .20").click()
    row = page.locator("[data-finding]:not(.deleted)").first
    row.locator("[name$=-group]").fill("adults in groups")
    page.get_by_role("button", name="Add a finding by hand").click()
    by_hand = page.locator("[data-finding]:not(.deleted)").last
    by_hand.locator("[name$=-outcome]").fill("drop-out")

    expect(page).to_have_url(re.compile(r"/admin/pages/\d+/edit/$"))
    expect(by_hand.locator("[name$=-id]")).to_have_value(re.compile(r"\d+"))
    expect(page.locator("#w-autosave-indicator")).to_contain_text("Saved")
    page.reload()

    rows = page.locator("[data-finding]")
    expect(rows).to_have_count(2)
    expect(rows.first.locator("[name$=-group]")).to_have_value("adults in groups")
    expect(rows.first.locator("[name$=-estimate]")).to_have_value("0.2")
    expect(rows.last.locator("[name$=-outcome]")).to_have_value("drop-out")


def saved(page: Page, words: str) -> AbstractContextManager:
    """Until the page has saved these words by itself.

    Who submits while it does meets its own save as somebody else's.
    """
    return page.expect_response(
        lambda answer: (
            answer.url.endswith("/edit/")
            and answer.request.method == "POST"
            and words in (answer.request.post_data or "")
        )
    )


def _axe_finds_nothing(page: Page) -> None:
    for place in ("[data-numbers]", "[data-findings]"):
        found = Axe().run(page, context=place)
        assert found.violations_count == 0, found.generate_report()
