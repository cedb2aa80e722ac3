"""What a reader keeps stays in the browser, whatever browsers and people do."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe

from browser.conftest import watch
from browser.pages import PAGES, SUMMARY
from browser.test_every_page import AXE_OPTIONS

KEPT = "/en/kept/"
FORMULA = '=HYPERLINK("https://elsewhere.example")'
HOSTILE = "<img src=x onerror=\"document.title='taken'\">"
ENTRY = {"id": "summary/1", "title": "Kept once", "path": "/en/1/", "kept": "2026-05-17"}


@pytest.fixture
def reader(browser, site):
    """A browser of one's own, which begins with nothing."""
    context = browser.new_context(base_url=site.url, viewport={"width": 1000, "height": 900})
    context.set_default_timeout(10_000)
    page = context.new_page()
    page.watched = watch(page, site)
    yield page
    assert page.watched.elsewhere == []
    context.close()


def stored(page) -> dict:
    return json.loads(page.evaluate("localStorage.getItem('gleanings.kept')"))


def store(page, entries: object, **more: object) -> None:
    text = entries if isinstance(entries, str) else json.dumps({"entries": entries, **more})
    page.goto("/en/")
    page.evaluate("text => localStorage.setItem('gleanings.kept', text)", text)


@pytest.mark.parametrize("language", ["en", "fr"])
def test_lists_mark_what_is_kept(reader, language):
    path = f"/{language}/{SUMMARY}"
    store(reader, [{**ENTRY, "path": f"/en/{SUMMARY}"}])
    for listed in (f"/{language}/2018-03/", f"/{language}/summaries/?q=alliance"):
        reader.goto(listed)
        marked = reader.locator(".is-kept").locator("xpath=preceding-sibling::a")
        assert [link.get_attribute("href") for link in marked.all()] == [path]
        assert (
            reader.locator(".is-kept").first.inner_text() == {"en": "kept", "fr": "gardé"}[language]
        )
    results = Axe().run(reader, options=AXE_OPTIONS)
    assert results.violations_count == 0, results.generate_report()
    store(reader, "no list")
    reader.goto(f"/{language}/2018-03/")
    assert reader.locator(".is-kept").count() == 0
    assert reader.watched.errors == []


def saved(page, name: str, tmp_path: Path) -> str:
    with page.expect_download() as download:
        page.get_by_role("button", name=name).click()
    path = tmp_path / download.value.suggested_filename
    download.value.save_as(path)
    return path.read_bytes().decode()


def read_back(page, tmp_path: Path, text: str) -> str:
    file = tmp_path / "copy.json"
    file.write_text(text)
    page.locator("#kept-file").set_input_files(file)
    page.locator("[role=status] [data-message]:visible").wait_for()
    return page.locator(".kept [role=status]").inner_text()


