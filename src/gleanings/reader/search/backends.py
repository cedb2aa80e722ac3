"""Asking the database: SQLite's FTS5, PostgreSQL's tsvector. Both say which summaries, how well.

Weights in the order of the columns of `SearchEntry`: title, implications, terms, article, names,
studied, text.
"""

from collections.abc import Iterable

from django.db import connection

from gleanings.reader.search.query import Part, Phrase

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


# PostgreSQL's own ranks count a word that every summary has as much as one that few have; so each
# word is ranked by itself and weighted by its rarity, as BM25 does
_POSTGRESQL = """
WITH looked_for AS (
    SELECT query, ln(1 + (SELECT count(*) FROM digest_searchentry)::float / (0.5 + (
        SELECT count(*) FROM digest_searchentry WHERE vector @@ query))) AS rarity
    FROM (
        SELECT DISTINCT to_tsquery('simple', word) AS query FROM unnest(%s::text[]) AS word
    ) AS words
)
SELECT summary_id, sum(rarity * ts_rank('{0.1, 0.3, 0.6, 1.0}', vector, query, 1))
FROM digest_searchentry JOIN looked_for ON vector @@ query
WHERE vector @@ to_tsquery('simple', %s)
GROUP BY summary_id
"""


def _postgresql(parts: list[Part], between: str) -> Scores:
    phrases = sorted({_tsphrase(phrase) for part in parts for phrase in part.phrases})
    with connection.cursor() as cursor:
        cursor.execute(_POSTGRESQL, [phrases, between.join(map(_tsquery, parts))])
        return dict(cursor.fetchall())


def _tsquery(part: Part) -> str:
    return f"({' | '.join(map(_tsphrase, sorted(part.phrases)))})"


def _tsphrase(phrase: Phrase) -> str:
    return "(" + " <-> ".join(f"'{word}'" for word in phrase) + ")"
