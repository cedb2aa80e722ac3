"""What the import adds to the Wagtail admin."""

from typing import Any

from django.urls import path
from wagtail import hooks

from gleanings.page_import.admin import upload
from gleanings.page_import.admin.imported_pages import ImportedPageViewSet


@hooks.register("register_admin_viewset")
def imported_pages() -> ImportedPageViewSet:
    return ImportedPageViewSet("imported_pages", url_prefix="imported-pages")


@hooks.register("register_admin_urls")
def admin_addresses() -> list[Any]:
    return [
        path("digest/import/", upload.upload, name="import_upload"),
        path("digest/import/<int:pk>/", upload.progress, name="import_progress"),
        path("digest/import/<int:pk>/take-back/", upload.take_back, name="import_take_back"),
    ]
