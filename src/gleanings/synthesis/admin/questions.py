"""Questions in the admin."""

from typing import Any

from django import forms
from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.snippets.views.snippets import SnippetViewSet

from gleanings.digest.admin.addresses import AddressInput, WordsPanel, address_of
from gleanings.synthesis import measures
from gleanings.synthesis.models import Inclusion, Question


class QuestionForm(WagtailAdminModelForm):
    """An address is given once; the measure stays once there are uploaded effects on its scale."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not self.instance.pk:
            self.fields["slug"].required = False
            self.fields["slug"].help_text = _(
                "Made from the question if you leave it empty. It cannot be changed later."
            )
        if self.instance.pk:
            self.fields["slug"].disabled = True
            if self.instance.effects.exists():
                self.fields["measure"].disabled = True
                self.fields["measure"].help_text = _(
                    "The uploaded studies are on this measure. To change it, take them out first."
                )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if not cleaned.get("slug") and "slug" not in self.errors:
            texts = (form["question"].value() or "" for form in self.formsets["texts"].forms)
            words = next((text for text in texts if text.strip()), "")
            if words:
                cleaned["slug"] = free_slug(words)
            else:
                self.add_error("slug", _("Write the question first, or give an address."))
        return cleaned


def free_slug(words: str) -> str:
    """An address of the words that no question has."""
    stem = address_of(words) or "question"
    slug, number = stem, 2
    while Question.objects.filter(slug=slug).exists():
        slug, number = f"{stem}-{number}", number + 1
    return slug


Question.base_form_class = QuestionForm


def evidence_address(question: Question) -> str:
    return reverse("question_evidence", args=[question.pk])


def state_of(question: Question) -> str:
    """“12 studies pooled, 2 findings wait for you”."""
    synthesis = question.current
    studies = synthesis.headline.n_studies if synthesis else 0
    words = [ngettext("%(n)s study", "%(n)s studies", studies) % {"n": studies}]
    waiting = question.memberships.filter(inclusion=Inclusion.PROPOSED).count()
    if waiting:
        words.append(
            ngettext("%(n)s finding to look at", "%(n)s findings to look at", waiting)
            % {"n": waiting}
        )
    return ", ".join(words)


class QuestionViewSet(SnippetViewSet):
    model = Question
    icon = "help"
    menu_label = gettext_lazy("Questions")
    menu_name = "questions"
    menu_order = 215
    add_to_admin_menu = True
    copy_view_enabled = False
    list_display = [
        TitleColumn(
            "question",
            label=gettext_lazy("Question"),
            get_url=evidence_address,
            accessor=lambda question: str(question),
        ),
        Column("state", label=gettext_lazy("Evidence"), accessor=state_of),
        Column(
            "is_published",
            label=gettext_lazy("Readers"),
            accessor=lambda question: _("see it") if question.is_published else _("do not see it"),
        ),
    ]
    panels = [
        InlinePanel(
            "texts",
            heading=gettext_lazy("Words in each language"),
            label=gettext_lazy("language"),
            min_num=1,
            panels=[
                FieldPanel("language", widget=forms.Select(choices=settings.LANGUAGES)),
                WordsPanel("question"),
                FieldRowPanel([FieldPanel("predictor"), FieldPanel("outcome")]),
                FieldPanel("group"),
                MultiFieldPanel(
                    [
                        FieldRowPanel([FieldPanel("plain_subject"), FieldPanel("plain_outcome")]),
                        FieldRowPanel([FieldPanel("plain_comparison"), FieldPanel("plain_one")]),
                    ],
                    heading=gettext_lazy("As a clinician would say it"),
                ),
                FieldPanel("criteria"),
                FieldPanel("comment"),
            ],
        ),
        FieldPanel("slug", widget=AddressInput),
        FieldRowPanel(
            [
                FieldPanel("measure", widget=forms.Select(choices=measures.choices())),
                FieldPanel("better"),
            ]
        ),
        FieldPanel("topics", widget=forms.CheckboxSelectMultiple),
        MultiFieldPanel(
            [FieldPanel("overlap"), FieldPanel("overlap_reason")],
            heading=gettext_lazy("Meta-analyses"),
        ),
        MultiFieldPanel(
            [
                FieldPanel("found", widget=forms.RadioSelect),
                FieldRowPanel([FieldPanel("databases"), FieldPanel("searched_on")]),
            ],
            heading=gettext_lazy("How these studies were found"),
        ),
        FieldRowPanel([FieldPanel("rho"), FieldPanel("threshold")]),
        FieldPanel("is_published"),
    ]

    def get_queryset(self, request: Any) -> Any:
        return Question.objects.with_texts()
