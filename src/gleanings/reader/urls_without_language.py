"""Addresses that are the same in every language: sitemap, robots, the feed of everything."""

from django.urls import path
from django.views.generic import RedirectView

from gleanings.reader import sitemaps

urlpatterns = [
    path("sitemap.xml", sitemaps.sitemap, name="sitemap"),
    path("sitemap-<int:number>.xml", sitemaps.sitemap_part, name="sitemap_part"),
    path("robots.txt", sitemaps.robots, name="robots"),
    # readers guess these; which language they get is the browser's to say
    path(
        "feed.atom",
        RedirectView.as_view(pattern_name="feed"),
        {"kind": "atom"},
        name="feed_in_any_language",
    ),
    path("feed/", RedirectView.as_view(pattern_name="feed"), {"kind": "atom"}),
]
