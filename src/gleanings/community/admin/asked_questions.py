"""What readers ask, at the desk: put into words, merged, let, answered, declined."""

from typing import Any
from urllib.parse import urlsplit

from django import forms
from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from gleanings.community.admin.frame import frame
from gleanings.community.asking import deciding
from gleanings.community.asking.answers import answer_of
from gleanings.community.asking.client_details import like_a_clients
from gleanings.community.asking.forms import TopicField
from gleanings.community.asking.searching import form_for, search_of
from gleanings.community.models import AskedQuestion
from gleanings.community.models.asked_question import (
    LONGEST_QUESTION,
    LONGEST_WORDS,
    PUBLIC,
    AskedState,
)
from gleanings.community.permissions import (
    may_decide_on_questions,
    may_search,
    may_see_questions,
)
from gleanings.digest.models import Topic
from gleanings.literature.row_keys import row_key
from gleanings.reader import readables
from gleanings.reader.readables import Readable

A_PAGE = 50

ICON = "help"


def _named(one: Readable) -> str:
    return f"{one.title} – {one.mark}" if one.mark else one.title


class DecisionForm(forms.Form):
    """The editor's words in each language, and what is to come of the question."""

    topic = TopicField(
        Topic.objects.filter(merged_into=None), label=gettext_lazy("Topic"), required=False
    )
    into = forms.ModelChoiceField(
        AskedQuestion.objects.none(), label=gettext_lazy("It is the same as"), required=False
    )
    found = forms.ChoiceField(
        label=gettext_lazy("What may answer it"), widget=forms.RadioSelect, required=False
    )
    address = forms.CharField(
        label=gettext_lazy("Or the address of a summary or an answer"),
        max_length=500,
        required=False,
    )
    note = forms.CharField(
        label=gettext_lazy("A word to who asked"),
        max_length=LONGEST_WORDS,
        widget=forms.Textarea(attrs={"rows": 3}),
        required=False,
    )

    def __init__(self, sent: Any, question: AskedQuestion) -> None:
        topic = question.topic.target if question.topic else None
        initial = {"topic": topic, "note": question.note}
        super().__init__(sent, initial=initial)
        self.question = question
        for code, name in settings.LANGUAGES:
            self.fields[f"text_{code}"] = forms.CharField(
                label=_("In your words, for readers (%(language)s)") % {"language": _(str(name))},
                max_length=LONGEST_QUESTION,
                initial=question.texts.get(code, ""),
                required=False,
            )
        self.may_answer = readables.search(question.text or question.words)[:10]
        fields: Any = self.fields
        fields["found"].choices = [
            (f"{one.kind}/{one.key}", _named(one)) for one in self.may_answer
        ]
        public = AskedQuestion.objects.public().exclude(pk=question.pk)
        fields["into"].queryset = public

    @property
    def text_fields(self) -> list[forms.BoundField]:
        return [self[f"text_{code}"] for code, _name in settings.LANGUAGES]

    def texts(self) -> dict[str, str]:
        given = {
            code: self.cleaned_data[f"text_{code}"].strip() for code, _name in settings.LANGUAGES
        }
        return {code: words for code, words in given.items() if words}

    def answer(self) -> Readable | None:
        if address := self.cleaned_data["address"]:
            return readables.at(urlsplit(address).path)
        kind, _slash, key = self.cleaned_data["found"].partition("/")
        return readables.find(kind, key)

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        if self.errors:
            return cleaned
        wanted = self.data.keys()
        if {"publish", "answer"} & wanted and not self.texts():
            self.add_error(None, _("Put the question into your own words first."))
        if "answer" in wanted and self.answer() is None:
            self.add_error(None, _("Choose what answers it; nothing of this address is online."))
        if "merge" in wanted and not cleaned.get("into"):
            self.add_error("into", _("Choose the question that it is the same as."))
        return cleaned


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """Those of one state; by itself the new ones."""
    if not may_see_questions(request.user):
        raise PermissionDenied
    state = request.GET.get("state", "")
    state = state if state in AskedState.values else AskedState.NEW
    found = AskedQuestion.objects.filter(state=state).with_counts().prefetch_related("askings")
    context = {
        "state": state,
        "states": [
            (value, label, AskedQuestion.objects.filter(state=value).count())
            for value, label in AskedState.choices
        ],
        "page": Paginator(found, A_PAGE).get_page(request.GET.get("p")),
    }
    title = _("Questions to the network")
    return render(request, "community/admin/asked_questions.html", context | frame(title, ICON))


@require_http_methods(["GET", "HEAD", "POST"])
def asked_question(request: HttpRequest, pk: int) -> HttpResponse:
    """One of them, with what each reader wrote; a post decides on it."""
    if not may_see_questions(request.user):
        raise PermissionDenied
    question = get_object_or_404(AskedQuestion.objects.select_related("topic"), pk=pk)
    form = DecisionForm(request.POST or None, question)
    if request.method == "POST":
        if not may_decide_on_questions(request.user):
            raise PermissionDenied
        if done := _done(request, question, form):
            return done
    askings = question.askings.all()
    context = {
        "question": question,
        "askings": [(one, like_a_clients(one.words)) for one in askings],
        "has_addresses": any(one.address for one in askings),
        "form": form,
        "is_public": question.state in PUBLIC,
        "answer": answer_of(question),
        "search": search_of(question),
        "new_search": form_for(question) if may_search(request.user) else "",
        "may_decide": may_decide_on_questions(request.user),
    }
    title = _("A question to the network")
    return render(request, "community/admin/asked_question.html", context | frame(title, ICON))


def _done(request: HttpRequest, question: AskedQuestion, form: DecisionForm) -> Any:
    """None where something has to be mended first."""
    if "delete" in request.POST:
        deciding.delete(question)
        messages.success(request, _("The question is deleted, with what readers wrote."))
        return redirect("asked_questions_at_the_desk")
    if "forget" in request.POST:
        for asking in question.askings.filter(pk=row_key(request.POST["forget"])):
            asking.forget_address()
            messages.success(request, _("The address is erased."))
        return redirect("asked_question", question.pk)
    if not form.is_valid():
        return None
    given = form.cleaned_data
    question.texts, question.topic = form.texts(), given["topic"]
    if "merge" in request.POST:
        deciding.merge(question, given["into"])
        messages.success(request, _("The two are one question now."))
        return redirect("asked_question", given["into"].pk)
    answer = form.answer()
    if "answer" in request.POST and answer:
        deciding.answer(question, answer, given["note"])
        messages.success(request, _("Answered. Who gave an address hears of it."))
    elif "decline" in request.POST:
        deciding.decline(question, given["note"])
        messages.success(request, _("Declined. Who gave an address hears of it."))
    elif "publish" in request.POST:
        deciding.publish(question)
        messages.success(request, _("Readers see the question, in your words."))
    return redirect("asked_questions_at_the_desk")
