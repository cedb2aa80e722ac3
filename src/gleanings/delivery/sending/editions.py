"""What a worker says to whom: made once for all of one language and one choice."""

from dataclasses import dataclass

from django.conf import settings

from gleanings.delivery import sender
from gleanings.delivery.mail import links
from gleanings.delivery.mail.issue_mail import store, words_of, words_of_change
from gleanings.delivery.mail.letter import Letter
from gleanings.delivery.mail.link_counting import with_counted_links
from gleanings.delivery.mailings import offers_in, summaries_in
from gleanings.delivery.matching import EVERYTHING, Choice, Offer, matching
from gleanings.delivery.models import Edition, Kind, Mailing
from gleanings.digest.models import Issue, Summary
from gleanings.reader.cache import content_version

EDITIONS_KEPT = 64
"""Editions that a worker keeps in memory; each has some tens of thousands of bytes."""


@dataclass(frozen=True)
class Printed:
    """An edition, and the letter that all who get it share."""

    edition: Edition
    letter: Letter


class Editions:
    """Of the issues as they are online now: after a correction they are made anew."""

    def __init__(self) -> None:
        self.stamp = -1
        self.offers: dict[tuple[int, str], list[Offer]] = {}
        self.printed: dict[tuple[int, str, tuple[int, ...]], Printed] = {}
        self.chosen: dict[tuple[int, str, Choice], Printed | None] = {}

    def look_again(self) -> None:
        """Forget what is no longer so; called before each batch, and each second within one."""
        stamp = content_version.current()
        if stamp != self.stamp or len(self.printed) > EDITIONS_KEPT:
            self.offers, self.printed = {}, {}
        self.chosen = {}
        self.stamp = stamp

    def offers_in(self, mailing: Mailing, language: str) -> list[Offer]:
        """Empty while nobody may read what the mailing is about."""
        key = (mailing.pk, language)
        if key not in self.offers:
            self.offers[key] = offers_in(mailing, language)
        return self.offers[key]

    def is_online(self, mailing: Mailing) -> bool:
        """Whether anybody may read any of it, in any language."""
        return any(self.offers_in(mailing, code) for code, _name in settings.LANGUAGES)

    def printed_for(
        self, mailing: Mailing, language: str, choice: Choice = EVERYTHING
    ) -> Printed | None:
        """None where nothing is online that was chosen."""
        asked = (mailing.pk, language, choice)
        if asked not in self.chosen:
            self.chosen[asked] = self._printed_for(mailing, language, choice)
        return self.chosen[asked]

    def _printed_for(self, mailing: Mailing, language: str, choice: Choice) -> Printed | None:
        language = _known_language(language)
        chosen = matching(self.offers_in(mailing, language), choice)
        if not chosen:
            return None
        key = (mailing.pk, language, chosen)
        if key not in self.printed:
            self.printed[key] = print_edition(mailing, language, chosen)
        return self.printed[key]


def print_edition(mailing: Mailing, language: str, keys: tuple[int, ...]) -> Printed:
    if mailing.kind == Kind.CHANGE:
        keys, words = (), words_of_change(mailing.told["words"][language], language)
    else:
        kind, others = Kind(mailing.kind), 0
        if kind == Kind.ISSUE:
            others = len(set(summaries_in(mailing, language)) - set(keys))
        words = words_of(issue_of(mailing, language), keys, language, kind, others)
    edition = store(mailing, language, keys, words)
    text, html = edition.text, edition.html
    if settings.EMAIL_COUNT_LINKS:
        text, html = with_counted_links(mailing, text, html)
    text, html = (body.replace(links.EDITION, edition.key) for body in (text, html))
    return Printed(edition, letter_of_the_list(language, edition.subject, text, html))


def letter_of_the_list(language: str, subject: str, text: str, html: str) -> Letter:
    """With the headers that all mails of a list have (RFC 2919, RFC 8058)."""
    headers = {
        "List-Id": f"<digest-{language}.{sender.domain_of_the_sender()}>",
        "Precedence": "bulk",
        **sender.usual_headers(language),
    }
    leaving = {
        "List-Unsubscribe": f"<{links.leaving(language)}>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
    }
    return Letter(sender.sender_in(language), subject, text, html, headers, leaving)


def issue_of(mailing: Mailing, language: str) -> Issue:
    in_language = Issue.objects.in_language(language)
    if mailing.kind == Kind.ISSUE:
        return in_language.get(translation_key=mailing.about)
    summary = Summary.objects.in_language(language).get(translation_key=mailing.about)
    return summary.issue


def _known_language(language: str) -> str:
    known = {code for code, _name in settings.LANGUAGES}
    return language if language in known else settings.LANGUAGE_CODE
