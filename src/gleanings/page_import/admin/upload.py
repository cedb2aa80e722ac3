"""An editor brings an existing blog in, sees how far it is, and takes it back."""

import datetime as dt
from typing import Any

from django import forms
from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from wagtail.permissions import page_permission_policy

from gleanings.digest.models import Home, ImportedEntry, ImportedPage
from gleanings.page_import import Page, UnreadablePage, read_page
from gleanings.page_import.store import keep_reading, store_next
from gleanings.page_import.undo import TakenBack, take_back_next


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

    read: Page | None = None

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        self.source = file.read()
        try:
            self.read = read_page(self.source, file.name)
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
    if request.method == "POST" and form.is_valid() and form.read is not None:
        month = form.cleaned_data["month"]
        imported, stored = keep_reading(
            form.read,
            filename=form.cleaned_data["file"].name[:300],
            source=form.source,
            home=Home.objects.get(locale__language_code=form.cleaned_data["language"]),
            month=dt.date.fromisoformat(f"{month}-01") if month else None,
            add_topics=form.cleaned_data["add_topics"],
        )
        if not imported.waiting.exists():
            said = ngettext(
                "Nothing new: the one entry of this file was brought in before.",
                "Nothing new: all %(count)s entries of this file were brought in before.",
                stored.known,
            )
            messages.info(request, said % {"count": stored.known})
        return redirect("import_progress", imported.pk)
    context = {
        "form": form,
        "page_title": _("Bring a blog in"),
        "header_title": _("Bring a blog in"),
        "header_icon": "download",
    }
    return render(request, "page_import/import_upload.html", context)


def progress(request: HttpRequest, pk: int) -> HttpResponseBase:
    """How far the import is; each post stores the next entries, and the page posts until it is."""
    refuse_others(request)
    imported = get_object_or_404(ImportedPage, pk=pk)
    if request.method == "POST":
        store_next(imported)
    waiting, all_ = imported.waiting.count(), imported.entries.count()
    done = waiting == 0
    if request.headers.get("Accept") == "application/json":
        return JsonResponse({"done": all_ - waiting, "all": all_, "finished": done})
    if done:
        return redirect("imported_pages:inspect", pk)
    context = {
        "done": all_ - waiting,
        "all": all_,
        "address": reverse("import_progress", args=[pk]),
        "words": _(
            "Drafts are being made. You may leave this page; the work goes on when you come back."
        ),
        "button": _("Make the next drafts"),
        "page_title": _("Import"),
        "header_title": _("Import of “%(file)s”") % {"file": imported.filename},
        "header_icon": "download",
    }
    return render(request, "page_import/import_progress.html", context)


def take_back(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Asks first; each post takes back the next entries, those that were worked on since stay."""
    refuse_others(request)
    imported = get_object_or_404(ImportedPage, pk=pk)
    done = TakenBack(last=_number(request, "after"))
    all_ = _number(request, "all") or imported.entries.count()
    if request.method == "POST":
        take_back_next(imported, done)
    # those that stay are entries still
    so_far = all_ - ImportedEntry.objects.filter(page=pk, pk__gt=done.last).count()
    if request.headers.get("Accept") == "application/json":
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
