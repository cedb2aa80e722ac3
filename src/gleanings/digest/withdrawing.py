"""What readers would no longer get if a page were withdrawn, said before it is.

A room above says what rests on pages: it registers a function with Wagtail
(``@hooks.register(WITHDRAWING)``) that takes a queryset of summaries and gives sentences.
"""

from collections.abc import Iterable

from django.db.models import Q
from wagtail import hooks
from wagtail.models import Page

from gleanings.digest.models import Summary

WITHDRAWING = "gleanings_before_withdrawing"


def consequences_of(pages: Iterable[Page]) -> list[str]:
    """Sentences for whoever is about to unpublish, delete or hide the pages; mostly none."""
    below = Q()
    for page in pages:
        below |= Q(path__startswith=page.path)
    if not below:
        return []
    # a page in another language stands for its original, whose findings they are
    keys = Summary.objects.filter(below).live().values("translation_key")
    summaries = Summary.objects.filter(translation_key__in=keys).readable()
    hooked = hooks.get_hooks(WITHDRAWING)
    return [sentence for hook in hooked for sentence in hook(summaries)]
