"""Mails: their heads are facts, their greetings and signatures are left, their lines are joined."""

from email.message import EmailMessage

import pytest

from gleanings.page_import import UnreadablePage, letters, read_page
from gleanings.page_import.saved_mail import opened

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


# --- mails as programs save them --------------------------------------------------------------
PARAGRAPH = (
    "Des clients ont été écoutés pendant une année entière. Ceux que leur thérapeute regardait "
    "allaient mieux à la fin que ceux qu’il ne regardait pas."
)


def saved(*, html: str = "", plain: str = "", coding: str = "quoted-printable") -> bytes:
    message = EmailMessage()
    message["From"] = "Odile Été <odile@ete.example>"
    message["Date"] = "Tue, 6 Mar 2018 09:14:02 +0100"
    message["Subject"] = "Écouter aide"
    message["Received"] = "from a.example by b.example; " + "long " * 30
    if plain:
        message.set_content(plain, cte=coding)
    if html and plain:
        message.add_alternative(html, subtype="html", cte=coding)
    elif html:
        message.set_content(html, subtype="html", cte=coding)
    return message.as_bytes()


@pytest.mark.parametrize("coding", ["quoted-printable", "base64", "8bit"])
def test_a_saved_mail_is_read_out_of_its_coding(coding: str) -> None:
    text = f"{CITATION}\n\n{PARAGRAPH}\n\n>> En pratique\n\n  * Écoutez.\n  * Regardez.\n"
    page = read_page(saved(plain=text, coding=coding), "lettre.eml")
    (entry,) = page.entries
    assert entry.title == "Écouter aide"
    assert str(entry.month) == "2018-03"
    assert "été écoutés" in entry.text
    assert [one.strip("•*- ") for one in entry.implications] == ["Écoutez.", "Regardez."]
    assert page.notes


def test_of_a_mail_in_two_forms_the_plain_one_is_read() -> None:
    text = f"{CITATION}\n\n{PARAGRAPH}\n"
    (entry,) = read_page(saved(plain=text, html="<p>other words</p>"), "lettre.eml").entries
    assert "été écoutés" in entry.text


def test_of_a_mail_in_html_its_page_is_read() -> None:
    page = f"<html><body><h2>Écouter aide</h2><p>{CITATION}</p><p>{PARAGRAPH}</p></body></html>"
    (entry,) = read_page(saved(html=page), "lettre.eml").entries
    assert entry.title == "Écouter aide"


def test_a_web_archive_is_refused_as_before() -> None:
    archive = (
        b"From: <Saved by Blink>\r\nSnapshot-Content-Location: https://a.example/\r\n"
        b'MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary="b"\r\n\r\n--b\r\n'
        b"Content-Type: text/html\r\n\r\n<p>Words</p>\r\n--b--\r\n"
    )
    with pytest.raises(UnreadablePage, match="MHTML"):
        read_page(archive, "page.mht")


@pytest.mark.parametrize("data", [b"MIME-Version: 1.0\r\n", b"Subject: x\nno field\n\nwords"])
def test_what_only_begins_like_a_mail_is_none(data: bytes) -> None:
    assert opened(data) is None


# --- a DOI by itself --------------------------------------------------------------------------
@pytest.mark.parametrize(
    "line",
    [
        "DOI : 10.5555/made.7",
        "https://doi.org/10.5555/made.7",
        "Source: Roe, Listening, doi:10.5555/made.7",
    ],
)
def test_a_line_that_names_the_article_alone_is_its_citation(line: str) -> None:
    entry = entry_of(mail("Listening Helps", line, PARAGRAPH, "Practice implications", "* Listen."))
    assert entry.article.doi == "10.5555/made.7"
    assert "10.5555" not in entry.text


def test_a_doi_below_its_citation_is_the_same_article() -> None:
    cited = CITATION.partition(" doi:")[0]
    text = mail(
        "Listening Helps", cited, PARAGRAPH, "DOI: 10.5555/made.7", "Implications", "* Listen."
    )
    entry = entry_of(text)
    assert entry.article.doi == "10.5555/made.7"
    assert entry.article.authors
    assert not entry.more_articles


def test_a_sentence_with_a_doi_stays_text() -> None:
    told = "They wrote of it at length later (https://doi.org/10.5555/made.9), and nobody read it."
    entry = entry_of(mail("Listening Helps", CITATION, PARAGRAPH, told))
    assert told in entry.text
