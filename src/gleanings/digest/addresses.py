"""Whole addresses, for what leaves the site: metadata, feeds, the sitemap."""

from urllib.parse import urljoin

from django.conf import settings
from django.http import HttpRequest
from wagtail.models import Page


def absolute(path: str, request: HttpRequest | None = None) -> str:
    """The path with scheme and host.

    A public site has one name, whatever host a request came by. On one's own machine the port may
    be any, so the request tells.
    """
    if request is not None and not settings.IS_PUBLIC:
        return request.build_absolute_uri(path)
    return urljoin(settings.URL, path)


def page_address(page: Page, request: HttpRequest | None = None) -> str:
    """The page's whole address; the home's where the page has none yet."""
    return absolute(page.get_url(request) or "/", request)
