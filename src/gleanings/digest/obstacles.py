"""What keeps a page from going online; each part of the digest adds what it knows of.

They are added when the app is ready, so that the models ask without knowing whom.
"""

from collections.abc import Callable
from typing import Any

from django.dispatch import Signal

SUMMARY_LACKS: list[Callable[[Any], list[str]]] = []
"""Given a summary as it is to be published: what it lacks, in the editor's words."""
REFUSALS: list[Callable[[Any], None]] = []
"""Given a page as it is to be published: raise a ValidationError if it must not be."""

about_to_publish = Signal()
"""Sent of a page with its ``revision`` and ``user`` before anything is asked or written."""


def to_publication(summary: Any) -> list[str]:
    return [lack for lacks in SUMMARY_LACKS for lack in lacks(summary)]


def refuse(page: Any) -> None:
    for refusal in REFUSALS:
        refusal(page)
