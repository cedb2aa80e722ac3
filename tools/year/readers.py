"""What readers do: subscribe, confirm, leave, rate, ask, keep an eye on what is said."""

import re
from email.message import EmailMessage
from urllib.parse import urlsplit

from tools.year.person import AnswerError, Person, fields_of


def subscribe(reader: Person, address: str, language: str = "en") -> None:
    path = f"/{language}/e-mail/"
    form = fields_of(reader.get(path), "main form")
    reader.post(path, form | {"address": [address]})


def confirm(reader: Person, letter: EmailMessage) -> None:
    """By the link in the mail, and the button on its page."""
    path = _link(letter, "/e-mail/confirm/")
    page = reader.get(path)
    reader.post(path, fields_of(page, "main form"))


def leave_by_one_click(reader: Person, letter: EmailMessage) -> None:
    """As a mail program does it (RFC 8058)."""
    address = str(letter["List-Unsubscribe"]).strip("<>").split(">")[0]
    reader.post(urlsplit(address).path, {"List-Unsubscribe": "One-Click"})


def rate(reader: Person, summary_address: str, relevance: int) -> None:
    page = reader.get(summary_address)
    form = page.soup.select_one("form[action*='/use/']")
    if form is None:
        raise AnswerError(f"{summary_address} asks nobody whether it was of use.")
    reader.post(str(form["action"]), {"relevance": [str(relevance)]})


def ask(reader: Person, words: str, language: str = "en") -> None:
    path = f"/{language}/ask/"
    fields = fields_of(reader.get(path), "main form") | {"words": [words], "looked": ["1"]}
    after = reader.post(path, fields)
    if "thanks" not in after.url:
        raise AnswerError(f"The question was not taken: {after.messages}")


def _link(letter: EmailMessage, part: str) -> str:
    body = letter.get_body(("plain",))
    text = body.get_content() if body is not None else ""
    found = re.search(rf"https?://\S*{part}\S+", text)
    if found is None:
        raise AnswerError(f"The mail “{letter['Subject']}” has no link with {part}.")
    return urlsplit(found[0]).path
