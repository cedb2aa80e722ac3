"""What such a blog prints round its entries, and how its titles are written."""

import textwrap

import pytest

from gleanings.page_import import Page, read_page
from gleanings.page_import.blocks import Block
from gleanings.page_import.kinds import Kind, Part
from gleanings.page_import.segments import entry_starts

CITATION = "Foote, A. B., & Barr, C. (2018). Listening well. Psychotherapy, 55(1), 89-100."
OTHER_CITATION = "Lind, D. (2017). Feedback in time. Harbour Psychology, 12, 1-9."
TEXT = (
    "Foote and Barr asked 312 clients how their therapists listened. Clients who felt heard stayed "
    "longer in therapy, and did better at its end, whatever kind of therapy it was."
)
ADVICE = "Therapists should ask clients regularly whether they feel heard."
ENTRY = ("Clients Who Feel Heard Stay", CITATION, TEXT, "Practice Implications", ADVICE)
OTHER = ("Feedback Works Early", OTHER_CITATION, TEXT, "Practice Implications", ADVICE)


def read(*lines: str) -> Page:
    return read_page("\n".join(lines).encode(), "page.txt")


class TestBelowTheEntries:
    @pytest.mark.parametrize(
        "line",
        [
            "« First ‹ Previous 1 2 3 4 5 Next › Last »",
            "Current page 1",
            "Page 2 of 8",
            "Pagination",
            "…",
            "Tags:",
            "Posted in",
            "Log in or register to post comments",
            "You can read the abstract here: http://example.org/record/2018-0001",
            "Abstract: https://example.org/listening",
        ],
    )
    def test_boilerplate_is_no_implication(self, line: str) -> None:
        page = read("March 2018", *ENTRY, line, *OTHER)
        assert [entry.implications for entry in page.entries] == [(ADVICE,), (ADVICE,)]
        assert page.unplaced == ()

    def test_what_stands_below_the_pager_is_the_footer(self) -> None:
        page = read(
            "March 2018", *ENTRY, "Author email: foote@example.org", "Next page", "Last page",
            "75 Harbour Street, Riverbend", "The network is housed at the university of Riverbend.",
            "Contact us: office@example.org",
        )  # fmt: skip
        (entry,) = page.entries
        assert entry.implications == (ADVICE,)
        assert entry.contact == "Author email: foote@example.org"
        assert page.unplaced == ()

    def test_a_pager_between_entries_ends_nothing(self) -> None:
        page = read("March 2018", *ENTRY, "Next page", *OTHER)
        assert [entry.missing for entry in page.entries] == [(), ()]


class TestTheFilters:
    def test_types_with_counts_and_no_bullets(self) -> None:
        page = read(
            "Blog", "Type of Research", "Meta-analysis (12)", "Systematic review (4)",
            "March 2018", *ENTRY,
        )  # fmt: skip
        assert page.research_types == ("Meta-analysis", "Systematic review")
        assert page.unplaced == ()

    def test_topics_whose_label_is_lost(self) -> None:
        page = read(
            "Blog", "Type of Research", "ALL Topics (clear)", "Adherance", "Attachment",
            "March 2018", *ENTRY,
        )  # fmt: skip
        assert page.topics == ("Adherance", "Attachment")
        assert page.unplaced == ()


class TestTitles:
    def test_a_title_in_small_letters_over_its_citation(self) -> None:
        page = read("March 2018", *ENTRY, "eHealth for depression: does it last?", *OTHER[1:])
        assert [entry.title for entry in page.entries] == [
            "Clients Who Feel Heard Stay",
            "eHealth for depression: does it last?",
        ]

    def test_a_word_of_a_menu_over_a_citation_is_a_title(self) -> None:
        page = read("March 2018", *ENTRY, "Research", *OTHER[1:])
        assert [entry.title for entry in page.entries] == [ENTRY[0], "Research"]

    def test_a_citation_at_the_end_that_says_what_it_is(self) -> None:
        page = read(
            "March 2018", ENTRY[0], *ENTRY[2:], f"The full reference is: {CITATION}",
            OTHER[0], *OTHER[2:], f"Reference: {OTHER_CITATION}",
        )  # fmt: skip
        assert [entry.article and entry.article.year for entry in page.entries] == [2018, 2017]
        assert [entry.implications for entry in page.entries] == [(ADVICE,), (ADVICE,)]


