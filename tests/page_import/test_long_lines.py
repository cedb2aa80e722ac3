"""A line of any length and any characters is read in time that grows as it does.

Not timed: a pattern that goes back over a line takes hours for one of 200 KB instead of a second,
and the guard, on the processor's time, ends the test long before, and long after any other.
"""

import contextlib
import json

import pytest

from gleanings.page_import import UnreadablePage, read_page
from gleanings.page_import.blocks import Block
from gleanings.page_import.kinds import Kind, Part
from gleanings.page_import.segments import entry_starts
from linear import guarded

KB = 1_000
RUNS = [
    "a", "A", "1", "(", ".", '"', ", ", "A. ", "Smith, J. A., ", "a@a.", "@", "-", "#a ", "*", "_",
    "(2018) ", "(1) ", "http://a.", "10.1234/", "March ", "Listen Well ", "by in on ",
    "practice ", "Practice Implications ", "1. ", "a;", "a|", "&amp;", "+IB", "12 ", "\u00a0",
    "Source: ", "→ ", "Ask. ", "sollte ", "Demander ", "1 ", "(1) Ask. ",
]  # fmt: skip
MARKUP = ["<", '<a "', "<!--", "<script>", "<b>", "<p a='", "&", "</", "<a b=c ", "<![CDATA["]


def read(text: str, filename: str) -> None:
    with guarded(), contextlib.suppress(UnreadablePage):
        read_page(text.encode(), filename)


@pytest.mark.parametrize("size", [10 * KB, 40 * KB, 200 * KB])
@pytest.mark.parametrize("run", RUNS)
def test_a_long_line_of_text(run: str, size: int) -> None:
    line = run * (size // len(run))
    read(f"March 2018\nA Title of Its Own\n{line}\nPractice Implications\n{line}\n", "page.txt")


@pytest.mark.parametrize("run", MARKUP)
def test_a_long_line_of_broken_markup(run: str) -> None:
    line = run * (20 * KB // len(run))
    read(f"<html><body><h2>March 2018</h2><h3>A Title</h3>{line}</body></html>", "page.html")


@pytest.mark.parametrize(
    "run",
    [
        "<li>Ask.</li>", "<p>Ask.</p>", "<h4>Do this</h4>", "<h4>Do this</h4><li>Ask.</li>",
        "<div class='a'>", "<a href='#n'>[1]</a>", "<b>Source:</b> a ",
        "<figure><p>Ask.</p></figure>",
    ],
)  # fmt: skip
def test_a_page_of_many_elements(run: str) -> None:
    body = run * (60 * KB // len(run))
    title = "<h2>March 2018</h2><h3>A Title</h3><p>Roe, J. (2018). Listening. Mind, 5(1), 1-9.</p>"
    text = "<p>Clients who felt heard stayed for longer, and came back for more.</p>"
    read(f"<html><body>{title}{text}{body}</body></html>", "page.html")


def test_elements_within_one_another() -> None:
    """Each says what the innermost says, and is not read for it anew."""
    head, nested = "April 2018\nEmpathy Matters\n", "<div>" * (150 * KB // 5)
    text = "Clients who felt heard stayed for longer, and came back for more."
    read(f"{head}{nested}\n{text}\nPractice Implications\n1. Do this.\n", "page.txt")
    read(
        f"{head}{nested}\n{text}\n{'</div>' * 30 * KB}\nPractice Implications\n1. Ask.", "page.txt"
    )
    read(f"<html><body><h2>April 2018</h2>{nested}{text}</body></html>", "page.html")


def test_an_export_of_many_posts() -> None:
    post = {"title": "A", "content_html": "<p>Clients stayed.</p>", "url": "https://a.example/b"}
    feed = {"version": "https://jsonfeed.org/version/1", "items": [post] * 2_000}
    read(json.dumps(feed), "feed.json")
    read("TITLE: A\nAUTHOR: B\n-----\nBODY:\nClients stayed.\n-----\n--------\n" * 2_000, "a.txt")
    read(f"TITLE: A\n{'A' * 200 * KB}\n{'AUTHOR: ' * 10 * KB}", "a.txt")


def test_a_long_line_in_an_export() -> None:
    item = (
        f"<item><title>A</title><description>{'&lt;' * 50 * KB}{'a' * 50 * KB}</description></item>"
    )
    read(f"<rss><channel>{item}</channel></rss>", "feed.xml")


@pytest.mark.parametrize("under_month", [False, True])
def test_a_page_of_many_headings(under_month: bool) -> None:
    """Each is asked what stands before it; looked for anew each time, that is every line again."""
    heading = Part(Block("What the Study Found", (), heading=3), Kind.PARAGRAPH)
    citation = Part(Block("Roe, J. (2018). Listening. Psychotherapy, 55, 1-9.", ()), Kind.CITATION)
    with guarded():
        entry_starts([heading, citation, *[heading] * 60_000], under_month=under_month)
