"""A file of records is uploaded, and stored in steps while its page is open."""

import tempfile
from pathlib import Path
from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gleanings.literature.models import ImportRun
from gleanings.literature.records import read_records
from gleanings.literature.records.reading import KNOWN
from gleanings.literature.records.record import UnreadableFileError
from gleanings.literature.storing.runs import go_on

SECONDS_A_STEP = 4.0


class UploadForm(forms.Form):
    file = forms.FileField(label=gettext_lazy("File"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["file"].help_text = _(
            "%(known)s, or a list of DOIs or PMIDs; it may be gzipped. Files over %(most)s MB are "
            "for the command gleanings import_articles."
        ) % {"known": KNOWN, "most": settings.LARGEST_UPLOAD // 1024 // 1024}

    def clean_file(self) -> "UploadedFile[Any]":
        """Keeps it where it waits; refuses what is no file of records before anything is stored."""
        file: UploadedFile[Any] = self.cleaned_data["file"]
        self.kept = keep(file)
        try:
            with read_records(self.kept):
                pass
        except UnreadableFileError as error:
            self.kept.unlink()
            raise forms.ValidationError(str(error)) from error
        return file


def folder() -> Path:
    """Not among the media: these files are nobody's to fetch."""
    return Path(settings.DATA_DIR) / "imports"


def keep(file: "UploadedFile[Any]") -> Path:
    folder().mkdir(mode=0o700, parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(dir=folder(), delete=False) as kept:
        for chunk in file.chunks():
            kept.write(chunk)
    return Path(kept.name)


def may_import(user: Any) -> bool:
    """Who sees the imports makes them; a run by itself is made, changed and deleted by nobody."""
    return bool(user.has_perm("literature.view_importrun"))


def refuse_others(request: HttpRequest) -> None:
    if not may_import(request.user):
        raise PermissionDenied


def upload(request: HttpRequest) -> HttpResponse:
    refuse_others(request)
    form = UploadForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        run = ImportRun.objects.create(
            filename=(form.cleaned_data["file"].name or "")[:300],
            stored_as=form.kept.name,
            user=request.user,  # type: ignore[misc]
        )
        return redirect("import_records_progress", run.pk)
    context = {
        "form": form,
        "page_title": _("Import records"),
        "header_title": _("Import records"),
        "header_icon": "download",
    }
    return render(request, "literature/import_records.html", context)


def progress(request: HttpRequest, pk: int) -> HttpResponseBase:
    """How far the import is; each post stores records for some seconds, and the page posts on."""
    refuse_others(request)
    run = get_object_or_404(ImportRun, pk=pk)
    if request.method == "POST" and run.finished_at is None:
        step(run)
    if request.headers.get("Accept") == "application/json":
        finished = run.finished_at is not None
        return JsonResponse({"done": run.position, "finished": finished})
    if run.finished_at is not None:
        return redirect("import_runs:inspect", pk)
    context = {
        "done": run.position,
        "address": reverse("import_records_progress", args=[pk]),
        "page_title": _("Import"),
        "header_title": _("Import of “%(file)s”") % {"file": run.filename},
        "header_icon": "download",
    }
    return render(request, "literature/import_records_progress.html", context)


def step(run: ImportRun) -> None:
    path = folder() / run.stored_as
    if go_on(run, path, seconds=SECONDS_A_STEP) and run.stored_as:
        path.unlink(missing_ok=True)
