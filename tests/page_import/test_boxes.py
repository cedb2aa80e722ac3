"""A box that stands beside each entry is none of them."""

from __future__ import annotations

import pytest

from gleanings.page_import import read_page

ENTRY = """<div class="row"><div><h3>{title}</h3><p>{text}</p>
<p>Roe, J. ({year}). {title}. Psychotherapy, 55(1), 1-9.</p>
<h4>Practice implications</h4><ol><li>Ask how it goes.</li></ol></div><div>{box}</div></div>"""
BOX = "<div><h4>Book a supervision</h4><p>Mondays, online.</p></div>"
TITLES = ["Rolling With Rupture", "Sleep First", "What Silent Clients Tell", "Listening Helps"]


def page(boxes: list[str]) -> str:
    texts = [f"Clients who {title.lower()} stayed." for title in TITLES]
    rows = (
        ENTRY.format(title=title, year=2018, text=text, box=box)
        for title, text, box in zip(TITLES, texts, boxes, strict=True)
    )
    return f"<html><body><h2>October 2019</h2>{''.join(rows)}</body></html>"


def read(boxes: list[str]):
    return read_page(page(boxes).encode(), "page.html")


def test_the_same_box_beside_each_entry():
    found = read([BOX] * 4)
    assert [entry.title for entry in found.entries] == TITLES
    assert all("supervision" not in entry.text for entry in found.entries)
    assert any("a box that stands" in row.where for row in found.account)


@pytest.mark.parametrize("boxes", [[BOX, BOX, "", ""], ["", "", "", ""]])
def test_headings_that_entries_have_in_common_stay(boxes):
    found = read(boxes)
    assert [entry.implications for entry in found.entries][:1] == [("Ask how it goes.",)]
    assert all(entry.implications for entry in found.entries if entry.title in TITLES)


def test_an_entry_that_is_named_twice_stays():
    card = "<div><h3>Sleep First</h3><p>Clients who sleep first stayed.</p></div>"
    html = page([""] * 4).replace("<h2>October", f"{card}<h2>October")
    assert "Sleep First" in [entry.title for entry in read_page(html.encode(), "p.html").entries]


def test_an_entry_with_several_headings_is_no_box_that_comes_back():
    html = (
        "<html><body><div><h2>Sleep First</h2><h3>The study</h3><p>Clients who sleep stayed.</p>"
        "<p>Roe, J. (2018). Sleep. Psychotherapy, 55(1), 1-9.</p>"
        "<h4>Practice implications</h4><ol><li>Ask how it goes.</li></ol></div></body></html>"
    )
    assert [entry.title for entry in read_page(html.encode(), "p.html").entries] == ["Sleep First"]
