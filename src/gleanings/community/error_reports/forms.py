"""What is asked of who found an error."""

from django import forms
from django.utils.translation import gettext_lazy as _

from gleanings.community.forms import AddressField, Honeypot, Words
from gleanings.community.models.error_report import LONGEST


class ErrorReportForm(Honeypot):
    words = Words(
        label=_("What is wrong?"),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 6}),
    )
    address = AddressField(
        label=_("Your mail address, if you would like an answer"), required=False
    )
