"""Browse in a real browser: by keyboard alone, without a full reload, and without JavaScript."""

import pytest
from playwright.sync_api import expect

from browser.conftest import watch


@pytest.fixture
def page(browser, site):
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    watched = watch(context.new_page(), site)
    yield watched
    context.close()
    assert watched.errors == []
    assert watched.elsewhere == []


def mark_document(page):
    """Something that a full reload would lose."""
    page.evaluate("window.sameDocument = true")


def is_same_document(page):
    return page.evaluate("window.sameDocument === true")


def test_a_choice_counts_and_shows_without_a_reload(page):
    page.open("/en/summaries/")
    inside = page.page
    mark_document(inside)
    inside.check("#type-meta-analysis")
    expect(inside.locator("#count")).to_have_text("2 summaries")
    expect(inside.locator("#announce")).to_have_text("2 summaries")
    expect(inside.locator("#type-meta-analysis")).to_be_focused()
    assert inside.url.endswith("/en/summaries/?type=meta-analysis")
    inside.get_by_role("link", name="Clear: Meta-analysis").click()
    expect(inside.locator("#count")).to_have_text("7 summaries")
    expect(inside.locator("#type-meta-analysis")).not_to_be_checked()
    # the link is gone, and the keyboard is not thrown back to the top
    expect(inside.locator("#count")).to_be_focused()
    assert is_same_document(inside)
    inside.go_back()
    expect(inside.locator("#count")).to_have_text("2 summaries")


def test_all_of_it_works_by_keyboard(page):
    page.open("/en/summaries/")
    inside = page.page
    mark_document(inside)
    inside.focus("#q")
    inside.keyboard.type("alliance")
    inside.keyboard.press("Enter")
    expect(inside.locator("#count")).to_contain_text("“alliance”")
    expect(inside.locator("#q")).to_be_focused()
    for _ in range(60):
        inside.keyboard.press("Tab")
        if inside.evaluate("document.activeElement.id") == "topic-common-factors":
            break
    inside.keyboard.press("Space")
    expect(inside.locator("#count")).to_have_text("2 summaries for “alliance”")
    expect(inside.locator("#topic-common-factors")).to_be_focused()
    assert is_same_document(inside)
    expect(inside.locator(".item mark").first).to_be_visible()


def test_what_was_opened_stays_open(page):
    page.open("/en/summaries/")
    inside = page.page
    inside.click("#more-topic summary")
    inside.locator("#more-topic input").first.check()
    expect(inside.locator("#more-topic")).to_have_attribute("open", "")
    expect(inside.locator(".chip")).to_have_count(1)


def test_on_a_phone_the_filters_are_folded(page):
    page.page.set_viewport_size({"width": 320, "height": 700})
    page.open("/en/summaries/")
    inside = page.page
    expect(inside.locator("#type-meta-analysis")).not_to_be_visible()
    inside.click("#filters > summary")
    inside.check("#type-meta-analysis")
    expect(inside.locator("#count")).to_have_text("2 summaries")
    expect(inside.locator("#type-meta-analysis")).to_be_visible()
    assert inside.evaluate("document.documentElement.scrollWidth") <= 320


@pytest.mark.parametrize("width", [320, 375])
def test_on_a_phone_what_is_found_is_always_in_reach(page, width):
    """The button stays at the foot of the screen, says how many, and leads there."""
    page.page.set_viewport_size({"width": width, "height": 640})
    page.open("/en/summaries/")
    inside = page.page
    inside.click("#filters > summary")
    button = inside.locator("button.apply")
    expect(button).to_have_text("Show 7 summaries", use_inner_text=True)
    box = button.bounding_box()
    assert 560 < box["y"] + box["height"] <= 640
    inside.check("#type-meta-analysis")
    expect(button).to_have_text("Show 2 summaries", use_inner_text=True)
    assert button.bounding_box()["y"] + box["height"] <= 640
    button.click()
    expect(inside.locator("#count")).to_be_in_viewport()
    expect(inside.locator("#count")).to_be_focused()
    expect(button).not_to_be_visible()
    # opened again, it is a filter like before
    inside.click("#filters > summary")
    inside.check("#topic-common-factors")
    expect(inside.locator("#topic-common-factors")).to_be_visible()


def test_what_has_the_focus_is_never_below_the_button(page):
    page.page.set_viewport_size({"width": 375, "height": 640})
    page.page.emulate_media(reduced_motion="reduce")  # where it is, not where it comes by
    page.open("/en/summaries/")
    inside = page.page
    inside.click("#filters > summary")
    for _ in range(30):
        inside.keyboard.press("Tab")
        foot, top = inside.evaluate(
            "[document.activeElement.getBoundingClientRect().bottom,"
            " document.querySelector('.apply-bar').getBoundingClientRect().top]"
        )
        focused = inside.evaluate("document.activeElement.className")
        assert focused == "apply" or foot <= top


@pytest.mark.parametrize("width", [320, 1280])
def test_without_javascript_it_is_a_form(browser, site, width):
    context = browser.new_context(
        java_script_enabled=False, viewport={"width": width, "height": 900}
    )
    page = context.new_page()
    page.goto(f"{site.url}/en/summaries/")
    if width == 320:
        page.click("#filters > summary")
    page.check("#topic-common-factors")
    # a number would be that of what was chosen before
    expect(page.locator("button.apply")).to_have_text("Show", use_inner_text=True)
    page.click("button.apply")
    expect(page.locator("#count")).to_have_text("2 summaries")
    page.click("text=Clear all")
    page.fill("#q", "alliance")
    page.press("#q", "Enter")
    expect(page.locator("#count")).to_contain_text("“alliance”")
    context.close()
