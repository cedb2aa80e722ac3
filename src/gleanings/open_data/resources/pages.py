"""What issues and summaries, being pages, have in common."""

import datetime as dt
from collections import defaultdict
from typing import Any

from django.db.models import F, Value
from django.db.models.functions import Coalesce

from gleanings.open_data.fields import Version
from gleanings.open_data.paging import Order
from gleanings.open_data.reading import Reading

LONG_AGO = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)
_BY_MONTH = {"month": dt.date, "pk": int}
_BY_UPDATE = {"updated": dt.datetime, "pk": int}
PAGE_ORDERS = {
    "-month": Order(_BY_MONTH, is_down=True),
    "month": Order(_BY_MONTH),
    "-updated": Order(_BY_UPDATE, is_down=True),
    "updated": Order(_BY_UPDATE),
}
UPDATED = Coalesce("last_published_at", "first_published_at", Value(LONG_AGO))


def in_its_language(rows: Any) -> Any:
    return rows.filter(alias_of=None, words_in=F("locale__language_code"))


def versions(pages: Any, keys: list[Any], reading: Reading) -> dict[Any, list[Version]]:
    """By translation key, the languages that the pages are written or translated in."""
    rows = (
        pages.in_its_language()
        .filter(translation_key__in=keys)
        .order_by("locale__language_code")
        .values_list("translation_key", "locale__language_code", "url_path")
    )
    found: dict[Any, list[Version]] = defaultdict(list)
    for key, language, url_path in rows:
        found[key].append(Version(language=language, page=reading.page(url_path, language)))
    return found
