"""How many reports and questions of a day are taken, so that whoever sends many shuts nobody out.

How many came from one place today is counted by the site above, which sets `sent_today`; nothing of
it is stored here.
"""

from django.http import HttpRequest
from django.utils.translation import gettext as _

MOST_A_DAY = 200
"""Of the whole site: more than an editor reads come from a program. From here on each place has
`FEW`."""
FROM_ONE_PLACE = 20
FEW = 3
MOST_AT_ALL = 5000
"""What the database is asked to hold of a day, whoever sends it."""


def refusal(request: HttpRequest, number_today: int) -> str:
    """Why no more is taken, for who sent it; empty where it is."""
    from_here = getattr(request, "sent_today", 0)
    if number_today >= MOST_AT_ALL:
        return _("So much came today that nothing more is taken until tomorrow.")
    if from_here >= FROM_ONE_PLACE:
        return _(
            "%(number)d came today from where you are, so no more are taken from there until "
            "tomorrow. Others can still write."
        ) % {"number": from_here}
    if number_today >= MOST_A_DAY and from_here >= FEW:
        return _(
            "So much came today that only %(number)d are taken from each place until tomorrow."
        ) % {"number": FEW}
    return ""
