"""What a therapist writes stays on the device: passphrase, copies, tabs, a full store."""

from __future__ import annotations

import json
import re

from browser.therapist import (
    EVERYTHING_STORED,
    PAGE,
    PASSPHRASE,
    add_client,
    begin,
    message,
    rate,
    saved_copy,
    unlock,
)


def test_a_wrong_passphrase_opens_nothing(therapist):
    page = therapist
    begin(page)
    add_client(page, "R")
    page.locator("[data-do=clients]").click()
    page.locator("[data-do=lock]").click()
    page.locator("[data-screen=unlock]").wait_for()
    assert "R" not in page.locator("[data-list=clients]").inner_text()
    unlock(page, "something else")
    assert "not the passphrase" in message(page)
    assert page.locator("[data-form=unlock] input").input_value() == ""
    unlock(page)
    page.get_by_role("button", name="R no rating yet").wait_for()


def test_it_locks_itself_when_nobody_is_there(therapist):
    page = therapist
    page.clock.install()
    begin(page)
    add_client(page, "R")
    page.clock.fast_forward("20:00")
    page.keyboard.press("Tab")
    page.clock.fast_forward("20:00")
    assert page.locator("[data-screen=client]").is_visible()
    page.clock.fast_forward("12:00")
    page.locator("[data-screen=unlock]").wait_for()
    assert "R" not in page.locator("#practice-client").inner_text()


def test_passphrases_that_will_not_do(therapist):
    page = therapist
    page.goto(PAGE)
    form = page.locator("[data-form=begin]")
    for first, again, said in (("short", "short", "twelve"), (PASSPHRASE, "other", "differ")):
        form.locator("[name=passphrase]").fill(first)
        form.locator("[name=again]").fill(again)
        form.locator("button").click()
        assert said in message(page)


def age(page) -> str:
    return page.locator("[data-screen=clients] [data-age]").inner_text()


def erase(page) -> None:
    page.evaluate("practiceVault.erase()")
    page.reload()
    page.get_by_text("Read a copy back instead").click()


def test_a_wiped_browser_takes_the_copy_back(therapist, browser, site, tmp_path):
    page = therapist
    begin(page)
    add_client(page, "R")
    rate(page, 30)
    copy = saved_copy(page, tmp_path)
    context = browser.new_context(base_url=site.url)
    other = context.new_page()
    other.goto(PAGE)
    other.get_by_text("Read a copy back instead").click()
    form = other.locator("[data-form=restore]")

    def restore(text: str, passphrase: str) -> None:
        file = tmp_path / "file.json"
        file.write_text(text)
        form.locator("[name=file]").set_input_files(file)
        form.locator("[name=passphrase]").fill(passphrase)
        form.locator("button").click()

    whole = json.loads(copy.read_text())
    broken = whole["content"]["data"][:-8] + "AAAAAAA="
    for text, passphrase, said in (
        (copy.read_text(), "something else", "not the passphrase"),
        (copy.read_text()[:-10], PASSPHRASE, "no copy"),
        ("[]", PASSPHRASE, "no copy"),
        (json.dumps(whole | {"iterations": 1}), PASSPHRASE, "no copy"),
        (json.dumps(whole | {"content": whole["content"] | {"data": broken}}), PASSPHRASE, "no co"),
        (json.dumps(whole | {"version": 2}), PASSPHRASE, "newer version"),
    ):
        restore(text, passphrase)
        other.wait_for_function(
            "said => [...document.querySelectorAll('[data-message]:not([hidden])')]"
            ".some((one) => one.textContent.includes(said))",
            arg=said,
        )
        assert other.locator("[data-screen=begin]").is_visible()
    restore(json.dumps(whole | {"saved": "2020-01-01T00:00:00Z"}), PASSPHRASE)
    other.locator("[data-screen=clients]").wait_for()
    assert re.search(r"Last copy: \d+ months ago\.$", age(other))
    erase(other)
    # files of the first version do not say when they were saved
    del whole["saved"]
    restore(json.dumps(whole), PASSPHRASE)
    other.locator("[data-screen=clients]").wait_for()
    assert age(other) == "No copy saved yet."
    erase(other)
    restore(copy.read_text(), PASSPHRASE)
    other.locator("[data-screen=clients]").wait_for()
    assert "1 new ratings" in message(other)
    assert age(other) == "Last copy: today."
    other.locator(".practice-client").click()
    assert "30" in other.locator("[data-table] tbody tr").inner_text()
    context.close()


def test_a_copy_adds_what_is_missing_and_changes_nothing(therapist, tmp_path):
    page = therapist
    begin(page)
    add_client(page, "R")
    rate(page, 30)
    copy = saved_copy(page, tmp_path)
    rate(page, 31)
    page.locator("[data-do=clients]").click()
    page.locator("[data-screen=clients] summary", has_text="Read a copy back").click()
    form = page.locator("[data-form=import]")
    form.locator("[name=file]").set_input_files(copy)
    form.locator("[name=passphrase]").fill(PASSPHRASE)
    form.locator("button").click()
    assert "0 new ratings" in message(page)
    page.locator(".practice-client").click()
    assert page.locator("[data-table] tbody tr").count() == 2


