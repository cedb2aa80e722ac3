"""Addresses that are the same in every language: feeds of all, sitemap, robots."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
