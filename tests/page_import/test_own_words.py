"""What comes back in many posts is the blog's own; what only looks so stays."""

from __future__ import annotations

import pytest

from gleanings.page_import import Page, read_page

ITEM = """<item><title>Calls, Part {number}</title><pubDate>Tue, 0{number} Jan 2019 09:00:00 GMT
</pubDate><description>&lt;p&gt;{first}&lt;/p&gt;&lt;p&gt;Roe counted the calls of {number}0
clients over a year of treatment, and those who called stayed.&lt;/p&gt;&lt;h3&gt;Practice
Implications&lt;/h3&gt;&lt;ul&gt;&lt;li&gt;Ask about calls early.&lt;/li&gt;&lt;/ul&gt;
</description></item>"""
REFRAIN = "Our group meets on the first Monday of each month, in the old library."


def feed(*firsts: str) -> Page:
    items = "".join(ITEM.format(number=at, first=first) for at, first in enumerate(firsts, 1))
    return read_page(f"<rss><channel>{items}</channel></rss>".encode(), "feed.xml")


def others(count: int) -> list[str]:
    return [f"Number {'I' * at} of our notes is on calls in therapy." for at in range(1, count + 1)]


@pytest.mark.parametrize(("posts", "is_left"), [(8, True), (9, False)])
def test_what_a_quarter_of_the_posts_say_alike_is_the_blogs_own(posts, is_left):
    page = feed(REFRAIN, REFRAIN, *others(posts - 2))
    assert (REFRAIN not in page.entries[0].text) == is_left
    assert any("stands in several posts" in row.where for row in page.account) == is_left
    assert all("Roe counted" in entry.text for entry in page.entries)


def test_what_differs_in_its_numbers_is_text():
    page = feed("In study 1, clients called 14 times.", "In study 2, clients called 15 times.")
    assert [entry.text[:10] for entry in page.entries] == ["In study 1", "In study 2"]


def test_advice_may_be_the_same_in_every_post():
    page = feed(*others(3))
    assert [entry.implications for entry in page.entries] == [("Ask about calls early.",)] * 3


def test_a_post_that_is_there_twice_is_read():
    item = ITEM.format(number=1, first=REFRAIN)
    page = read_page(f"<rss><channel>{item}{item}</channel></rss>".encode(), "feed.xml")
    assert REFRAIN in page.entries[0].text


@pytest.mark.parametrize(
    ("heading", "month"),
    [
        ("31 -- September 2019", "2019-09"),
        ("Volume 12, Number 3 September 2013", "2013-09"),
        ("Circular no. 9 (November 2017)", "2017-11"),
        ("THE PRACTICE WIRE No. 41, May 2009", "2009-05"),
        ("A letter of 31 clients, September 2019, was read", None),
    ],
)
def test_the_number_of_an_issue_may_stand_before_its_month(heading, month):
    text = (
        f"{heading}\n\nCalls in Therapy\n\nRoe, A. (2019). Calls in therapy. Journal of Invented "
        "Practice, 1(2), 3-9.\n\nRoe counted the calls of 80 clients. Those who called stayed.\n"
    )
    assert [entry.month for entry in read_page(text.encode(), "page.txt").entries] == [month]


def test_rows_without_titles_have_their_dates():
    rows = "".join(
        f"<tr><td>Sept {day}, 2010</td><td>Roe, A. (2008). Calls. Journal of Invented Practice, "
        "1(2), 3-9.</td><td>Clients who called their therapists stayed.</td><td>Call.</td></tr>"
        for day in (13, 20)
    )
    head = "<tr><th>Week</th><th>Paper</th><th>Summary</th><th>So what?</th></tr>"
    page = read_page(f"<html><body><table>{head}{rows}</table></body></html>".encode(), "t.html")
    assert [entry.date for entry in page.entries] == ["2010-09-13", "2010-09-20"]


def test_nothing_of_a_post_with_several_papers_is_lost_without_a_word():
    paper = (
        "<p><b>{0}. Calls in {0} clinics</b></p><p>Roe counted the calls of clients over a year. "
        "Those who called stayed.</p><p>Practice implications: Ask about calls in clinic {0}.</p>"
        "<p>Roe, A. (200{0}). Calls. Journal of Invented Practice, 1(2), 3-9.</p>"
    )
    body = "".join(paper.format(number) for number in (1, 2, 3))
    page = read_page(
        f"<html><body><article><h1>Three on calls</h1>{body}</article></body></html>".encode(),
        "page.html",
    )
    assert [entry.citation[:14] for entry in page.entries] == [
        "Roe, A. (2001)", "Roe, A. (2002)", "Roe, A. (2003)",
    ]  # fmt: skip
    assert not any("the post: citation" in row.where for row in page.account)
