"""The form of a saved search, in plain words; what a source does not understand is refused here."""

import datetime as dt
import re
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import get_language_info, gettext_lazy
from django.utils.translation import gettext as _
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.widgets import AdminDateInput

from gleanings.literature.models import SavedSearch
from gleanings.literature.models.saved_search import ISSN
from gleanings.literature.sources.registry import SOURCES
from gleanings.literature.sources.search import Kind

LANGUAGES = (
    *("en", "fr", "de", "es", "it", "pt", "nl", "sv", "da", "fi", "pl", "cs", "tr", "he", "ja"),
)
LOOK_BACK = dt.timedelta(days=30)
_TAG = re.compile(r"\[[a-z]{2,}(?:[/:][a-z]+)?\]", re.IGNORECASE)


def _languages() -> list[tuple[str, str]]:
    return [(code, capfirst(get_language_info(code)["name_translated"])) for code in LANGUAGES]


class SavedSearchForm(WagtailAdminModelForm):
    sources = forms.MultipleChoiceField(
        label=gettext_lazy("Sources"),
        choices=[(name, name) for name in SOURCES],
        widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy(
            "PubMed and Europe PMC hold medicine and psychology; Crossref, all that publishers "
            "register, by journal; OpenAlex, nearly everything, and it needs a key."
        ),
    )
    query = forms.CharField(
        label=gettext_lazy("Words"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy(
            "Such as: psychotherapy AND (alliance OR empathy). AND, OR and NOT stand in capitals, "
            "words that belong together in quotation marks. Crossref knows none of these: it "
            "takes any of the words."
        ),
    )
    journals = forms.CharField(
        label=gettext_lazy("Journals"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy(
            "The ISSN of each, one a line; what else stands there is for you: 0022-006X Journal of "
            "Consulting and Clinical Psychology."
        ),
    )
    kinds = forms.MultipleChoiceField(
        label=gettext_lazy("Kinds of publication"),
        required=False,
        choices=Kind.choices,
        widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy("None chosen: all. Known to PubMed and Europe PMC alone."),
    )
    languages = forms.MultipleChoiceField(
        label=gettext_lazy("Languages"),
        required=False,
        choices=_languages,
        widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy("None chosen: all."),
    )
    published_from = forms.IntegerField(
        label=gettext_lazy("Published in or after"),
        required=False,
        min_value=1800,
        max_value=2200,
        help_text=gettext_lazy("A year. Sources take in old articles, too."),
    )
    begin = forms.DateField(
        label=gettext_lazy("Came in since"),
        widget=AdminDateInput,
        initial=lambda: timezone.localdate() - LOOK_BACK,
        help_text=gettext_lazy(
            "The first harvest begins with what came into the source on this day; each one after "
            "it, where the last ended. A changed search looks back 30 days."
        ),
    )

    class Meta:
        model = SavedSearch
        fields = [
            *("name", "sources", "query", "journals", "kinds", "languages", "published_from"),
            *("begin", "is_on"),
        ]

    def clean_query(self) -> str:
        return " ".join(self.cleaned_data["query"].split())

    def clean_journals(self) -> str:
        text: str = self.cleaned_data["journals"]
        for line in filter(str.strip, text.splitlines()):
            found = ISSN.search(line)
            if found is None or not _is_issn(found[0]):
                raise forms.ValidationError(
                    _("“%(line)s” has no ISSN: one looks like 0022-006X. It stands in the journal.")
                    % {"line": line.strip()[:80]}
                )
        return text

    def clean_begin(self) -> dt.date:
        begin: dt.date = self.cleaned_data["begin"]
        if begin > timezone.localdate():
            raise forms.ValidationError(_("This day is still to come."))
        return begin

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        names = cleaned.get("sources") or []
        if "query" in self.errors or "journals" in self.errors:
            return cleaned
        if not cleaned.get("query") and not cleaned.get("journals"):
            self.add_error("query", _("Give words or journals: all that is published is too much."))
        tag = _TAG.search(cleaned.get("query", ""))
        if tag and names != ["PubMed"]:
            self.add_error(
                "query",
                _("Only PubMed understands “%(tag)s”. Leave it out, or choose PubMed alone.")
                % {"tag": tag[0]},
            )
        self._refuse_what_they_cannot(cleaned, names)
        return cleaned

    def _refuse_what_they_cannot(self, cleaned: dict[str, Any], names: list[str]) -> None:
        clients = {name: SOURCES[name].client for name in names}
        without_kinds = [name for name, client in clients.items() if not client.knows_kinds]
        if cleaned.get("kinds") and without_kinds:
            self.add_error(
                "kinds",
                _("%(sources)s cannot be asked for kinds. Choose none here, or other sources.")
                % {"sources": ", ".join(without_kinds)},
            )
        without_journals = [name for name, client in clients.items() if client.needs_journals]
        if without_journals and not cleaned.get("journals"):
            self.add_error(
                "journals",
                _("%(sources)s would bring all that has any of the words: name the journals.")
                % {"sources": ", ".join(without_journals)},
            )


def _is_issn(text: str) -> bool:
    """Its last sign checks the others (ISO 3297)."""
    digits = text.replace("-", "").upper()
    total = sum(int(digit) * (8 - place) for place, digit in enumerate(digits[:7]))
    return digits[7] == "0123456789X"[-total % 11]
