"""Readers' pages that are not Wagtail pages; each stands under a language."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