class TestBrokenLines:
    @pytest.mark.parametrize("width", [72, 76, 80, 90])
    def test_a_wrapped_page_reads_as_the_page_itself(self, width: int) -> None:
        lines = (
            "This month...",
            "…I blog about listening in its many forms, about feedback and when it should be given,"
            " and about what clients keep to themselves.",
            "Type of Research",
            "March 2018",
            *ENTRY,
            "Clients of Several Clinics Say What They Miss in the Sessions They Have",
            *OTHER[1:],
            "Therapists in Training Hear Less Than They Believe",
            *ENTRY[1:],
        )
        wrapped = (part for line in lines for part in textwrap.wrap(line, width))
        whole, broken = read(*lines).to_json(), read(*wrapped).to_json()
        assert broken == whole

    def test_one_sentence_over_two_lines_is_one_implication(self) -> None:
        page = read(
            "March 2018", *ENTRY[:-1], "Therapists should ask clients regularly whether they feel",
            "heard, and should listen to what they say.",
        )  # fmt: skip
        assert page.entries[0].implications == (
            "Therapists should ask clients regularly whether they feel heard, and should listen to "
            "what they say.",
        )

    def test_a_citation_whose_author_is_written_small_begins_its_own_line(self) -> None:
        title = "Clients of Several Clinics Say What They Miss in Sessions"
        page = read("March 2018", title, f"van der {CITATION}", *ENTRY[2:])
        assert page.entries[0].title == title
        assert page.entries[0].article is not None
        assert page.entries[0].article.authors[0].family == "van der Foote"


class TestTheOlderLayout:
    @pytest.mark.parametrize("name", ["Dr. Lindqvist", "Dr Lindqvist", "Ada B. Lindqvist"])
    def test_a_name_glued_to_the_intro(self, name: str) -> None:
        page = read("PPRNet Blog: May 2014", f"{name}The network’s blog began in 2013.", *ENTRY)
        assert (page.author, page.intro) == (name, "The network’s blog began in 2013.")

    @pytest.mark.parametrize(
        ("heading", "month"),
        [
            ("PPRNet BLOG May 2014", "2014-05"),
            ("Blog for May 2014", "2014-05"),
            ("PPRNet Blog: July/August 2015", "2015-07"),
            ("July & August 2015", "2015-07"),
            ("PPRNet Blog November", None),
        ],
    )
    def test_a_months_heading(self, heading: str, month: str | None) -> None:
        page = read(heading, *ENTRY)
        assert [entry.month for entry in page.entries] == [month]
        assert page.unplaced == ()


@pytest.mark.parametrize(
    "contact",
    [
        "Author Email Address: foote@example.org",
        "Email of author: foote@example.org",
        "Author emial: foote@example.org.",
        "foote@example.org",
    ],
)
def test_an_address_after_the_last_sentence_is_the_contact(contact: str) -> None:
    page = read("March 2018", *ENTRY[:-1], f"{ADVICE} {contact}")
    assert page.entries[0].contact == contact
    assert page.entries[0].implications == (ADVICE,)


def test_a_topics_name_alone_under_an_entry_is_its_topic() -> None:
    page = read("March 2018", *ENTRY, "Adherance", *OTHER)
    assert page.entries[0].topics[0] == "Adherence"
    assert page.unplaced == ()


def test_a_second_heading_with_text_after_it_is_an_implication() -> None:
    further = "Implications for training: trainees should listen to their own sessions."
    page = read("March 2018", *ENTRY, further)
    assert page.entries[0].implications == (ADVICE, further)
    assert page.unplaced == ()


def test_bullets_in_paragraphs_of_html() -> None:
    items = ("The authors suggest the following:", "• Ask clients.", "• Listen.")
    lines = ("March 2018", *ENTRY[:-1], *items)
    html = "".join(f"<p>{line.replace('&', '&amp;')}</p>" for line in lines)
    page = read_page(f"<html><body>{html}</body></html>".encode(), "page.html")
    assert page.entries[0].implications == ("Ask clients.", "Listen.")
    assert page.entries[0].implications_lead == items[0]


def test_the_page_s_own_misspelling_once_in_the_text_names_the_topic() -> None:
    page = read("March 2018", *ENTRY[:2], f"{TEXT} Adherance was rated.", *ENTRY[3:])
    assert "Adherence" in page.entries[0].topics


def test_a_heading_over_a_list_is_no_title() -> None:
    said = Part(Block("Clients who felt heard stayed for longer than others.", ()), Kind.PARAGRAPH)
    items = [
        Part(Block("The group was small in both studies.", (), item=True), Kind.PARAGRAPH),
        Part(
            Block("The clients were seen in the same clinic.", (), item=True),
            Kind.PARAGRAPH,
        ),
    ]
    cited = Part(Block(CITATION, ()), Kind.CITATION)
    title, label = (
        Part(Block(text, (), heading=3), Kind.PARAGRAPH)
        for text in ("Clients Who Feel Heard Stay", "Words of Caution")
    )
    assert entry_starts([title, said, label, *items, cited], under_month=False) == [0]
