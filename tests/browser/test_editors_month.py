"""An editor's whole month, in a browser: three summaries written, reviewed, and out on time."""

from __future__ import annotations

import datetime as dt
import re

from playwright.sync_api import Page, expect

from browser.demo_site import Site
from browser.desk import ISSUE_PANEL, NO_ISSUE_IN_PREPARATION, press, sign_in, write_summary

TITLES = ["Empathy keeps clients in therapy", "Hope helps", "Homework helps those who do it"]
AS_WRITTEN = [TITLES[0], "Hop helps", TITLES[2]]

LET_THE_TIME_COME = """
from datetime import timedelta
from django.utils import timezone
from wagtail.models import Revision
revision = Revision.objects.get(approved_go_live_at__isnull=False)
revision.approved_go_live_at = timezone.now() - timedelta(minutes=1)
revision.content["go_live_at"] = revision.approved_go_live_at.isoformat()
revision.save()
"""
PRINT_A_PUBLISHED_ISSUE = """
from gleanings.digest.models import Issue
print(Issue.objects.filter(live=True, alias_of=None).first().pk)
"""


def test_an_issue_from_the_first_word_to_the_readers(page: Page, own_site: Site):
    own_site.gleanings("shell", "-c", NO_ISSUE_IN_PREPARATION)
    sign_in(page, own_site, "editor")
    _begin_the_issue(page)

    sign_in(page, own_site, "writer")
    for number, title in enumerate(AS_WRITTEN, start=1):
        write_summary(page, title, number)
        _confirm_the_findings(page)
        press(page, "Submit to Review")
        expect(page.get_by_text("has been submitted")).to_be_visible()
        page.goto("/admin/")
        row = page.locator(ISSUE_PANEL).get_by_role("row", name=title)
        expect(row).to_contain_text("waiting for review")

    sign_in(page, own_site, "reviewer")
    _open(page, "Hop helps")
    page.locator("[name=title]").fill(TITLES[1])
    _approve(page)
    _open(page, TITLES[0])
    _approve(page)
    sign_in(page, own_site, "editor")
    _open(page, TITLES[2])
    _approve(page)
    page.goto("/admin/")
    for title in (TITLES[0], TITLES[1], TITLES[2]):
        row = page.locator(ISSUE_PANEL).get_by_role("row", name=title)
        expect(row).to_contain_text("approved, goes online with the issue")
    assert page.goto("/en/2026-06/").status == 404

    page.goto("/admin/")
    _schedule(page)
    page.goto("/admin/")
    expect(page.locator(ISSUE_PANEL)).to_contain_text("goes online on")
    assert page.goto("/en/2026-06/").status == 404

    own_site.gleanings("shell", "-c", LET_THE_TIME_COME)
    own_site.gleanings("publish_scheduled")

    page.goto("/en/2026-06/")
    for title in TITLES:
        expect(page.get_by_role("link", name=title)).to_be_visible()
    page.get_by_role("link", name=TITLES[0]).click()
    expect(page.get_by_role("heading", level=1)).to_have_text(TITLES[0])
    expect(page.get_by_text("Ask how therapy is going.")).to_be_visible()
    expect(page.get_by_text("r = .30").first).to_be_visible()


def test_publishing_asks_field_by_field_and_a_draft_asks_nothing(page: Page, own_site: Site):
    sign_in(page, own_site, "editor")
    page.goto("/admin/pages/")
    issue = own_site.gleanings("shell", "-v0", "-c", PRINT_A_PUBLISHED_ISSUE).strip()
    page.goto(f"/admin/pages/add/digest/summary/{issue}/")
    page.locator("[name=title]").press_sequentially("Only a title")
    press(page, "Save draft")
    expect(page).to_have_url(re.compile(r"/admin/pages/\d+/edit/$"))

    press(page, "Publish")

    expect(page.get_by_text("could not be saved due to validation errors")).to_be_visible()
    for panel in ("text", "topics", "research_types"):
        errors = page.locator(f"[id$='child-{panel}-errors']").last
        expect(errors).to_contain_text("This field is required.")


def _confirm_the_findings(page: Page) -> None:
    page.get_by_role("button", name="Read the numbers").click()
    finding = page.locator("[data-finding]:not(.deleted)")
    expect(finding).to_have_count(1)
    page.get_by_role("button", name="Confirm all").click()
    expect(finding.locator("[data-finding-state]")).to_have_text("confirmed")


def _open(page: Page, title: str) -> None:
    page.goto("/admin/")
    page.locator(ISSUE_PANEL).get_by_role("link", name=title).click()
    expect(page.locator("[name=title]")).to_have_value(title)


def _approve(page: Page) -> None:
    press(page, "Approve")
    expect(page).to_have_url(re.compile(r"/admin/pages/\d+/$"))


def _begin_the_issue(page: Page) -> None:
    page.get_by_role("link", name="Begin the issue of").click()
    page.locator("[name=month]").fill("2026-06-01")
    page.keyboard.press("Escape")
    press(page, "Save draft")
    expect(page).to_have_url(re.compile(r"/admin/pages/\d+/edit/$"))


def _schedule(page: Page) -> None:
    page.locator(ISSUE_PANEL).get_by_role("link", name="June 2026").click()
    page.get_by_role("button", name="Toggle status").click()
    page.get_by_role("button", name="Set schedule").click()
    tomorrow = dt.datetime.now(tz=dt.UTC) + dt.timedelta(days=1)
    dialog = page.get_by_role("dialog")
    dialog.locator("[name=go_live_at]").fill(tomorrow.strftime("%Y-%m-%d %H:%M"))
    # by keyboard: the calendar lies over the button until the field is left
    dialog.get_by_role("button", name="Save schedule").press("Enter")
    press(page, "Schedule to publish")
