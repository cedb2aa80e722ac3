"""What a site prints over a field, and a month that stands alone beside the title of a post."""

from __future__ import annotations

import pytest

from gleanings.page_import import Page, read_page

CITATION = "Roe, J. (2017). Choosing music. Psychotherapy, 54(1), 1-9."
TEXT = "Sixty clients chose a piece to hear while they waited. They spoke sooner than the others."
ADVICE = ["Ask what clients would like to hear.", "Keep the waiting room free of the radio."]


def read(body: str) -> Page:
    return read_page(f"<html><body>{body}</body></html>".encode(), "page.html")


def post(title: str, about: str) -> str:
    items = "".join(f"<li>{line}</li>" for line in ADVICE)
    return (
        f"<div>{about.format(title=f'<h2>{title}</h2>')}<p>{TEXT}</p><p>{CITATION}</p>"
        f"<h4>Practice implications</h4><ul>{items}</ul></div>"
    )


def test_the_name_of_a_field_of_implications_is_none_of_them():
    items = "".join(f'<div class="field__item">{line}</div>' for line in ADVICE)
    page = read(
        f'<article class="node"><h2 class="node__title">Choosing Music</h2><p>{TEXT}</p>'
        f"<p>{CITATION}</p>"
        '<div class="field field--name-field-implications field--label-above">'
        f'<div class="field__label">Retombées</div><div class="field__items">{items}</div></div>'
        "</article>"
    )
    (entry,) = page.entries
    assert list(entry.implications) == ADVICE
    assert entry.implications_heading == "Retombées"


@pytest.mark.parametrize(
    "about",
    [
        '<div class="eyebrow">{month}</div>{title}',
        '{title}<ul><li><span class="post-info__item--type-date">{month}</span></li></ul>',
    ],
)
def test_a_month_alone_beside_a_title_is_when_it_was_posted(about):
    page = read(
        post("Choosing Music", about.replace("{month}", "March 2017"))
        + post("Bringing the Partner", about.replace("{month}", "February 2017"))
    )
    found = {entry.title: entry.month for entry in page.entries}
    assert found == {"Choosing Music": "2017-03", "Bringing the Partner": "2017-02"}
    assert not any("label" in row.where for row in page.account)


@pytest.mark.parametrize("written", ["Mar 9, ’17", "9 March '17"])
def test_a_year_may_be_two_figures_after_an_apostrophe(written):
    about = f'{{title}}<p class="post-meta">by Tom Elder | <span>{written}</span></p>'
    (entry,) = read(post("Choosing Music", about)).entries
    assert entry.date == "2017-03-09"


@pytest.mark.parametrize("heading", ["The study", "Study", "Étude"])
def test_a_heading_over_the_summary_is_no_part_of_it(heading):
    (entry,) = read(post("Choosing Music", f"{{title}}<h3>{heading}</h3>")).entries
    assert entry.text == TEXT
