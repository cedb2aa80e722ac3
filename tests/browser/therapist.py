"""What a therapist does on the page for sessions."""

from __future__ import annotations

from pathlib import Path

PAGE = "/en/practice/"
PASSPHRASE = "gleaned after the harvest"
SECRETS = ("Ruth M", "fields of Boaz", "quiet all hour")

EVERYTHING_STORED = """async () => {
  const found = [JSON.stringify(localStorage), JSON.stringify(sessionStorage), document.cookie];
  for (const { name } of await indexedDB.databases()) {
    const database = await new Promise((resolve) => {
      indexedDB.open(name).onsuccess = ({ target }) => resolve(target.result);
    });
    for (const store of database.objectStoreNames) {
      found.push(await new Promise((resolve) => {
        database.transaction(store).objectStore(store).getAll().onsuccess = ({ target }) =>
          resolve(JSON.stringify(target.result));
      }));
    }
    database.close();
  }
  for (const name of await caches.keys()) {
    const cache = await caches.open(name);
    for (const request of await cache.keys()) found.push(await (await cache.match(request)).text());
  }
  return found.join("\\n");
}"""


def begin(page, passphrase: str = PASSPHRASE, path: str = PAGE) -> None:
    page.goto(path)
    form = page.locator("[data-form=begin]")
    form.locator("[name=passphrase]").fill(passphrase)
    form.locator("[name=again]").fill(passphrase)
    form.locator("button").click()
    page.locator("[data-screen=clients]").wait_for()


def unlock(page, passphrase: str = PASSPHRASE) -> None:
    page.locator("[data-form=unlock] [name=passphrase]").fill(passphrase)
    page.locator("[data-form=unlock] button").click()


def add_client(page, name: str) -> None:
    page.locator("[data-form=client] [name=name]").fill(name)
    page.locator("[data-form=client] button").click()
    page.locator("[data-screen=client]").wait_for()


def rate(page, total: object, measure: str = "srs", **more: str) -> None:
    form = page.locator("[data-form=rating]")
    form.locator("[name=measure]").select_option(measure)
    form.locator("[name=total]").fill(str(total))
    if more:
        form.locator("details").evaluate("one => { one.open = true }")
    for name, words in more.items():
        form.locator(f"[name={name}]").fill(words)
    before = page.locator("[data-table] tbody tr").count()
    form.locator("button[type=submit]").click()
    page.wait_for_function(
        "before => document.querySelectorAll('[data-table] tbody tr').length > before", arg=before
    )


def message(page) -> str:
    shown = page.locator("[data-message]:visible")
    shown.wait_for()
    return shown.inner_text()


def saved_copy(page, tmp_path: Path, name: str = "copy.json") -> Path:
    with page.expect_download() as download:
        page.locator("[data-do=copy]:visible").click()
    path = tmp_path / name
    download.value.save_as(path)
    assert download.value.suggested_filename.endswith(".json")
    return path
