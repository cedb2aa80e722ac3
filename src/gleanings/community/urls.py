"""Readers' pages; each stands under a language."""

from django.urls import path, register_converter

from gleanings.community.asking import views as asking
from gleanings.community.asking.feeds import open_questions_feed
from gleanings.community.collecting import views as collections
from gleanings.community.collecting.feeds import collection_feed
from gleanings.community.commentaries.views import write_commentary
from gleanings.community.error_reports.views import report_error
from gleanings.community.keeping.views import kept
from gleanings.community.kits.views import journal_club, journal_club_slides
from gleanings.community.rating import views

register_converter(collections.CollectionFormat, "collection_format")

urlpatterns = [
    path("ask/", asking.ask, name="ask"),
    path("ask/may-answer/", asking.may_answer, name="may_answer"),
    path("asked/", asking.asked_questions, name="asked_questions"),
    path("asked/questions.csv", asking.asked_csv, name="asked_csv"),
    path("asked/open.<feed_format:kind>", open_questions_feed, name="open_questions_feed"),
    path("collections/", collections.collections, name="collections"),
    path(
        "collections/<uuid:key>.<collection_format:ending>",
        collections.collection_file,
        name="collection_file",
    ),
    path("collections/<uuid:key>/feed.<feed_format:kind>", collection_feed, name="collection_feed"),
    path("commentary/<str:token>/", write_commentary, name="write_commentary"),
    path("journal-club/<slug:kind>/<slug:key>/", journal_club, name="journal_club"),
    path(
        "journal-club/<slug:kind>/<slug:key>/slides.pptx",
        journal_club_slides,
        name="journal_club_slides",
    ),
    path("kept/", kept, name="kept"),
    path("use/<uuid:key>/", views.rate, name="rate"),
    path("use/<uuid:key>/more/", views.rate_more, name="rate_more"),
    path("mistake/<slug:kind>/<slug:key>/", report_error, name="report_error"),
]
