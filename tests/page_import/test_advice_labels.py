"""What a label or a heading that no list of names knows stands over: advice, or text."""

import pytest

from gleanings.page_import import read_page

CITATION = "<p>Roe, A. (2019). Calls in therapy. Journal of Invented Practice, 1(2), 3-9.</p>"
TEXT = (
    "<p>Roe counted the calls of 80 clients over a year of treatment. Those who called stayed.</p>"
)
PAGE = "<html><body>{}</body></html>"


def entries(*bodies: str) -> list[dict[str, object]]:
    posts = (
        f"<article><h2 class='entry-title'>Calls Between Sessions {at}</h2>{CITATION}{TEXT}{body}"
        "</article>"
        for at, body in enumerate(bodies, 1)
    )
    page = read_page(PAGE.format("".join(posts)).encode(), "page.html").to_json()
    return list(page["entries"])


@pytest.mark.parametrize(
    ("body", "implications"),
    [
        ("<p><b>So what?</b> Tell clients when you answer.</p>", ["Tell clients when you answer."]),
        ("<p>Take-home: Do not wait for a third call.</p>", ["Do not wait for a third call."]),
        ("<h3>My take-away</h3><p>Ask about calls early.</p>", ["Ask about calls early."]),
        (
            "<h3>My take-away</h3><ul><li>Ask about calls early.</li></ul>",
            ["Ask about calls early."],
        ),
        # says that advice follows, and none does
        ("<p><b>So what?</b> The clients of this study were young.</p>", []),
        ("<h3>My take-away</h3><p>The clients of this study were young.</p>", []),
        # reads like advice, and nothing says that it is
        ("<p><b>The clinic:</b> Ask the author for the manual.</p>", []),
        ("<h3>Another thought</h3><p>Ask the author for the manual.</p>", []),
    ],
)
def test_one_paragraph_is_advice_where_its_label_and_its_words_say_so(
    body: str, implications: list[str]
) -> None:
    (entry,) = entries(body)
    assert entry["implications"] == implications


def test_a_label_over_advice_in_half_of_the_posts_is_one_in_all() -> None:
    told = entries(
        "<p><b>Our verdict:</b> Call clients back on the same day.</p>",
        "<p><b>Our verdict:</b> Nothing, and that is good news.</p>",
    )
    assert [entry["implications"] for entry in told] == [
        ["Call clients back on the same day."],
        ["Nothing, and that is good news."],
    ]


def test_a_label_over_advice_in_fewer_posts_is_none() -> None:
    told = entries(
        "<p><b>Our verdict:</b> Call clients back on the same day.</p>",
        "<p><b>Our verdict:</b> Nothing, and that is good news.</p>",
        "<p><b>Our verdict:</b> The sample was small and young.</p>",
    )
    assert [entry["implications"] for entry in told] == [[], [], []]


def test_items_that_begin_alike_in_several_posts_stay_items_of_one_list() -> None:
    body = (
        "<h3>Practice implications</h3><p><b>First:</b> Ask about calls early.</p>"
        "<p><b>Then:</b> Write down what was agreed.</p>"
    )
    for entry in entries(body, body):
        assert len(entry["implications"]) == 2  # type: ignore[arg-type]


def test_the_names_of_sections_are_no_advice() -> None:
    (entry,) = entries(
        "<p><b>What was found:</b> Calls should be short, said the clients of this study.</p>"
        "<p><b>What to do:</b> Ask about calls early.</p>"
    )
    assert entry["implications"] == ["Ask about calls early."]
    assert "Calls should be short" in str(entry["text"])
