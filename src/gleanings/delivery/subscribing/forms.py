"""What a subscriber chooses, and how it is stored."""

from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.forms.boundfield import BoundWidget
from django.utils.translation import get_language, get_language_info
from django.utils.translation import gettext_lazy as _

from gleanings.delivery.mail_address import LONGEST, normal_address
from gleanings.delivery.models import Frequency, Subscriber
from gleanings.digest.models import ResearchType, Topic
from gleanings.reader.lists.terms import most_used, terms_with_counts

FEW_TOPICS = 8


def languages() -> list[tuple[str, str]]:
    """Each by its own name."""
    return [
        (code, get_language_info(code)["name_local"].capitalize())
        for code, _name in settings.LANGUAGES
    ]


class ChoiceForm(forms.Form):
    """Language, how often, and which topics and types; none of these is everything."""

    language = forms.ChoiceField(label=_("Language of the mails"), choices=languages)
    frequency = forms.ChoiceField(
        label=_("How often"),
        choices=Frequency.choices,
        widget=forms.RadioSelect,
        initial=Frequency.ISSUE,
        required=False,
    )
    alerts = forms.BooleanField(
        label=_(
            "Also tell me when an article that was summarized is retracted, and when the answer to "
            "a question changes"
        ),
        required=False,
    )
    topics = forms.ModelMultipleChoiceField(
        label=_("Only these topics"),
        queryset=Topic.objects.none(),
        to_field_name="slug",
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    left_out = forms.ModelMultipleChoiceField(
        label=_("Leave out these topics"),
        queryset=Topic.objects.none(),
        to_field_name="slug",
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    research_types = forms.ModelMultipleChoiceField(
        label=_("Only these types of research"),
        queryset=ResearchType.objects.none(),
        to_field_name="slug",
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("topics", "left_out"):
            self.fields[name].queryset = Topic.objects.current().with_names()  # type: ignore[attr-defined]
        types = ResearchType.objects.current().with_names()
        self.fields["research_types"].queryset = types  # type: ignore[attr-defined]
        self.fields["language"].initial = get_language()

    @property
    def is_narrowed(self) -> bool:
        """Whether topics or types are chosen, for a form that folds them away."""
        return bool(self["topics"].value() or self["research_types"].value())

    @property
    def few_topics(self) -> list[BoundWidget]:
        """What is offered first: the topics with most summaries, and those that are chosen."""
        counted = terms_with_counts(Topic, get_language() or settings.LANGUAGE_CODE)
        few = {term.slug for term in most_used(counted, FEW_TOPICS)}
        offered = list(self["topics"])
        first = [box for box in offered if box.data["selected"] or box.data["value"].value in few]
        return first if few else offered

    @property
    def more_topics(self) -> list[BoundWidget]:
        """The others, which a form folds away: who chooses most topics reads least."""
        few = {box.data["index"] for box in self.few_topics}
        return [box for box in self["topics"] if box.data["index"] not in few]

    def choice(self) -> dict[str, Any]:
        """As a request keeps it."""
        return {
            "language": self.cleaned_data["language"],
            "frequency": self.cleaned_data["frequency"] or Frequency.ISSUE,
            "alerts": self.cleaned_data["alerts"],
            "topics": [topic.slug for topic in self.cleaned_data["topics"]],
            "left_out": [topic.slug for topic in self.cleaned_data["left_out"]],
            "research_types": [kind.slug for kind in self.cleaned_data["research_types"]],
        }


class AddressForm(forms.Form):
    address = forms.CharField(
        label=_("E-mail"),
        max_length=LONGEST,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        error_messages={"required": _("Please give your mail address.")},
    )

    def clean_address(self) -> str:
        return normal_address(self.cleaned_data["address"])


class SubscribeForm(AddressForm, ChoiceForm):
    field_order = ["address"]


def choice_of(subscriber: Subscriber) -> dict[str, Any]:
    """As a form shows it; terms that were merged as what they were merged into."""
    return {
        "language": subscriber.language,
        "frequency": subscriber.frequency,
        "alerts": subscriber.alerts,
        "topics": _slugs(subscriber.topics),
        "left_out": _slugs(subscriber.left_out),
        "research_types": _slugs(subscriber.research_types),
    }


def _slugs(terms: Any) -> list[str]:
    return list(dict.fromkeys(term.target.slug for term in terms.all()))


def add_to_choice(subscriber: Subscriber, choice: dict[str, Any]) -> None:
    """What was asked for beside what is chosen already; who gets everything has it in there."""
    for chosen, model, name in (
        (subscriber.topics, Topic, "topics"),
        (subscriber.research_types, ResearchType, "research_types"),
    ):
        if chosen.exists():
            chosen.add(*model.objects.filter(slug__in=choice[name]))


def set_choice(subscriber: Subscriber, choice: dict[str, Any]) -> None:
    """Store what a form or a request holds; call it within a transaction."""
    if choice["language"] not in dict(settings.LANGUAGES):
        raise ValidationError(_("The site is not in this language."))
    subscriber.language, subscriber.frequency = choice["language"], choice["frequency"]
    subscriber.alerts = choice.get("alerts", False)
    subscriber.save()
    subscriber.topics.set(Topic.objects.filter(slug__in=choice["topics"]))
    subscriber.left_out.set(Topic.objects.filter(slug__in=choice.get("left_out", ())))
    subscriber.research_types.set(ResearchType.objects.filter(slug__in=choice["research_types"]))
