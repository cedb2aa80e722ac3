"""A list of subscribers that a network has already: read line by line, and accounted for.

Columns are found by their names in the first line: the address, and if they are there the date of
the consent, its source, the language, whether mail is wanted, and what was chosen. A list without
such a line is one of addresses alone.
"""

import csv
import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import Enum
from functools import cache
from typing import TypeVar

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.utils.translation import get_language_info, gettext_lazy, override
from django.utils.translation import gettext as _

from gleanings.delivery.mail_address import normal_address, same_address
from gleanings.delivery.models import (
    Frequency,
    Source,
    Standing,
    Subscriber,
    SubscriberLeftOut,
    SubscriberTopic,
    SubscriberType,
)
from gleanings.digest.models import ResearchType, Topic
from gleanings.evidence.tables import decoded

COLUMNS = {
    "address": ("email", "e-mail", "email address", "courriel", "mail", "address", "adresse"),
    "date": ("consent date", "consent_at", "consent", "confirm_time", "optin_time", "date"),
    "source": ("consent source", "consent_source", "source", "provenance"),
    "language": ("language", "langue", "lang", "locale"),
    "standing": ("standing", "status"),
    "frequency": ("frequency",),
    "alerts": ("alerts",),
    "topics": ("chosen_topics",),
    "left_out": ("left_out_topics",),
    "types": ("chosen_types",),
}
"""Where a list has several of a row, a line's is the first of them that is filled in: “address” may
be the postal one, and a single opt-in has no time of confirmation."""
STANDINGS = {
    **dict.fromkeys(("", "active", "subscribed", "enabled"), Standing.ACTIVE),
    **dict.fromkeys(("left", "unsubscribed", "disabled", "blocklisted"), Standing.LEFT),
    **dict.fromkeys(("bounced", "cleaned"), Standing.BOUNCED),
}
"""In the words of this site, of Mailchimp and of listmonk."""
FREQUENCIES = {"": Frequency.ISSUE, **{str(one): one for one in Frequency}}
YES_OR_NO = {"": False, "no": False, "yes": True}
LONGEST_LINE = 5000
AT_ONCE = 1000

Meaning = TypeVar("Meaning")


class Fate(Enum):
    ADDED = gettext_lazy("added")
    KEPT = gettext_lazy("added, to get no mail: has left, or mail came back")
    THERE = gettext_lazy("there already")
    LEFT = gettext_lazy("left out: has unsubscribed")
    BOUNCED = gettext_lazy("left out: mail came back")
    TWICE = gettext_lazy("left out: an earlier line has it")
    WRONG = gettext_lazy("left out")


@dataclass(frozen=True)
class Line:
    number: int
    fate: Fate
    address: str
    why: str = ""


@dataclass
class ListAccount:
    lines: list[Line] = field(default_factory=list)
    """One for each line of the file that is not empty, but for the names of the columns."""

    def count(self, fate: Fate) -> int:
        return sum(line.fate == fate for line in self.lines)

    def counts(self) -> list[tuple[Fate, int]]:
        return [(fate, number) for fate in Fate if (number := self.count(fate))]

    def left_out(self) -> list[Line]:
        return [line for line in self.lines if line.fate not in (Fate.ADDED, Fate.KEPT, Fate.THERE)]


@dataclass(frozen=True)
class Defaults:
    """For lines that do not say it."""

    date: dt.date
    source: str
    language: str


def import_list(content: bytes, defaults: Defaults, *, dry_run: bool = False) -> ListAccount:
    """Add who is new, all or none; who left, or whose mail came back, stays so.

    Raises ValidationError where the file has no column of addresses.
    """
    account = ListAccount()
    known = Known(
        dict(Subscriber.objects.values_list("same_address", "standing")),
        _keys_of(Topic),
        _keys_of(ResearchType),
    )
    new: dict[str, New] = {}
    for number, row in _rows(content):
        account.lines.append(_take(number, row, defaults, known, new))
    if not dry_run:
        _store(list(new.values()))
    return account


@dataclass(frozen=True)
class Known:
    """What the site has: standings by address, and the keys of terms by their slugs."""

    standings: dict[str, str]
    topics: dict[str, int]
    types: dict[str, int]


def _keys_of(terms: type[Topic] | type[ResearchType]) -> dict[str, int]:
    return {term.slug: term.target.pk for term in terms.objects.select_related("merged_into")}


@dataclass(frozen=True)
class New:
    """A subscriber to be, and the keys of what he chose."""

    subscriber: Subscriber
    topics: list[int]
    left_out: list[int]
    types: list[int]


def _store(new: list[New]) -> None:
    with transaction.atomic():
        # they have their keys afterwards
        Subscriber.objects.bulk_create([one.subscriber for one in new], batch_size=AT_ONCE)
        SubscriberTopic.objects.bulk_create(
            SubscriberTopic(subscriber=one.subscriber, topic_id=key)
            for one in new
            for key in one.topics
        )
        SubscriberLeftOut.objects.bulk_create(
            SubscriberLeftOut(subscriber=one.subscriber, topic_id=key)
            for one in new
            for key in one.left_out
        )
        SubscriberType.objects.bulk_create(
            SubscriberType(subscriber=one.subscriber, researchtype_id=key)
            for one in new
            for key in one.types
        )


