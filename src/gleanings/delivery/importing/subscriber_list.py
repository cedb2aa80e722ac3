"""A list of subscribers that a network has already: read line by line, and accounted for.

Columns are found by their names in the first line: the address, and if they are there the date of
the consent, its source, and the language. A list without such a line is one of addresses alone.
"""

import csv
import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import Enum
from functools import cache

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.utils.translation import get_language_info, gettext_lazy, override
from django.utils.translation import gettext as _

from gleanings.delivery.mail_address import normal_address, same_address
from gleanings.delivery.models import Source, Standing, Subscriber
from gleanings.evidence.tables import decoded

COLUMNS = {
    "address": ("email", "e-mail", "email address", "courriel", "mail", "address", "adresse"),
    "date": ("consent date", "consent_at", "consent", "confirm_time", "optin_time", "date"),
    "source": ("consent source", "consent_source", "source", "provenance"),
    "language": ("language", "langue", "lang", "locale"),
}
"""Where a list has several of a row, a line's is the first of them that is filled in: “address” may
be the postal one, and a single opt-in has no time of confirmation."""
LONGEST_LINE = 5000
AT_ONCE = 1000


class Fate(Enum):
    ADDED = gettext_lazy("added")
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
        return [line for line in self.lines if line.fate not in (Fate.ADDED, Fate.THERE)]


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
    known = dict(Subscriber.objects.values_list("same_address", "standing"))
    new: dict[str, Subscriber] = {}
    for number, row in _rows(content):
        account.lines.append(_take(number, row, defaults, known, new))
    if not dry_run:
        with transaction.atomic():
            Subscriber.objects.bulk_create(new.values(), batch_size=AT_ONCE)
    return account


def _take(
    number: int,
    row: dict[str, str],
    defaults: Defaults,
    known: dict[str, str],
    new: dict[str, Subscriber],
) -> Line:
    typed = row.get("address", "")
    try:
        address = normal_address(typed)
        date = _date(row.get("date", ""), defaults.date)
        language = _language(row.get("language", ""), defaults.language)
    except ValidationError as error:
        return Line(number, Fate.WRONG, typed[:80], error.messages[0])
    same = same_address(address)
    if same in new:
        return Line(number, Fate.TWICE, address)
    if same in known:
        fates = {Standing.LEFT: Fate.LEFT, Standing.BOUNCED: Fate.BOUNCED}
        return Line(number, fates.get(Standing(known[same]), Fate.THERE), address)
    new[same] = Subscriber(
        address=address,
        same_address=same,
        language=language,
        consent_at=timezone.make_aware(dt.datetime.combine(date, dt.time(12))),
        consent_source=Source.LIST,
        consent_note=(row.get("source", "") or defaults.source)[:200],
    )
    return Line(number, Fate.ADDED, address)


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
