"""What a question rests on at this moment: rows to pool, and rows to show beside them."""

import hashlib
import json
import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from gleanings.digest.models import Summary
from gleanings.digest.models.summary import SummaryArticle
from gleanings.evidence.plain import to_plain
from gleanings.literature.models import Article
from gleanings.literature.styles import apa_text, article_item
from gleanings.synthesis.effects import UnusableError, effect_of
from gleanings.synthesis.models import (
    IncludedFinding,
    Inclusion,
    Overlap,
    Question,
    StudyEffect,
)
from gleanings.synthesis.retractions import retractions
from gleanings.synthesis.stored_result import Dataset, LeftOut, Row, Settings, WhyBeside

COMPUTATION = 5
"""Which way of computing the program has. Raise it by one whenever the same data give other numbers
than before, in the pooling, its intervals and checks or in how an effect is weighed: every stored
answer is then computed anew, once, and its history says that a newer version of the program did it.
So too when an answer deserves another label. Words need no raise; they are not stored.
`tests/synthesis/test_computation.py` fails when numbers changed and this did not."""

META_ANALYSIS = "meta-analysis"
"""The research type whose findings rest on primary studies."""


def hash_of(dataset: Dataset) -> str:
    """SHA-256 of all that the result depends on, the same in whatever order it came."""
    plain = to_plain(dataset)
    plain["rows"] = sorted(json.dumps(_hashed(row), sort_keys=True) for row in plain["rows"])
    plain["excluded"] = sorted(
        json.dumps({"words": one["words"], "reason": one["reason"]}, sort_keys=True)
        for one in plain["excluded"]
    )
    return hashlib.sha256(json.dumps(plain, sort_keys=True).encode()).hexdigest()


_CAME_LATER = {"study", "bound", "limit"}
"""Fields of a row that earlier programs did not have: where they say nothing, a hash is as it was,
so that it is `COMPUTATION` alone that has answers computed anew."""


def _hashed(row: dict[str, Any]) -> dict[str, Any]:
    return {
        name: value
        for name, value in row.items()
        if name not in _CAME_LATER or value not in ("", None)
    }


def collect_dataset(question: Question, *, counts_retracted: bool = False) -> Dataset:
    """The included findings that anybody may read, and the uploaded effects.

    What was retracted stands beside; with ``counts_retracted`` it is counted as if it were not.
    """
    rows = [*_from_findings(question), *_from_uploads(question)]
    if not counts_retracted:
        rows = retractions().set_aside(rows)
    return Dataset(
        rows=tuple(_told_apart(_set_aside(rows, question))),
        excluded=_excluded(question),
        settings=Settings(
            measure=question.measure,
            overlap=question.overlap,
            better=question.better,
            rho=question.rho,
            version=COMPUTATION,
        ),
    )


def _from_findings(question: Question) -> Iterable[Row]:
    members = list(
        question.memberships.included().readable().select_related("finding__article", "finding")
    )
    summaries = [member.finding.summary_id for member in members]
    articles = _first_articles(summaries)
    meta_analyses = set(
        Summary.objects.filter(pk__in=summaries, research_types__slug=META_ANALYSIS).values_list(
            "pk", flat=True
        )
    )
    for member in sorted(members, key=lambda member: member.finding_id):
        article = member.finding.article or articles.get(member.finding.summary_id)
        yield _row_of(member, article, question, meta_analyses)


def _first_articles(summaries: list[int]) -> dict[int, Article]:
    """The article of each summary; of several the first."""
    rows = (
        SummaryArticle.objects.filter(summary__in=summaries)
        .order_by("-sort_order", "-pk")
        .select_related("article")
    )
    return {row.summary_id: row.article for row in rows}


