"""An editor's ordered set of summaries, for a seminar or for whoever begins with a subject."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.fields import RichTextField
from wagtail.models import Orderable
from wagtail.search import index
from wagtail_localize.fields import SynchronizedField

from gleanings.digest.models import Summary
from gleanings.digest.models.plain_page import refuse_address_of_the_site
from gleanings.digest.models.reader_page import ReaderPage, ReaderPageManager
from gleanings.digest.rich_text import TEXT_FEATURES


class SummaryCollection(ReaderPage):
    """A page like all others: written, reviewed, published, translated and withdrawn as they are.

    Wagtail calls its folders of images collections, hence the longer name.
    """

    introduction = RichTextField(
        _("introduction"),
        features=TEXT_FEATURES,
        blank=True,
        help_text=_("What these summaries are about together, and whom they are for."),
    )

    parent_page_types = ["digest.Home"]
    subpage_types: list[str] = []

    objects = ReaderPageManager()

    search_fields = [*ReaderPage.search_fields, index.SearchField("introduction")]

    override_translatable_fields = [SynchronizedField("slug")]

    class Meta:
        verbose_name = _("collection")
        verbose_name_plural = _("collections")

    def clean(self) -> None:
        super().clean()
        refuse_address_of_the_site(self.slug)

    def refuse_publication(self, draft: Any) -> None:
        super().refuse_publication(draft)
        if not draft.collected.exists():
            raise ValidationError(
                gettext("“%(title)s” lacks %(what)s.")
                % {"title": draft.title, "what": gettext("a summary")}
            )


class CollectedSummary(Orderable):
    """A summary's place in a collection, by whichever of its language versions was chosen."""

    collection = ParentalKey(SummaryCollection, on_delete=models.CASCADE, related_name="collected")
    summary = models.ForeignKey(
        Summary, verbose_name=_("summary"), on_delete=models.CASCADE, related_name="+"
    )

    def __str__(self) -> str:
        return str(self.summary)
