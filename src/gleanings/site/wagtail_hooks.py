"""Help at the desk: the editor's guide of Gleanings in place of Wagtail's own pages elsewhere."""

from typing import Any

from django.http import HttpRequest
from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from gleanings.site.guide import editors_guide


@hooks.register("register_admin_urls")
def guide_address() -> list[Any]:
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
