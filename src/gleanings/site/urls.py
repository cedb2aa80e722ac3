"""Addresses: the readers' pages under a language, the admin without one."""

from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path, re_path
from django.views.decorators.http import require_POST
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.admin.views.account import LogoutView
from wagtail.documents import urls as wagtaildocs_urls

from gleanings.reader.views import pages
from gleanings.site import logo, media, views

urlpatterns = [
    # Wagtail's own takes the session away before it refuses what is no POST
    path("admin/logout/", require_POST(LogoutView.as_view()), name="wagtailadmin_logout"),
    path("admin/", include(wagtailadmin_urls)),
    path("documents/", include(wagtaildocs_urls)),
    path("branding-<slug:digest>.css", views.stylesheet, name="network_stylesheet"),
    *(
        path(
            f"{shown_as}-<slug:digest>.png",
            views.logo,
            {"shown_as": shown_as},
            name=f"network_{shown_as}",
        )
        for shown_as in logo.FILTERS
    ),
    path("media/<path:path>", media.serve, name="media"),
    path("api/", include("gleanings.open_data.urls")),
    path("", include("gleanings.reader.urls_without_language")),
    path("", include("gleanings.delivery.urls_without_language")),
    *i18n_patterns(
        path("", include("gleanings.open_data.urls_for_readers")),
        path("", include("gleanings.reader.urls")),
        path("", include("gleanings.synthesis.urls")),
        path("", include("gleanings.delivery.urls")),
        path("", include("gleanings.community.urls")),
        path("", include("gleanings.practice.urls")),
        # all of Wagtail's but the last, which is the pages: they are found in fewer steps
        *wagtail_urls.urlpatterns[:-1],
        re_path(wagtail_urls.serve_pattern, pages.serve, name="wagtail_serve"),
    ),
]

handler404 = "gleanings.reader.views.errors.not_found"