def _row_of(
    member: IncludedFinding, article: Article | None, question: Question, meta_analyses: set[int]
) -> Row:
    finding = member.finding
    yi = vi = None
    beside, is_turned = WhyBeside.IT_IS_POOLED, False
    try:
        yi, vi, is_turned = effect_of(finding, question.measure, question.better)
    except UnusableError as error:
        beside = error.code
    label = _label(article) if article else f"#{finding.pk}"
    return Row(
        label=label,
        cluster=_cluster(article.doi if article else "", label),
        # without a mark of retraction, which a row has of its own
        citation=apa_text(article_item(article, ())) if article else "",
        doi=(article.doi or "") if article else "",
        year=article.year if article else None,
        subgroup=member.subgroup,
        n=finding.n,
        k=finding.k,
        yi=yi,
        vi=vi,
        # a bound would stand there as the number itself
        estimate=None if finding.bound else finding.estimate,
        bound=finding.bound,
        limit=finding.estimate if finding.bound else None,
        ci_low=finding.ci_low,
        ci_high=finding.ci_high,
        measure=finding.measure,
        predictor=finding.predictor,
        outcome=finding.outcome,
        group=finding.group,
        time=finding.time,
        place=finding.place,
        words=finding.words,
        finding=finding.pk,
        summary=finding.summary_id,
        is_turned=is_turned,
        is_meta_analysis=bool((finding.k or 0) > 1 or finding.summary_id in meta_analyses),
        beside=beside,
    )


def _from_uploads(question: Question) -> Iterable[Row]:
    for effect in StudyEffect.objects.filter(question=question).order_by("pk"):
        yield Row(
            label=effect.label,
            cluster=study_of(effect),
            citation=effect.citation,
            doi=effect.doi,
            year=effect.year,
            subgroup=effect.subgroup,
            n=effect.n,
            yi=effect.yi,
            vi=effect.vi,
            measure=question.measure,
            place=effect.place,
            upload=effect.upload_id,
            given=effect.given,
            notes=effect.notes,
        )


def study_of(effect: StudyEffect) -> str:
    """What the study of an uploaded effect goes by, as a row's cluster."""
    return _cluster(effect.doi, effect.cluster or effect.label)


def _label(article: Article) -> str:
    return f"{article.short_authors} ({article.year})" if article.year else article.short_authors


def _cluster(doi: str | None, label: str) -> str:
    """The study: its DOI, or else its name, however that is written."""
    return doi or re.sub(r"[\W_]+", " ", label.casefold()).strip()


def _set_aside(rows: list[Row], question: Question) -> list[Row]:
    """Meta-analyses are not pooled with studies they may contain, nor with each other unless said.

    What contains the same study twice would count its people twice (Pieper et al. 2014, J Clin
    Epidemiol 67:368).
    """
    usable = [row for row in rows if not row.beside]
    has_studies = any(not row.is_meta_analysis for row in usable)
    several = sum(row.is_meta_analysis for row in usable) > 1
    if has_studies:
        code = WhyBeside.BESIDE_STUDIES
    elif several and question.overlap != Overlap.NONE:
        code = WhyBeside.SHARE_PRIMARY_STUDIES
    else:
        return rows
    return [
        replace(row, beside=code) if row.is_meta_analysis and not row.beside else row
        for row in rows
    ]


def _told_apart(rows: list[Row]) -> list[Row]:
    """Labels by which a reader tells several effects of one study apart."""
    often = Counter(row.label for row in rows)
    told: list[Row] = []
    seen: Counter[str] = Counter()
    for row in rows:
        if often[row.label] == 1:
            told.append(row)
            continue
        seen[row.label] += 1
        apart = row.outcome or row.group or row.subgroup or f"{seen[row.label]}"
        told.append(replace(row, label=f"{row.label}: {apart}", study=row.label))
    return told


def _excluded(question: Question) -> tuple[LeftOut, ...]:
    members = (
        question.memberships.filter(inclusion=Inclusion.EXCLUDED)
        .readable()
        .select_related("finding")
    )
    return tuple(
        LeftOut(finding=member.finding_id, words=str(member.finding), reason=member.reason)
        for member in members.order_by("finding_id")
    )
