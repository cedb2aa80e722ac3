"""Where no name tells what something is, evidence has to add up: each piece of it counts."""

from __future__ import annotations

import pytest

from gleanings.page_import import Entry, Page, UnreadablePage, read_page

TEXT = (
    "<p>Many clients arrive late, and few therapists ask why. Roe followed 84 clients of two "
    "clinics through a year and noted each delay.</p>"
)
CITED = "<p>Roe, A. (2019). Late arrivals. Journal of Invented Practice, 12(3), 45-60.</p>"


def page_of(body: str) -> Page:
    return read_page(f"<html><body>{body}</body></html>".encode(), "page.html")


def post(below: str, cited: str = CITED, above: str = "") -> Entry:
    (entry,) = page_of(f"<article><h1>On delays</h1>{above}{TEXT}{below}{cited}</article>").entries
    return entry


def listed(*items: str) -> str:
    return "<ul>" + "".join(f"<li>{item}</li>" for item in items) + "</ul>"


ADVICE = listed("Ask about the first delay.", "Say what you noticed.")


@pytest.mark.parametrize(
    ("heading", "items", "are_advice"),
    [
        # a heading of no known words over what clearly is advice to a therapist
        ("Two small steps", listed("Ask the client early.", "Say what you noticed."), True),
        # in a language whose words are not known: the heading's stems, and lines alike in form
        ("Implicaciones prácticas", listed("Preguntar pronto.", "Nombrar lo que se ve."), True),
        ("Ideas prácticas", listed("Preguntar pronto.", "Lo que se ve, con calma."), False),
        # what was found
        ("In practice it showed", listed("Delays fell by 40%.", "Calls were rare."), False),
        ("Two small steps", listed("Delays were shorter.", "Calls were rare."), False),
        # links
        ("Two small steps", listed("<a href='/a'>Ask the client early</a>", "Say it."), False),
    ],
)
def test_what_a_list_under_an_unknown_heading_is_adds_up(heading, items, are_advice):
    entry = post(f"<h2>{heading}</h2>{items}")
    assert bool(entry.implications) is are_advice


def test_orders_in_a_post_without_an_article_are_not_enough():
    body = "<h2>How to come</h2>" + listed("Take the bus to the harbour.", "Ring the bell twice.")
    assert post(body).implications
    with pytest.raises(UnreadablePage):
        post(body, cited="")


BOX = "<div class='{0}'><p><b>{1}</b></p>" + TEXT * 2 + "<p>{2}</p></div>"


def cited(year: int) -> str:
    return f"Roe, A. (20{year}). Late arrivals. Journal of Invented Practice, 12(3), 45-60."


def test_a_shape_that_comes_back_with_an_article_each_time_is_an_entry():
    between = BOX.format("thing", "Spring workshop", "Bring a chair and a friend.")
    page = page_of(
        BOX.format("thing", "On delays", cited(17)) + between
        + BOX.format("thing", "On calls", cited(19))
    )  # fmt: skip
    assert [entry.title for entry in page.entries] == ["On delays", "On calls"]
    assert all(entry.text.endswith("noted each delay.") for entry in page.entries)
    assert ("Spring workshop", "is outside the posts") in [(u.text, u.why) for u in page.unplaced]


def test_what_all_shapes_open_with_is_a_label_and_no_title():
    body = "".join(
        f"<h3>{title}</h3><div class='thing'><p><b>Summary</b></p>"
        f"{TEXT}{TEXT}<p>{cited(year)}</p></div>"
        for year, title in ((17, "On delays"), (19, "On calls"))
    )
    assert [entry.title for entry in page_of(body).entries] == ["On delays", "On calls"]


@pytest.mark.parametrize(
    ("line", "date", "authors"),
    [
        ("12.03.2021 | Reviewer: Jo Roe | Setting", "2021-03-12", ("Jo Roe",)),
        ("Spring 2019 | Reviewer: Jo Roe", "", ("Jo Roe",)),
        # a name by itself may be that of anything
        ("12.03.2021 | Couple Therapy", "2021-03-12", ()),
    ],
)
def test_a_line_between_title_and_text_gives_what_its_pieces_say(line, date, authors):
    entry = post("", above=f"<div>{line}</div>")
    assert (entry.date, entry.authors) == (date, authors)


