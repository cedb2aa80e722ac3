"""The lines of a list of subscribers, whatever system wrote it: what stands in which column."""

import csv
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from gleanings.evidence.tables import decoded

COLUMNS = {
    "address": ("email", "e-mail", "email address", "courriel", "mail", "address", "adresse"),
    "date": (
        *("consent date", "consent_at", "consent", "confirm_time", "confirmation time"),
        *("optin_time", "subscription time", "created_at", "date"),
    ),
    "source": ("consent source", "consent_source", "source", "provenance"),
    "language": ("language", "langue", "lang", "locale"),
    "standing": (
        *("standing", "status", "list status", "global status", "subscription status"),
        *("statut", "statut de la liste", "statut global", "statut de l’abonnement"),
    ),
    "refused": (
        *("blocklisted", "blacklisted", "blacklist", "email_blacklisted", "email blocklisted"),
        *("opt-out", "opt out", "opt_out", "opted out", "is_opt_out", "do not email"),
        *("do_not_email", "no bulk emails", "no bulk emails (user opt out)", "unsubscribed"),
        *("isexcludedfromcampaigns", "email_disabled", "email disabled"),
        *("liste noire", "désabonné", "désinscrit"),
    ),
    "wanted": (
        *("subscribed_to_emails", "subscribed", "opt-in", "opt in", "opt_in", "opted in"),
        *("email_consent", "receives emails", "accepts_marketing", "accepts email marketing"),
    ),
    "left_at": ("unsub_time", "unsubscribed_at"),
    "bounced_at": ("clean_time",),
    "frequency": ("frequency",),
    "alerts": ("alerts",),
    "topics": ("chosen_topics",),
    "left_out": ("left_out_topics",),
    "types": ("chosen_types",),
}
"""Where a list has several of a row, a line's is the first of them that is filled in: “address” may
be the postal one, and a single opt-in has no time of confirmation. Of standings all count: MailPoet
says one of the list and one of the person. Mailchimp’s file of those who left says it by a time,
Brevo and CiviCRM by a column of those who want no mail, Ghost by one of those who do."""
LONGEST_LINE = 5000


@dataclass(frozen=True)
class Rows:
    """What stands in the lines of a list, and the columns whose names say nothing here."""

    rows: list[tuple[int, dict[str, str]]]
    """Each line's number and fields."""
    not_read: list[str]


def rows_of(content: bytes) -> Rows:
    """Each line by itself: a quotation mark that nobody closed would swallow all that follow.

    Raises ValidationError where there is no line, or no column of addresses.
    """
    lines = decoded(content).splitlines()
    filled = [(number, line) for number, line in enumerate(lines, 1) if line.strip(" \t,;\0")]
    if filled and filled[0][1].lower().startswith("sep="):  # tells Excel what divides the columns
        filled = filled[1:]
    if not filled:
        raise ValidationError(_("The file is empty."))
    delimiter = max(",;\t", key=filled[0][1].count)
    first = _fields(filled[0][1], delimiter)
    columns = _columns(first)
    if columns is None:
        return Rows([(number, {"address": _first(line, delimiter)}) for number, line in filled], [])
    rows = [(number, _row(_fields(line, delimiter), columns)) for number, line in filled[1:]]
    read = {at for places in columns.values() for at in places}
    return Rows(rows, [name for at, name in enumerate(first) if name and at not in read])


def _first(line: str, delimiter: str) -> str:
    return next(iter(_fields(line, delimiter)), "")


def _row(fields: list[str], columns: dict[str, list[int]]) -> dict[str, str]:
    cells = dict(enumerate(fields))
    return {
        name: _of_several(name, [cells[at] for at in places if cells.get(at)])
        for name, places in columns.items()
    }


def _of_several(name: str, texts: list[str]) -> str:
    if name in ("standing", "refused", "wanted"):
        return "\n".join(texts)
    return next(iter(texts), "")


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
