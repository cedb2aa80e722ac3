"""What is asked: one tap first, and more of who finds it relevant at all."""

from django import forms
from django.utils.translation import gettext_lazy as _
from django_countries import countries

from gleanings.community.forms import Honeypot, Words
from gleanings.community.models import HIGHEST, LOWEST, Profession, Rating, Use

OUTSIDE = "outside"
CANNOT_SAY = "none"
SCALE = [str(value) for value in range(LOWEST, HIGHEST + 1)]
ASKS_MORE_ABOVE = 2
"""Who finds it less relevant is not asked whether it was new, or of use."""


def asks_more_of(relevance: int | None) -> bool:
    return relevance is not None and relevance > ASKS_MORE_ABOVE


class RelevanceForm(Honeypot):
    relevance = forms.ChoiceField(choices=[(value, value) for value in [*SCALE, OUTSIDE]])

    def answer(self) -> int | None:
        chosen = self.cleaned_data["relevance"]
        return None if chosen == OUTSIDE else int(chosen)


class MoreForm(Honeypot):
    """All of it may be left out."""

    newness = forms.TypedChoiceField(
        label=_("Was it new to you?"),
        choices=[*((value, value) for value in SCALE), (CANNOT_SAY, _("I cannot say"))],
        coerce=lambda value: None if value == CANNOT_SAY else int(value),
        empty_value=None,
        widget=forms.RadioSelect,
        required=False,
    )
    will_use = forms.ChoiceField(
        label=_("Will you use it?"),
        choices=Use.choices,
        widget=forms.RadioSelect,
        required=False,
    )
    with_whom = forms.CharField(label=_("With whom?"), max_length=200, required=False)
    profession = forms.ChoiceField(
        label=_("Your profession"),
        choices=[("", _("I would rather not say")), *Profession.choices],
        required=False,
    )
    country = forms.ChoiceField(
        label=_("Your country"),
        choices=lambda: [("", _("I would rather not say")), *countries],
        required=False,
    )
    note = Words(
        label=_("A note to the editor"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 4}),
        required=False,
    )

    def give_to(self, rating: Rating) -> None:
        if asks_more_of(rating.relevance):
            rating.newness = self.cleaned_data["newness"]
            rating.will_use = self.cleaned_data["will_use"]
            rating.with_whom = self.cleaned_data["with_whom"]
        rating.profession = self.cleaned_data["profession"]
        rating.country = self.cleaned_data["country"]
        rating.note = self.cleaned_data["note"]
