"""Pages saved as text, in the layouts of several years."""

import textwrap
from pathlib import Path

import pytest

from gleanings.page_import import Page, read_page
from gleanings.page_import.byline import date_in

PAGES = Path(__file__).parent / "pages"


def read(name: str) -> Page:
    return read_page((PAGES / name).read_bytes(), name)


def read_text(text: str) -> Page:
    return read_page(text.encode(), "page.txt")


def entry_page(*lines: str) -> str:
    return "\n".join(("March 2018", "A Title of Its Own", *lines))


CITATION = "Foote, A. B., & Barr, C. (2018). Listening well. Psychotherapy, 55(1), 89-100."
TEXT = (
    "Foote and Barr asked 312 clients how their therapists listened. Clients who felt heard stayed "
    "longer in therapy, and did better at its end, whatever kind of therapy it was."
)


class TestTheLayoutWithManyMonths:
    page = read("twelve_months.txt")

    def test_what_stands_over_the_entries(self) -> None:
        assert self.page.intro.startswith("The Riverbend Practice Research Network")
        assert self.page.intro.endswith("kept in the archives.")
        assert self.page.notice == "This content is only available in English."
        assert self.page.teaser.startswith("This month...")
        assert self.page.teaser.endswith("how trainees learn to listen.")

    def test_the_topics_are_kept_as_the_page_has_them(self) -> None:
        assert self.page.topics == (
            "Adherance",
            "Alliance and Therapeutic Relationship",
            "Attendance, Attrition, and Drop-Out",
            "Cognitive Therapy (CT) and Cognitive-Behavioural Therapy (CBT)",
            "Medications/Pharmacotherapy",
            "Trauma and/or PTSD",
        )

    def test_entries_and_months(self) -> None:
        assert [entry.month for entry in self.page.entries] == [
            "2018-04", "2018-03", "2018-02", "2018-02", "2018-02", "2018-01",
        ]  # fmt: skip
        assert self.page.months == ("2018-04", "2018-03", "2018-02", "2018-01")
        assert [entry.missing for entry in self.page.entries] == [()] * 6
        assert self.page.unplaced == ()

    def test_citations(self) -> None:
        articles = [entry.article for entry in self.page.entries]
        assert all(article is not None for article in articles)
        first, second, third, fourth, fifth, sixth = (a for a in articles if a)
        assert [str(name) for name in first.authors][-2:] == ["Chen, E.", "Zeller, V."]
        assert (len(first.authors), first.ellipsis_at) == (7, 6)
        assert (second.doi, second.container) == (
            "10.9999/cpp.0001",
            "Clinical Psychology and Psychotherapy",
        )
        assert (third.date, third.advance_online) == ("2017-12-21", True)
        assert fourth.title.endswith("Results of a survey comparing high vs. low concealers")
        assert fourth.container == "Psychotherapy Research"
        assert (fifth.volume, fifth.issue, fifth.pages) == ("69", "", "141-147")
        assert (sixth.year, sixth.date) == (2017, None)

    def test_numbers_are_split_in_implications_and_left_alone_in_the_text(self) -> None:
        entry = self.page.entries[0]
        assert entry.implications_lead == "The review suggests several practice implications."
        assert entry.implications == (
            "Let a silence last when the client seems to reflect.",
            "Ask gently what is going on when the client seems to withdraw.",
            "Notice your own urge to fill the pause, e.g. by reading your body (see above), "
            "before you speak.",
        )
        assert "(1) silence in which the client reflects; and (2) silence" in entry.text

    def test_the_contact_line_is_kept_as_it_is(self) -> None:
        assert self.page.entries[5].contact == "Author email: c.stahl@example.org"
        assert [entry.contact for entry in self.page.entries[:5]] == [""] * 5


