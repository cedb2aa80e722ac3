"""Commentaries as an editor has let them stand."""

from __future__ import annotations

from typing import Any

from django.utils import timezone

from gleanings.community.models import ClinicalCommentary
from gleanings.reader.cache import content_version

OWN = {
    "words": "I would ask about it in each session.",
    "profession": "psychologist",
    "place": "private practice, Toronto",
    "interests": "",
}

SENT = {
    "name": "Dr. Ann Example",
    "profession": "psychologist",
    "place": "Toronto",
    "written_in": "en",
    "words": OWN["words"],
    "has_interests": "some",
    "interests": "Trains therapists in it.",
}
"""What a clinician's browser sends."""


def make_commentary(summary: Any, **changes: Any) -> ClinicalCommentary:
    fields = {
        "state": "public",
        "name": "Dr. Ann Example",
        "has_interests": False,
        "language": "en",
        "written_in": "en",
        "texts": {"en": OWN},
        "written_on": timezone.localdate(),
        "published_on": timezone.localdate(),
        "seen_at": timezone.now(),
    }
    made = ClinicalCommentary.objects.create(summary=summary, **(fields | changes))
    content_version.bump()
    return made
