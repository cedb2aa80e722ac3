"""The phrases of a finding in the site's other languages, each in a field of its own."""

import json
from collections.abc import Mapping
from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

LABELS = {
    "predictor": _("what"),
    "outcome": _("with what"),
    "plain_subject": _("who, in the plural"),
    "plain_outcome": _("what they tended to do"),
    "plain_comparison": _("than whom"),
    "plain_one": _("one of them"),
    "group": _("whom"),
    "time": _("when"),
    "acknowledgement": _("why it stands as it is"),
}


WAYS = "ways"


class PhrasesWidget(forms.Widget):
    """Edits ``{language: {phrase: text}}`` of a JSON field; empty texts are not kept."""

    template_name = "digest/admin/phrases.html"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs)
        self.written_in: str = settings.LANGUAGE_CODE
        """The original's language, which needs no fields here."""
        self.ways: dict[str, list[str]] = {}
        """Which way the result went when each outcome was phrased: `Finding.plain_ways`."""

    def id_for_label(self, id_: str | None) -> str:
        return ""  # a group of fields, each with its own label

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        given = _read(value)
        languages = [
            (
                label,
                [
                    (f"{name}-{phrase}-{code}", text, given.get(code, {}).get(phrase, ""))
                    for phrase, text in LABELS.items()
                ],
            )
            for code, label in settings.LANGUAGES
            if code != self.written_in
        ]
        return super().get_context(name, value, attrs) | {
            "languages": languages,
            "name_of_ways": f"{name}-{WAYS}",
            "ways": json.dumps(self.ways),
        }

    def in_words(self, value: Any) -> list[str]:
        """Each phrase with its language and what it is: “French, what: l’alliance”."""
        names = dict(settings.LANGUAGES)
        return [
            gettext("%(language)s, %(what)s: %(phrase)s")
            % {"language": names.get(code, code), "what": LABELS[phrase], "phrase": text}
            for code, phrases in _read(value).items()
            for phrase, text in phrases.items()
            if phrase in LABELS
        ]

    def value_from_datadict(self, data: Mapping[str, Any], files: Any, name: str) -> str:
        given = {
            code: {
                phrase: text
                for phrase in LABELS
                if (text := data.get(f"{name}-{phrase}-{code}", "").strip())
            }
            for code, _name in settings.LANGUAGES
        }
        return json.dumps({code: phrases for code, phrases in given.items() if phrases})

    def value_omitted_from_data(self, data: Mapping[str, Any], files: Any, name: str) -> bool:
        return not any(key.startswith(f"{name}-") for key in data)


def ways_sent(fields: Mapping[str, Any], name: str) -> dict[str, list[str]]:
    """`Finding.plain_ways` as the form was given them; what is not of their shape is nothing."""
    try:
        ways = json.loads(fields.get(f"{name}-{WAYS}") or "{}")
        return {str(language): [str(way), str(words)] for language, (way, words) in ways.items()}
    except (ValueError, TypeError, AttributeError):
        return {}


def _read(value: Any) -> dict[str, dict[str, str]]:
    if isinstance(value, str):
        value = json.loads(value or "{}")
    return value or {}
