"""Every line of the input is accounted for, whatever the input is."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gleanings.page_import import UnreadablePage, read_page
from gleanings.page_import.line_marks import broken_up

PAGES = sorted((Path(__file__).parent / "pages").glob("*.*"))
LINES = [
    "",
    "Blog",
    "This month...",
    "…I blog about listening.",
    "Topics",
    "- ALL Topics (clear)",
    "- Adherance",
    "Empathy",
    "March 2018",
    "PPRNet Blog: May",
    "A Title of Its Own",
    "Foote, A. B., & Barr, C. (2018). Listening well. Psychotherapy, 55(1), 89-100.",
    "Foote, A. B., & Barr, C. (2018). Listening",
    "well. Psychotherapy, 55(1), 89-100.",
    "Practice Implications",
    "Practice Implications: Listen.",
    "(1) Ask. (2) Listen.",
    "Foote asked clients how they felt. Those who felt heard stayed. " * 4,
    "Author email: foote@example.org",
    "Posted on March 5, 2018",
    "© 2018",
    "----------",
    "\u00a0",
    "<p>",
    "Zebra",
]


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.name)
def test_the_account_has_each_line_once(path: Path) -> None:
    data = path.read_bytes()
    account = read_page(data, path.name).account
    assert [row.line for row in account] == list(range(1, len(data.splitlines()) + 1))


@given(st.lists(st.sampled_from(LINES), max_size=25))
def test_jumbled_pages_lose_no_line(lines: list[str]) -> None:
    text = "\n".join(lines)
    try:
        page = read_page(text.encode(), "page.txt")
    except UnreadablePage:
        return
    expected = text.removesuffix("\n").split("\n")
    assert [row.text for row in page.account] == expected
    assert all(row.where for row in page.account)
    told = {row.line for row in page.unplaced}
    assert all(page.account[line - 1].where.startswith(("left: ", "entry")) for line in told)
    json.dumps(page.to_json())


@given(st.lists(st.sampled_from([line for line in LINES if line != "<p>"]), max_size=25))
def test_what_is_taken_stands_in_the_result(lines: list[str]) -> None:
    text = "\n".join(["March 2018", "A Title", *lines, "Practice Implications", "The end."])
    page = read_page(text.encode(), "page.txt")
    kept = json.dumps(page.to_json(), ensure_ascii=False)
    for row in page.account:
        if row.where.endswith((": text", ": contact", ": title", "teaser", "intro")):
            assert row.text.strip().removeprefix("- ").removesuffix(".") in kept, row


@given(st.binary(max_size=400))
def test_bytes_are_read_or_refused(data: bytes) -> None:
    try:
        read_page(data, "page.txt")
    except UnreadablePage as refused:
        assert str(refused)


def test_the_json_has_the_keys_other_programs_read() -> None:
    page = read_page(PAGES[-2].read_bytes(), PAGES[-2].name).to_json()
    assert {"intro", "notice", "teaser", "topics", "entries", "unplaced"} <= page.keys()
    for entry in page["entries"]:
        assert {
            "month", "title", "article", "text", "implications", "contact", "topics", "types",
            "missing",
        } <= entry.keys()  # fmt: skip
        if entry["article"]:
            assert {
                "authors", "year", "title", "container", "volume", "issue", "pages", "doi",
            } <= entry["article"].keys()  # fmt: skip
            assert all({"family", "given"} <= name.keys() for name in entry["article"]["authors"])


def test_a_page_without_line_breaks_is_accounted_for_paragraph_by_paragraph():
    filler = "<p>Clients who were asked each week how they fared stayed longer.</p>" * 20
    page = (
        "<html><body><nav>Home</nav><main><h2>Asking Keeps Clients</h2>"
        f"{filler}<p>Roe, J. (2018). Asking. Psychotherapy, 55(1), 1-9.</p>"
        "<h4>Practice implications</h4><ul><li>Ask how it goes.</li></ul></main>"
        "<footer>An association for asking</footer></body></html>"
    )
    where = {line.where for line in read_page(page.encode(), "page.html").account}
    assert {"entry 1: title", "entry 1: citation", "entry 1: implications", "left: footer"} <= where
    assert not any(";" in one for one in where)


def test_what_is_shown_as_it_stands_is_not_broken_up():
    table = "<pre>" + "".join(f"{number}<p>{number}" for number in range(300)) + "</pre>"
    assert broken_up(f"<p>A table</p>{table}<p>End</p>") == f"<p>A table</p>{table}\n<p>End</p>"


def test_a_page_with_line_breaks_keeps_its_lines():
    page = "<html><body><h2>Asking</h2><p>One.</p>\n<p>Roe, J. (2018). Asking. P, 5(1), 1-9.</p>"
    assert [line.text for line in read_page(page.encode(), "page.html").account] == page.split("\n")
