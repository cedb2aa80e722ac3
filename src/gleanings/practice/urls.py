"""The page and the files that make it an app of one's own; each stands under a language."""

from django.urls import path

from gleanings.practice import views

urlpatterns = [
    path("practice/", views.session, name="practice"),
    path("practice/worker.js", views.worker, name="practice_worker"),
    path("practice/app.webmanifest", views.manifest, name="practice_manifest"),
]
