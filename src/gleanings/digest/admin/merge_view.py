"""The page on which an editor merges a term into another."""

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from gleanings.digest.merging import field_of, merge_terms
from gleanings.digest.models import ResearchType, Summary, Topic
from gleanings.digest.models.terms import ControlledTerm

MODELS: dict[str, type[Topic] | type[ResearchType]] = {
    "topic": Topic,
    "researchtype": ResearchType,
}
"""The two lists, as addresses name them."""


class MergeForm(forms.Form):
    def __init__(self, *args: Any, term: ControlledTerm, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["into"] = forms.ModelChoiceField(
            type(term).objects.current().with_names().exclude(pk=term.pk), label=_("Merge into")
        )


def merge_view(request: HttpRequest, model_name: str, pk: int) -> HttpResponse:
    model = MODELS.get(model_name)
    if model is None:
        raise Http404
    if not request.user.has_perm(f"digest.change_{model_name}"):
        raise PermissionDenied
    term = get_object_or_404(model.objects.current(), pk=pk)
    form = MergeForm(request.POST or None, term=term)
    if request.method == "POST" and form.is_valid():
        into = form.cleaned_data["into"]
        count = merge_terms(term, into=into, user=request.user)
        message = ngettext(
            "“%(term)s” is merged into “%(into)s”; %(count)s summary moved.",
            "“%(term)s” is merged into “%(into)s”; %(count)s summaries moved.",
            count,
        )
        messages.success(request, message % {"term": term, "into": into, "count": count})
        return redirect(list_address(model))
    context = {
        "term": term,
        "form": form,
        "count": Summary.objects.filter(**{field_of(term): term}).count(),
        "page_title": _("Merge"),
        "header_title": _("Merge “%(term)s” into another") % {"term": term},
        "back": list_address(model),
    }
    return render(request, "digest/admin/merge.html", context)


def list_address(model: type[ControlledTerm]) -> str:
    return reverse(model.snippet_viewset.get_url_name("list"))
