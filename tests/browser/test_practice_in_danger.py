"""What the page for sessions says when somebody speaks of dying, and that it stays in sight."""

from __future__ import annotations

import json

from browser.therapist import add_client, begin, message, rate

NUMBERS = """
from gleanings.practice.models import PracticeSettings, PracticeWords
practice = PracticeSettings.load()
practice.words.add(PracticeWords(language="en", crisis_numbers={!r}))
practice.save()
"""


def of_the_phq(page):
    form = page.locator("[data-form=rating]")
    form.locator("[name=measure]").select_option("phq9")
    return form


def test_points_of_the_item_are_written_down_beside_a_total(therapist):
    page = therapist
    begin(page)
    add_client(page, "R")
    form = of_the_phq(page)
    points = form.locator("[data-critical-points]")
    assert points.locator("label").all_inner_texts() == ["0", "1", "2", "3"]
    form.locator("[name=total]").fill("12")
    points.get_by_label("2").check()
    page.locator("#practice-ask-now").get_by_role("button", name="I have asked").click()
    form.locator("button[type=submit]").click()
    row = page.locator("[data-table] tbody tr").first
    row.wait_for()
    assert "item 9: 2" in row.inner_text()
    form.locator("[name=measure]").select_option("srs")
    assert points.locator("label").count() == 0


def test_it_stands_first_until_it_is_answered_otherwise(therapist):
    page = therapist
    begin(page)
    add_client(page, "R")
    form = of_the_phq(page)
    asked = page.locator("[data-asked]")
    assert not asked.is_visible()
    for points, is_said in (("1", True), ("0", False)):
        form = of_the_phq(page)
        form.locator("[name=total]").fill("9")
        form.locator(f"[name=critical][value='{points}']").check()
        ask = page.locator("#practice-ask-now")
        if is_said:
            ask.get_by_role("button", name="I have asked").click()
        form.locator("button[type=submit]").click()
        assert "Saved" in message(page)
        form.locator("[name=measure]").select_option("srs")  # another measure hides nothing
        form.locator("[name=total]").fill("36")
        form.locator("button[type=submit]").click()
        page.wait_for_function("() => document.querySelector('[name=total]').value === ''")
        assert asked.is_visible() == is_said
        page.locator("[data-do=clients]").click()
        listed = page.locator(".practice-client").inner_text()
        assert ("item 9: 1" in listed) == is_said
        page.locator(".practice-client").click()
        assert asked.is_visible() == is_said
        if is_said:
            assert "PHQ-9" in asked.inner_text()
            asked.get_by_role("button", name="What to ask now").click()
            ask.get_by_role("button", name="I have asked").click()


def test_a_total_alone_takes_nothing_back(therapist):
    """Neither what it cannot be without, nor what was answered before and is not now."""
    page = therapist
    begin(page)
    add_client(page, "R")
    asked = page.locator("[data-asked]")
    ask = page.locator("#practice-ask-now")
    said = (("8", "2", "item 9: 2"), ("7", None, "item 9: 2"), ("26", None, "item 9: at least 2"))
    for total, points, words in (*said, ("24", None, "item 9: at least 2"), ("0", None, "")):
        form = of_the_phq(page)
        form.locator("[name=total]").fill(total)
        form.locator("[name=date]").focus()
        if points:
            form.locator(f"[name=critical][value='{points}']").check()
        if points or total == "26":
            ask.get_by_role("button", name="I have asked").click()
        form.locator("button[type=submit]").click()
        page.wait_for_function("() => document.querySelector('[name=total]').value === ''")
        assert asked.is_visible() == bool(words)
        assert words in asked.text_content()
    page.locator("[data-do=clients]").click()
    assert "item 9" not in page.locator(".practice-client").inner_text()


def test_the_list_says_which_way_it_went(therapist):
    page = therapist
    begin(page)
    add_client(page, "R")
    for total in (2, 3, 2, 3, 15):
        rate(page, total, measure="gad7")
    heard = page.locator("[data-screen=client] svg").get_attribute("aria-label")
    assert "rises worth asking about: 1" in heard
    page.locator("[data-do=clients]").click()
    listed = page.locator(".practice-client").inner_text()
    assert "a rise worth asking about" in listed
    assert "drop" not in listed


def test_on_a_small_phone_a_flag_begins_on_the_screen(therapist):
    page = therapist
    page.set_viewport_size({"width": 320, "height": 400})  # lower than the flag is high
    begin(page)
    add_client(page, "R")
    for total in (36, 37, 36, 37, 20):
        rate(page, total)
    page.wait_for_function("""() => {
      const [head, status] = ["[data-heading]", ".practice-status"].map((one) =>
        document.querySelector(one).getBoundingClientRect());
      return head.top >= status.bottom && head.bottom < innerHeight;
    }""")


def test_new_numbers_reach_a_page_that_is_open(browser, own_site):
    own_site.gleanings("shell", "-c", NUMBERS.format("By day: 555"))
    context = browser.new_context(base_url=own_site.url)
    context.set_default_timeout(10_000)
    page = context.new_page()
    begin(page)
    add_client(page, "R")
    page.evaluate("navigator.serviceWorker.ready.then(() => true)")
    assert "555" in page.locator("#practice-ask-now").text_content()
    own_site.gleanings(
        "shell",
        "-c",
        "from gleanings.practice.models import PracticeWords as words\n"
        "row = words.objects.get(); row.crisis_numbers = 'At night: 556'; row.save()",
    )
    page.evaluate("dispatchEvent(new Event('visibilitychange'))")
    page.wait_for_function(
        "() => document.getElementById('practice-ask-now').textContent.includes('At night: 556')"
    )
    assert "555" not in page.locator("#practice-ask-now").text_content()
    assert page.locator("[data-screen=client]").is_visible()
    context.close()


def test_no_page_leads_there_before_somebody_can_be_called(page, own_site):
    own_site.gleanings(
        "shell",
        "-c",
        "from gleanings.practice.models import PracticeWords; PracticeWords.objects.all().delete()",
    )
    page.goto("/en/")
    assert page.get_by_role("link", name="Session by session").count() == 0
    page.goto("/en/practice/")
    assert page.get_by_role("heading", name="Session by session").is_visible()
    own_site.gleanings("shell", "-c", NUMBERS.format("At night: 555"))
    page.goto("/en/")
    assert page.get_by_role("link", name="Session by session").count() == 1


def test_near_the_top_of_a_scale_nothing_is_made_safe(therapist):
    page = therapist
    begin(page)
    add_client(page, "R")
    for total in (40, 40, "39.5", 40, 40):
        rate(page, total)
    basis = page.locator("[data-basis]")
    assert "does not say that nothing is wrong" in basis.inner_text()
    rate(page, 38)
    given = json.loads(page.locator("#practice-data").text_content())["falseFlags"]
    (own,) = [one for one in given if not one["sd"]]
    chance = page.locator("[data-chance]").inner_text()
    assert f"of 100 such courses in which nothing happens {own['atBestEnd']} get" in chance
    page.locator("[data-do=clients]").click()
    add_client(page, "In the middle")
    for total in (20, 22, 20, 22, 21):
        rate(page, total)
    assert "best twentieth" not in basis.inner_text()
    # few symptoms can very well rise
    page.locator("[data-screen=client] [data-do=clients]").click()
    add_client(page, "Without symptoms")
    for total in (0, 1, 0, 0):
        rate(page, total, measure="gad7")
    assert "cannot become better" in basis.inner_text()
    rate(page, 12, measure="gad7")
    assert "where they can only become worse" in page.locator("[data-chance]").inner_text()
