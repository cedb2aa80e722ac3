"""What commentaries add to the Wagtail admin, to a summary's page and to the clock."""

from collections.abc import Iterator
from typing import Any

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.components import Component
from wagtail.admin.widgets import Button
from wagtail.models import Page

from gleanings.community.admin import commentaries
from gleanings.community.admin.panels import CommentariesPanel
from gleanings.community.commentaries.deciding import send_mails
from gleanings.community.commentaries.shown import commentaries_on, written_before
from gleanings.community.permissions import may_see_commentaries
from gleanings.digest.clock import Work
from gleanings.digest.models import Summary
from gleanings.reader.sections import BELOW_SUMMARY


@hooks.register("register_admin_urls")
def admin_addresses() -> list[Any]:
    return [
        path("commentaries/", commentaries.index, name="commentaries"),
        path("commentaries/<int:pk>/", commentaries.commentary, name="commentary"),
        path("commentaries/of/<uuid:key>/", commentaries.of_summary, name="commentaries_of"),
    ]


@hooks.register("construct_homepage_panels")
def show_what_waits(request: HttpRequest, panels: list[Component]) -> None:
    panels.append(CommentariesPanel())


class CommentariesMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return may_see_commentaries(request.user)


@hooks.register("register_admin_menu_item")
def commentaries_menu_item() -> MenuItem:
    return CommentariesMenuItem(
        _("Clinical commentaries"),
        reverse("commentaries"),
        name="commentaries",
        icon_name="comment",
        order=198,
    )


@hooks.register("register_page_header_buttons")
def its_commentaries(
    page: Page, user: Any, next_url: str | None = None, **kwargs: Any
) -> Iterator[Any]:
    """On a summary's page at the desk, once readers have it."""
    if isinstance(page, Summary) and page.pk and page.live and may_see_commentaries(user):
        address = reverse("commentaries_of", args=[page.translation_key])
        yield Button(_("Clinical commentary"), address, icon_name="comment", priority=97)


@hooks.register(BELOW_SUMMARY, order=-1)
def what_clinicians_say(summary: Summary, request: HttpRequest) -> str:
    """Right below the text."""
    shown = [(one, written_before(one, summary)) for one in commentaries_on(summary)]
    if not shown:
        return ""
    return render_to_string("community/includes/commentaries.html", {"shown": shown}, request)


@hooks.register("gleanings_clock")
def letters_to_send() -> Work:
    return Work(
        "mail clinicians",
        send_mails,
        _("Invitations to comment could not be mailed; it will be tried again."),
    )
