"""What is asked of who asks."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gleanings.community.asking.client_details import like_a_clients
from gleanings.community.forms import AddressField, Honeypot, Words
from gleanings.community.models.asked_question import LONGEST_QUESTION
from gleanings.digest.models import Topic


class TopicField(forms.ModelChoiceField):  # type: ignore[type-arg]
    def label_from_instance(self, topic: Any) -> str:
        return str(topic.name)


class AskForm(Honeypot):
    words = Words(
        label=gettext_lazy("Your question"),
        max_length=LONGEST_QUESTION,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    topic = TopicField(
        Topic.objects.filter(merged_into=None),
        label=gettext_lazy("Topic"),
        empty_label=gettext_lazy("I cannot say"),
        required=False,
    )
    address = AddressField(
        label=gettext_lazy("Your mail address, if you would like to hear what becomes of it"),
        required=False,
    )
    names_nobody = forms.BooleanField(
        label=gettext_lazy("Nobody can be known by this: send it as it is"), required=False
    )

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        self.looks_like = like_a_clients(cleaned.get("words", ""))
        if self.looks_like and not cleaned.get("names_nobody"):
            self.add_error(
                "words",
                _(
                    "“%(words)s” reads as if it were about one client. Ask about clients like "
                    "that instead: “What helps adolescents who …?” If nobody can be known by it, "
                    "say so below; an editor then looks at it first."
                )
                % {"words": self.looks_like},
            )
        return cleaned

    @property
    def is_asked_about_details(self) -> bool:
        return self.is_bound and bool(getattr(self, "looks_like", ""))