def _take(
    number: int,
    row: dict[str, str],
    defaults: Defaults,
    known: Known,
    new: dict[str, New],
) -> Line:
    typed = row.get("address", "")
    try:
        address = normal_address(typed)
        date = _date(row.get("date", ""), defaults.date)
        language = _language(row.get("language", ""), defaults.language)
        standing = _one_of(STANDINGS, row.get("standing", ""))
        frequency = _one_of(FREQUENCIES, row.get("frequency", ""))
        alerts = _one_of(YES_OR_NO, row.get("alerts", ""))
        topics = _terms(known.topics, row.get("topics", ""))
        left_out = _terms(known.topics, row.get("left_out", ""))
        types = _terms(known.types, row.get("types", ""))
    except ValidationError as error:
        return Line(number, Fate.WRONG, typed[:80], error.messages[0])
    same = same_address(address)
    if same in new:
        return Line(number, Fate.TWICE, address)
    if same in known.standings:
        fates = {Standing.LEFT: Fate.LEFT, Standing.BOUNCED: Fate.BOUNCED}
        return Line(number, fates.get(Standing(known.standings[same]), Fate.THERE), address)
    subscriber = Subscriber(
        address=address,
        same_address=same,
        language=language,
        standing=standing,
        frequency=frequency,
        alerts=alerts,
        consent_at=timezone.make_aware(dt.datetime.combine(date, dt.time(12))),
        consent_source=Source.LIST,
        consent_note=(row.get("source", "") or defaults.source)[:200],
    )
    new[same] = New(subscriber, topics, left_out, types)
    return Line(number, Fate.ADDED if standing == Standing.ACTIVE else Fate.KEPT, address)


def _one_of(meanings: Mapping[str, Meaning], text: str) -> Meaning:
    try:
        return meanings[text.strip().lower()]
    except KeyError:
        words = ", ".join(word for word in meanings if word)
        raise ValidationError(
            _("“%(text)s” is not known here. Write one of these, or nothing: %(words)s.")
            % {"text": text[:40], "words": words}
        ) from None


def _terms(known: dict[str, int], text: str) -> list[int]:
    """Their keys; slugs stand in the list, with spaces between."""
    unknown = [slug for slug in text.split() if slug not in known]
    if unknown:
        raise ValidationError(
            _("The site has no topic or type of research “%(slug)s”.") % {"slug": unknown[0][:60]}
        )
    return list(dict.fromkeys(known[slug] for slug in text.split()))


def _date(text: str, default: dt.date) -> dt.date:
    if not text:
        return default
    try:
        date = parse_date(text[:10])
    except ValueError:
        date = None
    if date is None or date > timezone.localdate():
        raise ValidationError(
            _("“%(text)s” is no date of a consent. Write it like 2024-05-31.") % {"text": text[:40]}
        )
    return date


def _language(text: str, default: str) -> str:
    typed = text.strip().lower()
    if not typed:
        return default
    code = _names_of_languages().get(typed, typed[:2])
    if code not in dict(settings.LANGUAGES):
        raise ValidationError(
            _("The site is not in the language “%(language)s”.") % {"language": text[:20]}
        )
    return code


@cache
def _names_of_languages() -> dict[str, str]:
    """The code of each, by its names in all of them: “français”, “French”, “anglais”."""
    names = {}
    for spoken, _name in settings.LANGUAGES:
        with override(spoken):
            for code, _name in settings.LANGUAGES:
                names[get_language_info(code)["name_translated"].lower()] = code
    return names


# --- reading --------------------------------------------------------------------------------------


def _rows(content: bytes) -> Iterator[tuple[int, dict[str, str]]]:
    """Each line's number and fields. Each by itself: a quotation mark that nobody closed would
    otherwise swallow all that follow."""
    lines = decoded(content).splitlines()
    filled = [(number, line) for number, line in enumerate(lines, 1) if line.strip(" \t,;\0")]
    if filled and filled[0][1].lower().startswith("sep="):  # tells Excel what divides the columns
        filled = filled[1:]
    if not filled:
        raise ValidationError(_("The file is empty."))
    delimiter = max(",;\t", key=filled[0][1].count)
    columns = _columns(_fields(filled[0][1], delimiter))
    if columns is None:
        columns = {"address": [0]}
    else:
        filled = filled[1:]
    for number, line in filled:
        cells = dict(enumerate(_fields(line, delimiter)))
        yield (
            number,
            {
                name: next((cells[at] for at in places if cells.get(at)), "")
                for name, places in columns.items()
            },
        )


def _fields(line: str, delimiter: str) -> list[str]:
    line = line[:LONGEST_LINE].replace("\0", "")
    try:
        return [text.strip() for text in next(csv.reader([line], delimiter=delimiter), [])]
    except csv.Error:
        return [text.strip(' "') for text in line.split(delimiter)]


def _columns(first: list[str]) -> dict[str, list[int]] | None:
    """Where each thing stands, the likeliest place first; None where the first line is an address
    already."""
    named = [text.lower() for text in first]
    found = {
        name: [named.index(word) for word in words if word in named]
        for name, words in COLUMNS.items()
    }
    if found["address"]:
        return found
    if first and "@" in first[0]:
        return None
    raise ValidationError(
        _("No column of addresses: name one “email” in the first line. It has: %(names)s.")
        % {"names": ", ".join(first)[:200]}
    )
