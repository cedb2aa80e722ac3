"""Where pages stand that not everybody may read; kept by a room above between two changes."""

from collections.abc import Callable

from django.db.models import Q
from wagtail.models import Page, PageViewRestriction

Paths = Callable[[], tuple[str, ...]]


def stored() -> tuple[str, ...]:
    """The paths of restricted pages, in every language, in whichever it was set."""
    restricted = PageViewRestriction.objects.values("page__translation_key")
    return tuple(Page.objects.filter(translation_key__in=restricted).values_list("path", flat=True))


_ask: Paths = stored


def ask(kept: Paths) -> None:
    """From now on, ask for what is kept; the stored paths cost a query each time."""
    global _ask
    _ask = kept


def paths() -> tuple[str, ...]:
    return _ask()


def are_above(path: str) -> bool:
    """Whether the page of this path is private, or one above it is."""
    return path.startswith(paths())


def of_pages() -> Q:
    """What is private, as a condition on pages."""
    private = Q()
    for path in paths():
        private |= Q(path__startswith=path)
    return private
