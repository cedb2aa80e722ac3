"""What all forms have that anybody may send."""

from typing import Any

from django import forms


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
