"""Reviews whose decisions are known: what is relevant shares a subject."""

from __future__ import annotations

import random

from gleanings.desk.ranking.simulation import LabelledRecord

COMMON = [
    *("patients", "study", "results", "method", "clinical", "outcome", "measure", "sample"),
    *("effect", "trial", "group", "score", "analysis", "change", "report", "session", "week"),
]
SUBJECT = [
    *("alliance", "ruptures", "repair", "therapists", "bond", "negotiating", "withdrawal"),
]
OTHERS = {
    "heart": ["cardiac", "infarction", "statin", "lipid", "artery", "stroke", "ventricle"],
    "soil": ["nitrogen", "maize", "tillage", "erosion", "harvest", "irrigation", "fungus"],
    "schools": ["pupils", "curriculum", "reading", "teachers", "grades", "spelling", "homework"],
}


def review(
    records: int = 300, relevant: int = 15, *, seed: int = 1, abstracts: bool = True
) -> list[LabelledRecord]:
    rng = random.Random(seed)

    def text(words: list[str], length: int) -> str:
        return " ".join(rng.choice(words if rng.random() < 0.3 else COMMON) for _ in range(length))

    made = []
    for number in range(records):
        is_relevant = number < relevant
        words = SUBJECT if is_relevant else rng.choice(list(OTHERS.values()))
        abstract = text(words, 80) if abstracts else ""
        made.append(LabelledRecord(text(words, 10), abstract, is_relevant))
    rng.shuffle(made)
    return made
