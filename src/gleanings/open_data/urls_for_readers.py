"""The page that says what there is; it stands under a language."""

from django.urls import path

from gleanings.open_data.views import open_data

urlpatterns = [path("open-data/", open_data, name="open_data")]
