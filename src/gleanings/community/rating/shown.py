"""New ratings are shown within the hour, not each by itself: every page is made anew for them."""

import datetime as dt

from django.core.cache import cache
from django.db import transaction

from gleanings.community.models import Rating
from gleanings.reader.cache import content_version

EVERY = dt.timedelta(hours=1)
_RESTS = "community:ratings_shown"


def show_new_ratings() -> None:
    """Tell of the ratings that came, and have pages made anew, at most once an hour."""
    new = Rating.objects.waiting()
    if not new.exists() or not cache.add(_RESTS, True, EVERY.total_seconds()):
        return
    with transaction.atomic():
        new.update(shown=True)
        content_version.bump()