class TestTheLayoutWithOneMonth:
    page = read("older_month.txt")

    def test_a_year_that_is_not_said_is_not_guessed(self) -> None:
        assert {entry.month for entry in self.page.entries} == {None}
        assert all("month" in entry.missing for entry in self.page.entries)

    def test_the_writers_name_is_parted_from_the_intro(self) -> None:
        assert self.page.author == "Helena M. Rivest"
        assert self.page.intro.startswith("Welcome to this blog")

    def test_a_title_printed_twice_is_one_title(self) -> None:
        assert [entry.title for entry in self.page.entries] == [
            "The Person of the Therapist Matters",
            "Group Members Learn From Each Other",
            "When Money Is Short",
        ]
        assert "Matters" not in self.page.entries[0].text

    def test_a_preamble_stays_in_the_text_and_is_named(self) -> None:
        entry = self.page.entries[0]
        assert entry.preamble.startswith("Over the next months")
        assert entry.text.startswith(entry.preamble + "\n\nSome therapists do better")

    def test_a_chapter_with_full_first_names(self) -> None:
        article = self.page.entries[0].article
        assert article is not None
        assert [str(name) for name in article.authors] == ["Quinn, Barbara L.", "Ode, Peter"]
        assert (article.type, article.container) == ("chapter", "Handbook of helping and change")
        assert article.pages == "258-297"

    def test_implications_of_other_names_on_lines_or_within_a_line(self) -> None:
        first, second, third = self.page.entries
        assert first.implications == (
            "Look at your own outcomes regularly.",
            "Ask for help with the clients with whom you do less well",
            "Do not rely on years of experience.",
        )
        assert first.implications_lead == "The authors recommend the following:"
        assert second.implications_heading == "Clinical Implications"
        assert len(second.implications) == 1
        assert third.implications == ("Tell funders what untreated distress costs.",)

    def test_an_entry_without_citation_comes_in_and_says_so(self) -> None:
        entry = self.page.entries[2]
        assert entry.article is None
        assert entry.missing == ("month", "citation")
        assert entry.to_json()["article"] is None

    def test_several_contact_lines(self) -> None:
        assert self.page.entries[2].contact.splitlines() == [
            "Author email: one@example.org",
            "Second author e-mail: two@example.org",
        ]
        assert self.page.unplaced == ()


class TestManyVariations:
    page = read("variations.txt")

    def test_every_entry_is_found(self) -> None:
        assert [(entry.title, entry.missing) for entry in self.page.entries] == [
            ("Dropout is Lower With Preferred Treatments", ()),
            ("Feedback Helps Clients Who Are Not On Track", ()),
            ("Medication and Therapy Together", ()),
            ("A Letter Without Implications", ("implications",)),
            ("Only a Title and Some Words", ("citation", "implications")),
        ]

    def test_a_citation_broken_over_two_lines(self) -> None:
        first, _, third = (entry.article for entry in self.page.entries[:3])
        assert first is not None
        assert first.doi == "10.9999/ccp0000003"
        assert third is not None
        assert (third.container, third.pages) == ("World Psychiatry", "56-67")

    def test_an_address_glued_to_the_citation(self) -> None:
        entry = self.page.entries[1]
        assert entry.contact == "Author email: mj@example.org"
        assert entry.article is not None
        assert entry.article.pages == "1-10"

    def test_bullets_letters_and_a_heading_within_the_text(self) -> None:
        counts = [len(entry.implications) for entry in self.page.entries]
        assert counts == [3, 3, 1, 0, 0]
        assert self.page.entries[2].text.endswith("a year later.")


def test_french_pages() -> None:
    page = read("french.txt")
    assert page.notice == "Ce contenu n’est disponible qu’en français."
    assert page.months == ("2019-02", "2018-08")
    assert [len(entry.implications) for entry in page.entries] == [2, 1]
    assert page.entries[0].contact.startswith("Courriel")
    assert page.entries[0].article is not None
    assert page.entries[0].article.date == "2019-01"


@pytest.mark.parametrize(
    ("heading", "month"),
    [
        ("March 2018", "2018-03"),
        ("MARCH 2018", "2018-03"),
        ("Mar. 2018", "2018-03"),
        ("March, 2018:", "2018-03"),
        ("# March 2018", "2018-03"),
        ("**March 2018**", "2018-03"),
        ("PPRNet Blog: March 2018", "2018-03"),
        ("The Riverbend Blog – March 2018", "2018-03"),
        ("mars 2018", "2018-03"),
        ("Août 2018", "2018-08"),
        ("FÉVRIER 2018", "2018-02"),
        ("fevrier 2018", "2018-02"),
        ("PPRNet Blog: March", None),
    ],
)
def test_the_headings_of_months(heading: str, month: str | None) -> None:
    lines = (heading, "A Title", CITATION, TEXT, "Practice Implications", "Do.")
    page = read_text("\n".join(lines))
    assert [(entry.title, entry.month) for entry in page.entries] == [("A Title", month)]


@pytest.mark.parametrize(
    "heading",
    [
        "Practice Implications",
        "PRACTICE IMPLICATIONS",
        "Practice implications:",
        "Practice Implication",
        "Pratice Implications",
        "**Practice Implications**",
        "Clinical Implications",
        "Implications for Practice",
        "Implications for Clinical Practice",
        "Implications for Therapists",
        "Clinical and Training Implications",
        "Implications",
        "What This Means for Practice",
        "Take Home Message",
        "Implications cliniques",
    ],
)
def test_the_names_of_the_implications(heading: str) -> None:
    page = read_text(entry_page(CITATION, TEXT, heading, "Listen well, and show that you do."))
    (entry,) = page.entries
    assert entry.implications == ("Listen well, and show that you do.",)
    assert entry.text == TEXT
    assert entry.missing == ()


