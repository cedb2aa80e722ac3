"""Two questions to look at: one pooled from a table of studies, one with results side by side."""

import json
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any

from django.db import transaction

from gleanings.digest.models import Topic
from gleanings.digest.models.finding import Role
from gleanings.synthesis.drawing import draw_all
from gleanings.synthesis.models import Inclusion, Question, QuestionText
from gleanings.synthesis.proposing import propose
from gleanings.synthesis.recompute import recompute
from gleanings.synthesis.upload.accept import accept_upload, stage_upload
from gleanings.synthesis.withdrawal import for_readers

FOLDER = Path(__file__).parent


@cache
def questions() -> list[dict[str, Any]]:
    listed: list[dict[str, Any]] = json.loads((FOLDER / "questions.json").read_text("utf-8"))
    return listed


def store_demo_questions() -> bool:
    """Load the demo's questions once. False if there were questions already."""
    if Question.objects.exists():
        return False
    with transaction.atomic():
        stored = [_store(record) for record in questions()]
    for question in stored:
        synthesis = question.current
        if synthesis:
            draw_all(for_readers(synthesis))
    return True


def _store(record: dict[str, Any]) -> Question:
    question = Question(
        slug=record["slug"],
        measure=record["measure"],
        better=record["better"],
        is_published=True,
    )
    question.texts = [
        QuestionText(language=language, **words) for language, words in record["texts"].items()
    ]
    question.save()
    question.topics.set(Topic.objects.filter(slug__in=record["topics"]))
    question.save()
    if "table" in record:
        table = (FOLDER / record["table"]).read_bytes()
        accept_upload(stage_upload(question, BytesIO(table), record["table"], user=None))
    propose(question)
    if record["takes_findings"]:
        question.memberships.filter(finding__role=Role.MAIN).update(inclusion=Inclusion.INCLUDED)
    recompute(question)
    return question
