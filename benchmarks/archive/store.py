"""Puts a synthetic archive into the database, quickly."""

import datetime as dt
from collections.abc import Callable, Iterator
from itertools import chain
from typing import Any

from django.db import transaction
from django.utils import timezone
from wagtail.models import Locale

from benchmarks.archive.bulk import BATCH, add_pages, page_fields
from benchmarks.archive.generate import AUTHOR, archive
from gleanings.digest.demo.records import IssueRecord, SummaryRecord
from gleanings.digest.findings.reading import proposal
from gleanings.digest.models import (
    Author,
    Finding,
    Home,
    Issue,
    PracticeImplication,
    ResearchType,
    Summary,
    SummaryArticle,
    SummaryAuthor,
    Topic,
)
from gleanings.digest.models.finding import FindingState, Role
from gleanings.digest.rich_text import sanitised
from gleanings.evidence.checking import check
from gleanings.literature.models import Article
from gleanings.reader.cache import content_version
from gleanings.reader.search.indexing import indexed_summaries, write_entries

LANGUAGE = "en"
MOST = 100_000
Progress = Callable[[int], Any]


class ArchiveError(Exception):
    """The archive cannot be stored, and what to give instead."""


def archive_exists() -> bool:
    return Author.objects.filter(name=AUTHOR["name"]).exists()


@transaction.atomic
def store_archive(
    summaries: int,
    seed: int,
    *,
    add: bool = False,
    progress: Progress = lambda done: None,
    indexed: Progress | None = None,
) -> int:
    """Write the archive, published and searchable, in every language; all of it or nothing.

    Returns the number of summaries. Raises `ArchiveError` if the number is out of range, if an
    archive is there and none is to be added, or if this seed was stored before.
    """
    if not 1 <= summaries <= MOST:
        raise ArchiveError(f"The number of summaries is {summaries}; give one from 1 to {MOST}.")
    if not Home.objects.filter(locale__language_code=LANGUAGE).exists():
        raise ArchiveError("The archive is in English, which GLEANINGS_LANGUAGES does not name.")
    if archive_exists() and not add:
        raise ArchiveError(
            "A synthetic archive is here already. To add another one, give --add and a --seed "
            "that was not used yet."
        )
    storing = _Storing()
    written = 0
    for records in _chunks(archive(summaries, seed)):
        storing.store(records)
        number = sum(len(record["summaries"]) for record in records)
        written += number
        progress(number)
    write_entries(indexed_summaries().filter(search_entry=None), indexed or (lambda done: None))
    content_version.bump()
    return written


def _chunks(records: Iterator[IssueRecord]) -> Iterator[list[IssueRecord]]:
    chunk: list[IssueRecord] = []
    for record in records:
        chunk.append(record)
        if sum(len(issue["summaries"]) for issue in chunk) >= BATCH:
            yield chunk
            chunk = []
    if chunk:
        yield chunk


