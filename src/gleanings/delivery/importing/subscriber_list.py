"""A list of subscribers that a network has already: read line by line, and accounted for.

Columns are found by their names in the first line: the address, and if they are there the date of
the consent, its source, the language, whether mail is wanted, and what was chosen. A list without
such a line is one of addresses alone.
"""

import datetime as dt
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import Enum
from functools import cache
from typing import TypeVar

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import get_language_info, gettext_lazy, override
from django.utils.translation import gettext as _

from gleanings.delivery.importing.columns import rows_of
from gleanings.delivery.importing.dates import (
    AmbiguousDateError,
    Order,
    is_ambiguous,
    is_serial,
    read_date,
    shown_order,
)
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
from gleanings.literature.dates import date_format

STANDINGS: dict[str, Standing | None] = {
    **dict.fromkeys(("", "active", "subscribed", "enabled", "inactive"), Standing.ACTIVE),
    **dict.fromkeys(("abonné", "inactif"), Standing.ACTIVE),
    **dict.fromkeys(("left", "unsubscribed", "disabled", "blocklisted"), Standing.LEFT),
    **dict.fromkeys(("désabonné", "désinscrit"), Standing.LEFT),
    **dict.fromkeys(("bounced", "cleaned"), Standing.BOUNCED),
    **dict.fromkeys(("unconfirmed", "pending", "non-subscribed", "non confirmé")),
}
"""In the words of this site, of Mailchimp, listmonk and MailPoet; None of who never confirmed."""
NO = ("", "0", "no", "n", "false", "non", "faux")
"""Whatever else stands in a column of those who want no mail, “yes” or a date, says that one left;
one of these but the first, in a column of those who want it, says so too."""
STRICTEST = (Standing.LEFT, None, Standing.BOUNCED, Standing.ACTIVE)
FREQUENCIES = {"": Frequency.ISSUE, **{str(one): one for one in Frequency}}
YES_OR_NO = {"": False, "no": False, "yes": True}
AT_ONCE = 1000

Meaning = TypeVar("Meaning")


class Fate(Enum):
    ADDED = gettext_lazy("added")
    KEPT = gettext_lazy("added, to get no mail: has left, or mail came back")
    THERE = gettext_lazy("there already")
    LEFT = gettext_lazy("left out: has unsubscribed")
    BOUNCED = gettext_lazy("left out: mail came back")
    UNCONFIRMED = gettext_lazy("left out: has never confirmed")
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
    notes: list[str] = field(default_factory=list)
    """How something was read that could be read otherwise."""

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
    order: Order | None = None
    """What comes first in dates such as 05/06/2024; None where the list itself has to show it."""


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
    found = rows_of(content)
    rows = found.rows
    order, account.notes = _how_dates_are_read([row.get("date", "") for _n, row in rows], defaults)
    if found.not_read:
        account.notes.append(
            _("Not read, since nothing here is called so: %(names)s.")
            % {"names": ", ".join(found.not_read)[:300]}
        )
    defaults = replace(defaults, order=order)
    for number, row in rows:
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
        address = normal_address(_bare(typed))
        date = _date(row.get("date", ""), defaults)
        language = _language(row.get("language", ""), defaults.language)
        standing = _standing(row)
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
    if standing is None:
        return Line(number, Fate.UNCONFIRMED, address)
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


def _bare(typed: str) -> str:
    """Of “Anne Person <anne@example.org>”, as Mailman lists members, what is in the brackets."""
    found = _IN_BRACKETS.search(typed)
    return found[1] if found else typed


_IN_BRACKETS = re.compile(r"<([^<>]+)>$")


def _standing(row: dict[str, str]) -> Standing | None:
    """The strictest of all that is said; None of who never confirmed."""
    said = [_one_of(STANDINGS, text) for text in row.get("standing", "").split("\n")]
    said += [Standing.LEFT] if row.get("left_at") else []
    said += [Standing.BOUNCED] if row.get("bounced_at") else []
    refused = row.get("refused", "").lower().split("\n")
    said += [Standing.LEFT] if any(text not in NO for text in refused) else []
    wanted = row.get("wanted", "").lower().split("\n")
    said += [Standing.LEFT] if any(text and text in NO for text in wanted) else []
    return min(said, key=STRICTEST.index)


def _how_dates_are_read(texts: Sequence[str], defaults: Defaults) -> tuple[Order | None, list[str]]:
    """What comes first in them, and what is to be said of it."""
    order, notes = defaults.order, []
    if order is None and (shown := shown_order(texts)):
        order, by = shown
        ambiguous = next(filter(is_ambiguous, texts), "")
        said = (
            _("Dates such as “%(text)s” are read with the day first, since the list has “%(by)s”.")
            if order is Order.DAY
            else _(
                "Dates such as “%(text)s” are read with the month first, since the list has "
                "“%(by)s”."
            )
        )
        notes += [said % {"text": ambiguous, "by": by}] if ambiguous else []
    if serial := next(filter(is_serial, texts), ""):
        day = date_format(read_date(serial, None), "DATE_FORMAT")
        said = _("“%(text)s” is read as %(day)s: so Excel numbers days.")
        notes.append(said % {"text": serial, "day": day})
    return order, notes


def _date(text: str, defaults: Defaults) -> dt.date:
    if not text:
        return defaults.date
    try:
        date = read_date(text, defaults.order)
    except AmbiguousDateError as error:
        one, other = (date_format(each, "DATE_FORMAT") for each in error.args)
        raise ValidationError(
            _("“%(text)s” may be %(one)s or %(other)s: say what comes first, the day or the month.")
            % {"text": text[:40], "one": one, "other": other}
        ) from error
    except (ValueError, OverflowError):
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
