"""The search of the desk's lists: Wagtail's, with some things of its library mended.

It nests the words of a query in one another, so that those of an abstract were more than the stack
holds; and it knows no filter but by a column, so that a list of pictures by how often they are used
was an error of the server as soon as something was looked for.

On SQLite it writes the words of a query between quotation marks and lets those of the query stand,
so that one alone was an error too. And it reads each text three times, writes each row twice, and
looks at every row that is there to write a few, so that storing an article's words took longer than
storing the article.
"""

from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any

from django.core.exceptions import FieldDoesNotExist
from django.db import connection, models
from django.db.models import Func
from django.db.models.lookups import Lookup
from django.db.models.options import Options
from wagtail.search.backends import database

MOST_WORDS = 100


def SearchBackend(params: dict[str, Any]) -> Any:  # noqa: N802 - the name that Wagtail looks for
    backend = database.SearchBackend(params)
    is_sqlite = connection.vendor == "sqlite"
    for name in ("query_compiler_class", "autocomplete_query_compiler_class"):
        compiler = _taking_what_is_asked(getattr(backend, name))
        setattr(backend, name, _escaping(compiler) if is_sqlite else compiler)
    if is_sqlite:
        backend.index_class = _writing_once(backend.index_class)
    return backend


def _taking_what_is_asked(compiler: Any) -> Any:
    class TakingWhatIsAsked(compiler):
        def __init__(self, queryset: Any, query: Any, *args: Any, **kwargs: Any) -> None:
            super().__init__(queryset, _first_words(query), *args, **kwargs)

        def _get_filters_from_where_node(self, where: Any, check_only: bool = False) -> Any:
            if check_only and isinstance(where, Lookup) and isinstance(where.lhs, Func):
                return None  # of a count, say; the database itself filters by it
            return super()._get_filters_from_where_node(where, check_only=check_only)

    return TakingWhatIsAsked


def _first_words(query: Any) -> Any:
    """As many words as anybody types; of a whole text that was pasted, the first."""
    from wagtail.search.query import And, PlainText

    if isinstance(query, And):
        return And([_first_words(part) for part in query.subqueries[:MOST_WORDS]])
    if isinstance(query, PlainText):
        return PlainText(_first_words(query.query_string), operator=query.operator)
    return " ".join(query.split()[:MOST_WORDS]) if isinstance(query, str) else query


def _escaping(compiler: Any) -> Any:
    from wagtail.search.query import Phrase, PlainText

    class Escaping(compiler):
        def build_search_query_content(self, query: Any, config: Any = None) -> Any:
            if isinstance(query, Phrase):
                query = Phrase(_escaped(query.query_string))
            elif isinstance(query, PlainText):
                query = PlainText(_escaped(query.query_string), operator=query.operator)
            return super().build_search_query_content(query, config=config)

    return Escaping


def _escaped(words: str) -> str:
    """As SQLite's full text search writes it within quotation marks."""
    return words.replace('"', '""')


_WRITE = """
    INSERT INTO {table}
        (content_type_id, object_id, title, autocomplete, body, title_norm)
    VALUES (%s, %s, %s, %s, %s, %s)
    ON CONFLICT (content_type_id, object_id) DO UPDATE SET
        title = excluded.title, autocomplete = excluded.autocomplete, body = excluded.body,
        title_norm = excluded.title_norm
"""
_USUAL_LENGTH = """
    SELECT avg(length(title)) FROM
        (SELECT title FROM {table} WHERE title <> '' ORDER BY id DESC LIMIT 500)
"""


def _writing_once(index: Any) -> Any:
    from modelsearch.backends.database.sqlite.sqlite import (
        IndexEntry,
        ObjectIndexer,
        get_content_type_pk,
    )

    table = IndexEntry._meta.db_table

    class WritingOnce(index):
        def add_items(self, model: Any, objs: Iterable[Any]) -> None:
            texts = {str(one.pk): _texts(ObjectIndexer(one, self.backend)) for one in objs}
            if not texts or not model.get_search_fields():
                return
            of = get_content_type_pk(model)
            lengths = [len(title) for title, _autocomplete, _body in texts.values() if title]
            with self.write_connection.cursor() as cursor:
                cursor.execute(_USUAL_LENGTH.format(table=table))
                usual = cursor.fetchone()[0] or (sum(lengths) / len(lengths) if lengths else 1)
                rows = [
                    # the weight of a word in the title: the shorter that is, the more it says
                    (of, key, *one, usual / len(one[0]) if one[0] else 1.0)
                    for key, one in texts.items()
                ]
                cursor.executemany(_WRITE.format(table=table), rows)

    return WritingOnce


def _texts(indexer: Any) -> tuple[str, str, str]:
    """What is looked for: in the title, while it is typed, and in all the rest."""
    from wagtail.search.index import AutocompleteField

    title: list[str] = []
    autocomplete: list[str] = []
    body: list[str] = []
    for field, text in _prepared(indexer):
        if isinstance(field, AutocompleteField):
            autocomplete.append(text)
        else:
            (title if field.field_name == "title" else body).append(text)
    return " ".join(title), " ".join(autocomplete), " ".join(body)


def _prepared(indexer: Any) -> Iterator[tuple[Any, str]]:
    """Each field with its text, which is made once for all fields of one name."""
    from wagtail.search.index import RelatedFields

    texts: dict[str, str] = {}
    for field in indexer.search_fields:
        name = field.field_name
        if isinstance(field, RelatedFields):
            yield from indexer.prepare_field(indexer.obj, field)
            continue
        if name not in texts:
            is_plain = _is_plain(indexer.obj._meta, name)
            value = getattr(indexer.obj, name) if is_plain else field.get_value(indexer.obj)
            texts[name] = "" if value is None else indexer.prepare_value(value)
        yield field, texts[name]


@cache
def _is_plain(meta: Options[Any], name: str) -> bool:
    """Whether what is looked for is what stands in the field; of rich text it is not."""
    try:
        return type(meta.get_field(name)) in (models.CharField, models.TextField)
    except FieldDoesNotExist:
        return False
