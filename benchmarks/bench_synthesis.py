"""A question on a topic with 500 effects: the run, its figures, and the pages that show it.

Half of them are findings of published summaries, half uploaded; as effects of as many studies, and
as effects of 200 studies. The database is made once, in var/bench, and kept.
"""

import os
from pathlib import Path
from typing import Any

from benchmarks.timing import busy_seconds, print_table, shown

EFFECTS = 500
STUDIES = 100
FOLDER = Path("var") / "bench" / "synthesis"


def main() -> None:
    os.environ["GLEANINGS_DATA"] = str(FOLDER)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "gleanings.site.settings")
    import django

    django.setup()
    prepare()
    rows = []
    for slug in ("independent", "dependent"):
        rows += [[f"{slug}: {name}", *cells] for name, *cells in measured(slug)]
    print_table(
        f"A synthesis of {EFFECTS} effects; dependent: of {2 * STUDIES} studies",
        ["", "processor", "bytes"],
        rows,
    )


def prepare() -> None:
    from django.core.management import call_command

    from gleanings.digest.demo.store import store_demo
    from gleanings.synthesis.models import Question

    call_command("migrate", verbosity=0)
    store_demo()
    for slug, studies in (("independent", EFFECTS), ("dependent", STUDIES)):
        if not Question.objects.filter(slug=slug).exists():
            _make(slug, studies)


def _make(slug: str, studies: int) -> None:
    from django.utils import timezone

    from gleanings.digest.models import Finding, Summary, Topic
    from gleanings.synthesis.models import (
        IncludedFinding,
        Inclusion,
        Question,
        QuestionText,
        StudyEffect,
        Upload,
    )
    from gleanings.synthesis.recompute import recompute

    question = Question(slug=slug, measure="ZCOR", better="higher", is_published=True)
    question.texts = [
        QuestionText(language="en", question="Does it help?", predictor="it", outcome="outcome")
    ]
    question.save()
    question.topics.set(Topic.objects.filter(slug="empathy"))
    question.save()
    summary = Summary.objects.live().filter(alias_of=None).first()
    assert summary is not None
    articles = [_article(number % studies) for number in range(EFFECTS // 2)]
    findings = Finding.objects.bulk_create(
        Finding(
            summary=summary,
            article=articles[number], measure="r", role="secondary", verdict="consistent", k=None,
            **_numbers(number), outcome=f"outcome {number}", words=f"r = {number}",
        )
        for number in range(EFFECTS // 2)
    )  # fmt: skip
    summary.research_types.clear()
    IncludedFinding.objects.bulk_create(
        IncludedFinding(question=question, finding=finding, inclusion=Inclusion.INCLUDED)
        for finding in findings
    )
    upload = Upload.objects.create(question=question, filename="x", taken_at=timezone.now())
    StudyEffect.objects.bulk_create(
        StudyEffect(
            question=question, upload=upload, number=number,
            label=f"Author {number % studies + studies}",
            cluster=f"study {number % studies + studies}", year=1980 + number % 40, n=60 + number,
            yi=0.1 + 0.3 * (number % 17) / 17, vi=1 / (57 + number),
            subgroup=("CBT", "other")[number % 2],
        )
        for number in range(EFFECTS // 2)
    )  # fmt: skip
    recompute(question)


def _article(study: int) -> Any:
    from gleanings.literature.models import Article

    fields = {"title": f"Study {study}", "year": 1980 + study % 40}
    author = [{"family": f"Author{study}", "given": "A."}]
    return Article.objects.get_or_create(**fields, defaults={"authors": author})[0]


def _numbers(number: int) -> dict[str, Any]:
    estimate = 0.05 + 0.4 * (number % 23) / 23
    half = 0.1 + 0.1 * (number % 7) / 7
    return {"estimate": estimate, "ci_low": estimate - half, "ci_high": estimate + half}


def measured(slug: str) -> list[tuple[str, str, str]]:
    from django.test import Client, override_settings

    from gleanings.synthesis.dataset import collect_dataset
    from gleanings.synthesis.drawing import draw_all
    from gleanings.synthesis.models import Question
    from gleanings.synthesis.recompute import run

    question = Question.objects.get(slug=slug)
    synthesis = question.current
    assert synthesis is not None
    material = collect_dataset(question)
    client = Client(SERVER_NAME="localhost")

    def draw_again() -> None:
        synthesis.figures.all().delete()
        draw_all(synthesis)

    rows = [
        ("gather what goes in", shown(busy_seconds(lambda: collect_dataset(question))), ""),
        ("the run", shown(busy_seconds(lambda: run(material))), ""),
        ("all figures, two languages", shown(busy_seconds(draw_again)), ""),
    ]
    pages = {"its page": f"/en/evidence/{slug}/", "its topic": "/en/topics/empathy/"}
    with override_settings(PAGE_CACHE_SECONDS=0):
        for name, address in pages.items():
            size = len(client.get(address).content)
            busy = busy_seconds(lambda address=address: client.get(address), repeats=10)
            rows.append((name, shown(busy), f"{size:,}"))
    return rows
