"""Which candidates an editor wants to see."""

import datetime as dt
from typing import Any

from django import forms
from django.conf import settings
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from gleanings.desk.models import Candidate, Verdict
from gleanings.desk.models.candidate import CandidateQuerySet
from gleanings.digest.models import ResearchType, Topic
from gleanings.literature.models import Article

WAITING = "waiting"
OTHER = "other"
NOT_STATED = "none"


class FilterForm(forms.Form):
    """Every field may be empty; what is not understood leaves its field out."""

    show = forms.ChoiceField(
        label=_("Show"), choices=[(WAITING, _("waiting")), *Verdict.choices], required=False
    )
    topic = forms.ModelChoiceField(
        Topic.objects.none(), label=_("Topic"), required=False, to_field_name="slug"
    )
    type = forms.ModelChoiceField(
        ResearchType.objects.none(), label=_("Research type"), required=False, to_field_name="slug"
    )
    language = forms.ChoiceField(
        label=_("Language"),
        choices=[
            *(("", "---------"), *settings.LANGUAGES),
            *((OTHER, _("another language")), (NOT_STATED, _("language not stated"))),
        ],
        required=False,
    )
    since = forms.DateField(
        label=_("Came since"), required=False, widget=forms.DateInput(attrs={"type": "date"})
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, model in (("topic", Topic), ("type", ResearchType)):
            self.fields[name].queryset = model.objects.current().with_names()  # type: ignore[attr-defined]

    @property
    def shown(self) -> str:
        return str(self._cleaned("show") or WAITING)

    def candidates(self) -> CandidateQuerySet:
        found = Candidate.objects.all()
        found = found.waiting() if self.shown == WAITING else found.filter(verdict=self.shown)
        if topic := self._cleaned("topic"):
            found = found.filter(topics=topic)
        if kind := self._cleaned("type"):
            found = found.filter(research_types=kind)
        if language := self._cleaned("language"):
            found = found.filter(_in_language(language))
        if since := self._cleaned("since"):
            midnight = timezone.make_aware(dt.datetime.combine(since, dt.time.min))
            found = found.filter(came_at__gte=midnight)
        return found

    def _cleaned(self, name: str) -> Any:
        return self.cleaned_data.get(name) if self.is_valid() or self.is_bound else None


def _in_language(code: str) -> Q:
    """What is not known to be in another language may be in this one, and is shown.

    The articles come from the index of their languages, by what fewer of them have: a hundred
    thousand candidates are counted without a look at any article.
    """
    if code == NOT_STATED:
        return Q(article__in=_of_language([""]))
    if code == settings.LANGUAGE_CODE:
        return ~Q(article__in=_of_others([code, ""]))
    if code != OTHER:
        return Q(article__in=_of_language([code, ""]))
    return Q(article__in=_of_others(["", *(code for code, _name in settings.LANGUAGES)]))


def _of_language(codes: list[str]) -> QuerySet[Any]:
    return Article.objects.filter(language__in=codes).order_by().values("pk")


def _of_others(codes: list[str]) -> QuerySet[Any]:
    return Article.objects.exclude(language__in=codes).order_by().values("pk")
