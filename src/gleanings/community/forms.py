"""What all forms have that anybody may send."""

from typing import Any

from django import forms

from gleanings.community import mail


class Honeypot(forms.Form):
    """A field that people do not see: what fills it in is a program."""

    website = forms.CharField(required=False)

    @property
    def is_a_program(self) -> bool:
        return bool(self.data.get("website", "").strip())


class Words(forms.CharField):
    """A line break is one character, as it is in the browser that counts them."""

    def to_python(self, value: Any) -> str:
        return str(super().to_python(value)).replace("\r\n", "\n")


class AddressField(forms.CharField):
    """By choice; a site without mail asks for none, and keeps none that is sent all the same."""

    def __init__(self, **given: Any) -> None:
        widget = forms.EmailInput(attrs={"autocomplete": "email"})
        super().__init__(max_length=254, widget=widget, **given)

    def clean(self, value: Any) -> str:
        typed = str(super().clean(value))
        return mail.normal_address(typed) if typed and mail.is_there() else ""
