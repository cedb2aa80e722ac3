"""One implication for each item of a list, in whatever way it is numbered."""

import pytest

from gleanings.page_import.implications import Paragraph, split_implications

THREE = ("Ask about it.", "Listen to it.", "Say it back.")


def split(*paragraphs: str) -> tuple[str, ...]:
    return split_implications([Paragraph(text) for text in paragraphs]).items


@pytest.mark.parametrize(
    "text",
    [
        "(1) Ask about it. (2) Listen to it. (3) Say it back.",
        "1. Ask about it. 2. Listen to it. 3. Say it back.",
        "1) Ask about it. 2) Listen to it. 3) Say it back.",
        "a) Ask about it. b) Listen to it. c) Say it back.",
        "(a) Ask about it. (b) Listen to it. (c) Say it back.",
        "(i) Ask about it. (ii) Listen to it. (iii) Say it back.",
        "• Ask about it. • Listen to it. • Say it back.",
        "1.  Ask about it.2. Listen to it.3. Say it back.",
    ],
)
def test_a_list_within_a_paragraph(text: str) -> None:
    assert split(text) == THREE
    led = split_implications([Paragraph(f"Three things follow: {text}")])
    assert (led.lead, led.items) == ("Three things follow:", THREE)


@pytest.mark.parametrize("marks", [("(1)", "(2)", "(3)"), ("1.", "2.", "3."), ("a)", "b)", "c)")])
def test_a_list_on_lines(marks: tuple[str, ...]) -> None:
    lines = [f"{mark} {text}" for mark, text in zip(marks, THREE, strict=True)]
    assert split(*lines) == THREE
    led = split_implications([Paragraph(t) for t in ("Therapists may:", *lines)])
    assert (led.lead, led.items) == ("Therapists may:", THREE)


def test_items_marked_by_the_page() -> None:
    assert split_implications([Paragraph(text, item=True) for text in THREE]).items == THREE


def test_the_words_that_join_items_go() -> None:
    assert split("Therapists can (1) ask; (2) listen, and (3) say it back.") == (
        "ask", "listen", "say it back.",
    )  # fmt: skip


def test_without_numbers_a_paragraph_is_one_implication() -> None:
    assert split("Ask. Listen. Say it back.", "And then rest.") == (
        "Ask. Listen. Say it back.",
        "And then rest.",
    )


@pytest.mark.parametrize(
    "text",
    [
        "Most clients (1 in 3) want this (see Foote, 2003).",
        "Use scale 2. It is shorter.",
        "Only (1) is in use.",
        "The effect was small (d = 0.2) at 3. Months later it was gone.",
    ],
)
def test_other_numbers_are_no_list(text: str) -> None:
    assert split(text) == (text,)


def test_nothing_gives_nothing() -> None:
    assert split() == ()
