"""What an editor fills in of a collection, and where it stands among the pages."""

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, InlinePanel

from gleanings.community.collecting import pages  # noqa: F401  what its page shows
from gleanings.community.models import CollectedSummary, SummaryCollection
from gleanings.digest.models import Home
from gleanings.digest.models.reader_page import ReaderPage
from gleanings.digest.text import plain
from gleanings.digest.translations.text import Block, fields_of


def attach() -> None:
    """Called once, when the app is ready."""
    Home.subpage_types.append("community.SummaryCollection")
    CollectedSummary.panels = [FieldPanel("summary")]
    SummaryCollection.content_panels = [
        *ReaderPage.content_panels,
        FieldPanel("introduction"),
        InlinePanel(
            "collected",
            label=_("summary"),
            heading=_("Summaries"),
            min_num=1,
            help_text=_(
                "In this order. Readers see those that are online; one that is withdrawn leaves by "
                "itself, and stands here again once it is back."
            ),
        ),
    ]
    SummaryCollection.promote_panels = [FieldPanel("slug"), FieldPanel("search_description")]


@fields_of.register
def _of_collection(page: SummaryCollection) -> Iterator[Block]:
    yield "title", page.title
    yield "introduction", plain(page.introduction)
