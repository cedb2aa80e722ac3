"""The search of the desk's lists: Wagtail's, with a quotation mark taken for what it is.

On SQLite, Wagtail's library writes the words of a query between quotation marks and lets those of
the query stand, so that one alone was an error of the server.
"""

from typing import Any

from django.db import connection
from wagtail.search.backends import database


def SearchBackend(params: dict[str, Any]) -> Any:  # noqa: N802 - the name that Wagtail looks for
    backend = database.SearchBackend(params)
    if connection.vendor == "sqlite":
        for name in ("query_compiler_class", "autocomplete_query_compiler_class"):
            setattr(backend, name, _escaping(getattr(backend, name)))
    return backend


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
