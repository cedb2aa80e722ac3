"""What is asked of who found an error."""

from django import forms
from django.utils.translation import gettext_lazy as _

from gleanings.community import mail
from gleanings.community.forms import Honeypot, Words
from gleanings.community.models.error_report import LONGEST


class ErrorReportForm(Honeypot):
    words = Words(
        label=_("What is wrong?"),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 6}),
    )
    address = forms.CharField(
        label=_("Your mail address, if you would like an answer"),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        required=False,
    )

    def clean_address(self) -> str:
        typed: str = self.cleaned_data["address"]
        # a site without mail does not ask for one
        return mail.normal_address(typed) if typed and mail.is_there() else ""
