"""Articles in the admin."""

from typing import Any

from django.contrib import messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.shortcuts import redirect
from django.urls import path, reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.admin.ui.tables import Column
from wagtail.admin.widgets.button import Button
from wagtail.permissions import register_permission_policy
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.chooser import SnippetChooserViewSet
from wagtail.snippets.views.snippets import EditView, SnippetViewSet

from gleanings.literature.admin import (
    doubtful,
    merging,
    retractions_upload,
    sources_page,
    upload,
)
from gleanings.literature.admin.import_runs import ImportRunViewSet
from gleanings.literature.admin.saved_searches import SavedSearchViewSet
from gleanings.literature.admin.sources_panel import SourcesPanel
from gleanings.literature.forms import ArticleForm
from gleanings.literature.models import Article, article_now
from gleanings.literature.permissions import ArticlePermissionPolicy
from gleanings.literature.row_keys import row_key
from gleanings.literature.views import read_citation

_PANELS = [
    FieldPanel("citation"),
    FieldPanel("title"),
    FieldPanel("authors"),
    FieldPanel("authors_left_out"),
    FieldPanel("et_al"),
    FieldRowPanel([FieldPanel("year"), FieldPanel("date"), FieldPanel("type")]),
    FieldPanel("container"),
    FieldRowPanel([FieldPanel("volume"), FieldPanel("issue"), FieldPanel("pages")]),
    FieldRowPanel([FieldPanel("doi"), FieldPanel("pmid")]),
    FieldPanel("free_at"),
    FieldPanel("advance_online"),
    MultiFieldPanel(
        [
            FieldPanel("editors"),
            FieldRowPanel([FieldPanel("edition"), FieldPanel("chapter")]),
            FieldPanel("publisher"),
            FieldPanel("url"),
        ],
        heading=_("Books and reports"),
        classname="collapsed",
    ),
    MultiFieldPanel(
        [FieldPanel("abstract"), FieldPanel("language")],
        heading=_("For the desk alone"),
        classname="collapsed",
    ),
    SourcesPanel(heading=_("Where it is from"), classname="collapsed"),
]


class ArticleChooserViewSet(SnippetChooserViewSet):
    creation_form_class = ArticleForm
    creation_tab_label = _("Paste a citation")
    create_action_label = _("Use this article")


class ArticleEditView(EditView):
    """Says why, to whom may change articles but not this one; leads on where one was merged."""

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        self.merged_into = article_now(row_key(unquote(str(kwargs["pk"]))))
        if self.merged_into is None:
            super().setup(request, *args, **kwargs)
        else:
            self.request = request

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        if self.merged_into is not None:
            messages.info(request, gettext("The article was merged into this one."))
            return redirect(self.edit_url_name, self.merged_into)
        article = self.object
        if self.user_has_permission("change") and not self.user_has_permission_for_instance(
            "change", article
        ):
            if self.expects_json_response:
                raise PermissionDenied
            messages.error(
                request,
                gettext(
                    "“%(article)s” belongs to a summary that is online, approved or someone "
                    "else’s. Ask an editor to change it."
                )
                % {"article": article},
            )
            return redirect(self.index_url_name)
        return super().dispatch(request, *args, **kwargs)


class ArticleViewSet(SnippetViewSet):
    model = Article
    icon = "doc-full"
    menu_label = _("Articles")
    menu_name = "articles"
    menu_order = 210
    add_to_admin_menu = True
    list_display = [
        "title",
        Column("short_authors", label=_("Authors")),
        *("year", "container", "doi"),
    ]
    list_filter = ["year", "type"]
    ordering = ["-created_at"]
    panels = _PANELS
    chooser_viewset_class = ArticleChooserViewSet
    edit_view_class = ArticleEditView

    def get_form_class(self, for_update: bool = False) -> Any:
        return ArticleForm


register_permission_policy(Article, ArticlePermissionPolicy(Article))
register_snippet(ArticleViewSet)


@hooks.register("register_admin_urls")
def register_admin_urls() -> list[Any]:
    return [
        path("literature/read-citation/", read_citation, name="read_citation"),
        path(
            "literature/import-retractions/", retractions_upload.upload, name="import_retractions"
        ),
        path("literature/import/", upload.upload, name="import_records"),
        path("literature/articles/<int:pk>/merge/", merging.choose_other, name="merge_article"),
        path(
            "literature/articles/<int:pk>/merge/<int:other>/", merging.merge_two, name="merge_two"
        ),
        path("literature/merges/", merging.merges, name="article_merges"),
        path("literature/merges/<int:pk>/undo/", merging.undo, name="undo_merge"),
        path("literature/pairs/", doubtful.pairs, name="doubtful_pairs"),
        path("literature/pairs/<int:pk>/", doubtful.judge, name="judge_pair"),
        path("literature/pairs/<int:pk>/again/", doubtful.judge_again, name="judge_again"),
        path("literature/import/<int:pk>/", upload.progress, name="import_records_progress"),
        path("literature/sources/", sources_page.sources, name="literature_sources"),
        path(
            "literature/sources/harvest/", sources_page.harvest_now, name="literature_harvest_now"
        ),
    ]


@hooks.register("register_admin_viewset")
def import_runs() -> ImportRunViewSet:
    return ImportRunViewSet("import_runs", url_prefix="import-runs")


@hooks.register("construct_homepage_panels")
def pairs_that_wait(request: HttpRequest, panels: list[Any]) -> None:
    panels.append(doubtful.DoubtfulPanel())


@hooks.register("register_snippet_listing_buttons")
def merge_button(snippet: Any, user: Any, next_url: str | None = None) -> Any:
    if isinstance(snippet, Article) and merging.may_merge(user):
        yield Button(
            gettext("Merge"),
            reverse("merge_article", args=[snippet.pk]),
            icon_name="copy",
            priority=30,
        )


@hooks.register("register_admin_viewset")
def saved_searches() -> SavedSearchViewSet:
    return SavedSearchViewSet("saved_searches", url_prefix="saved-searches")


class SourcesMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return sources_page.may_see_sources(request.user)


@hooks.register("register_reports_menu_item")
def sources_menu_item() -> MenuItem:
    address = reverse("literature_sources")
    return SourcesMenuItem(_("Sources"), address, name="sources", icon_name="globe", order=60)


@hooks.register("gleanings_empty_lists")
def nothing_of_the_literature_yet() -> dict[str, Any]:
    return {
        "wagtailsnippets_literature_article:list": _(
            "Each summary is about an article from this list. To add one, paste its citation: "
            "the fields fill in by themselves."
        ),
        "import_runs:index": _(
            "Bring articles in from a reference manager or a database: each file is listed here "
            "afterwards, with what became of its records. Choose “Import records” at the top."
        ),
    }
