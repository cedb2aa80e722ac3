"""What the network adds to the desk: its guide in place of Wagtail's, and its data licence."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest
from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.components import Component
from wagtail.models import Site
from wagtail.permissions import register_permission_policy

from gleanings.digest.clock import Work
from gleanings.open_data.licence import HOOK, data_licence
from gleanings.site import empty_lists  # noqa: F401
from gleanings.site.address import OneSitePolicy
from gleanings.site.cdn import purging
from gleanings.site.cdn.panel import CdnPanel
from gleanings.site.guide import editors_guide
from gleanings.site.logo import Pad
from gleanings.site.missing import MissingPanel
from gleanings.site.models import NetworkSettings

register_permission_policy(Site, OneSitePolicy(Site))


@hooks.register("register_admin_urls")
def admin_addresses() -> list[Any]:
    return [path("guide/", editors_guide, name="editors_guide")]


@hooks.register("register_help_menu_item")
def guide_in_the_menu() -> MenuItem:
    address = reverse("editors_guide")
    return MenuItem(_("The editor’s guide"), address, name="guide", icon_name="help", order=100)


@hooks.register("construct_help_menu")
def without_wagtails_own(request: HttpRequest, menu_items: list[MenuItem]) -> None:
    menu_items[:] = [
        item
        for item in menu_items
        if item.name != "editor-guide" and not item.name.startswith("whats-new")
    ]


@hooks.register(HOOK)
def licence_of_the_network() -> str:
    network = NetworkSettings.base_queryset().first()
    return network.data_licence if network else ""


class LicencePanel(Component):
    """Asks who may say so for the licence of the data, until there is one."""

    name = "data-licence"
    order = 300
    template_name = "site/admin/licence_panel.html"

    def get_context_data(self, parent_context: Mapping[str, Any] | None = None) -> dict[str, Any]:
        user = parent_context["request"].user if parent_context else None
        may_say = user is not None and user.has_perm("network.change_networksettings")
        return {"is_asked": may_say and not data_licence()}


@hooks.register("construct_homepage_panels")
def ask_for_what_is_missing(request: HttpRequest, panels: list[Component]) -> None:
    panels += [MissingPanel(), LicencePanel()]


@hooks.register("construct_homepage_panels")
def what_the_cdn_shows(request: HttpRequest, panels: list[Component]) -> None:
    panels.append(CdnPanel())


@hooks.register("gleanings_clock", order=4)
def changes_for_the_cdn() -> Work:
    return Work(
        "tell the CDN",
        purging.tell_of_changes,
        _("The CDN was not told of a change: readers may see old pages."),
    )


@hooks.register("register_image_operations")
def onto_a_ground() -> list[tuple[str, type[Pad]]]:
    return [("pad", Pad)]
