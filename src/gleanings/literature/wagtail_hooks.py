"""Articles in the admin."""

from typing import Any

from django.contrib import messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.shortcuts import get_object_or_404, redirect
from django.urls import path
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.admin.ui.tables import Column
from wagtail.permissions import register_permission_policy
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.chooser import SnippetChooserViewSet
from wagtail.snippets.views.snippets import EditView, SnippetViewSet

from gleanings.literature.admin import upload
from gleanings.literature.admin.import_runs import ImportRunViewSet
from gleanings.literature.forms import ArticleForm
from gleanings.literature.models import Article
from gleanings.literature.permissions import ArticlePermissionPolicy
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
]


class ArticleChooserViewSet(SnippetChooserViewSet):
    creation_form_class = ArticleForm
    creation_tab_label = _("Paste a citation")
    create_action_label = _("Use this article")


class ArticleEditView(EditView):
    """Says why, to whom may change articles but not this one."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        article = get_object_or_404(Article, pk=unquote(str(kwargs["pk"])))
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
        path("literature/import/", upload.upload, name="import_records"),
        path("literature/import/<int:pk>/", upload.progress, name="import_records_progress"),
    ]


@hooks.register("register_admin_viewset")
def import_runs() -> ImportRunViewSet:
    return ImportRunViewSet("import_runs", url_prefix="import-runs")


@hooks.register("gleanings_empty_lists")
def no_article_yet() -> dict[str, Any]:
    return {
        "wagtailsnippets_literature_article:list": _(
            "Each summary is about an article from this list. To add one, paste its citation: "
            "the fields fill in by themselves."
        )
    }
