"""The lines of a list of subscribers, whatever system wrote it: what stands in which column."""

import csv
from collections.abc import Iterator

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
        *("isexcludedfromcampaigns", "liste noire", "désabonné", "désinscrit"),
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
Brevo and CiviCRM by a column of those who want no mail."""
LONGEST_LINE = 5000


def rows_of(content: bytes) -> Iterator[tuple[int, dict[str, str]]]:
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
                name: _of_several(name, [cells[at] for at in places if cells.get(at)])
                for name, places in columns.items()
            },
        )


def _of_several(name: str, texts: list[str]) -> str:
    if name in ("standing", "refused"):
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