def test_from_keeping_to_a_record_and_back(reader, tmp_path):
    posts: list[str] = []
    reader.on("request", lambda request: request.method != "GET" and posts.append(request.url))
    for kind in ("summary", "synthesis"):
        reader.goto(f"/en/{PAGES[kind]}")
        reader.get_by_role("button", name="Keep", exact=True).press("Enter")
        assert re.fullmatch(
            r"You read this in \w+ \d{4} and kept it\.",
            reader.locator(".keep [role=status]").inner_text(),
        )
    reader.reload()
    assert reader.get_by_role("button", name="Take it off my list").is_visible()
    reader.get_by_role("link", name="What I keep").click()
    first = reader.locator("#kept-entries > li").first
    assert reader.locator("#kept-entries > li").count() == 2
    assert int(first.locator("[name=minutes]").input_value()) > 0
    assert "no copy yet" in reader.locator("#kept-exported").inner_text()
    first.locator("[name=hours]").fill("1,5")
    first.get_by_text("What it means for my work").click()
    first.locator("[name=skill]").fill("Ask first.\n“Then” listen, é <b>")
    assert "hours: 1.5" in reader.locator(".kept-totals").inner_text()

    table = saved(reader, "As a table", tmp_path)
    assert table.startswith('\ufeff"date","title"')
    assert "“Then” listen, é <b>" in table
    copy = saved(reader, "Save a copy", tmp_path)
    assert "Last copy:" in reader.locator("#kept-exported").inner_text()
    assert "today" in reader.locator("#kept-exported").inner_text()
    assert "changed" not in reader.locator("#kept-exported").inner_text()
    first.locator("[name=section]").fill("A")
    assert "Since then the list has changed" in reader.locator("#kept-exported").inner_text()

    reader.evaluate("localStorage.clear()")
    reader.reload()
    assert reader.get_by_text("Nothing is on your list yet").is_visible()
    assert "new on your list: 2" in read_back(reader, tmp_path, copy)
    assert "new on your list: 0" in read_back(reader, tmp_path, copy)
    assert first.locator("[name=skill]").input_value() == "Ask first.\n“Then” listen, é <b>"
    reader.on("dialog", lambda dialog: dialog.accept())
    first.get_by_role("button", name="Remove").click()
    assert reader.locator("#kept-entries > li").count() == 1
    assert posts == []
    assert reader.context.cookies() == []
    assert reader.watched.errors == []


@pytest.mark.parametrize("language", ["en", "fr"])
def test_the_record_is_for_everybody_and_for_paper(reader, language):
    store(reader, [ENTRY | {"topics": "Empathy", "knowledge": "It is so."}])
    reader.goto(f"/{language}/kept/")
    month = "May 17, 2026" if language == "en" else "17 mai 2026"
    assert month in reader.locator("#kept-entries").inner_text()
    for width, scheme in ((320, "light"), (1000, "dark")):
        reader.set_viewport_size({"width": width, "height": 900})
        reader.emulate_media(color_scheme=scheme)
        reader.locator("details").evaluate("one => { one.open = true }")
        assert reader.evaluate("document.documentElement.scrollWidth") <= width
        results = Axe().run(reader, options=AXE_OPTIONS)
        assert results.violations_count == 0, results.generate_report()
    reader.emulate_media(media="print")
    assert "It is so." in reader.locator("#kept-entries").inner_text()
    for hidden in (".kept button", ".kept input", ".kept textarea", ".kept-files"):
        assert not any(one.is_visible() for one in reader.locator(hidden).all()), hidden


def test_two_tabs_write_on_one_list(reader):
    store(reader, [ENTRY, ENTRY | {"id": "summary/2", "title": "Kept twice"}])
    reader.goto(KEPT)
    other = reader.context.new_page()
    other.goto(KEPT)
    other.locator("#kept-entries [name=section]").first.fill("B")
    other.locator("#kept-entries [name=section]").nth(1).focus()
    reader.locator("#kept-entries [name=minutes]").first.fill("20")
    reader.locator("#kept-entries [name=minutes]").nth(1).fill("30")
    assert [(one["section"], one["minutes"]) for one in stored(reader)["entries"]] == [
        ("B", "20"),
        ("", "30"),
    ]
    # what the one takes off, the other does not bring back
    reader.on("dialog", lambda dialog: dialog.accept())
    reader.get_by_role("button", name="Remove Kept twice").click()
    other.locator("#kept-entries [name=section]").nth(1).fill("C")
    assert "removed in another tab" in other.locator(".kept [role=status]").inner_text()
    other.locator("#kept-head").focus()
    other.locator("#kept-entries > li").nth(1).wait_for(state="detached")
    assert [one["id"] for one in stored(other)["entries"]] == ["summary/1"]


