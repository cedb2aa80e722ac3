"""On the editor's home: findings that may belong to a question and wait for a word."""

from collections.abc import Mapping
from typing import Any

from django.db.models import Count, Q
from wagtail.admin.ui.components import Component

from gleanings.synthesis.models import Inclusion, Question


class QuestionsPanel(Component):
    """Questions with proposals that nobody has looked at."""

    name = "questions"
    order = 70
    template_name = "synthesis/admin/questions_panel.html"

    def get_context_data(self, parent_context: Mapping[str, Any] | None = None) -> dict[str, Any]:
        user = parent_context["request"].user if parent_context else None
        if user is None or not user.has_perm("synthesis.change_question"):
            return {"questions": []}
        waiting = Count("memberships", filter=Q(memberships__inclusion=Inclusion.PROPOSED))
        questions = Question.objects.with_texts().annotate(waiting=waiting)
        return {"questions": questions.filter(waiting__gt=0)}
