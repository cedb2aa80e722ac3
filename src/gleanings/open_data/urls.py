"""Addresses below /api/."""

from django.urls import path, re_path

from gleanings.open_data.api import api
from gleanings.open_data.problems import not_found

urlpatterns = [
    path("v1/", api.urls),
    re_path("", not_found),
]
