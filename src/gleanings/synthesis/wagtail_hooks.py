"""What syntheses add to the Wagtail admin and to the digest's pages."""

from typing import Any

from django.http import HttpRequest
from django.urls import path
from wagtail import hooks
from wagtail.admin.ui.components import Component
from wagtail.snippets.models import register_snippet

from gleanings.synthesis.admin import evidence
from gleanings.synthesis.admin.dashboard import QuestionsPanel
from gleanings.synthesis.admin.questions import QuestionViewSet

register_snippet(QuestionViewSet)


@hooks.register("register_admin_urls")
def admin_addresses() -> list[Any]:
    return [
        path("questions/<int:pk>/", evidence.evidence, name="question_evidence"),
        path("questions/<int:pk>/upload/", evidence.upload, name="question_upload"),
        path(
            "questions/<int:pk>/template.csv",
            evidence.template,
            {"ending": "csv"},
            name="question_template_csv",
        ),
        path(
            "questions/<int:pk>/template.xlsx",
            evidence.template,
            {"ending": "xlsx"},
            name="question_template_xlsx",
        ),
        path("uploads/<int:pk>/", evidence.upload_report, name="upload_report"),
    ]


@hooks.register("construct_homepage_panels")
def show_what_waits(request: HttpRequest, panels: list[Component]) -> None:
    panels.append(QuestionsPanel())
