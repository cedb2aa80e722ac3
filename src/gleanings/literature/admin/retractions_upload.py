"""The table of Retraction Watch is uploaded: what it tells of the articles here is stored."""

import datetime as dt
from typing import Any

from django import forms
from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from gleanings.literature.admin.upload import keep, refuse_others
from gleanings.literature.dates import date_format
from gleanings.literature.models import ImportRun
from gleanings.literature.records.record import UnreadableFileError
from gleanings.literature.records.retraction_watch import SOURCE
from gleanings.literature.storing.retraction_watch import TableAccount, import_table


class TableForm(forms.Form):
    file = forms.FileField(
        label=gettext_lazy("File"),
        help_text=gettext_lazy("retraction_watch.csv, as Crossref has it; it may be gzipped."),
    )
    date = forms.DateField(
        label=gettext_lazy("Date of the table"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}),
        help_text=gettext_lazy(
            "If you leave it empty, it is the last day that the table tells of."
        ),
    )

    def clean_date(self) -> dt.date | None:
        date: dt.date | None = self.cleaned_data["date"]
        if date and date > timezone.localdate():
            raise forms.ValidationError(_("That day is still to come."))
        return date


def upload(request: HttpRequest) -> HttpResponse:
    refuse_others(request)
    form = TableForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        file: UploadedFile[Any] = form.cleaned_data["file"]
        started = timezone.now()
        path = keep(file)
        try:
            account = import_table(path, date=form.cleaned_data["date"])
        except UnreadableFileError as error:
            form.add_error("file", str(error))
        else:
            run = _run_of(account, (file.name or "")[:300], request.user, started)
            messages.success(request, in_words(account))
            return redirect("import_runs:inspect", run.pk)
        finally:
            path.unlink(missing_ok=True)
    context = {
        "form": form,
        "page_title": _("Import retractions"),
        "header_title": _("Import retractions"),
        "header_icon": "warning",
    }
    return render(request, "literature/import_retractions.html", context)


def _run_of(account: TableAccount, filename: str, user: Any, started: dt.datetime) -> ImportRun:
    run = ImportRun.objects.create(
        filename=filename,
        format=SOURCE,
        user=user,
        finished_at=timezone.now(),
        position=account.read,
        read=account.read,
        new=account.new,
        merged=account.matched - account.new,
        refused_count=account.refused_count,
        refused=[[one.line, one.why] for one in account.refused],
    )
    ImportRun.objects.filter(pk=run.pk).update(started_at=started)
    return run


def in_words(account: TableAccount) -> str:
    """“2 new notices about papers here; 41 articles were looked up in the table of May 3, 2026.”"""
    new = ngettext(
        "%(new)s new notice about papers here", "%(new)s new notices about papers here", account.new
    )
    looked_up = ngettext(
        "%(number)s article was looked up in the table of %(day)s.",
        "%(number)s articles were looked up in the table of %(day)s.",
        account.looked_up,
    )
    day = date_format(account.date, "DATE_FORMAT") if account.date else "?"
    told = {"new": account.new, "number": account.looked_up, "day": day}
    return f"{new % told}; {looked_up % told}"
