"""Readers' pages; each stands under a language."""

from django.urls import path

from gleanings.community.error_reports.views import report_error
from gleanings.community.keeping.views import kept
from gleanings.community.rating import views

urlpatterns = [
    path("kept/", kept, name="kept"),
    path("use/<uuid:key>/", views.rate, name="rate"),
    path("use/<uuid:key>/more/", views.rate_more, name="rate_more"),
    path("mistake/<slug:kind>/<slug:key>/", report_error, name="report_error"),
]
