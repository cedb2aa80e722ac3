"""Questions with evidence, made through the code that an editor's clicks go through."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping, Sequence
from io import BytesIO, StringIO
from itertools import count
from typing import Any

from digest.factories import make_article, make_finding, make_summary
from gleanings.digest.models import Finding, Topic
from gleanings.synthesis.models import (
    IncludedFinding,
    Inclusion,
    Question,
    QuestionText,
    StudyEffect,
    Synthesis,
)
from gleanings.synthesis.recompute import recompute
from gleanings.synthesis.upload.accept import accept_upload, stage_upload

_numbers = count(1)

CORRELATIONS = [(0.30, 80), (0.22, 120), (0.41, 45), (0.18, 200), (0.27, 95)]


def make_question(
    slug: str = "",
    *,
    measure: str = "ZCOR",
    topics: Sequence[str] = ("empathy",),
    is_published: bool = True,
    **changes: Any,
) -> Question:
    """“Does the alliance predict outcome?” in English and French."""
    question = Question(
        slug=slug or f"question-{next(_numbers)}",
        measure=measure,
        better=changes.pop("better", "higher"),
        is_published=is_published,
        **changes,
    )
    question.texts = [
        QuestionText(
            language="en",
            question="Does the alliance predict outcome?",
            predictor="therapeutic alliance",
            outcome="outcome",
        ),
        QuestionText(
            language="fr",
            question="L’alliance prédit-elle le résultat ?",
            predictor="alliance thérapeutique",
            outcome="résultat",
        ),
    ]
    question.save()
    question.topics.set(Topic.objects.filter(slug__in=topics))
    question.save()
    return question


def table_of(columns: Mapping[str, Sequence[Any]]) -> BytesIO:
    """A CSV file of these columns, each row with an author and a year."""
    size = len(next(iter(columns.values())))
    named = {
        "author": [f"Author {row}" for row in range(size)],
        "year": [2000 + row % 20 for row in range(size)],
        **columns,
    }
    text = StringIO()
    table = csv.writer(text)
    table.writerow(named)
    table.writerows(
        ["" if cell is None else cell for cell in row] for row in zip(*named.values(), strict=True)
    )
    return BytesIO(text.getvalue().encode())


def upload(question: Question, columns: Mapping[str, Sequence[Any]]) -> list[StudyEffect]:
    """Take a table in, as an editor does who agrees with the report."""
    return accept_upload(stage_upload(question, table_of(columns), "studies.csv", user=None))


def with_correlations(
    question: Question, pairs: Iterable[tuple[float, int]] = CORRELATIONS
) -> Synthesis:
    """The question with one study for each (r, n), and its synthesis."""
    ri, ni = zip(*pairs, strict=True)
    upload(question, {"ri": ri, "ni": ni})
    return recompute(question)


def include(question: Question, finding: Finding, **changes: Any) -> IncludedFinding:
    member, _ = IncludedFinding.objects.update_or_create(
        question=question, finding=finding, defaults={"inclusion": Inclusion.INCLUDED, **changes}
    )
    return member


def study_finding(**changes: Any) -> Finding:
    """The main result of one study: a correlation with its interval and people."""
    article = changes.pop("article", None) or make_article()
    summary = make_summary(types=("naturalistic-study",), articles=[article])
    fields = {"k": None, "n": 120, "ci_low": 0.08, "ci_high": 0.42}
    return make_finding(summary, **{**fields, **changes})


def meta_analysis(**changes: Any) -> Finding:
    """The main result of a meta-analysis of 13 studies."""
    return make_finding(make_summary(types=("meta-analysis",)), **changes)
