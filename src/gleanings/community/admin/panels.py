"""On the desk's first page: what readers sent and an editor has to see to."""

from collections.abc import Mapping
from typing import Any

from django.db.models import Count
from wagtail.admin.ui.components import Component

from gleanings.community.commentaries.shown import to_look_at_again
from gleanings.community.models import AskedQuestion, ClinicalCommentary, ErrorReport, Rating
from gleanings.community.permissions import (
    may_decide_on_ratings,
    may_see_commentaries,
    may_see_questions,
    may_see_reports,
)

MOST = 10
"""So many stand on the first page."""


class HeldRatingsPanel(Component):
    """For who may decide whether they count."""

    name = "held_ratings"
    order = 47
    template_name = "community/admin/held_panel.html"

    def get_context_data(self, parent_context: Mapping[str, Any] | None = None) -> dict[str, Any]:
        request = parent_context["request"] if parent_context else None
        if request is None or not may_decide_on_ratings(request.user):
            return {"held": []}
        held = Rating.objects.filter(held=True).values("summary_id", "summary__title")
        return {"held": held.annotate(number=Count("pk")).order_by("-number")}


class ErrorReportsPanel(Component):
    """What readers say is wrong and nobody has answered, the oldest first."""

    name = "error_reports"
    order = 46
    template_name = "community/admin/error_reports_panel.html"

    def get_context_data(self, parent_context: Mapping[str, Any] | None = None) -> dict[str, Any]:
        request = parent_context["request"] if parent_context else None
        if request is None or not may_see_reports(request.user):
            return {"reports": []}
        new = ErrorReport.objects.new()
        return {"reports": new.order_by("pk")[:MOST], "more": max(0, new.count() - MOST)}


class AskedQuestionsPanel(Component):
    """What readers ask and nobody has decided on: how many, since some may tell of a client."""

    name = "asked_questions"
    order = 46
    template_name = "community/admin/asked_questions_panel.html"

    def get_context_data(self, parent_context: Mapping[str, Any] | None = None) -> dict[str, Any]:
        request = parent_context["request"] if parent_context else None
        if request is None or not may_see_questions(request.user):
            return {"waiting": 0}
        return {"waiting": AskedQuestion.objects.waiting().count()}


class CommentariesPanel(Component):
    """What clinicians sent and nobody has read, and what has to be looked at again."""

    name = "commentaries"
    order = 46
    template_name = "community/admin/commentaries_panel.html"

    def get_context_data(self, parent_context: Mapping[str, Any] | None = None) -> dict[str, Any]:
        request = parent_context["request"] if parent_context else None
        if request is None or not may_see_commentaries(request.user):
            return {"written": [], "again": []}
        written = ClinicalCommentary.objects.written().select_related("summary")
        return {"written": written[:MOST], "again": to_look_at_again()[:MOST]}