def test_what_is_damaged_is_not_written_over(therapist):
    page = therapist
    begin(page)
    page.evaluate("""() => new Promise((resolve) => {
      indexedDB.open("gleanings-practice").onsuccess = ({ target }) => {
        const store = target.result.transaction("vault", "readwrite").objectStore("vault");
        store.get("envelope").onsuccess = ({ target: { result } }) => {
          result.content.data = result.content.data.replace(/^..../, "AAAA");
          store.put(result, "envelope").onsuccess = () => resolve();
        };
      };
    })""")
    page.reload()
    stored = page.evaluate(EVERYTHING_STORED)
    unlock(page)
    assert "damaged" in message(page)
    assert page.evaluate(EVERYTHING_STORED) == stored
    page.get_by_text("Passphrase lost").click()
    page.locator("[data-do=erase]").click()
    page.locator("[data-screen=begin]").wait_for()
    assert '"iterations":' in stored
    assert '"iterations":' not in page.evaluate(EVERYTHING_STORED)
    begin(page, "another passphrase")


def test_two_tabs_write_into_one_store(therapist):
    page = therapist
    begin(page)
    add_client(page, "R")
    other = page.context.new_page()
    other.goto(PAGE)
    unlock(other)
    other.locator(".practice-client").click()
    rate(page, 30)
    other.wait_for_function("() => document.querySelectorAll('[data-table] tbody tr').length === 1")
    rate(other, 31)
    page.wait_for_function("() => document.querySelectorAll('[data-table] tbody tr').length === 2")
    rate(page, 32)
    other.wait_for_function("() => document.querySelectorAll('[data-table] tbody tr').length === 3")
    # both at once, ten times each
    write = """tab => (async () => {
      for (let at = 0; at < 10; at++)
        await practiceVault.change((all) =>
          all.clients.push({ id: `${tab}-${at}`, name: "C", ratings: [] }));
    })()"""
    page.evaluate(f"globalThis.written = ({write})('one'); 0")
    other.evaluate(write, "other")
    page.evaluate("written")
    assert page.evaluate("practiceVault.read().then((all) => all.clients.length)") == 21
    page.locator("[data-do=delete-client]").click()
    page.locator("[data-screen=clients]").wait_for()
    other.locator("[data-screen=clients]").wait_for()
    assert other.locator(".practice-client").count() == 20


def test_a_full_browser_says_so_and_loses_nothing(therapist):
    page = therapist
    begin(page)
    add_client(page, "R")
    rate(page, 30)
    page.evaluate("""() => {
      IDBObjectStore.prototype.put = () => { throw new DOMException("", "QuotaExceededError"); };
    }""")
    page.locator("[data-form=rating] [name=total]").fill("31")
    page.locator("[data-form=rating] button[type=submit]").click()
    assert "no room" in message(page)
    assert page.locator("[data-form=rating] [name=total]").input_value() == "31"
    page.reload()
    unlock(page)
    page.locator(".practice-client").click()
    assert page.locator("[data-table] tbody tr").count() == 1


def test_it_opens_without_a_network(therapist):
    page = therapist
    begin(page)
    add_client(page, "R")
    page.evaluate("navigator.serviceWorker.ready.then(() => true)")
    assert (
        page.evaluate("navigator.serviceWorker.ready.then((one) => new URL(one.scope).pathname)")
        == PAGE
    )
    page.context.set_offline(True)
    page.reload()
    unlock(page)
    page.locator(".practice-client").click()
    rate(page, 30)
    page.context.set_offline(False)


def test_five_years_of_forty_clients_open_and_are_saved(therapist):
    """9,000 ratings; how long it takes stands in the docs."""
    page = therapist
    begin(page)
    page.evaluate("""async () => {
      const { newId } = practiceRecords;
      await practiceVault.change((all) => {
        for (let client = 0; client < 40; client++) {
          const ratings = [];
          for (let at = 0; at < 225; at++) {
            const date = new Date(Date.UTC(2021, 0, 4 + 8 * at)).toISOString().slice(0, 10);
            const total = 30 + ((at * 7 + client) % 9);
            const words = { tension: "no", talked: "", focus: "work", note: "a line of words" };
            const rated = { measure: "srs", total, items: [] };
            ratings.push({ id: newId(), date, order: at, ...rated, ...words });
          }
          all.clients.push({ id: newId(), name: `C${client}`, ratings });
        }
      });
    }""")
    page.reload()
    unlock(page)
    page.locator(".practice-client").nth(39).wait_for()
    page.locator(".practice-client").first.click()
    assert page.locator("[data-table] tbody tr").count() == 225
    rate(page, 35)
    assert page.locator("[data-table] tbody tr").count() == 226


def test_what_an_older_version_stored_is_read(therapist):
    """Without points of an item beside a total, and without a therapist's number."""
    page = therapist
    begin(page)
    page.evaluate("""() => practiceVault.change((all) => {
      delete all.giver;
      const rating = { measure: "phq9", tension: "", talked: "", focus: "", note: "" };
      all.clients.push({ id: "old", name: "R", ratings: [
        { ...rating, id: "a", date: "2026-01-05", order: 1, total: 9, items: Array(9).fill(1) },
        { ...rating, id: "b", date: "2026-01-12", order: 2, total: 8, items: [] },
      ] });
    })""")
    page.reload()
    unlock(page)
    page.locator(".practice-client").click()
    rows = page.locator("[data-table] tbody tr")
    assert rows.count() == 2
    assert "item 9: 1" in rows.last.inner_text()
    assert "item" not in rows.first.inner_text()
    page.locator("[data-do=clients]").click()
    page.get_by_text("Give your numbers to the network").click()
    page.locator("[data-do=show-numbers]").click()
    page.wait_for_function("() => document.querySelector('[data-numbers-text]').value !== ''")
    given = json.loads(page.locator("[data-numbers-text]").input_value())
    assert given["courses"] == {"phq9": [[9, 8]]}
    assert given["therapist"] > 0
