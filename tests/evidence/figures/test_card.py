"""A finding as a picture that stands by itself."""

from __future__ import annotations

import pytest
from lxml import etree

from gleanings.evidence.figures import Interval, finding_card
from gleanings.evidence.figures.card import WIDTH

LONG = "A strong alliance goes with a better outcome in many kinds of therapy and of people, " * 3


def drawn(**changes):
    given = {"heading": "Alliance", "sentence": LONG, "number": "r = .26", "source": "A digest"}
    given |= {"interval": Interval(0.26, 0.19, 0.32, "r")} | changes
    return finding_card(**given)


def height(svg: str) -> float:
    return float(etree.fromstring(svg.encode()).get("height"))


def test_all_its_words_stand_in_lines_within_its_edges():
    lines = [one.text for one in etree.fromstring(drawn().encode()).iter("{*}text")]
    assert " ".join(lines).replace("−", "-").startswith("Alliance A strong alliance")
    assert LONG.split()[-1] in " ".join(lines)
    assert max(map(len, lines)) < 100
    assert float(etree.fromstring(drawn().encode()).get("width")) == WIDTH


def test_more_words_make_it_higher_and_no_interval_makes_it_lower():
    assert height(drawn()) > height(drawn(sentence="Short."))
    assert height(drawn(interval=None)) < height(drawn()) - 50
    shapes = etree.fromstring(drawn(interval=None).encode()).iter("{*}path", "{*}circle")
    assert list(shapes) == []


def test_who_does_not_see_it_is_told_the_same():
    said = "".join(etree.fromstring(drawn().encode()).xpath("//*[local-name()='desc']/text()"))
    for words in ("r = .26", "A digest", LONG.split()[0]):
        assert words in said


def test_as_png():
    assert drawn(format="png").startswith(b"\x89PNG")


def test_an_interval_that_cannot_be_drawn_is_refused():
    with pytest.raises(ValueError, match="ratio is above 0"):
        drawn(interval=Interval(1.0, -1.0, 2.0, "OR"))
