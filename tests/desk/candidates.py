"""Articles on the desk: about the alliance, which this network takes up, or another subject."""

from __future__ import annotations

import random
from typing import Any

from desk.ranking.labelled import COMMON, OTHERS, SUBJECT
from digest.factories import make_article
from gleanings.desk.admitting import admit
from gleanings.desk.models import Candidate
from gleanings.literature.models import Article


def make_words(about: str, number: int, length: int = 60) -> str:
    rng = random.Random(f"{about} {number}")
    words = SUBJECT if about == "alliance" else OTHERS[about]
    return " ".join(rng.choice(words if rng.random() < 0.3 else COMMON) for _ in range(length))


def make_candidate(about: str = "alliance", number: int = 0, **changes: Any) -> Candidate:
    fields = {
        "title": f"{make_words(about, number, 8).capitalize()} {about} {number}",
        "abstract": make_words(about, number + 1_000),
        "sources": {"*": "PubMed"},
    }
    article: Article = make_article(**{**fields, **changes})
    admit([article])
    return Candidate.objects.get(article=article)


def make_candidates(about: str, number: int) -> list[Candidate]:
    return [make_candidate(about, one) for one in range(number)]
