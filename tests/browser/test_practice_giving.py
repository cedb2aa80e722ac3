"""A therapist gives numbers, the operator pools them, and the page draws with them: all round."""

from __future__ import annotations

import json

import pytest

from browser.therapist import SECRETS, add_client, begin, message, rate
from practice.test_pooling import given_file


@pytest.fixture
def therapist(browser, own_site):
    context = browser.new_context(base_url=own_site.url, viewport={"width": 390, "height": 844})
    context.set_default_timeout(10_000)
    page = context.new_page()
    page.on("dialog", lambda dialog: dialog.accept())
    yield page
    context.close()


def save_numbers(page, path) -> str:
    page.get_by_text("Give your numbers to the network").click()
    page.locator("[data-do=show-numbers]").click()
    shown = page.locator("[data-numbers-text]")
    shown.wait_for()
    with page.expect_download() as download:
        page.locator("[data-do=give]").click()
    download.value.save_as(path)
    assert path.read_text() == shown.input_value()
    assert "what you see" in message(page)
    return path.read_text()


def test_from_one_therapist_to_the_network_and_back(therapist, own_site, tmp_path):
    page = therapist
    begin(page)
    page.get_by_text("Give your numbers to the network").click()
    page.locator("[data-do=show-numbers]").click()
    assert "nothing to give yet" in message(page)
    page.reload()
    page.locator("[data-form=unlock] [name=passphrase]").fill("gleaned after the harvest")
    page.locator("[data-form=unlock] button").click()
    add_client(page, SECRETS[0])
    for total in (36, 34, "33,5"):
        rate(page, total, focus=SECRETS[1], note=SECRETS[2])
    page.locator("[data-do=clients]").click()
    for name, totals in (("B", (30, 31)), ("C", (33, 35)), ("D", (29, 31)), ("E", (35,))):
        add_client(page, name)
        for total in totals:
            rate(page, total)
        page.locator("[data-do=clients]").click()
    text = save_numbers(page, tmp_path / "mine.json")
    given = json.loads(text)
    # numbers alone, in an order of their own; who was rated once is left out
    assert given.keys() == {"format", "version", "therapist", "courses"}
    assert given["courses"] == {"srs": [[29, 31], [30, 31], [33, 35], [36, 34, 33.5]]}
    for secret in (*SECRETS, "202", "note"):
        assert secret not in json.dumps(given["courses"])
    # the same number stands for the same therapist, also after a look at the page anew
    page.reload()
    page.locator("[data-form=unlock] [name=passphrase]").fill("gleaned after the harvest")
    page.locator("[data-form=unlock] button").click()
    page.locator("[data-screen=clients]").wait_for()
    assert save_numbers(page, tmp_path / "again.json") == text

    others = [given_file(tmp_path, number) for number in range(1, 11)]
    said = own_site.gleanings("pool_ratings", *map(str, [tmp_path / "mine.json", *others]))
    assert "SRS: 11 therapists, 54 clients" in said

    fresh = page.context.browser.new_context(base_url=own_site.url)
    reader = fresh.new_page()
    reader.set_default_timeout(10_000)
    begin(reader)
    add_client(reader, "R")
    for total in (36, 37, 36, 37, 10):
        rate(reader, total)
    assert "11 therapists, 54 clients, pooled on" in reader.locator("[data-said]").inner_text()
    assert "23 of 100" in reader.locator("[data-chance]").inner_text()
    assert reader.locator("[data-figure] .others").count() == 3
    assert "Dotted: where the network" in reader.locator("[data-basis]").inner_text()
    column = reader.locator("[data-table] thead th", has_text="In the network")
    assert column.is_visible()
    cells = reader.locator("[data-table] tbody tr").last.locator("td").all_inner_texts()
    assert " to " in cells[2]
    fresh.close()
