"""The values of a JSON file one after another: of a list, of JSON Lines, or of one object."""

import json
import re
from collections.abc import Iterator
from typing import Any, TextIO

from django.utils.translation import gettext as _

from gleanings.literature.records.record import Refused

_PIECE = 1 << 18
LARGEST_VALUE = 200_000_000
_NEXT = re.compile(r"[\s,]*")


def json_values(text: TextIO) -> Iterator[tuple[int, Any] | Refused]:
    """Each value with the line it begins at. A list is never whole in memory.

    What is not JSON ends the reading: where the next value begins cannot be told.
    """
    decoder = json.JSONDecoder()
    waiting, line, piece = "", 1, _PIECE
    in_list, first = False, True
    while True:
        got = text.read(piece)
        waiting += got
        if first and waiting.strip():
            stripped = waiting.lstrip("\ufeff \t\r\n")
            line += waiting.count("\n", 0, len(waiting) - len(stripped))
            in_list, first = stripped.startswith("["), False
            waiting = stripped[1:] if in_list else stripped
        position = 0
        while True:
            start = _NEXT.match(waiting, position).end()  # type: ignore[union-attr]
            line += waiting.count("\n", position, start)
            position = start
            if position == len(waiting):
                break
            if in_list and waiting[position] == "]":
                return
            try:
                value, end = decoder.raw_decode(waiting, position)
            except RecursionError:
                yield Refused(line, _("This value is nested deeper than any record."))
                return
            except ValueError as error:
                if got and len(waiting) < LARGEST_VALUE:
                    break
                yield Refused(line, _why(error, at_end=not got))
                return
            if end == len(waiting) and got:
                break  # a number could go on
            yield line, value
            line += waiting.count("\n", position, end)
            position = end
        waiting = waiting[position:]
        piece = max(_PIECE, len(waiting))  # so that a large value is tried a few times only
        if not got:
            if in_list:
                yield Refused(line, _("The file breaks off here. Fetch it again."))
            return


def _why(error: ValueError, *, at_end: bool) -> str:
    if at_end:
        return _("From here on the file is not JSON, or breaks off (%(fault)s).") % {
            "fault": getattr(error, "msg", error)
        }
    return _("This value is larger than any record; what follows was not read.")
