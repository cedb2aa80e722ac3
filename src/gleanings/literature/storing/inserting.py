"""New articles written to the database, many in one call.

Django's `bulk_create` asks of each value of each row whether it is an expression: for an article,
with nearly forty fields, that takes longer than all the rest of its storing.
"""

from collections.abc import Sequence
from typing import Any

from django.db import connection, models
from django.utils import timezone

from gleanings.literature.models import Article

_META = Article._meta
_FIELDS: list[Any] = [field for field in _META.concrete_fields if not field.primary_key]
_JSON = [field for field in _FIELDS if isinstance(field, models.JSONField)]


def insert(articles: Sequence[Article]) -> None:
    """They have their keys then. Raises `IntegrityError` where one of them is here by now."""
    if not articles:
        return
    now = timezone.now()
    for article, key in zip(articles, _next_keys(len(articles)), strict=True):
        article.pk, article.created_at = key, now
        article._state.adding, article._state.db = False, connection.alias
    quote = connection.ops.quote_name
    columns = ", ".join(quote(column) for column in ("id", *(one.column for one in _FIELDS)))
    places = ", ".join(["%s"] * (len(_FIELDS) + 1))
    with connection.cursor() as cursor:
        cursor.executemany(
            f"INSERT INTO {quote(_META.db_table)} ({columns}) VALUES ({places})",  # noqa: S608 - names of columns
            _rows(articles),
        )


def _rows(articles: Sequence[Article]) -> list[list[Any]]:
    """In the order of the columns; of most fields the value in Python is the database's."""
    adapt_json = connection.ops.adapt_json_value
    made = connection.ops.adapt_datetimefield_value(articles[0].created_at)
    rows = []
    for article in articles:
        values = article.__dict__ | {"created_at": made}
        for field in _JSON:
            values[field.attname] = adapt_json(values[field.attname], field.encoder)
        rows.append([article.pk, *(values[field.attname] for field in _FIELDS)])
    return rows


def _next_keys(number: int) -> Sequence[int]:
    """That nobody else takes: SQLite lets one writer in, PostgreSQL counts them out."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(
                "SELECT nextval(pg_get_serial_sequence(%s, %s)) FROM generate_series(1, %s)",
                [_META.db_table, "id", number],
            )
            return [row[0] for row in cursor.fetchall()]
        cursor.execute("SELECT seq FROM sqlite_sequence WHERE name = %s", [_META.db_table])
        last = (cursor.fetchone() or [0])[0]
        return range(last + 1, last + number + 1)
