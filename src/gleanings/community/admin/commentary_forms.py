"""An editor's forms: to invite a clinician, and to let stand what came."""

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from gleanings.community.commentaries.forms import NONE, SOME, languages, refuse_more_words
from gleanings.community.forms import AddressField, Words
from gleanings.community.models import ClinicalCommentary
from gleanings.community.models.commentary import LONGEST

PARTS = ("words", "profession", "place", "interests")
NEEDED = ("words", "profession", "place")


class InvitationForm(forms.Form):
    name = forms.CharField(label=gettext_lazy("Name of the clinician"), max_length=200)
    address = AddressField(label=gettext_lazy("Mail address"), required=False)
    language = forms.ChoiceField(label=gettext_lazy("Language of the invitation"))
    note = forms.CharField(
        label=gettext_lazy("A word of your own"),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, sent: Any) -> None:
        super().__init__(sent, initial={"language": get_language()})
        fields: Any = self.fields
        fields["language"].choices = languages()


class CommentaryAtTheDeskForm(forms.Form):
    """All of it, in each language. A draft may lack anything; what readers see may not."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    name = forms.CharField(label=gettext_lazy("Name"), max_length=200)
    written_in = forms.ChoiceField(label=gettext_lazy("Written in"))
    has_interests = forms.ChoiceField(
        label=gettext_lazy("Conflict of interest"),
        choices=[
            (NONE, gettext_lazy("none declared")),
            (SOME, gettext_lazy("declared, see below")),
        ],
        widget=forms.RadioSelect,
        required=False,
    )

    def __init__(self, sent: Any, commentary: ClinicalCommentary) -> None:
        said = {None: "", True: SOME, False: NONE}[commentary.has_interests]
        written_in = commentary.written_in or commentary.language
        initial = {
            "version": commentary.version,
            "name": commentary.name,
            "written_in": written_in,
            "has_interests": said,
        }
        super().__init__(sent, initial=initial)
        self.commentary = commentary
        fields: Any = self.fields
        fields["written_in"].choices = languages()
        for code, language in languages():
            self._add(code, language, commentary.in_language(code))

    def _add(self, code: str, language: str, own: dict[str, str]) -> None:
        labels = {
            "words": _("Commentary (%(language)s)"),
            "profession": _("Profession (%(language)s)"),
            "place": _("Place (%(language)s)"),
            "interests": _("Conflict of interest, if there is one (%(language)s)"),
        }
        for part in PARTS:
            given: dict[str, Any] = {
                "label": labels[part] % {"language": language},
                "required": False,
            }
            given["initial"] = own.get(part, "")
            self.fields[f"{part}_{code}"] = (
                Words(max_length=LONGEST, widget=forms.Textarea(attrs={"rows": 8}), **given)
                if part == "words"
                else forms.CharField(max_length=500 if part == "interests" else 200, **given)
            )

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        if cleaned.get("version") != self.commentary.version:
            self.refuse_older()
        if "publish" in self.data and not self.errors:
            self._refuse_half(cleaned)
        return cleaned

    def refuse_older(self) -> None:
        said = _("The clinician has changed it meanwhile. Reload the page, and read it again.")
        self.add_error(None, said)

    def _refuse_half(self, cleaned: dict[str, Any]) -> None:
        original, said = cleaned["written_in"], cleaned["has_interests"]
        if not said:
            self.add_error(
                "has_interests", _("Readers are told of conflicts of interest: please answer.")
            )
        needed = (*NEEDED, "interests") if said == SOME else NEEDED
        for code, _name in settings.LANGUAGES:
            is_begun = any(cleaned[f"{part}_{code}"] for part in PARTS)
            if code != original and not is_begun:
                continue  # readers get the clinician's own words
            for part in needed:
                if not cleaned[f"{part}_{code}"]:
                    self.add_error(f"{part}_{code}", _("Readers see this: please fill it in."))
        try:
            refuse_more_words(cleaned.get(f"words_{original}", ""))
        except forms.ValidationError as error:
            self.add_error(f"words_{original}", error)

    def give_to(self, commentary: ClinicalCommentary) -> None:
        given = self.cleaned_data
        commentary.name, commentary.written_in = given["name"], given["written_in"]
        said = given["has_interests"]
        commentary.has_interests = said == SOME if said else None
        parts = PARTS if said == SOME else NEEDED
        texts = {
            code: {part: given[f"{part}_{code}"] for part in parts}
            for code, _name in settings.LANGUAGES
        }
        commentary.texts = {code: own for code, own in texts.items() if any(own.values())}
