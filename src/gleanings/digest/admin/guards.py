"""Where the views of Wagtail and wagtail-localize let through what the house does not."""

from collections.abc import Iterable
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import path
from django.utils.translation import gettext as _
from wagtail import hooks
from wagtail.admin.api.views import PagesAdminAPIViewSet
from wagtail.models import Page
from wagtail_localize.views.convert import convert_to_alias

from gleanings.digest.models import Summary
from gleanings.digest.models.reader_page import ReaderPage

# --- the desk's own API ---------------------------------------------------------------------------


class PagesToRead(PagesAdminAPIViewSet):
    """Choosers and menus read it. Its actions, which nothing at the desk uses, pass every form by:
    what an issue asks before it goes online, and whose words are replaced.
    """

    actions: dict[str, Any] = {}


@hooks.register("construct_admin_api")
def pages_are_read_only(router: Any) -> None:
    router.register_endpoint("pages", PagesToRead)


# --- moving ---------------------------------------------------------------------------------------


@hooks.register("before_move_page")
def refuse_to_move(request: HttpRequest, page: Page, destination: Page) -> HttpResponse | None:
    """Wagtail asks for the right only when it moves, after it has shown both pages."""
    if not page.permissions_for_user(request.user).can_move_to(destination):
        raise PermissionDenied
    if _would_be_online_below_a_draft(request, page, destination):
        return redirect("wagtailadmin_explore", page.get_parent().pk)
    return None


@hooks.register("before_bulk_action")
def refuse_to_move_many(
    request: HttpRequest, action_type: str, objects: Iterable[Page], action: Any
) -> HttpResponse | None:
    if action_type != "move":
        return None
    destination = action.cleaned_form.cleaned_data["chooser"]
    refused = [
        page for page in objects if _would_be_online_below_a_draft(request, page, destination)
    ]
    return redirect(action.next_url) if refused else None


def _would_be_online_below_a_draft(request: HttpRequest, page: Page, destination: Page) -> bool:
    """What is online stands in an issue that is online."""
    if not (isinstance(page.specific, Summary) and page.live) or destination.live:
        return False
    messages.error(
        request,
        _("“%(issue)s” is not published: unpublish the summary before you move it there.")
        % {"issue": destination.title},
    )
    return True


# --- translations ---------------------------------------------------------------------------------


@hooks.register("register_admin_urls", order=-1)
def before_the_addresses_of_localize() -> list[Any]:
    address = "localize/page/<int:page_id>/convert_to_alias/"
    return [path(address, give_up_translation, name="give_up_translation")]


def give_up_translation(request: HttpRequest, page_id: int) -> HttpResponse:
    """The original's words take the translation's place: online, that is a publication."""
    page = get_object_or_404(Page, pk=page_id).specific
    is_read = isinstance(page, ReaderPage) and page.live and page.is_in_its_language
    if is_read and not page.permissions_for_user(request.user).can_publish():
        raise PermissionDenied
    return convert_to_alias(request, page_id)
