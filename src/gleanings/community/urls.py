"""Readers' pages; each stands under a language."""

from django.urls import path

from gleanings.community.asking import views as asking
from gleanings.community.error_reports.views import report_error
from gleanings.community.keeping.views import kept
from gleanings.community.rating import views

urlpatterns = [
    path("ask/", asking.ask, name="ask"),
    path("ask/may-answer/", asking.may_answer, name="may_answer"),
    path("asked/", asking.asked_questions, name="asked_questions"),
    path("asked/questions.csv", asking.asked_csv, name="asked_csv"),
    path("kept/", kept, name="kept"),
    path("use/<uuid:key>/", views.rate, name="rate"),
    path("use/<uuid:key>/more/", views.rate_more, name="rate_more"),
    path("mistake/<slug:kind>/<slug:key>/", report_error, name="report_error"),
]
