"""A retraction, correction or concern is told to the editors: once, until one of them has seen it.

Readers see it without them from the moment it is stored; what is left is what to do about it.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods
from wagtail.admin.panels import Panel
from wagtail.admin.ui.components import Component
from wagtail.permissions import page_permission_policy

from gleanings.digest.models import Finding, Summary, SummaryArticle
from gleanings.literature.models import Article, Notice
from gleanings.literature.notices.statements import Statement
from gleanings.literature.notices.words import Words, in_words
from gleanings.literature.row_keys import row_key

MOST = 20
"""So many articles stand on the first page; the rest follow once these are seen."""


@dataclass(frozen=True)
class ToldOf:
    """An article that something was published about, and the summaries that are about it."""

    article: Article
    words: list[Words]
    summaries: list[Summary]
    last: int
    """Primary key of the last notice that is shown: what comes later is not seen with it."""


def may_see_to(user: Any) -> bool:
    """Who may publish."""
    return bool(page_permission_policy.user_has_permission(user, "publish"))


def unseen_notices() -> list[ToldOf]:
    """Of articles of summaries, drafts too: what no editor has seen, the newest first."""
    about = Q(article__in=SummaryArticle.objects.values("article"))
    about |= Q(article__in=Finding.objects.exclude(article=None).values("article"))
    waiting = Notice.objects.filter(about, seen_at=None)
    keys = list(dict.fromkeys(waiting.order_by("-pk").values_list("article", flat=True)))
    articles = Article.objects.prefetch_related("notices").in_bulk(keys)
    found = [told_of(articles[key], only_unseen=True) for key in keys if key in articles]
    return [one for one in found if one.words]


def told_of(article: Article, *, only_unseen: bool = False) -> ToldOf:
    statements: Iterable[Statement] = article.statements
    return ToldOf(
        article,
        [in_words(one) for one in statements if not (only_unseen and one.is_seen)],
        list(
            Summary.objects.filter(summary_articles__article=article, alias_of=None)
            .distinct()
            .newest_first()
        ),
        max((notice.pk for notice in article.notices.all()), default=0),
    )


class NoticesPanel(Component):
    """On the first page: what was published about articles and nobody has seen to."""

    name = "notices"
    order = 45
    template_name = "digest/admin/notices_panel.html"

    def get_context_data(self, parent_context: Mapping[str, Any] | None = None) -> dict[str, Any]:
        request = parent_context["request"] if parent_context else None
        if request is None or not may_see_to(request.user):
            return {"told": []}
        told = unseen_notices()
        return {"told": told[:MOST], "more": len(told[MOST:]), "request": request}


class ArticleNoticesPanel(Panel):
    """In a summary's form: what was published about its articles, and what can be done."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "digest/admin/article_notices.html"

        def is_shown(self) -> bool:
            return bool(self._told())

        def _told(self) -> list[ToldOf]:
            if not self.instance.pk:
                return []
            keys = [row.article_id for row in self.instance.summary_articles.all()]
            articles = Article.objects.filter(pk__in=keys).prefetch_related("notices")
            return [one for one in map(told_of, articles) if one.words]

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            return {
                **super().get_context_data(parent_context),
                "told": self._told(),
                "may_see_to": may_see_to(self.request.user),
            }


@require_http_methods(["GET", "POST"])
def notices_of_article(request: HttpRequest, pk: int) -> HttpResponse:
    """What was published about one article; a post says that it was seen, or is a mistake."""
    if not may_see_to(request.user):
        raise PermissionDenied
    article = get_object_or_404(Article, pk=pk)
    if request.method == "POST" and "notice" in request.POST:
        _judge(request, article)
        return redirect("notices_of_article", article.pk)
    if request.method == "POST":
        last = request.POST.get("last", "")
        seen = article.notices.filter(pk__lte=row_key(last))
        if seen.mark_seen(request.user):
            messages.success(request, _("Marked as seen: “%(article)s”.") % {"article": article})
            return redirect("wagtailadmin_home")
        return redirect("notices_of_article", article.pk)
    context = {
        "one": told_of(article),
        "notices": article.notices.select_related("judged_by").order_by("pk"),
        "seen": _seen_by(article),
        "page_title": _("What was published about an article"),
        "header_title": str(article),
        "header_icon": "warning",
    }
    return render(request, "digest/admin/notices_of_article.html", context)


def _judge(request: HttpRequest, article: Article) -> None:
    """That a source is mistaken, with the reason, or that it is not after all."""
    key, why = request.POST["notice"], request.POST.get("why", "").strip()
    notice = get_object_or_404(article.notices, pk=row_key(key))
    # not the opposite of what it is: a button pressed twice says the same twice
    is_mistaken = request.POST.get("verdict") == "mistaken"
    if is_mistaken and not why:
        messages.error(request, _("Nothing was changed: say why the source is mistaken."))
        return
    notice.judge(request.user, is_mistaken=is_mistaken, why=why[:500])
    if is_mistaken:
        messages.success(request, _("This notice counts for nothing now: %s.") % notice)
    else:
        messages.success(request, _("This notice counts again: %s.") % notice)


def _seen_by(article: Article) -> list[Notice]:
    """The first that each editor saw."""
    by: dict[Any, list[Notice]] = defaultdict(list)
    for notice in article.notices.exclude(seen_at=None).select_related("seen_by"):
        by[notice.seen_by_id].append(notice)
    return [notices[0] for notices in by.values()]