class _Storing:
    """What is looked up once for the whole archive."""

    def __init__(self) -> None:
        self.homes = {
            home.locale.language_code: home for home in Home.objects.select_related("locale")
        }
        self.locales = {locale.language_code: locale for locale in Locale.objects.all()}
        self.others = [code for code in self.homes if code != LANGUAGE]
        self.topics = dict(Topic.objects.values_list("slug", "pk"))
        self.types = dict(ResearchType.objects.values_list("slug", "pk"))
        self.author = Author.objects.get_or_create(
            name=AUTHOR["name"], defaults={"email": AUTHOR["email"]}
        )[0]

    def store(self, records: list[IssueRecord]) -> None:
        issues = self._issues(records)
        sources = [
            (issues[record["month"]], summary)
            for record in records
            for summary in record["summaries"]
        ]
        articles = self._articles([summary for _, summary in sources])
        originals = [
            self._summary(issue[LANGUAGE], summary, LANGUAGE) for issue, summary in sources
        ]
        add_pages(originals, [issue[LANGUAGE] for issue, _ in sources])
        self._add_related(originals, [summary for _, summary in sources], articles)
        self._add_findings(originals, [summary for _, summary in sources])
        for code in self.others:
            copies = [
                self._summary(issue[code], summary, code, original)
                for (issue, summary), original in zip(sources, originals, strict=True)
            ]
            add_pages(copies, [issue[code] for issue, _ in sources])
            self._add_related(copies, [summary for _, summary in sources], articles)

    # --- issues ------------------------------------------------------------------------------
    def _issues(self, records: list[IssueRecord]) -> dict[str, dict[str, Issue]]:
        """By month and language; a month that has its issue already keeps it."""
        issues: dict[str, dict[str, Issue]] = {record["month"]: {} for record in records}
        for code in [LANGUAGE, *self.others]:
            home = self.homes[code]
            for issue in Issue.objects.child_of(home).filter(slug__in=issues):
                issues[issue.slug][code] = issue
            new = [
                self._issue(record, code, issues[record["month"]].get(LANGUAGE))
                for record in records
                if code not in issues[record["month"]]
            ]
            if new:
                add_pages(new, [home] * len(new))
            for issue in new:
                issues[issue.slug][code] = issue
        return issues

    def _issue(self, record: IssueRecord, code: str, original: Issue | None) -> Issue:
        month = dt.date.fromisoformat(f"{record['month']}-01")
        own_teaser = record["teaser"].get(code) if original else None
        issue = Issue(
            month=month,
            teaser=own_teaser or record["teaser"][LANGUAGE],
            alias_of_id=original.pk if original and not own_teaser else None,
            words_in=code if own_teaser else LANGUAGE,
            **page_fields(
                Issue,
                title="",
                slug=record["month"],
                locale=self.locales[code],
                published=_noon(month),
                translation_key=original.translation_key if original else None,
            ),
        )
        issue.name_after_month()
        return issue

    # --- summaries ---------------------------------------------------------------------------
    def _summary(
        self, issue: Issue, record: SummaryRecord, code: str, original: Summary | None = None
    ) -> Summary:
        words: Any = record.get(code) if original else record
        is_alias = original is not None and words is None
        words = words or record
        return Summary(
            studied=words["studied"],
            text=sanitised(words["text_html"]),
            month=issue.month,
            alias_of_id=original.pk if original and is_alias else None,
            words_in=LANGUAGE if is_alias else code,
            **page_fields(
                Summary,
                title=words["title"],
                slug=record["slug"],
                locale=self.locales[code],
                published=_noon(issue.month),
                translation_key=original.translation_key if original else None,
            ),
        )

    def _articles(self, records: list[SummaryRecord]) -> list[Article]:
        articles = [
            Article(**{**record["article"], "doi": record["article"]["doi"] or None})
            for record in records
            if record["article"]
        ]
        taken = Article.objects.filter(doi__in=[one.doi for one in articles if one.doi]).first()
        if taken:
            raise ArchiveError(
                f"An archive of this --seed is here (DOI {taken.doi}). Give another --seed."
            )
        return Article.objects.bulk_create(articles, batch_size=BATCH)

    @staticmethod
    def _add_findings(summaries: list[Summary], records: list[SummaryRecord]) -> None:
        Finding.objects.bulk_create(
            chain.from_iterable(map(_findings, summaries, records)), batch_size=BATCH
        )

    def _add_related(
        self, summaries: list[Summary], records: list[SummaryRecord], articles: list[Article]
    ) -> None:
        SummaryArticle.objects.bulk_create(
            SummaryArticle(summary=summary, article=article, sort_order=0)
            for summary, article in zip(summaries, articles, strict=True)
        )
        SummaryAuthor.objects.bulk_create(
            SummaryAuthor(summary=summary, author=self.author, sort_order=0)
            for summary in summaries
        )
        PracticeImplication.objects.bulk_create(
            chain.from_iterable(map(_implications, summaries, records)), batch_size=BATCH
        )
        self._add_terms(
            Summary.topics.through, "topic_id", self.topics, "topics", summaries, records
        )
        self._add_terms(
            Summary.research_types.through,
            "researchtype_id",
            self.types,
            "types",
            summaries,
            records,
        )

    @staticmethod
    def _add_terms(
        through: Any,
        column: str,
        keys: dict[str, int],
        name: str,
        summaries: list[Summary],
        records: list[SummaryRecord],
    ) -> None:
        through.objects.bulk_create(
            (
                through(**{"summary_id": summary.pk, column: keys[slug]})
                for summary, record in zip(summaries, records, strict=True)
                for slug in record[name]  # type: ignore[literal-required]
            ),
            batch_size=BATCH,
        )


def _implications(summary: Summary, record: SummaryRecord) -> list[PracticeImplication]:
    translation: Any = record if summary.alias_of_id else record.get(summary.locale.language_code)
    return [
        PracticeImplication(
            summary=summary, text=f"<p>{words}</p>", locale=summary.locale, sort_order=order
        )
        for order, words in enumerate((translation or record)["implications"])
    ]


def _findings(summary: Summary, record: SummaryRecord) -> list[Finding]:
    """Of the original: the main effect as it is known, and the figures that stand beside it."""
    found = []
    for known in record.get("findings", []):
        read = [proposal(verdict) for verdict in check(known["words"])]
        effects = [finding for finding in read if finding.is_effect] or read[:1]
        for finding in read:
            finding.summary = summary
            finding.state = FindingState.CONFIRMED
            finding.group = known["group"]
            if not finding.reported.is_count:
                finding.predictor, finding.outcome = known["predictor"], known["outcome"]
                finding.favours, finding.design = known["favours"], known["design"]
        for finding in effects[:1]:
            finding.role = Role.MAIN
            finding.n, finding.k = known.get("n"), known.get("k")
        found += read
    for place, finding in enumerate(found):
        finding.sort_order = place
    return found


def _noon(day: dt.date) -> dt.datetime:
    return timezone.make_aware(dt.datetime.combine(day, dt.time(12)))
