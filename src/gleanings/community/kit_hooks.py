"""What kits add to the Wagtail admin, to the foot of pages and to the sitemap."""

from collections.abc import Iterator
from typing import Any

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.widgets import Button
from wagtail.models import Page

from gleanings.community.admin import kits
from gleanings.community.collecting.readables import KIND as COLLECTION
from gleanings.community.kits.kit import KINDS, public_kits
from gleanings.community.models import SummaryCollection
from gleanings.community.permissions import may_see_kits
from gleanings.digest.models import Summary
from gleanings.reader import readables
from gleanings.reader.sections import SITEMAP


@hooks.register("register_admin_urls")
def admin_addresses() -> list[Any]:
    return [path("journal-club/<slug:kind>/<slug:key>/", kits.edit_kit, name="edit_kit")]


@hooks.register("register_page_header_buttons")
def its_kit(page: Page, user: Any, next_url: str | None = None, **kwargs: Any) -> Iterator[Any]:
    """On a summary's or a collection's page at the desk, once readers have it."""
    kind = {Summary: readables.SUMMARY, SummaryCollection: COLLECTION}.get(type(page))
    if kind and page.pk and page.live and may_see_kits(user):
        address = reverse("edit_kit", args=[kind, page.translation_key])
        yield Button(_("Journal club"), address, icon_name="group", priority=96)


@hooks.register(readables.BELOW, order=-1)
def the_kit_of_it(about: readables.Readable, request: HttpRequest) -> str:
    if about.kind not in KINDS or (about.kind, about.key) not in public_kits():
        return ""
    return render_to_string("community/includes/kit_link.html", {"about": about}, request)


@hooks.register(SITEMAP)
def addresses_of_kits() -> Iterator[tuple[str, Any]]:
    for (kind, key), row in public_kits().items():
        if readables.find(kind, key):
            yield reverse("journal_club", args=[kind, key]), row.seen_at
