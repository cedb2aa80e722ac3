"""Examples to rank by, as long as a network has summarised and taken up little."""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from gleanings.desk.models import Example
from gleanings.desk.permissions import may_decide
from gleanings.desk.reranking_soon import rerank_soon
from gleanings.literature.admin.merging import articles_by
from gleanings.literature.models import Article

MOST_FOUND = 20


def _refuse_others(request: HttpRequest) -> None:
    if not may_decide(request.user):
        raise PermissionDenied


@require_safe
def examples(request: HttpRequest) -> HttpResponse:
    """Those that are chosen, and articles to choose from, by DOI, PMID or words."""
    _refuse_others(request)
    query = request.GET.get("q", "").strip()[:300]
    chosen = list(Example.objects.select_related("article"))
    found = articles_by(query).exclude(pk__in=[one.article_id for one in chosen]) if query else ()
    context = {
        "examples": chosen,
        "query": query,
        "found": list(found[:MOST_FOUND]),
        "page_title": _("Examples"),
        "header_title": _("Examples of what you look for"),
        "header_icon": "clipboard-list",
    }
    return render(request, "desk/admin/examples.html", context)


@require_POST
def choose(request: HttpRequest, pk: int) -> HttpResponse:
    """The article becomes an example, or with ``remove`` is none any more."""
    _refuse_others(request)
    article = get_object_or_404(Article, pk=pk)
    if request.POST.get("remove"):
        Example.objects.filter(article=article).delete()
    else:
        Example.objects.get_or_create(article=article, defaults={"chosen_by_id": request.user.pk})
    rerank_soon()
    return redirect("desk" if request.POST.get("next") == "desk" else "desk_examples")
