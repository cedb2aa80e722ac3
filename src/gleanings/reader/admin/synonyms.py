"""The list of synonyms in the admin."""

from wagtail.admin.panels import FieldPanel
from wagtail.snippets.views.snippets import SnippetViewSet

from gleanings.reader.models import SynonymSet


class SynonymViewSet(SnippetViewSet):
    model = SynonymSet
    icon = "link"
    list_display = ["__str__"]
    list_per_page = 200
    search_fields = ["phrases"]
    search_backend_name = None  # any part of a word is found
    copy_view_enabled = False
    panels = [FieldPanel("phrases")]