@pytest.mark.parametrize(
    "line",
    [
        "Practice Implications: Listen well.",
        "Practice Implications. Listen well.",
        "Practice Implications - Listen well.",
        "Practice Implications – Listen well.",
        "Practice ImplicationsListen well.",
        "Practice Implications Listen well.",
        "**Practice Implications:** Listen well.",
        "PRACTICE IMPLICATIONS: Listen well.",
    ],
)
def test_implications_in_the_line_of_their_heading(line: str) -> None:
    (entry,) = read_text(entry_page(CITATION, TEXT, line)).entries
    assert entry.implications == ("Listen well.",)
    assert entry.text == TEXT


def test_a_sentence_about_implications_is_no_heading() -> None:
    sentence = "Practice implications of this study are discussed by the authors at some length."
    (entry,) = read_text(entry_page(CITATION, TEXT, sentence)).entries
    assert entry.missing == ("implications",)
    assert entry.text == f"{TEXT}\n\n{sentence}"


def test_a_preamble_after_the_citation_stays_in_the_text() -> None:
    preamble = "This is the second in a series on listening."
    page = read_text(entry_page(CITATION, preamble, TEXT, "Practice Implications", "Do."))
    (entry,) = page.entries
    assert entry.text == f"{preamble}\n\n{TEXT}"


def test_a_citation_run_into_the_text() -> None:
    longer = f"{TEXT} {TEXT.replace('312', '412')}"
    (entry,) = read_text(entry_page(CITATION + longer, "Practice Implications", "Do.")).entries
    assert entry.article is not None
    assert entry.article.pages == "89-100"
    assert entry.text == longer


@pytest.mark.parametrize(
    "lines",
    [
        ("Foote, A. B., & Barr, C. (2018). Listening", "well. Psychotherapy, 55(1), 89-100."),
        ("Foote, A. B., &", "Barr, C. (2018). Listening well. Psychotherapy, 55(1), 89-100."),
        ("Foote, A. B., & Barr, C. (2018). Listening well.", "Psychotherapy, 55(1), 89-100."),
        ("Foote, A. B., & Barr, C. (2018). Listening well. Psychotherapy, 55(1), 89-", "100."),
        ("Foote, A. B., & Barr, C. (2018).", "Listening well.", "Psychotherapy, 55(1), 89-100."),
    ],
)
def test_a_citation_broken_anywhere(lines: tuple[str, ...]) -> None:
    page = read_text(entry_page(*lines, TEXT, "Practice Implications", "Listen."))
    (entry,) = page.entries
    assert entry.text == TEXT
    article = entry.article
    assert article is not None
    assert [str(name) for name in article.authors] == ["Foote, A. B.", "Barr, C."]
    assert (article.title, article.container) == ("Listening well", "Psychotherapy")
    assert (article.volume, article.pages) == ("55", "89-100")
    wheres = [row.where for row in page.account[2 : 2 + len(lines)]]
    assert wheres == ["entry 1: citation"] * len(lines)


def test_two_articles_of_one_summary() -> None:
    second = CITATION.replace("Listening well", "Listening badly")
    (entry,) = read_text(entry_page(CITATION, second, TEXT, "Practice Implications", "Do.")).entries
    assert [article.title for article in entry.more_articles] == ["Listening badly"]


def test_an_entry_without_a_title_says_so() -> None:
    page = read_text("\n".join(("March 2018", CITATION, TEXT, "Practice Implications", "Listen.")))
    (entry,) = page.entries
    assert entry.missing == ("title",)


def test_a_page_of_one_summary_has_its_month_from_the_date_of_posting() -> None:
    page = read_text(
        "\n".join(
            ("A Title", "Posted on March 5, 2018 by Helena Rivest", CITATION, TEXT,
             "Practice Implications", "Listen.", "Leave a comment", "© 2018 The network")
        )
    )  # fmt: skip
    (entry,) = page.entries
    assert (entry.title, entry.month, entry.missing) == ("A Title", "2018-03", ())
    assert entry.implications == ("Listen.",)
    assert [row.where for row in page.account[-2:]] == ["left: comments", "left: copyright line"]


def test_a_list_of_months_has_no_entries() -> None:
    page = read_text(
        entry_page(CITATION, TEXT, "Practice Implications", "Do.", "May 2017", "June 2017")
    )
    assert len(page.entries) == 1
    assert page.account[-1].where == "left: a month with nothing under it"


