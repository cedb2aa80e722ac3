"""An editor's whole month, in a browser, after five years of an old blog came in.

Three accounts write, correct, approve, publish, let a late one follow, translate, and correct.
"""

from __future__ import annotations

import datetime as dt
import re
from urllib.request import urlopen

from defusedxml.ElementTree import fromstring
from playwright.sync_api import Page, expect

from browser.demo_site import Site
from browser.desk import ISSUE_PANEL, NO_ISSUE_IN_PREPARATION, press, sign_in, write_summary
from browser.old_months import old_months

TITLES = ["Empathy keeps clients in therapy", "Hope helps", "Homework helps those who do it"]
LATE = TITLES[2]
CORRECTED = "Empathy keeps most clients in therapy"
IN_FRENCH = "L’empathie retient les clients en thérapie"
A_WRONG_NUMBER = ("r = .30, 95% CI [.20, .39]", "r = ,872, IC à 95 % [,20 ; ,39]")
PIECE = "[role=tabpanel] textarea"
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
PRINT_THE_FIRST = f"""
from gleanings.digest.models import Summary
print(Summary.objects.get(title={TITLES[0]!r}, locale__language_code="en").pk)
"""
PRINT_A_PUBLISHED_ISSUE = """
from gleanings.digest.models import Issue
print(Issue.objects.filter(live=True, alias_of=None).first().pk)
"""


def test_a_month_from_the_first_word_to_the_readers(page: Page, own_site: Site):
    own_site.gleanings("shell", "-c", NO_ISSUE_IN_PREPARATION)
    blog = own_site.data / "blog.txt"
    blog.write_text(old_months(), encoding="utf-8")
    own_site.gleanings("import_page", str(blog))
    walk_through_the_month(page, own_site)


def walk_through_the_month(page: Page, own_site: Site) -> None:
    sign_in(page, own_site, "editor")
    expect(page.get_by_text("60 imported summaries are still drafts.")).to_be_visible()
    _begin_the_issue(page)
    _write(page, own_site)
    _review(page, own_site)
    _publish_without_the_late_one(page, own_site)
    assert not titles_in_feed(own_site) & {LATE}

    sign_in(page, own_site, "reviewer")
    _approve_from_the_list(page, LATE)
    expect(page.get_by_text(f"“{LATE}” is approved and published.")).to_be_visible()

    sign_in(page, own_site, "editor")
    address = _address_of_the_form(page, own_site)
    _translate(page, address)
    _correct(page, address)
    _readers_get_what_was_approved(page, own_site)


def _write(page: Page, own_site: Site) -> None:
    sign_in(page, own_site, "writer")
    for number, title in enumerate(AS_WRITTEN, start=1):
        write_summary(page, title, number)
        _confirm_the_findings(page)
        press(page, "Submit for review")
        expect(page.get_by_text("was submitted for review")).to_be_visible()
        page.goto("/admin/")
        row = page.locator(ISSUE_PANEL).get_by_role("row", name=title)
        expect(row).to_contain_text("waiting for review")


def _review(page: Page, own_site: Site) -> None:
    sign_in(page, own_site, "reviewer")
    _open(page, AS_WRITTEN[1])
    page.locator("[name=title]").fill(TITLES[1])
    _approve(page)
    _open(page, TITLES[0])
    _approve(page)
    page.goto("/admin/")
    for title in TITLES[:2]:
        row = page.locator(ISSUE_PANEL).get_by_role("row", name=title)
        expect(row).to_contain_text("approved, goes online with the issue")


def _publish_without_the_late_one(page: Page, own_site: Site) -> None:
    assert page.goto("/en/2026-06/").status == 404
    sign_in(page, own_site, "editor")
    _schedule(page)
    page.goto("/admin/")
    expect(page.locator(ISSUE_PANEL)).to_contain_text("goes online on")
    assert page.goto("/en/2026-06/").status == 404

    own_site.gleanings("shell", "-c", LET_THE_TIME_COME)
    own_site.gleanings("publish_scheduled")

    page.goto("/en/2026-06/")
    for title in TITLES[:2]:
        expect(page.get_by_role("link", name=title)).to_be_visible()
    expect(page.get_by_role("link", name=LATE)).to_have_count(0)


