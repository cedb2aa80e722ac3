"""The desk by keys in a browser: the next candidate is in hand at once, undoing brings one back."""

from __future__ import annotations

from playwright.sync_api import Page, Route, expect

from browser.demo_site import Site
from browser.desk import sign_in

NOTHING_WAITS = """
from gleanings.literature.models import Article
from gleanings.desk.models import Candidate
Article.objects.filter(pk__in=Candidate.objects.values("article"), candidate__summary=None).delete()
"""
CANDIDATES = """
from gleanings.desk.admitting import admit
from gleanings.literature.models import Article
articles = [
    Article.objects.create(title=f"Alliance study {n}", abstract=f"Ruptures in group {n}.")
    for n in range(14)
]
admit(articles)
from gleanings.desk.reranking import rerank
rerank()
"""
VERDICTS = """
from gleanings.desk.models import Candidate
print(*Candidate.objects.exclude(verdict="").order_by("pk").values_list("verdict", flat=True))
"""
DECIDED = """
from gleanings.desk.models import Decision
made = Decision.objects.filter(
    candidate__article__title__startswith="Alliance study", candidate__summary=None
)
for one in made.order_by("pk"):
    print(f"{one.candidate.article.title}: {one.verdict}")
"""


def headings(page: Page) -> list[str]:
    return page.locator(".desk-card h2").all_inner_texts()


def in_hand(page: Page):
    return page.locator(".desk-card:focus h2")


def test_a_queue_is_gone_through_by_keys(page: Page, own_site: Site):
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    sign_in(page, own_site, "editor")
    own_site.gleanings("shell", "-v0", "-c", NOTHING_WAITS)
    page.get_by_role("link", name="Candidates", exact=True).click()
    nothing = page.get_by_text("No other candidate waits.")
    expect(nothing).to_be_visible()
    own_site.gleanings("shell", "-v0", "-c", CANDIDATES)
    page.reload()
    expect(nothing).to_be_hidden()
    expect(page.locator(".desk-card")).to_have_count(10)
    first, second, third, *_ = headings(page)
    top = page.locator(".desk-card").first.locator("[data-desk-key=t]").bounding_box()

    page.keyboard.press("j")
    expect(in_hand(page)).to_have_text(first)
    page.keyboard.press("n")
    expect(page.locator("#desk-said")).to_contain_text(f"“{first}”: not for us.")
    expect(in_hand(page)).to_have_text(second)
    # another came at the end, and the buttons are where they were
    expect(page.locator(".desk-card")).to_have_count(10)
    assert page.locator(".desk-card").first.locator("[data-desk-key=t]").bounding_box() == top

    page.keyboard.press("j")
    expect(in_hand(page)).to_have_text(third)
    page.keyboard.press("k")
    page.keyboard.press("l")
    expect(in_hand(page)).to_have_text(third)
    page.keyboard.press("u")
    expect(page.locator("#desk-said")).to_contain_text(f"“{second}” waits again.")
    assert headings(page)[:2] == [second, third]
    expect(in_hand(page)).to_have_text(second)
    page.keyboard.press("n")
    expect(page.locator("#desk-said")).to_contain_text(f"“{second}”: not for us.")
    page.keyboard.press("u")
    expect(in_hand(page)).to_have_text(second)

    # a reason is mostly one against it: Enter takes nothing up
    card = page.locator(".desk-card").first
    card.locator("summary", has_text="Reason").click()
    card.locator("[name=reason]").fill("no study of therapy")
    card.locator("[name=reason]").press("Enter")
    expect(page.locator("#desk-said")).to_contain_text(f"“{second}”: not for us.")
    page.keyboard.press("u")
    expect(in_hand(page)).to_have_text(second)

    # who types a reason decides nothing by its letters
    card = page.locator(".desk-card").first
    card.locator("summary", has_text="Reason").click()
    card.locator("[name=reason]").press_sequentially("not until later")
    assert headings(page)[:2] == [second, third]
    card.get_by_role("button", name="Take up").click()
    page.locator("#desk-said").get_by_role("link", name="Open the draft").click()
    expect(page.locator("[name=title]")).to_have_value(second)
    assert (
        own_site.gleanings("shell", "-v0", "-c", VERDICTS).split("\n")[0].count("not for us") == 1
    )
    assert errors == []


def test_keys_pressed_while_a_decision_is_on_its_way_are_each_for_the_next(
    page: Page, own_site: Site
):
    sign_in(page, own_site, "editor")
    own_site.gleanings("shell", "-v0", "-c", NOTHING_WAITS)
    own_site.gleanings("shell", "-v0", "-c", CANDIDATES)
    page.goto("/admin/desk/")
    shown = headings(page)
    held: list[Route] = []

    def hold_the_first(route: Route) -> None:
        held.append(route)
        if len(held) > 1:
            route.continue_()

    page.route("**/decide/", hold_the_first)
    page.keyboard.press("j")
    for key in "nlnl":
        page.keyboard.press(key)
    expect(page.locator(".desk-card .htmx-request")).to_have_count(1)
    assert len(held) == 1
    held[0].continue_()
    expect(page.locator("#desk-said")).to_contain_text(f"“{shown[3]}”: later.")
    expect(in_hand(page)).to_have_text(shown[4])
    decided = own_site.gleanings("shell", "-v0", "-c", DECIDED).strip().split("\n")
    verdicts = ["not for us", "later", "not for us", "later"]
    assert decided == [f"{title}: {said}" for title, said in zip(shown, verdicts, strict=False)]

    page.unroute("**/decide/")
    # what cannot be stored is said, and what was pressed after it decides nothing
    failing: list[Route] = []

    def hold(route: Route) -> None:
        failing.append(route)

    page.route("**/decide/", hold)
    for key in "nl":
        page.keyboard.press(key)
    expect(page.locator(".desk-card .htmx-request")).to_have_count(1)
    failing[0].abort()
    expect(page.locator("#desk-said")).to_contain_text("could not be stored")
    expect(in_hand(page)).to_have_text(shown[4])
    page.unroute("**/decide/")
    page.keyboard.press("n")
    expect(page.locator("#desk-said")).to_contain_text(f"“{shown[4]}”: not for us.")
    decided = own_site.gleanings("shell", "-v0", "-c", DECIDED).strip().split("\n")
    assert decided[4:] == [f"{shown[4]}: not for us"]


def test_without_a_script_the_same_buttons_do(browser, own_site: Site):
    context = browser.new_context(base_url=own_site.url)
    page = context.new_page()
    sign_in(page, own_site, "editor")
    cookies = context.cookies()
    phone = {"width": 375, "height": 700}
    plain = browser.new_context(base_url=own_site.url, java_script_enabled=False, viewport=phone)
    plain.add_cookies(cookies)
    page = plain.new_page()
    page.goto("/admin/desk/")
    first, second, *_ = headings(page)
    card = page.locator(".desk-card").first
    for name in ("Take up", "Not for us"):
        card.get_by_role("button", name=name).click(trial=True)
    card.get_by_role("button", name="Later").click()
    expect(page.locator("#desk-said")).to_contain_text(f"“{first}”: later.")
    assert headings(page)[0] == second
    page.get_by_role("button", name="Undo").click()
    expect(page.locator("#desk-said")).to_contain_text("waits again")
    for one in (context, plain):
        one.close()