def test_lines_that_a_program_wrapped_are_joined() -> None:
    text = (PAGES / "twelve_months.txt").read_text(encoding="utf-8")
    wrapped = "\n\n".join(
        textwrap.fill(line, 76, break_on_hyphens=False) for line in text.split("\n")
    )
    page = read_text(wrapped)
    assert page.to_json() == read("twelve_months.txt").to_json()
    assert len(page.account) == len(wrapped.splitlines())


def test_what_is_not_known_is_unplaced_and_says_why() -> None:
    page = read_text(
        "\n".join(("Zebra crossing", entry_page(CITATION, TEXT, "Implications", "Do.")))
    )
    (row,) = page.unplaced
    assert (row.line, row.text) == (1, "Zebra crossing")
    assert row.why
    assert page.account[0].where == f"left: {row.why}"


class TestListsWithoutBullets:
    page = read("lists_and_series.txt")

    def test_topics_and_types_without_bullets_and_topics_that_are_not_ours(self) -> None:
        assert self.page.topics == (
            "Adherance",
            "Alliance and Therapeutic Relationship",
            "Mindfulness",
            "Trauma and/or PTSD",
        )
        assert self.page.research_types == ("Meta-analysis", "RCT")

    def test_numbers_in_the_text_stay_and_subheadings_are_text(self) -> None:
        entry = self.page.entries[0]
        assert "\n\nMethod\n\nThe authors" in entry.text
        assert entry.text.endswith(
            "1. half recovered in eight sessions; 2. a quarter needed twenty."
        )

    def test_implications_on_lines_that_are_no_sentences(self) -> None:
        assert self.page.entries[0].implications == (
            "Most clients need more than eight sessions",
            "Some need far more",
            "Review progress at every session",
        )

    def test_a_list_and_a_paragraph_after_it(self) -> None:
        entry = self.page.entries[1]
        assert entry.implications_lead == "The authors name six ways to lower drop-out:"
        assert len(entry.implications) == 7
        assert entry.contact == "Author email: swan@example.org ; greene@example.org"

    def test_a_title_that_ends_in_a_full_stop(self) -> None:
        assert self.page.entries[2].title == "Long-Term Effects"
        assert self.page.unplaced == ()

    def test_a_series_announced_under_its_own_title_is_a_preamble(self) -> None:
        entry = self.page.entries[0]
        assert entry.title == "Is “Good Enough” Good Enough?"
        assert entry.preamble.startswith("Handbook of Helping\n\nStarting in March 2013 I will")
        assert entry.text.startswith(entry.preamble)
        assert len(self.page.entries) == 3


class TestOddOnes:
    page = read("odd_ones.txt")

    def test_prose_that_names_its_authors_is_no_citation(self) -> None:
        entry = self.page.entries[0]
        assert entry.text.splitlines()[-1].startswith("Foote and Barr (2016) asked 312 clients")
        assert len(self.page.entries) == 2

    def test_a_reference_after_the_implications_belongs_to_the_entry(self) -> None:
        entry = self.page.entries[0]
        assert [article.title for article in entry.more_articles] == ["Old listening"]
        assert len(entry.contact.splitlines()) == 2

    def test_implications_alone(self) -> None:
        assert self.page.entries[1].missing == ("citation", "text")


CONTENTS = """THE LETTER
May 2022

In this issue
{items}

ROLLING WITH RUPTURE

Marchetti, P., & Quill, D. (2022). Naming ruptures early. Journal of Processes, 14(2), 101-118.

When client and therapist fall out, do they find their way back? They listened to 412 sessions.

Practice implications
1. Say out loud that something has changed between you.
"""


def test_names_in_a_list_of_contents_are_no_teaser():
    names = read_page(CONTENTS.format(items="- Ruptures\n- Sleep").encode(), "letter.txt")
    assert names.teaser == ""
    assert [row.where for row in names.account][3:6].count("left: a table of contents") >= 2
    sentences = "- Clients who are asked come back.\n- Sleep first, and grief after."
    told = read_page(CONTENTS.format(items=sentences).encode(), "letter.txt")
    assert "Clients who are asked" in told.teaser


@pytest.mark.parametrize(
    ("written", "day_first", "date"),
    [
        ("11/5/21", False, "2021-11-05"),
        ("11/5/21", True, "2021-05-11"),
        ("10/13/21", False, "2021-10-13"),
        ("13/10/21", False, "2021-10-13"),
        ("11/5/2021", False, "2021-11-05"),
        ("13/13/21", False, ""),
        ("1/2/3", False, ""),
        ("11/5/21.5", False, ""),
    ],
)
def test_dates_with_a_short_year(written: str, day_first: bool, date: str):
    assert date_in(written, day_first=day_first) == date
