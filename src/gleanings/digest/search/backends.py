"""Asking the database: SQLite's FTS5, PostgreSQL's tsvector. Both say which summaries, how well.

Weights in the order of the columns of `SearchEntry`: title, implications, terms, article, names,
studied, text.
"""

from collections.abc import Iterable

from django.db import connection

from gleanings.digest.search.query import Part, Phrase

# what a practitioner scans for comes first: the bottom line, then what to do
WEIGHTS = (10.0, 6.0, 4.0, 3.0, 3.0, 2.0, 1.0)

Scores = dict[int, float]
"""Primary key of the summary to its score; the higher, the better it fits."""


def scores(parts: Iterable[Part], *, all_of_them: bool = True) -> Scores:
    """The entries that hold all parts, or any of them."""
    parts = list(parts)
    if not parts:
        return {}
    if connection.vendor == "postgresql":
        return _postgresql(parts, " & " if all_of_them else " | ")
    return _sqlite(parts, " AND " if all_of_them else " OR ")


def holders(part: Part) -> list[int]:
    """The entries that hold the part, in no order; a third of the time that scoring them takes."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(
                "SELECT summary_id FROM digest_searchentry"
                " WHERE vector @@ to_tsquery('simple', %s)",
                [_tsquery(part)],
            )
        else:
            cursor.execute(
                "SELECT rowid FROM digest_search WHERE digest_search MATCH %s", [_fts5(part)]
            )
        return [key for (key,) in cursor.fetchall()]


def _sqlite(parts: list[Part], between: str) -> Scores:
    expression = between.join(map(_fts5, parts))
    weights = ", ".join(map(str, WEIGHTS))
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT rowid, -bm25(digest_search, {weights}) FROM digest_search"  # noqa: S608
            " WHERE digest_search MATCH %s",
            [expression],
        )
        return dict(cursor.fetchall())


def _fts5(part: Part) -> str:
    # words hold letters and digits alone, so that nothing in them ends the quotes
    phrases = [f'"{" ".join(phrase)}"' for phrase in sorted(part.phrases)]
    return f"({' OR '.join(phrases)})"


def _postgresql(parts: list[Part], between: str) -> Scores:
    expression = between.join(map(_tsquery, parts))
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT summary_id, ts_rank_cd('{0.1, 0.3, 0.6, 1.0}', vector, query, 1)"
            " FROM digest_searchentry, to_tsquery('simple', %s) AS query WHERE vector @@ query",
            [expression],
        )
        return dict(cursor.fetchall())


def _tsquery(part: Part) -> str:
    def spelled(phrase: Phrase) -> str:
        return " <-> ".join(f"'{word}'" for word in phrase)

    phrases = [f"({spelled(phrase)})" for phrase in sorted(part.phrases)]
    return f"({' | '.join(phrases)})"
