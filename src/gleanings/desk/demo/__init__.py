"""A desk to try: articles that came in over some weeks, and what was decided on them.

`real_articles.json` holds facts of real articles as OpenAlex gives them (CC0): titles, names,
journals, DOIs, and no abstract, since those are their publishers'. Those of `made_up.json` are
invented, abstracts included, and say so.
"""

import datetime as dt
import json
from importlib.resources import files
from typing import Any

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone

from gleanings.desk.admitting import admit, admit_new_articles
from gleanings.desk.deciding import decide
from gleanings.desk.models import Candidate, Criteria, CriteriaText, Verdict
from gleanings.digest.models import SummaryArticle
from gleanings.literature.records import Record
from gleanings.literature.storing import Account, store_records

WEEKS = 4
CRITERIA = {
    "en": "<p>We take up</p><ul><li>studies of psychotherapy as it is practised, with adults or "
    "adolescents</li><li>trials, meta-analyses and studies of process and outcome</li></ul>"
    "<p>Not: drugs alone, studies of animals, case reports.</p>",
    "fr": "<p>Nous retenons</p><ul><li>les études de la psychothérapie telle qu’elle se pratique, "
    "auprès d’adultes ou d’adolescents</li><li>les essais, les méta-analyses et les études du "
    "processus et des résultats</li></ul><p>Pas : médicaments seuls, études animales, études de "
    "cas.</p>",
}
_NOT_FOR_US = (
    *("Garlic consumption", "Effects of long-term whole-body", "A pilot study of the use of"),
    *("Is electroconvulsive therapy", "The Alcohol Use Disorder", "Sniffing around oxytocin"),
)
_LATER = ("Day Hospital Mentalization",)


@transaction.atomic
def store_demo_candidates(editor: User) -> bool:
    """False where candidates are there already, which are left alone."""
    if Candidate.objects.exists():
        return False
    # scikit-learn takes a second to load, which a later run need not wait for
    from gleanings.desk.reranking import rerank

    _write_criteria()
    _store("OpenAlex", _read("real_articles.json"))
    _store("demo", _read("made_up.json"))
    _store_doubtful_record()
    admit_new_articles()
    _spread_over_weeks()
    _decide(editor)
    rerank()
    return True


def _read(name: str) -> list[dict[str, Any]]:
    text = files(__name__).joinpath(name).read_text(encoding="utf-8")
    found: list[dict[str, Any]] = json.loads(text)
    return found


def _store(source: str, records: list[dict[str, Any]]) -> None:
    store_records([Record(**one, source=source) for one in records], Account())


def _store_doubtful_record() -> None:
    """As a hand-kept list would have it: a title that is here, and hardly more."""
    title = "Dialectical Behavior Therapy With Suicidal Adolescents"
    _store("a list by hand", [{"title": title}])


def _write_criteria() -> None:
    criteria = Criteria.load()
    for language, text in CRITERIA.items():
        CriteriaText.objects.create(criteria=criteria, language=language, text=text)


def _spread_over_weeks() -> None:
    now = timezone.now()
    candidates = list(Candidate.objects.order_by("pk"))
    for number, candidate in enumerate(candidates):
        days = 7 * WEEKS * (1 - (number + 1) / len(candidates))
        candidate.came_at = now - dt.timedelta(days=days)
    Candidate.objects.bulk_update(candidates, ["came_at"])


def _decide(editor: User) -> None:
    for verdict, titles in ((Verdict.NOT_FOR_US, _NOT_FOR_US), (Verdict.LATER, _LATER)):
        for title in titles:
            waiting = Candidate.objects.waiting().filter(article__title__startswith=title)
            if (candidate := waiting.first()) is not None:
                _decide_then(candidate, verdict, editor)
    _take_up_the_draft(editor)


def _decide_then(candidate: Candidate, verdict: Verdict, editor: User) -> None:
    """Two days after it came."""
    at = min(candidate.came_at + dt.timedelta(days=2), timezone.now())
    decide(candidate, verdict, by=editor, seen_version=candidate.version, at=at)


def _take_up_the_draft(editor: User) -> None:
    """The demo's unfinished draft began at the desk."""
    about = SummaryArticle.objects.filter(summary__live=False, summary__alias_of=None).first()
    if about is None:
        return
    admit([about.article], came_from="OpenAlex")
    candidate = Candidate.objects.get(article=about.article)
    _decide_then(candidate, Verdict.TAKE_UP, editor)
    Candidate.objects.filter(pk=candidate.pk).update(summary=about.summary)
