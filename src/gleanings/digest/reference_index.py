"""What Wagtail knows of where an article, a term or a picture is used."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from wagtail.models import Page


@contextmanager
def references_indexed_once(page: Page) -> Iterator[None]:
    """Around the saving of a page: Wagtail would index all its references anew with each record
    that belongs to it, a dozen times for a summary."""
    # asks for the models, of which the page's is one
    from wagtail import signal_handlers

    if getattr(signal_handlers.reference_index_auto_update_disabled, "value", False):
        yield
        return
    with signal_handlers.disable_reference_index_auto_update():
        yield
    signal_handlers.update_reference_index_on_save(page)
