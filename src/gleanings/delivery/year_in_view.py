"""Who had the digest by mail in a year, month by month, and what was sent."""

import datetime as dt
from collections.abc import Iterator

from django.db.models import Q
from django.utils.translation import gettext as _
from wagtail import hooks

from gleanings.delivery.models import Delivery, Mailing, Standing, State, Subscriber
from gleanings.digest.year_in_view.sections import (
    YEAR_IN_VIEW,
    Cell,
    Section,
    end_of,
    month_name,
    months_of,
)


@hooks.register(YEAR_IN_VIEW)
def of_the_mail(year: int) -> Iterator[Section]:
    rows: list[list[Cell]] = [[month_name(month), _subscribed(month)] for month in months_of(year)]
    yield Section(
        _("Subscribers by mail, at the end of each month"),
        [_("Month"), _("Subscribers")],
        rows if any(row[1] for row in rows) else [],
        90,
        _("Without those who were erased since, or who left and came back later."),
    )
    sent = Delivery.objects.filter(state=State.SENT, changed_at__year=year).count()
    mailings = Mailing.objects.filter(created_at__year=year).count()
    mail: list[list[Cell]] = [[_("Mailings"), mailings], [_("Messages delivered"), sent]]
    yield Section(_("Sent by mail"), ["", _("Number")], mail if mailings or sent else [], 100)


def _subscribed(month: dt.date) -> int:
    end = end_of(month)
    stayed = Q(standing=Standing.ACTIVE) | Q(standing_since__gte=end)
    return Subscriber.objects.filter(stayed, consent_at__lt=end).count()
