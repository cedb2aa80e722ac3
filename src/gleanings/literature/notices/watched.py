"""Papers that are no articles here and yet count: of an uploaded table of studies, say."""

from collections.abc import Callable

WATCHED: list[Callable[[], set[str]]] = []
"""Each gives the DOIs that its room rests on beside articles, in lower case. What is said of
one of them is stored although no article is here. A room appends to it when the app is ready."""


def watched_dois() -> set[str]:
    return {doi for dois in WATCHED for doi in dois()}
