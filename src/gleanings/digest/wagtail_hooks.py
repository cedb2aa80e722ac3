"""What the digest adds to the Wagtail admin."""

from collections.abc import Iterator
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.templatetags.static import static
from django.urls import path, reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.components import Component
from wagtail.admin.widgets import Button
from wagtail.models import Page
from wagtail.permissions import page_permission_policy
from wagtail.snippets.models import register_snippet

from gleanings.digest.admin import (  # noqa: F401
    article_corrections,
    clock_hooks,
    conflicts,
    empty_lists,
    guards,
    publishing_hooks,
    year_view,
)
from gleanings.digest.admin.approval import (
    PagesViewSet,
    name_approval,
    name_submission,
    say_approved,
)
from gleanings.digest.admin.convert_to_alias import convert_to_alias
from gleanings.digest.admin.dashboard import ChecksPanel, IssuePanel
from gleanings.digest.admin.directions import directions_view
from gleanings.digest.admin.findings_report import MAY_EDIT, FindingsReport
from gleanings.digest.admin.merge_view import merge_view
from gleanings.digest.admin.notices import NoticesPanel, notices_of_article
from gleanings.digest.admin.numbers_view import numbers_view
from gleanings.digest.admin.snippets import DigestViewSetGroup
from gleanings.digest.admin.translation_editor import (
    act_on_translation,
    translation_state_view,
    upload_po_file,
)
from gleanings.digest.admin.update_translations import UpdateTranslations
from gleanings.digest.admin.waiting_drafts import (
    ImportedDraftsPanel,
    LeftBehindPanel,
    imported_drafts_view,
)
from gleanings.digest.models import Issue, Summary
from gleanings.digest.models.terms import ControlledTerm
from gleanings.digest.statements import digest as own_statements  # noqa: F401

register_snippet(DigestViewSetGroup)


@hooks.register("register_admin_viewset", order=1)  # after Wagtail's own, in its place
def all_pages() -> PagesViewSet:
    return PagesViewSet()


@hooks.register("construct_homepage_panels")
def show_the_issue_first(request: HttpRequest, panels: list[Component]) -> None:
    panels += [NoticesPanel(), IssuePanel(), LeftBehindPanel(), ChecksPanel()]
    panels += [ImportedDraftsPanel()]


@hooks.register("insert_global_admin_css")
def desk_css() -> str:
    return format_html('<link rel="stylesheet" href="{}">', static("digest/admin/desk.css"))


@hooks.register("insert_editor_js")
def autosave_js() -> str:
    return format_html('<script src="{}"></script>', static("digest/admin/autosave.js"))


@hooks.register("register_admin_urls")
def admin_addresses() -> list[Any]:
    return [
        path("digest/merge/<slug:model_name>/<int:pk>/", merge_view, name="merge_term"),
        path("digest/imported-drafts/", imported_drafts_view, name="imported_drafts"),
        path("digest/directions/", directions_view, name="directions"),
        path("digest/notices/<int:pk>/", notices_of_article, name="notices_of_article"),
        path("digest/numbers/", numbers_view, name="digest_numbers"),
        path(
            "digest/translation/<int:translation_id>/",
            translation_state_view,
            name="translation_state",
        ),
        path("reports/findings/", FindingsReport.as_view(), name="findings_report"),
        path(
            "reports/findings/results/",
            FindingsReport.as_view(results_only=True),
            name="findings_report_results",
        ),
    ]


@hooks.register("register_admin_urls", order=-1)
def before_the_addresses_of_localize() -> list[Any]:
    update = "localize/update/<int:translation_source_id>/"
    convert = "localize/page/<int:page_id>/convert_to_alias/"
    upload = "localize/translate/<int:translation_id>/pofile/upload/"
    return [
        path(upload, upload_po_file, name="upload_po_file_in_words"),
        path(update, UpdateTranslations.as_view(), name="update_translations_in_words"),
        path(convert, convert_to_alias, name="convert_to_alias_by_who_may"),
    ]


@hooks.register("before_edit_page", order=-1)
def before_the_editor_of_localize(request: HttpRequest, page: Page) -> HttpResponse | None:
    return act_on_translation(request, page) if request.method == "POST" else None


@hooks.register("register_admin_urls")
def addresses_of_the_year() -> list[Any]:
    return [
        path("reports/year/", year_view.year, name="year_in_view"),
        path("reports/year/<int:number>/", year_view.year, name="year_in_view_of"),
        path("reports/year/<int:number>.csv", year_view.table, name="year_in_view_table"),
    ]


class YearMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return year_view.may_see(request.user)


@hooks.register("register_reports_menu_item")
def year_menu_item() -> MenuItem:
    address = reverse("year_in_view")
    return YearMenuItem(_("Year in view"), address, name="year", icon_name="calendar", order=60)


class FindingsMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return bool(page_permission_policy.user_has_any_permission(request.user, MAY_EDIT))


@hooks.register("register_reports_menu_item")
def findings_menu_item() -> MenuItem:
    address = reverse("findings_report")
    return FindingsMenuItem(_("Findings"), address, name="findings", icon_name="list-ul", order=50)


@hooks.register("register_snippet_listing_buttons")
def merge_button(snippet: Any, user: Any, next_url: str | None = None) -> Iterator[Button]:
    if isinstance(snippet, ControlledTerm) and user.has_perm(
        f"digest.change_{snippet._meta.model_name}"
    ):
        yield Button(
            _("Merge into another"),
            reverse("merge_term", args=[snippet._meta.model_name, snippet.pk]),
            icon_name="link",
            priority=40,
        )


@hooks.register("construct_page_action_menu")
def offer_review_before_publication(
    menu_items: list[Any], request: HttpRequest, context: dict[str, Any]
) -> None:
    """A summary of an unpublished issue is submitted for review; it is published with the issue."""
    page = context.get("page")
    parent = context.get("parent_page") or (page.get_parent() if page else None)
    if context.get("view") == "create":
        is_summary = isinstance(parent.specific if parent else None, Issue)
    else:
        is_summary = isinstance(page, Summary)
    if is_summary and parent and not parent.live:
        menu_items[:] = [item for item in menu_items if item.name != "action-publish"]


@hooks.register("construct_page_action_menu")
def approve_is_not_publish(
    menu_items: list[Any], request: HttpRequest, context: dict[str, Any]
) -> None:
    name_submission(menu_items)
    if context.get("page"):
        name_approval(menu_items, context["page"], request.user)


hooks.register("after_edit_page", say_approved)
