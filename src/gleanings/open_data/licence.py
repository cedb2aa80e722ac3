"""Under which licence the data are given: what the network says, or else the site's setting."""

from django.conf import settings
from wagtail import hooks

HOOK = "gleanings_data_licence"
"""``hook()`` gives the licence that the network names, or nothing."""


def data_licence() -> str:
    """Empty where none is stated."""
    named = (hook() for hook in hooks.get_hooks(HOOK))
    return next(filter(None, named), "") or settings.DATA_LICENCE