def _readers_get_what_was_approved(page: Page, own_site: Site) -> None:
    page.goto("/en/2026-06/")
    for title in [CORRECTED, *TITLES[1:]]:
        expect(page.get_by_role("link", name=title)).to_be_visible()
    page.get_by_role("link", name=CORRECTED).click()
    expect(page.get_by_role("heading", level=1)).to_have_text(CORRECTED)
    expect(page.get_by_text("Ask how therapy is going.")).to_be_visible()
    expect(page.get_by_text("r = .30").first).to_be_visible()
    page.goto("/fr/2026-06/")
    expect(page.get_by_role("link", name=IN_FRENCH)).to_be_visible()

    in_english = titles_in_feed(own_site)
    assert {CORRECTED, *TITLES[1:]} <= in_english
    assert not {title for title in in_english if title.startswith("What Clients Said")}
    assert {IN_FRENCH, *TITLES[1:]} <= titles_in_feed(own_site, "fr")


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
        # an implication has a text too
        errors = page.locator(
            f"[id$='child-{panel}-errors']:not([id*='practice_implication'])"
        ).last
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


def _approve_from_the_list(page: Page, title: str) -> None:
    page.get_by_role("row", name=re.compile(f"{title}.*Actions")).get_by_role(
        "button", name="Actions"
    ).click()
    page.locator("[data-workflow-action-url*='/approve/']:not([data-launch-modal])").click()


def _address_of_the_form(page: Page, own_site: Site) -> str:
    pk = own_site.gleanings("shell", "-v0", "-c", PRINT_THE_FIRST).strip()
    return f"/admin/pages/{pk}/edit/"


def _translate(page: Page, address: str) -> None:
    pk = address.split("/")[3]
    page.goto(f"/admin/localize/submit/page/{pk}/")
    page.locator("[name=locales]").check()
    page.locator("main form [type=submit]").click()
    panel = page.locator("#translation-state")
    expect(panel).to_contain_text("not translated yet")
    pieces = page.locator(".js-translation-editor li.incomplete")
    while pieces.count():
        words = pieces.first.inner_text().replace("Translate", "").strip()
        pieces.first.get_by_role("button", name="Translate").click()
        _save_piece(page, IN_FRENCH if words == TITLES[0] else words.replace(*A_WRONG_NUMBER))
    expect(panel).to_contain_text("Every piece is translated.")
    press(page, "Publish in French")
    expect(page.get_by_text("was not published")).to_be_visible()
    assert IN_FRENCH not in page.request.get("/fr/2026-06/").text()

    wrong = page.locator(".js-translation-editor li").filter(has_text=",872")
    wrong.get_by_role("button", name="Edit").click()
    _save_piece(page, page.locator(PIECE).first.input_value().replace(",872", ",30"))
    expect(panel).to_contain_text("The numbers are the original’s")
    press(page, "Publish in French")
    expect(page.get_by_text("is published in French")).to_be_visible()


def _save_piece(page: Page, words: str) -> None:
    box = page.locator(PIECE).first
    box.fill(words)
    page.locator(".js-translation-editor").get_by_role("button", name="Save").first.click()
    expect(box).to_have_count(0)


def _correct(page: Page, address: str) -> None:
    page.goto(address)
    page.locator("[name=title]").fill(CORRECTED)
    press(page, "Publish")
    expect(
        page.locator(".error-message", has_text="Readers have seen an earlier version.")
    ).to_be_visible()
    press(page, "Publish")
    expect(page.locator(".messages")).to_contain_text("published")


def titles_in_feed(site: Site, language: str = "en") -> set[str]:
    with urlopen(f"{site.url}/{language}/feed.rss", timeout=60) as feed:  # noqa: S310
        return {item.findtext("title") or "" for item in fromstring(feed.read()).iter("item")}


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
    # which saves the form, and opens it anew
    expect(page.get_by_role("button", name="Edit schedule")).to_be_visible()
    page.get_by_label(f"Publish or schedule the issue without “{LATE}”").check()
    press(page, "Schedule to publish")
