"""What readers would no longer get if a page were withdrawn, said before it is.

A room above says what rests on pages: it registers a function with Wagtail
(``@hooks.register(WITHDRAWING)``) that takes a queryset of summaries and gives sentences.
"""

from collections.abc import Iterable

from django.db.models import OuterRef, Q, QuerySet, Subquery
from django.utils.translation import ngettext
from wagtail import hooks
from wagtail.models import Page

from gleanings.digest.models import Issue, PlainPage, Summary
from gleanings.digest.models.reader_page import ReaderPage

WITHDRAWING = "gleanings_before_withdrawing"
MOST_NAMED = 10


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
    return [
        *_of_translations(below),
        *(sentence for hook in hooked for sentence in hook(summaries)),
    ]


def _of_translations(below: Q) -> list[str]:
    """What is online in another language goes with its original."""
    titles = [
        f"“{page.title}” ({page.locale.get_display_name()})"
        for model in (Issue, Summary, PlainPage)
        for page in _translations_online(model, below)
    ]
    if not titles:
        return []
    words = ngettext(
        "Its translation is withdrawn with it: %(titles)s. If you publish the original again, it "
        "comes back.",
        "Its translations are withdrawn with it: %(titles)s. If you publish the original again, "
        "they come back.",
        len(titles),
    )
    shown = titles[:MOST_NAMED] + ["…"] * (len(titles) > MOST_NAMED)
    return [words % {"titles": ", ".join(shown)}]


def _translations_online(model: type[ReaderPage], below: Q) -> QuerySet[ReaderPage]:
    """Translations of the originals at these places."""
    written = model.objects.filter(alias_of=None)
    first = written.filter(translation_key=OuterRef("translation_key")).order_by("pk").values("pk")
    originals = written.filter(below, pk=Subquery(first[:1])).values("translation_key")
    return (
        model.objects.live()
        .in_its_language()
        .filter(translation_key__in=originals)
        .exclude(pk=Subquery(first[:1]))
        .select_related("locale")
    )
