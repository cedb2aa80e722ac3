"""What a therapist sees and does on the page for sessions, and that it sends nothing."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe

from browser.test_every_page import AXE_OPTIONS, VIEWS
from browser.therapist import (
    EVERYTHING_STORED,
    PASSPHRASE,
    SECRETS,
    add_client,
    begin,
    message,
    rate,
    saved_copy,
    unlock,
)


def test_a_course_with_a_drop_on_this_device_alone(therapist, tmp_path):
    page = therapist
    begin(page)
    add_client(page, SECRETS[0])
    for total in (36, 37, 36, 37):
        rate(page, total)
    assert not page.locator("[data-flag]").is_visible()
    rate(page, "21,5", focus=SECRETS[1], note=SECRETS[2])
    flag = page.locator("[data-flag]")
    assert "A drop worth asking about" in flag.inner_text()
    said = page.locator("[data-said]").inner_text()
    assert "Session 5" in said
    assert "mean 36.5 ± 3.8 σ" in said
    assert "20 of 100 courses" in flag.inner_text()
    assert not [word for word in ("failure", "rupture") if word in flag.inner_text().lower()]
    chart = page.locator("[data-screen=client] svg")
    assert chart.locator(".mark.drop").count() == 1
    assert "5 ratings" in chart.get_attribute("aria-label")
    first = page.locator("[data-table] tbody tr").first.inner_text()
    for cell in ("21.5", "a drop worth asking about", SECRETS[1], SECRETS[2]):
        assert cell in first

    flag.get_by_role("button", name="Note for supervision").click()
    page.emulate_media(media="print")
    note = page.locator("[data-screen=note]")
    for words in (*SECRETS, "Session 5", "20 of 100"):
        assert words in note.inner_text()
    assert not page.locator(".masthead nav").first.is_visible()
    assert page.pdf().count(b"/Type /Page\n") == 1
    page.emulate_media(media="screen")
    page.locator("[data-do=client]").click()

    copy = saved_copy(page, tmp_path)
    assert "today" in page.locator("[data-screen=client] [data-age]").inner_text()
    rate(page, 37)
    assert "Changed since" in page.locator("[data-screen=client] [data-age]").inner_text()
    assert "Back:" in page.locator("[data-back]").inner_text()

    page.reload()
    page.locator("[data-screen=unlock]").wait_for()
    everything = [page.evaluate(EVERYTHING_STORED), copy.read_text(), *page.sent]
    for secret in (*SECRETS, PASSPHRASE, "21.5", "21,5"):
        assert not [one for one in everything if secret in one], secret
    assert [one for one in page.sent if not one.startswith("GET ")] == []
    assert [one for one in page.sent if "?" in one.split(" ")[1]] == []
    assert page.context.cookies() == []


def test_the_browser_itself_lets_nothing_out(therapist):
    page = therapist
    begin(page)
    before = len(page.sent)
    refused = page.evaluate("fetch('/en/?secret=1').then(() => 'sent', () => 'refused')")
    assert refused == "refused"
    assert page.evaluate("navigator.sendBeacon('/en/?secret=1', 'words')") in (True, False)
    page.evaluate("new Promise((resolve) => setTimeout(resolve, 200))")
    assert not [one for one in page.sent[before:] if "secret" in one]
    page.watched.errors.clear()  # the refusals themselves


def test_items_are_added_up_and_none_is_guessed(therapist):
    page = therapist
    begin(page)
    add_client(page, "R")
    form = page.locator("[data-form=rating]")
    form.locator("[name=measure]").select_option("phq9")
    form.locator("[data-do=items]").click()
    assert form.locator("[data-items] fieldset").count() == 9
    for at in range(8):
        form.locator(f"[name=item-{at}][value='1']").check()
    form.locator("button[type=submit]").click()
    assert "Not answered: 9" in message(page)
    assert page.locator("[data-table] tbody tr").count() == 0
    form.locator("[name=item-8][value='0']").check()
    assert not page.locator("#practice-ask-now").is_visible()
    form.locator("button[type=submit]").click()
    page.locator("[data-table] tbody tr").wait_for()
    assert "8" in page.locator("[data-table] tbody td").first.inner_text()


def test_thoughts_of_dying_are_asked_about_before_anything_else(therapist):
    page = therapist
    begin(page)
    add_client(page, "R")
    form = page.locator("[data-form=rating]")
    form.locator("[name=measure]").select_option("phq9")
    form.locator("[data-do=items]").click()
    form.locator("[name=item-8][value='1']").check()
    ask = page.locator("#practice-ask-now")
    assert ask.is_visible()
    assert "come before everything else" in ask.inner_text()
    assert "no crisis numbers" in ask.inner_text()
    for _again in range(4):
        page.keyboard.press("Escape")
    assert ask.is_visible()
    results = Axe().run(page, options=AXE_OPTIONS)
    assert results.violations_count == 0, results.generate_report()
    ask.get_by_role("button", name="I have asked").click()
    assert not ask.is_visible()


def test_a_total_alone_asks_about_that_item_too(therapist):
    page = therapist
    begin(page)
    add_client(page, "R")
    form = page.locator("[data-form=rating]")
    ask = page.locator("#practice-ask-now")
    hint = form.locator("[data-critical]")
    for measure, item, most_without in (("phq9", "9", 24), ("core10", "6", 36)):
        form.locator("[name=measure]").select_option(measure)
        assert f"item {item} of the form" in hint.inner_text()
        form.locator("[name=total]").fill(str(most_without))
        form.locator("[name=total]").blur()
        assert not ask.is_visible()
        form.locator("[name=total]").fill(str(most_without + 1))
        form.locator("[name=total]").blur()
        assert ask.is_visible()
        ask.get_by_role("button", name="I have asked").click()
    form.locator("[name=measure]").select_option("srs")
    assert not hint.is_visible()


def test_what_was_answered_there_stays_in_sight(therapist):
    page = therapist
    begin(page)
    add_client(page, "R")
    form = page.locator("[data-form=rating]")
    form.locator("[name=measure]").select_option("phq9")
    form.locator("[data-do=items]").click()
    for item in range(9):
        form.locator(f"[name=item-{item}][value='{2 if item == 8 else 1}']").check()
    page.locator("#practice-ask-now").get_by_role("button", name="I have asked").click()
    form.locator("button[type=submit]").click()
    row = page.locator("[data-table] tbody tr").first
    row.wait_for()
    assert "item 9: 2" in row.inner_text()


def test_a_fall_after_ratings_that_were_all_alike_is_not_passed_over(therapist):
    page = therapist
    begin(page)
    add_client(page, "R")
    for total in (40, 40, 40, 40):
        rate(page, total)
    rate(page, 5)
    flag = page.locator("[data-flag]")
    assert "5, after 40 in every session before" in flag.inner_text()
    assert "of 100" not in flag.inner_text()
    rate(page, 3)
    assert "It has become worse since: 3" in flag.inner_text()
    # what is saved of another measure hides no flag
    form = page.locator("[data-form=rating]")
    form.locator("[name=measure]").select_option("gad7")
    form.locator("[name=total]").fill("3")
    form.locator("button[type=submit]").click()
    assert "Saved" in message(page)
    assert flag.is_visible()
    # there is no band to be within
    rate(page, 40)
    back = page.locator("[data-back]").inner_text()
    assert "no worse than the one before the flag" in back
    assert "σ" not in back
    rate(page, 39)
    assert "39, after 40 in every session before, those under a flag left out" in flag.inner_text()


def test_of_symptoms_a_rise_is_told_and_no_band_leaves_the_scale(therapist):
    page = therapist
    begin(page)
    add_client(page, "R")
    for total in (2, 3, 2, 3, 15):
        rate(page, total, measure="gad7")
    assert "A rise worth asking about" in page.locator("[data-flag]").inner_text()
    first = page.locator("[data-table] tbody tr").first.inner_text()
    assert "a rise worth asking about" in first
    assert "0 to" in first
    assert "higher is worse" in page.locator("[data-range]").inner_text()


def test_what_cannot_be_a_rating_is_refused(therapist):
    page = therapist
    begin(page)
    add_client(page, "R")
    form = page.locator("[data-form=rating]")
    form.locator("[name=measure]").select_option("srs")
    for total, said in (("41", "0 to 40"), ("-1", "0 to 40"), ("many", "0 to 40"), ("", "nothing")):
        form.locator("[name=total]").fill(total)
        form.locator("button[type=submit]").click()
        assert said in message(page)
    assert page.locator("[data-table] tbody tr").count() == 0
    form.get_by_label("much").check()
    form.get_by_label("yes").check()
    form.locator("button[type=submit]").click()
    page.locator("[data-table] tbody tr").wait_for()
    assert "much, talked through" in page.locator("[data-table] tbody tr").inner_text()


def test_a_measure_of_ones_own(therapist):
    page = therapist
    begin(page)
    page.get_by_text("A measure of your own").click()
    form = page.locator("[data-form=measure]")
    values = {"name": "Warmth", "lowest": "0", "highest": "10", "sd": "1,5"}
    for name, value in (values | {"highest": "0"}).items():
        form.locator(f"[name={name}]").fill(value)
    form.locator("button").click()
    assert "below the highest" in message(page)
    form.locator("[name=highest]").fill("10")
    form.locator("button").click()
    assert "Saved" in message(page)
    add_client(page, "R")
    options = page.locator("[data-form=rating] [name=measure] option").all_inner_texts()
    assert options[-1] == "Warmth"
    page.locator("[data-form=rating] [name=measure]").select_option(label="Warmth")
    own = page.locator("[data-form=rating] [name=measure]").input_value()
    for total in (8, 8, 8, 4):
        rate(page, total, own)
    assert "σ = 1.5, at least the one that you gave" in page.locator("[data-said]").inner_text()


@pytest.mark.parametrize("language", ["en", "fr"])
def test_every_part_is_for_everybody(therapist, language):
    page = therapist

    def check() -> None:
        for width, scheme in VIEWS:
            page.set_viewport_size({"width": width, "height": 900})
            page.emulate_media(color_scheme=scheme)
            page.locator("details").evaluate_all("all => all.forEach((one) => { one.open = true })")
            assert page.evaluate("document.documentElement.scrollWidth") <= width
            results = Axe().run(page, options=AXE_OPTIONS)
            assert results.violations_count == 0, results.generate_report()

    page.goto(f"/{language}/practice/")
    check()
    begin(page, path=f"/{language}/practice/")
    check()
    add_client(page, "R")
    for total in (36, 37, 36, 37, 20):
        rate(page, total, note="A longer note that goes on over more than one line of a phone")
    assert page.locator("[data-flag]").is_visible()
    page.locator("[data-form=rating] [name=measure]").select_option("phq9")
    check()
    page.locator("[data-do=clients]").click()
    page.locator("[data-do=show-numbers]").click()
    page.locator("[data-numbers-text]").wait_for()
    check()
    page.locator(".practice-client").click()
    page.locator("[data-do=note]").click()
    check()
    page.reload()
    page.locator("[data-screen=unlock]").wait_for()
    check()


def test_an_iphone_is_told_to_put_it_on_the_home_screen(therapist):
    page = therapist
    begin(page)
    hint = page.locator("[data-home]")
    assert not hint.is_visible()
    # as Safari has it in its own window
    page.add_init_script("Object.defineProperty(navigator, 'standalone', { value: false })")
    page.reload()
    unlock(page)
    hint.wait_for()
    assert "Add to Home Screen" in hint.inner_text()


def test_rules_of_others_look_back_and_flag_nothing(therapist):
    page = therapist
    begin(page)
    add_client(page, "R")
    for total in (12, 9, 10, 9, 10):
        rate(page, total, measure="gad7")
    page.get_by_text("Rules of others, for research").click()
    rule, called = page.locator("[data-rule]"), page.locator("[data-called]")
    assert called.inner_text() == ""
    rule.select_option("shewhart")
    assert called.inner_text() == "By this rule: no session."
    rate(page, 20, measure="gad7")
    rule.select_option("rci")
    assert called.inner_text() == "By this rule: session 6."
    rate(page, 10, measure="gad7")
    assert called.inner_text() == "By this rule: session 6."
    assert not page.locator("[data-flag]").is_visible()
