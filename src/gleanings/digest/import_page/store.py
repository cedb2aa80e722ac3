"""From what was read of a page to issues and draft summaries; the same entry comes in once."""

import datetime as dt
import hashlib
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from django.db import transaction
from django.utils import timezone
from django.utils.html import escape

from gleanings.digest.import_page.page import Entry, Page
from gleanings.digest.models import (
    Author,
    Home,
    ImportedEntry,
    ImportedPage,
    Issue,
    ResearchType,
    Summary,
    Topic,
)
from gleanings.digest.models.terms import ControlledTerm
from gleanings.digest.rich_text import from_plain_text, sanitised
from gleanings.digest.writing import SummaryRecord, add_summary, get_or_add_issue
from gleanings.literature.articles import article_fields, get_or_create_article
from gleanings.literature.citations import ParsedCitation
from gleanings.literature.models import Article


@dataclass
class Stored:
    """What an import did. ``summaries`` are the new ones, ``known`` what was here before."""

    summaries: list[Summary] = field(default_factory=list)
    published: list[Summary] = field(default_factory=list)
    kept_back: list[Summary] = field(default_factory=list)
    known: list[Entry] = field(default_factory=list)
    issues: list[Issue] = field(default_factory=list)


def fingerprint(entry: Entry) -> str:
    """What makes an entry the same on another page, or on the same page saved again."""
    article = entry.article.title if entry.article else ""
    words = re.findall(r"\w+", f"{entry.month} {entry.title} {article}".casefold())
    return hashlib.sha256(" ".join(words).encode()).hexdigest()


@transaction.atomic
def store_page(
    page: Page,
    *,
    filename: str,
    source: bytes,
    home: Home,
    publish: bool = False,
    month: dt.date | None = None,
    each: Callable[[Iterable[Entry]], Iterable[Entry]] = lambda entries: entries,
) -> Stored:
    """Make what is new on the page; all of it, or nothing.

    ``month`` is for entries whose month the page does not say; without it they are put under
    this month's issue, where an editor finds them. ``each`` may show progress.
    """
    stored = Stored()
    imported, _ = ImportedPage.objects.get_or_create(
        sha256=hashlib.sha256(source).hexdigest(),
        defaults={
            "filename": filename,
            "text": "\n".join(line.text for line in page.account),
            "reading": page.to_json()
            | {"account": [[line.line, line.where] for line in page.account]},
        },
    )
    _introduce(home, page, publish=publish)
    for entry in each(page.entries):
        mark, is_new = ImportedEntry.objects.get_or_create(
            fingerprint=fingerprint(entry), defaults={"page": imported}
        )
        if not is_new:
            stored.known.append(entry)
            continue
        issue = _issue_of(entry, page, home, month, stored)
        mark.summary = add_summary(issue, _summary_record(entry, page))
        mark.save()
        stored.summaries.append(mark.summary)
    if publish:
        _publish(stored, without=_undated(page, stored) if month is None else set())
    return stored


def _introduce(home: Home, page: Page, *, publish: bool) -> None:
    """The page's own introduction and notice, where the home page has none yet."""
    draft = home.get_latest_revision_as_object()
    if draft.intro or draft.language_notice or not (page.intro or page.notice):
        return
    draft.intro = from_plain_text(page.intro)
    draft.language_notice = page.notice[:300]
    revision = draft.save_revision()
    if publish:
        revision.publish()


def _issue_of(entry: Entry, page: Page, home: Home, month: dt.date | None, stored: Stored) -> Issue:
    if entry.month:
        month = dt.date.fromisoformat(f"{entry.month}-01")
    # a page of several months does not say which of them its teaser announces
    teaser = page.teaser if len(page.months) == 1 else ""
    issue, is_new = get_or_add_issue(home, month or timezone.localdate().replace(day=1), teaser)
    if is_new:
        stored.issues.append(issue)
    return issue


def _summary_record(entry: Entry, page: Page) -> SummaryRecord:
    citations = [citation for citation in (entry.article, *entry.more_articles) if citation]
    return SummaryRecord(
        title=entry.title or (entry.article.title if entry.article else "") or "Untitled",
        text=sanitised(entry.text_html) if entry.text_html else from_plain_text(entry.text),
        implications_lead=entry.implications_lead,
        implications=[f"<p>{escape(text)}</p>" for text in entry.implications],
        articles=[_article(citation, entry.citation) for citation in citations],
        authors=[Author.objects.get_or_create(name=page.author)[0]] if page.author else [],
        topics=_terms(Topic, entry.topics),
        research_types=_terms(ResearchType, entry.types),
        contact=entry.contact[:500],
        terms_are_proposed=True,
    )


def _article(citation: ParsedCitation, as_it_stands: str) -> Article:
    fields = article_fields(citation)
    fields["title"] = (fields["title"] or as_it_stands or "Untitled")[:1000]
    fields["doi"] = fields["doi"] or None
    return get_or_create_article(fields | {"citation": as_it_stands})[0]


def _terms(model: type[ControlledTerm], names: Iterable[str]) -> list:
    """The terms of these English names, mergers followed."""
    terms = model._default_manager.filter(names__name__in=names)
    return list(dict.fromkeys(term.target for term in terms))


def _undated(page: Page, stored: Stored) -> set[int]:
    fingerprints = [fingerprint(entry) for entry in page.entries if not entry.month]
    marks = ImportedEntry.objects.filter(fingerprint__in=fingerprints)
    return set(marks.values_list("summary_id", flat=True))


def _publish(stored: Stored, *, without: set[int]) -> None:
    for summary in stored.summaries:
        whole = not summary.get_latest_revision_as_object().missing()
        (stored.published if whole and summary.pk not in without else stored.kept_back).append(
            summary
        )
    for issue in {summary.issue.pk: summary.issue for summary in stored.published}.values():
        if not issue.live:
            issue.latest_revision.publish()
    for summary in stored.published:
        summary.latest_revision.publish()
