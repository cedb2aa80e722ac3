"""Asking the database: SQLite's FTS5, PostgreSQL's tsvector. Both say which summaries, how well.

Weights in the order of the columns of `SearchEntry`: title, implications, terms, article, names,
studied, text.
"""

from collections.abc import Callable, Iterable
from itertools import groupby
from operator import attrgetter
from typing import NamedTuple

from django.db import connection

from gleanings.reader.search.query import Part
from gleanings.reader.search.synonyms import Phrase

# what a practitioner scans for comes first: the bottom line, then what to do
WEIGHTS = (10.0, 6.0, 4.0, 3.0, 3.0, 2.0, 1.0)
IN_OTHER_WORDS = 0.8
"""What a summary counts that has some word by another name alone, beside one with those typed."""
IN_NEAR_WORDS = 0.6
"""The same where it has but a word with a meaning near it."""

Scores = dict[int, float]
"""Primary key of the summary to its score; the higher, the better it fits."""


class Operators(NamedTuple):
    """How a database's expressions are written."""

    both: str
    either: str
    then: str
    quote: str

    def phrase(self, phrase: Phrase) -> str:
        # words hold letters and digits alone, so that nothing in them ends the quotes
        return f"({self.quote}{self.then.join(phrase)}{self.quote})"

    def any_of(self, phrases: Iterable[Phrase]) -> str:
        return f"({self.either.join(map(self.phrase, sorted(phrases)))})"

    def all_typed(self, parts: Iterable[Part]) -> str:
        return self.both.join(self.any_of(part.phrases) for part in parts)

    def all_or(self, others: Callable[[Part], frozenset[Phrase]], parts: Iterable[Part]) -> str:
        """Of words in a row that the same stands for, this is looked for once."""
        groups = groupby(parts, key=others)
        return self.both.join(
            f"(({self.all_typed(row)}){self.either}{self.any_of(same)})"
            if same
            else self.all_typed(row)
            for same, row in groups
        )


FTS5 = Operators(" AND ", " OR ", " ", '"')
TSQUERY = Operators(" & ", " | ", "' <-> '", "'")


def scores(parts: Iterable[Part]) -> Scores:
    """The entries that hold all parts, each as it was typed or in other words."""
    parts = list(parts)
    if not parts:
        return {}
    write = _operators()
    ask = _postgresql if connection.vendor == "postgresql" else _sqlite
    phrases = frozenset().union(*(part.phrases | part.synonyms for part in parts))
    found = ask(write.all_or(attrgetter("synonyms"), parts), phrases)
    if any(part.synonyms for part in parts):
        in_other_words = found.keys() - _holders(write.all_typed(parts))
        if in_other_words:
            by_name = set(_holders(write.all_or(attrgetter("same"), parts)))
            for key in in_other_words:
                found[key] *= IN_OTHER_WORDS if key in by_name else IN_NEAR_WORDS
    return found


def holders(part: Part) -> list[int]:
    """The entries that hold the part, in no order; a third of the time that scoring them takes."""
    return _holders(_operators().any_of(part.phrases | part.synonyms))


def _holders(expression: str) -> list[int]:
    with connection.cursor() as cursor:
        cursor.execute(_HOLDERS[connection.vendor], [expression])
        return [key for (key,) in cursor.fetchall()]


_HOLDERS = {
    "sqlite": "SELECT rowid FROM digest_search WHERE digest_search MATCH %s",
    "postgresql": "SELECT summary_id FROM digest_searchentry"
    " WHERE vector @@ to_tsquery('simple', %s)",
}


def _operators() -> Operators:
    return TSQUERY if connection.vendor == "postgresql" else FTS5


def _sqlite(expression: str, phrases: Iterable[Phrase]) -> Scores:
    weights = ", ".join(map(str, WEIGHTS))
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT rowid, -bm25(digest_search, {weights}) FROM digest_search"  # noqa: S608
            " WHERE digest_search MATCH %s",
            [expression],
        )
        return dict(cursor.fetchall())


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


def _postgresql(expression: str, phrases: Iterable[Phrase]) -> Scores:
    with connection.cursor() as cursor:
        cursor.execute(_POSTGRESQL, [sorted(map(TSQUERY.phrase, phrases)), expression])
        return dict(cursor.fetchall())
