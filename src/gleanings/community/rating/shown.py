"""New ratings are told of within the hour, not each by itself: every page is made anew for them.

The hour is also that in which answers that come too fast are found out, so when it began stands in
the database: each ``gleanings tick`` is another process.
"""

import datetime as dt

from django.db import transaction
from django.utils import timezone

from gleanings.community.models import Rating, Renewal
from gleanings.reader.cache import content_version

EVERY = dt.timedelta(hours=1)


def show_new_ratings(now: dt.datetime | None = None) -> None:
    """Tell of the ratings that came, and have pages made anew, at most once an hour."""
    now = now or timezone.now()
    new = Rating.objects.waiting()
    if Renewal.objects.filter(at__gt=now - EVERY).exists() or not new.exists():
        return
    with transaction.atomic():
        Renewal.objects.update_or_create(pk=1, defaults={"at": now})
        new.update(shown=True)
        content_version.bump()