@pytest.mark.parametrize(
    ("link", "is_citation"),
    [("https://doi.org/10.5555/jip.2019.045", True), ("https://clinic.example/paper", False)],
)
def test_a_short_line_that_links_to_an_article_cites_it(link, is_citation):
    line = f"<p>The paper: <a href='{link}'>Roe &amp; Dahl (2019), Invented Practice</a></p>"
    entry = post(f"<h2>In practice</h2>{ADVICE}", cited=line)
    assert bool(entry.citation) is is_citation


def test_the_text_goes_on_beside_implications_in_a_box_of_their_own():
    box = f"<div class='side'><h4>Practice implications</h4>{ADVICE}</div>"
    more = "<p>Those who were asked came on time more often afterwards. {0}</p>"
    found = more.format("Delays fell from eleven minutes to four, as the clinics had hoped. " * 2)
    calls = more.format("Rooms for groups are for hire, and tea is in the garden all year. " * 2)
    assert "Delays fell" in post(box + found).text
    assert "Delays fell" not in post(box.replace("div", "section") + ADVICE + found).text
    assert post(box + found).implications == ("Ask about the first delay.", "Say what you noticed.")
    assert "tea" not in post(box + calls.replace("were asked came", "ask come")).text


def test_the_number_of_an_item_may_stand_in_a_box_of_its_own():
    items = "<li><div>1</div><div>Ask early.</div></li><li><div>2</div><div>Say it.</div></li>"
    entry = post(f"<h2>Practice implications</h2><ul>{items}</ul>")
    assert entry.implications == ("Ask early.", "Say it.")


@pytest.mark.parametrize(
    ("address", "filed"),
    [
        ("/tag/delays/", ((), ("delays",))),
        ("?tag=delays", ((), ("delays",))),
        ("/category/delays", (("delays",), ())),
        ("/2019/delays", ((), ())),
    ],
)
def test_the_address_of_a_link_tells_what_it_files_under(address, filed):
    entry = post("", above=f"<div><a href='{address}'>delays</a></div>")
    assert (entry.categories, entry.tags) == filed


MATTER = """---
title: On delays
date: 2021-05-03
author: "Jo Roe"
tags: [delays, {tag}]
categories:
  - Setting
draft: {draft}
---

Many clients arrive late. Roe followed 84 clients of two clinics and noted each delay [here](/x).

## In practice

- Ask about the first *delay*.
- Say what you noticed.

[^1]: Roe, A. (2019). Late arrivals. Journal of Invented Practice, 12(3), 45-60.
"""


def test_what_a_file_says_of_itself_before_it_begins_is_read():
    (entry,) = read_page(MATTER.format(tag="2021", draft="true").encode(), "late.md").entries
    assert (entry.title, entry.date, entry.authors) == ("On delays", "2021-05-03", ("Jo Roe",))
    assert (entry.categories, entry.tags, entry.status) == (("Setting",), ("delays",), "draft")
    assert entry.text.endswith("noted each delay here.")
    assert entry.implications == ("Ask about the first delay.", "Say what you noticed.")
    assert entry.citation.startswith("Roe, A.")


def test_a_file_that_is_no_draft_has_no_status():
    page = read_page(MATTER.format(tag="calls", draft="false").encode(), "late.md")
    assert page.entries[0].status == ""
    assert [row.line for row in page.account] == list(range(1, 19))


def test_lines_of_toml_are_read_alike():
    toml = MATTER.format(tag="calls", draft="true").replace("---", "+++").replace(": ", " = ")
    (entry,) = read_page(toml.encode(), "late.md").entries
    assert (entry.title, entry.tags, entry.status) == ("On delays", ("delays", "calls"), "draft")


def test_a_rule_over_a_text_opens_no_front_matter():
    text = "---\nOn delays\n---\n\nRoe, A. (2019). Late arrivals. Invented Practice, 2(3), 4-6."
    page = read_page(f"{text}\n\nMany clients arrive late, and few ask why.\n".encode(), "a.txt")
    assert [entry.title for entry in page.entries] == ["On delays"]


@pytest.mark.parametrize(
    ("heading", "month"),
    [("Lectures of November 2017", "2017-11"), ("In November 2017 we moved", None)],
)
def test_the_heading_of_a_page_may_end_with_its_month(heading, month):
    (entry,) = page_of(f"<h1>{heading}</h1><h2>On delays</h2>{TEXT}{CITED}").entries
    assert entry.month == month
