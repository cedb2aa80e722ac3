"""Lines about a post: each piece is known, or the line is none."""

import pytest

from gleanings.page_import.byline import Byline, read_byline


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            "Posted on March 9, 2021 by Maude Ferris in Empathy",
            Byline("2021-03-09", "Maude Ferris", ("Empathy",)),
        ),
        ("Maude Ferris·Mar 9, 2021·4 min read", Byline("2021-03-09", "Maude Ferris")),
        ("Updated: Jun 1, 2021", Byline()),
        ("Hits: 1234", Byline()),
        ("123 views0 comments", Byline()),
        ("Par Jeanne Roy, le 10 mai 2022", Byline("2022-05-10", "Jeanne Roy")),
        ("Posted by Maude Ferris at 9:30 AM", Byline("", "Maude Ferris")),
        (
            "Posted by Tom at 10:11 AM in Research, Empathy | Permalink | Comments (2)",
            Byline("", "Tom", ("Research", "Empathy")),
        ),
        ("Mots-clés : relation, écoute", Byline(tags=("relation", "écoute"))),
        ("#dropout #outcome", Byline(tags=("dropout", "outcome"))),
        ("By 2018, many therapists had tried it.", None),
        ("In practice, March 3, 2018 was late.", None),
        ("Feedback by Therapists Helps", None),
        ("Therapists Learn in Training", None),
        ("By Design", None),
        ("Laisser un commentaire", None),
    ],
)
def test_bylines(text: str, said: Byline | None) -> None:
    assert read_byline(text) == said


@pytest.mark.parametrize(
    ("text", "day_first", "date"),
    [
        ("10/05/2022", False, "2022-10-05"),
        ("10/05/2022", True, "2022-05-10"),
        ("25/05/2022", False, "2022-05-25"),
    ],
)
def test_days_and_months_in_numbers(text: str, day_first: bool, date: str) -> None:
    assert read_byline(text, day_first=day_first) == Byline(date)
