"""People's names in a form: one a line, “Family, Given”; a group's name has no comma."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

Name = dict[str, str]


def names_from_lines(text: str) -> list[Name]:
    names: list[Name] = []
    for line in filter(None, map(str.strip, text.splitlines())):
        family, comma, given = (part.strip() for part in line.partition(","))
        names.append({"family": family, "given": given} if comma else {"literal": line})
    return names


def lines_from_names(names: list[Name]) -> str:
    return "\n".join(
        name["literal"]
        if "literal" in name
        else f"{name.get('family', '')}, {name.get('given', '')}"
        for name in names
    )


class NamesField(forms.CharField):
    """A text area that gives a list of names."""

    widget = forms.Textarea

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("help_text", _("One per line: “Family, Given”."))
        super().__init__(**kwargs)
        self.widget.attrs.setdefault("rows", 3)

    def prepare_value(self, value: Any) -> Any:
        return lines_from_names(value) if isinstance(value, list) else value

    def clean(self, value: Any) -> Any:
        return names_from_lines(super().clean(value) or "")

    def has_changed(self, initial: Any, data: Any) -> bool:
        # as they would come back: a name may be kept without a field that the lines give it
        return names_from_lines(data or "") != names_from_lines(lines_from_names(initial or []))
