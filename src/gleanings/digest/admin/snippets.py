"""Authors and the two controlled lists in the admin."""

from typing import Any

from django import forms
from django.conf import settings
from django.db.models import Count, Q
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, InlinePanel, Panel
from wagtail.admin.ui.tables import Column
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup

from gleanings.digest.admin.addresses import AddressInput, WordsPanel
from gleanings.digest.models import Author, ResearchType, Topic
from gleanings.digest.models.terms import ControlledTerm


def _name_panels() -> list[Panel]:
    return [
        FieldPanel("language", widget=forms.Select(choices=settings.LANGUAGES)),
        WordsPanel("name"),
        FieldPanel("definition"),
    ]


def _summaries(model: type[ControlledTerm]) -> Count:
    """How many have the term, drafts too, each once and not for every language."""
    originals = Q(summary__alias_of=None, summary__locale__language_code=settings.LANGUAGE_CODE)
    return Count("summary", filter=originals, distinct=True)


class TermViewSet(SnippetViewSet):
    """A list in the editor's order, with a name and a definition in each language."""

    icon = "tag"
    sort_order_field = "sort_order"
    ordering = "sort_order"
    list_display = ["name", "slug", Column("number", label=_("Summaries"))]
    list_per_page = 100
    copy_view_enabled = False
    panels = [
        InlinePanel(
            "names",
            label=_("name"),
            heading=_("Names and definitions"),
            panels=_name_panels(),
            min_num=1,
        ),
        FieldPanel(
            "slug",
            widget=AddressInput,
            help_text=_("Part of the web address; it cannot be changed later."),
        ),
    ]

    def get_queryset(self, request: Any) -> Any:
        return (
            self.model.objects.current()
            .with_names()
            .annotate(number=_summaries(self.model))
            .order_by("sort_order", "slug")
        )


class TopicViewSet(TermViewSet):
    model = Topic


class ResearchTypeViewSet(TermViewSet):
    model = ResearchType
    icon = "list-ul"


class AuthorViewSet(SnippetViewSet):
    model = Author
    icon = "user"
    list_display = ["name", "credentials", "email"]
    panels = [
        FieldPanel("name"),
        FieldPanel("credentials"),
        FieldPanel("email"),
        FieldPanel("url"),
    ]


class DigestViewSetGroup(SnippetViewSetGroup):
    menu_label = _("Lists")
    menu_icon = "list-ul"
    menu_order = 220
    items: tuple[type[SnippetViewSet], ...] = (TopicViewSet, ResearchTypeViewSet, AuthorViewSet)

    @classmethod
    def also(cls, viewset: type[SnippetViewSet]) -> None:
        """A list of a room above, in the same menu; call it when the app is ready."""
        cls.items = (*cls.items, viewset)
