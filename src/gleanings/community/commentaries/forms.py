"""What is asked of a clinician who comments."""

from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from gleanings.community.forms import Words
from gleanings.community.models import ClinicalCommentary
from gleanings.community.models.commentary import LONGEST, MOST_WORDS

NONE, SOME = "none", "some"


def refuse_more_words(text: str) -> None:
    number = len(text.split())
    if number > MOST_WORDS:
        raise ValidationError(
            _("These are %(number)d words; there is room for %(most)d.")
            % {"number": number, "most": MOST_WORDS}
        )


def languages() -> list[tuple[str, str]]:
    return [(code, _(str(name))) for code, name in settings.LANGUAGES]


class CommentaryForm(forms.Form):
    name = forms.CharField(
        label=gettext_lazy("Your name, as readers see it"),
        max_length=200,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    profession = forms.CharField(
        label=gettext_lazy("Your profession"),
        max_length=200,
        widget=forms.TextInput(attrs={"autocomplete": "organization-title"}),
    )
    place = forms.CharField(label=gettext_lazy("Where you practise"), max_length=200)
    written_in = forms.ChoiceField(label=gettext_lazy("The language you write in"))
    words = Words(
        label=gettext_lazy("Your commentary"),
        max_length=LONGEST,
        validators=[refuse_more_words],
        widget=forms.Textarea(attrs={"rows": 12}),
    )
    has_interests = forms.ChoiceField(
        label=gettext_lazy("Is there a conflict of interest?"),
        choices=[
            (NONE, gettext_lazy("None that I know of")),
            (SOME, gettext_lazy("Yes, or somebody could think so:")),
        ],
        widget=forms.RadioSelect,
    )
    interests = forms.CharField(
        label=gettext_lazy("If there is: which?"), max_length=500, required=False
    )

    def __init__(self, sent: Any, commentary: ClinicalCommentary) -> None:
        language = commentary.written_in or get_language() or ""
        own = commentary.in_language(language)
        said = {None: "", True: SOME, False: NONE}[commentary.has_interests]
        initial = {"name": commentary.name, "written_in": language, "has_interests": said}
        super().__init__(sent, initial=initial | own)
        fields: Any = self.fields
        fields["written_in"].choices = languages()

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        if cleaned.get("has_interests") == SOME and not cleaned.get("interests"):
            self.add_error("interests", _("Please say which, in a line that readers see."))
        return cleaned

    def give_to(self, commentary: ClinicalCommentary) -> None:
        given = self.cleaned_data
        commentary.name, commentary.written_in = given["name"], given["written_in"]
        commentary.has_interests = given["has_interests"] == SOME
        own = {name: given[name] for name in ("words", "profession", "place")}
        own["interests"] = given["interests"] if commentary.has_interests else ""
        # an editor's translation would be of other words
        commentary.texts = {given["written_in"]: own}
