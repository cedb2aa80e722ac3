"""Sentences on a subject of the network's own page, of the room that makes them true.

A room registers a function with Wagtail (``@hooks.register(STATEMENTS)``) that takes a subject and
gives sentences in the language that is active. None says what a network does: its editors do.
"""

from collections.abc import Iterator

from wagtail import hooks

from gleanings.digest.models import Subject

STATEMENTS = "gleanings_statements"


def statements_on(subject: Subject) -> list[str]:
    return [sentence for hook in hooks.get_hooks(STATEMENTS) for sentence in _of(hook, subject)]


def _of(hook: object, subject: Subject) -> Iterator[str]:
    yield from hook(subject)  # type: ignore[operator]