@pytest.mark.parametrize(
    ("damaged", "left"),
    [
        ("{", 0),
        ("null", 0),
        ('{"entries": 7}', 0),
        (json.dumps({"entries": [ENTRY, None, 3, {"id": "summary/3"}, ENTRY]}), 1),
    ],
)
def test_damaged_storage_is_laid_aside(reader, tmp_path, damaged, left):
    store(reader, damaged)
    reader.goto(KEPT)
    assert reader.locator("#kept-entries > li").count() == left
    reader.goto(f"/en/{SUMMARY}")
    reader.get_by_role("button", name="Keep", exact=True).click()
    reader.goto(KEPT)
    assert reader.locator("#kept-entries > li").count() == left + 1
    assert damaged in saved(reader, "Save it as a file", tmp_path)
    reader.get_by_role("button", name="Delete it").click()
    assert not reader.locator("#kept-damaged").is_visible()
    assert reader.watched.errors == []


def test_a_hostile_copy_is_words_and_nothing_else(reader, tmp_path):
    entries = [
        ENTRY | {"title": HOSTILE, "topics": HOSTILE, "skill": HOSTILE, "knowledge": FORMULA},
        ENTRY | {"id": "a", "title": " +1", "section": "@x", "hours": "-1"},
        ENTRY | {"id": "b", "path": "javascript:alert(1)"},
        ENTRY | {"id": "c", "path": "//elsewhere.example/"},
        ENTRY | {"id": "d", "path": "/\\elsewhere.example/"},
        ENTRY | {"id": "e", "kept": "17 May"},
        {"__proto__": {"polluted": 1}},
    ]
    reader.goto(KEPT)
    said = read_back(reader, tmp_path, json.dumps({"entries": entries}))
    assert "in the file: 2" in said
    assert "left out: 5" in said
    assert reader.locator("#kept-entries a").first.inner_text() == HOSTILE
    assert reader.locator("#kept-entries img").count() == 0
    assert "taken" not in reader.title()
    table = saved(reader, "As a table", tmp_path)
    assert '"\'=HYPERLINK(""https' in table
    for cell in ('"\' +1"', '"\'@x"', '"\'-1"'):
        assert cell in table
    for nonsense in ("", "[]", "{}", "<html>", '{"entries": "x"}'):
        assert "Nothing was read" in read_back(reader, tmp_path, nonsense)
    assert len(stored(reader)["entries"]) == 2
    assert reader.watched.errors == []


def test_what_both_wrote_stays(reader, tmp_path):
    store(reader, [ENTRY | {"skill": "Mine", "hours": "1"}])
    reader.goto(KEPT)
    theirs = [ENTRY | {"skill": "Theirs", "hours": "2", "section": "A"}]
    read_back(reader, tmp_path, json.dumps({"entries": theirs}))
    (one,) = stored(reader)["entries"]
    assert (one["skill"], one["hours"], one["section"]) == ("Mine\nTheirs", "1", "A")


def test_a_full_browser_says_so(reader):
    store(reader, [ENTRY])
    fill = """() => {
      let words = "x".repeat(1 << 20);
      for (let at = 0; words; at++) {
        try { localStorage.setItem(`full${at}`, words); }
        catch { words = words.slice(1, words.length / 2); }
      }
    }"""
    reader.evaluate(fill)
    reader.goto(f"/en/{SUMMARY}")
    reader.get_by_role("button", name="Keep", exact=True).click()
    assert "no room" in reader.locator(".keep [role=status]").inner_text()
    reader.goto(KEPT)
    reader.locator("[name=section]").fill("A long word that does not go in")
    assert "no room" in reader.locator(".kept [role=status]").inner_text()
    assert [one["title"] for one in stored(reader)["entries"]] == ["Kept once"]


def test_without_javascript_it_is_honest(browser, site):
    context = browser.new_context(java_script_enabled=False, base_url=site.url)
    page = context.new_page()
    page.goto(KEPT)
    assert page.locator("noscript p").is_visible()
    assert not page.locator("#kept").is_visible()
    page.goto(f"/en/{SUMMARY}")
    assert not page.locator(".keep").is_visible()
    context.close()
