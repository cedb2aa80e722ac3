"""The question what readers are told, put to who changes the citation of what they saw."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from wagtail import hooks

from gleanings.digest.admin.conflicts import hidden_fields, is_out_of_date
from gleanings.digest.admin.corrections import ANSWERS
from gleanings.digest.cited_articles import changes_to_tell, summaries_that_cite
from gleanings.literature.forms import ArticleForm
from gleanings.literature.models import Article

ASKED = "correction_asked"


@hooks.register("before_edit_snippet")
def ask_what_readers_are_told(request: HttpRequest, instance: Any) -> HttpResponse | None:
    if request.method != "POST" or not isinstance(instance, Article):
        return None
    stored = Article.objects.filter(pk=instance.pk).first()
    if stored is None or is_out_of_date(request, ArticleForm(instance=stored)):
        return None  # that is asked first
    form = ArticleForm(request.POST, instance=stored, for_user=request.user)
    if not form.is_valid():
        return None  # the form says what is wrong
    changes = changes_to_tell(form.instance)
    if not changes:
        return None
    note = request.POST.get("correction", "").strip()
    if request.POST.get("correction_is_style"):
        instance.told_to_readers = ""
    elif note:
        instance.told_to_readers = note
    else:
        return _ask(request, stored, changes)
    return None


def _ask(request: HttpRequest, article: Article, changes: list[str]) -> HttpResponse:
    context = {
        "changes": changes,
        "summaries": summaries_that_cite(article),
        "proposed": "" if ASKED in request.POST else "\n".join(changes),
        "is_without_answer": ASKED in request.POST,
        "fields": hidden_fields(request.POST, but=[*ANSWERS, ASKED]),
        "asked": ASKED,
        "edit": request.get_full_path(),
        "page_title": _("What readers are told"),
        "header_title": str(article),
    }
    return render(request, "digest/admin/article_correction.html", context)
