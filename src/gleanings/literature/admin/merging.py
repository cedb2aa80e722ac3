"""Merging two articles at the desk: which two, how they compare, and the way back."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from wagtail.admin import messages as admin_messages

from gleanings.literature.admin.comparison import compare, refuse_if_not_sure
from gleanings.literature.identifiers import normalise_doi
from gleanings.literature.merging import (
    ROOMS,
    CannotMergeError,
    CannotUndoError,
    merge_articles,
    undo_merge,
)
from gleanings.literature.models import Article, ArticleMerge
from gleanings.literature.permissions import ArticlePermissionPolicy
from gleanings.literature.row_keys import row_key
from gleanings.literature.titles import title_key

MOST_FOUND = 20
A_PAGE = 20


def may_merge(user: Any) -> bool:
    """An article is gone after a merge: who may delete one may merge it."""
    return bool(
        user.has_perm("literature.change_article") and user.has_perm("literature.delete_article")
    )


def refuse_others(request: HttpRequest, *articles: Article) -> None:
    policy = ArticlePermissionPolicy(Article)
    if not may_merge(request.user) or not all(
        policy.user_has_permission_for_instance(request.user, "delete", one) for one in articles
    ):
        raise PermissionDenied


@require_safe
def choose_other(request: HttpRequest, pk: int) -> HttpResponse:
    """The article that this one is to be merged with: those of its title, or found by words."""
    article = get_object_or_404(Article, pk=pk)
    refuse_others(request, article)
    query = request.GET.get("q", "").strip()[:300]
    found = articles_by(query) if query else Article.objects.filter(title_key=article.title_key)
    context = {
        "article": article,
        "query": query,
        "found": list(found.exclude(pk=pk)[:MOST_FOUND]),
        "page_title": _("Merge"),
        "header_title": _("Merge with another article"),
        "header_icon": "doc-full",
    }
    return render(request, "literature/choose_other.html", context)


def articles_by(query: str) -> QuerySet[Article]:
    """By DOI, PMID, or words of the title and the names of authors."""
    if doi := normalise_doi(query):
        return Article.objects.filter(doi=doi)
    if query.isascii() and query.isdecimal():
        return Article.objects.filter(pmid=query)
    same = Article.objects.filter(title_key=title_key(query))
    if same.exists():
        return same
    by = Q()
    for word in query.split()[:8]:
        by &= Q(title__icontains=word) | Q(authors__icontains=word)
    return Article.objects.filter(by).order_by("-pk")


@require_http_methods(["GET", "HEAD", "POST"])
def merge_two(request: HttpRequest, pk: int, other: int) -> HttpResponse:
    one, second = get_object_or_404(Article, pk=pk), get_object_or_404(Article, pk=other)
    refuse_others(request, one, second)
    if one == second:
        return redirect("merge_article", pk)
    compared = compare(one, second, swapped=bool(request.GET.get("swapped")))
    if request.method == "POST":
        try:
            refuse_if_not_sure(compared, "sure" in request.POST)
            is_second = row_key(request.POST.get("kept", "")) == second.pk
            kept, merged = (second, one) if is_second else (one, second)
            merge = merge_articles(
                kept, merged, by=request.user, reason=request.POST.get("reason", "")
            )
        except CannotMergeError as refusal:
            messages.error(request, str(refusal))
        else:
            said = _("“%(article)s” is merged. Undo brings it back as it was.")
            messages.success(request, said % {"article": merge})
            say_what_is_to_do(request, merge)
            return redirect(f"{reverse('article_merges')}?article={merge.kept_id}")
    context = {
        "compared": compared,
        "swapped": request.GET.get("swapped", ""),
        "page_title": _("Merge"),
        "header_title": _("Merge two articles"),
        "header_icon": "doc-full",
    }
    return render(request, "literature/merge_two.html", context)


def say_what_is_to_do(request: HttpRequest, merge: ArticleMerge) -> None:
    """What the merge left for its editor, as two drafts about one article."""
    for room in ROOMS:
        if to_say := room.to_say(merge.kept):
            sentence, links = to_say
            buttons = [admin_messages.button(url, words) for url, words in links]
            admin_messages.warning(request, sentence, buttons=buttons)


@require_safe
def merges(request: HttpRequest) -> HttpResponse:
    """Who merged what, when and why; the last of each article can be undone."""
    refuse_others(request)
    found = ArticleMerge.objects.select_related("kept", "merged_by", "undone_by")
    if key := row_key(request.GET.get("article", "")):
        found = found.filter(kept=key)
    page = Paginator(found, A_PAGE).get_page(request.GET.get("p"))
    above = _newest_standing([merge.kept_id for merge in page])
    context = {
        "page": page,
        "may_be_undone": above,
        "article": key or "",
        "page_title": _("Merges of articles"),
        "header_title": _("Merges of articles"),
        "header_icon": "doc-full",
    }
    return render(request, "literature/merges.html", context)


def _newest_standing(kept: list[int]) -> set[int]:
    newest: dict[int, int] = {}
    for article, key in ArticleMerge.objects.of_articles(kept).values_list("kept", "pk"):
        newest[article] = key
    return set(newest.values())


@require_POST
def undo(request: HttpRequest, pk: int) -> HttpResponse:
    merge = get_object_or_404(ArticleMerge.objects.select_related("kept"), pk=pk)
    refuse_others(request, merge.kept)
    try:
        undo_merge(merge, by=request.user)
    except CannotUndoError as refusal:
        messages.error(request, str(refusal))
    else:
        said = _("The merge of “%(article)s” is undone: all is as it was before.")
        messages.success(request, said % {"article": merge})
    back = request.POST.get("next", "")
    return redirect("doubtful_pairs" if back == "pairs" else "article_merges")
