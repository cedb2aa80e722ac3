"""Where Wagtail's own views let through what the house does not."""

from collections.abc import Iterable
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from wagtail import hooks
from wagtail.admin.api.views import PagesAdminAPIViewSet
from wagtail.models import Page

from gleanings.digest.models import Summary

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
