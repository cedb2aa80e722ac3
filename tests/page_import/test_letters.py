"""Mails: their heads are facts, their greetings and signatures are left, their lines are joined."""

import pytest

from gleanings.page_import import letters, read_page

HEAD = "From: Nadia Holm <n@lowland.example>\nDate: Tue, 6 Mar 2018 09:14:02 +0100\nSubject: "
CITATION = "Roe, J. (2018). Listening to clients. Psychotherapy, 55, 1-9. doi:10.5555/made.1"


def mail(subject: str, *paragraphs: str) -> str:
    return f"{HEAD}{subject}\n\n" + "\n\n".join(paragraphs) + "\n"


def entry_of(text: str):
    (entry,) = read_page(text.encode(), "mail.txt").entries
    return entry


@pytest.mark.parametrize(
    "line",
    [
        "Best wishes,", "Kind regards, Maria", "Many thanks and best wishes,", "Sincerely yours,",
        "All the best", "See you in April!", "Sent from my iPad", "--", "Cheers, Tom",
        "Cordialement,", "Bien à vous, Odile", "Meilleures salutations", "À bientôt",
        "Envoyé de mon téléphone", "Bonne lecture à toutes", "Yours, J. Doe",
    ],
)  # fmt: skip
def test_a_line_that_takes_leave(line: str) -> None:
    assert letters.is_closing(line)


@pytest.mark.parametrize(
    "line",
    [
        "Best practices in group therapy", "Best Practices", "Thanks to therapy, most improved.",
        "Take care of yourself first.", "Sent home too early", "Warm therapists get better results",
        "All the best treatments are alike", "Regards vary", "Merci de noter la date.",
        "Sincerely held beliefs matter",
    ],
)  # fmt: skip
def test_a_line_of_the_text_takes_no_leave(line: str) -> None:
    assert not letters.is_closing(line)


@pytest.mark.parametrize("line", ["Dear all,", "Hello everybody,", "Chères collègues,", "Bonjour"])
def test_a_greeting(line: str) -> None:
    assert letters.is_greeting(line)


@pytest.mark.parametrize(
    "line", ["Dear clients say more", "All of them,", "Hello, goodbye: an end"]
)
def test_no_greeting(line: str) -> None:
    assert not letters.is_greeting(line)


def test_what_stands_below_the_closing_is_left_and_said() -> None:
    page = read_page(
        mail(
            "[digest] Re: Listen Well", "Dear all,", "Clients who felt heard came back more often.",
            CITATION, "Practice implications", "* Listen first.\n* Ask what was heard.",
            "Best wishes, Maria", "Maria Roe, Room 12", "maria@lowland.example",
        ).encode(),
        "mail.txt",
    )  # fmt: skip
    (entry,) = page.entries
    assert (entry.title, entry.date, entry.authors) == (
        "Listen Well",
        "2018-03-06",
        ("Nadia Holm",),
    )
    assert entry.implications == ("Listen first.", "Ask what was heard.")
    assert entry.contact == ""
    assert [row.text for row in page.unplaced] == ["Maria Roe, Room 12", "maria@lowland.example"]


def test_the_lines_of_an_item_that_hang_below_its_first_are_one_implication() -> None:
    """Also where the page is not wrapped as a whole, and the line goes on with a capital."""
    entry = entry_of(
        "March 2018\n\nListen Well\n\n"
        f"{CITATION}\n\nClients who felt heard came back more often than others did.\n\n"
        "Practice implications\n\n* Ask what was heard, and by whom. A\n  Tuesday will do.\n"
        "* Listen.\n"
    )
    assert entry.implications == ("Ask what was heard, and by whom. A Tuesday will do.", "Listen.")


def test_a_mail_without_a_summary_and_what_is_quoted_are_no_entry() -> None:
    page = read_page(
        (
            mail("Room change", "Dear all,", "On Thursday we meet in Room 9 for a change.", "Tom")
            + mail("Listen Well", "Heard clients came back.", CITATION, "> Practice implications",
                   "Practice implications", "* Listen.\n* Ask.")
        ).encode(),
        "mail.txt",
    )  # fmt: skip
    assert [entry.title for entry in page.entries] == ["Listen Well"]
    assert page.entries[0].implications == ("Listen.", "Ask.")
    reasons = {row.where for row in page.account}
    assert {"left: a letter without a summary", "left: quoted from another letter"} <= reasons


def test_a_mail_with_several_summaries_is_a_page() -> None:
    summary = "{}\n=======\n\n" + CITATION + "\n\nHeard clients came back more often than others.\n"
    body = [
        summary.format(title) + "\nPractice implications\n\n* Listen.\n* Ask.\n"
        for title in ("Listen Well", "Ask Often")
    ]
    page = read_page(mail("Two summaries", "Please find two below.", *body).encode(), "m.txt")
    assert [entry.title for entry in page.entries] == ["Listen Well", "Ask Often"]
    assert page.intro == ""
    assert "Please find two below." in [row.text for row in page.unplaced]
