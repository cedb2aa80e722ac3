"""An editor brings an existing blog in, sees how far it is, and takes it back."""

import datetime as dt
from typing import Any

from django import forms
from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from wagtail.permissions import page_permission_policy

from gleanings.digest.models import Home, ImportedEntry, ImportedPage
from gleanings.page_import.decoding import decode_page
from gleanings.page_import.errors import UnreadablePage
from gleanings.page_import.layouts import layout_of
from gleanings.page_import.steps import discard, keep_file, next_step, progress_of
from gleanings.page_import.undo import TakenBack, take_back_next

_READING = (
    gettext_lazy(
        "The file is being read. You may leave this page; the work goes on when you come back."
    ),
    gettext_lazy("Read the next posts"),
)
_MAKING = (
    gettext_lazy(
        "Drafts are being made. You may leave this page; the work goes on when you come back."
    ),
    gettext_lazy("Make the next drafts"),
)


class ImportForm(forms.Form):
    file = forms.FileField(
        label=gettext_lazy("File"),
        help_text=gettext_lazy(
            "An export of WordPress, Blogger or Movable Type, a feed (RSS, Atom, JSON Feed), or a "
            "saved page (HTML or text)."
        ),
    )
    language = forms.ChoiceField(
        label=gettext_lazy("Language of the texts"), choices=settings.LANGUAGES
    )
    month = forms.RegexField(
        r"^(?:19|20)\d\d-(?:0[1-9]|1[0-2])$",
        label=gettext_lazy("Month for undated posts"),
        required=False,
        help_text=gettext_lazy("For example 2018-03. If left empty, this month."),
    )
    add_topics = forms.BooleanField(
        label=gettext_lazy("Create a new topic for each category that is not a topic yet"),
        required=False,
    )

    def clean_file(self) -> Any:
        """What can be told without reading the file; the rest is told while it is read."""
        file = self.cleaned_data["file"]
        self.source = file.read()
        try:
            self.decoded = decode_page(self.source, file.name)
            self.layout = layout_of(self.decoded.text, file.name)
        except UnreadablePage as refusal:
            raise forms.ValidationError(str(refusal)) from refusal
        return file


def refuse_others(request: HttpRequest) -> None:
    """Only those bring a blog in who may publish."""
    if not page_permission_policy.user_has_any_permission(request.user, ["publish"]):
        raise PermissionDenied


def upload(request: HttpRequest) -> HttpResponse:
    refuse_others(request)
    form = ImportForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        month = form.cleaned_data["month"]
        imported = keep_file(
            form.decoded,
            form.layout,
            filename=form.cleaned_data["file"].name[:300],
            source=form.source,
            home=Home.objects.get(locale__language_code=form.cleaned_data["language"]),
            month=dt.date.fromisoformat(f"{month}-01") if month else None,
            add_topics=form.cleaned_data["add_topics"],
        )
        return redirect("import_progress", imported.pk)
    context = {
        "form": form,
        "page_title": _("Bring a blog in"),
        "header_title": _("Bring a blog in"),
        "header_icon": "download",
    }
    return render(request, "page_import/import_upload.html", context)


def progress(request: HttpRequest, pk: int) -> HttpResponseBase:
    """How far the import is; each post does the next step, and the page posts until all is done."""
    refuse_others(request)
    imported = get_object_or_404(_without_file(), pk=pk)
    if request.method == "POST":
        read_before = bool(imported.options.get("unread"))
        try:
            next_step(imported)
        except UnreadablePage as refusal:
            discard(imported)
            messages.error(request, str(refusal))
            return _answer(request, reverse("import_upload"))
        if read_before and progress_of(imported).finished:
            messages.info(request, _nothing_new(imported.options["known"]))
    now = progress_of(imported)
    if now.finished:
        return _answer(request, reverse("imported_pages:inspect", args=[pk]), done=now.all)
    words, button = _READING if now.reads else _MAKING
    context = {
        "done": now.done,
        "all": now.all,
        "address": reverse("import_progress", args=[pk]),
        "words": words,
        "button": button,
        "page_title": _("Import"),
        "header_title": _("Import of “%(file)s”") % {"file": imported.filename},
        "header_icon": "download",
    }
    if _wants_json(request):
        told = {name: str(context[name]) for name in ("words", "button")}
        return JsonResponse(told | {"done": now.done, "all": now.all, "finished": False})
    return render(request, "page_import/import_progress.html", context)


def _nothing_new(known: int) -> str:
    return ngettext(
        "Nothing new: the one entry of this file was brought in before.",
        "Nothing new: all %(count)s entries of this file were brought in before.",
        known,
    ) % {"count": known}


def _without_file() -> QuerySet[ImportedPage]:
    """The imports without the text and the account of their files, which may be large."""
    return ImportedPage.objects.defer("text", "reading")


def _wants_json(request: HttpRequest) -> bool:
    return request.headers.get("Accept") == "application/json"


def _answer(request: HttpRequest, end: str, done: int = 0) -> HttpResponseBase:
    """The work is over, and goes on at another address."""
    if _wants_json(request):
        return JsonResponse({"done": done, "all": done, "finished": True, "end": end})
    return redirect(end)


def take_back(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Asks first; each post takes back the next entries, those that were worked on since stay."""
    refuse_others(request)
    imported = get_object_or_404(_without_file(), pk=pk)
    done = TakenBack(last=_number(request, "after"))
    all_ = _number(request, "all") or imported.entries.count()
    if request.method == "POST":
        take_back_next(imported, done)
    # those that stay are entries still
    so_far = all_ - ImportedEntry.objects.filter(page=pk, pk__gt=done.last).count()
    if _wants_json(request):
        gone = not ImportedPage.objects.filter(pk=pk).exists()
        end = reverse("imported_pages:index") if gone else reverse(
            "imported_pages:inspect", args=[pk]
        )  # fmt: skip
        return JsonResponse(
            {
                "after": done.last,
                "done": so_far,
                "all": all_,
                "finished": done.finished,
                "end": end,
            }
        )
    if done.finished:
        return redirect("imported_pages:index")
    context = {
        "after": done.last,
        "done": so_far,
        "all": all_,
        "asks": not done.last,
        "address": reverse("import_take_back", args=[pk]),
        "words": _(
            "Drafts of this import that nobody has since changed, published or sent for review "
            "will be deleted, with their redirects. Anything that has been worked on stays. Keep "
            "this page open until it is done; if you leave, come back here to go on."
        ),
        "button": _("Take the import back"),
        "page_title": _("Take back"),
        "header_title": _("Take back the import of “%(file)s”") % {"file": imported.filename},
        "header_icon": "undo",
    }
    return render(request, "page_import/import_progress.html", context)


def _number(request: HttpRequest, name: str) -> int:
    sent = request.POST.get(name, "")
    return int(sent) if sent.isdecimal() and len(sent) < 19 else 0
