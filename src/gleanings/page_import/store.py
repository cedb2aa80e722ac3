"""From what was read of a page to issues and draft summaries; the same entry comes in once.

Reading takes long and writes nothing. What was read is kept first, in one short transaction, and
stored from there a few entries at a time, so that editors' saves come in between on SQLite, which
has one writer. An import that was stopped goes on where it stopped.
"""

import datetime as dt
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from django.db import connection, transaction
from django.utils import timezone
from django.utils.html import escape
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import ReferenceIndex
from wagtail.signal_handlers import disable_reference_index_auto_update

from gleanings.digest.models import (
    Author,
    Home,
    ImportedPage,
    Issue,
    ResearchType,
    Summary,
    Topic,
)
from gleanings.digest.models.terms import ControlledTerm, TopicName
from gleanings.digest.rich_text import from_plain_text, sanitised
from gleanings.digest.slugs import slug_of
from gleanings.digest.writing import SummaryRecord, add_summary, get_or_add_issue
from gleanings.literature.articles import article_fields, get_or_create_article
from gleanings.literature.citations import ParsedCitation
from gleanings.literature.models import Article
from gleanings.page_import.page import Entry, Page
from gleanings.page_import.post_status import why_not_online
from gleanings.page_import.waiting_entries import (
    keep_page,
    options_of,
    sha256_of,
    stop_reading,
)

# so many entries hold the write lock together, for some tenths of a second
AT_ONCE = 1
# who waits for SQLite's lock looks again after a tenth of a second at the latest
PAUSE = 0.11
_LONGEST_OLD_PATH = 255


@dataclass
class Stored:
    """What an import did. ``summaries`` are the new ones, ``known`` how many were here before."""

    summaries: list[Summary] = field(default_factory=list)
    published: list[Summary] = field(default_factory=list)
    kept_back: list[Summary] = field(default_factory=list)
    issues: list[Issue] = field(default_factory=list)
    known: int = 0
    # why readers of the blog did not see what a summary was made of, by its key
    hidden: dict[int, str] = field(default_factory=dict)

    def add(self, other: "Stored") -> None:
        self.summaries += other.summaries
        self.published += other.published
        self.kept_back += other.kept_back
        self.issues += other.issues
        self.hidden |= other.hidden


def store_page(
    page: Page,
    *,
    filename: str,
    source: bytes,
    home: Home,
    publish: bool = False,
    month: dt.date | None = None,
    add_topics: bool = False,
    each: Callable[[Iterable[int]], Iterable[int]] = lambda numbers: numbers,
) -> Stored:
    """Make what is new on the page; stopped in between, the same call goes on from there.

    ``month`` is for entries whose month the page does not say; without it they are put under
    this month's issue, where an editor finds them. ``each`` may show progress.
    """
    imported, stored = keep_reading(
        page, filename=filename, source=source, home=home, publish=publish, month=month,
        add_topics=add_topics,
    )  # fmt: skip
    waiting = imported.waiting.count()
    for _begin in each(range(0, waiting, AT_ONCE)):
        stored.add(store_next(imported))
        let_others_write()
    return stored


def let_others_write() -> None:
    if connection.vendor == "sqlite" and not connection.in_atomic_block:
        time.sleep(PAUSE)


@transaction.atomic
def keep_reading(
    page: Page,
    *,
    filename: str,
    source: bytes,
    home: Home,
    publish: bool = False,
    month: dt.date | None = None,
    add_topics: bool = False,
) -> tuple[ImportedPage, Stored]:
    """The page with its account, and its new entries, which wait to be stored."""
    imported, _is_new = ImportedPage.objects.get_or_create(
        sha256=sha256_of(source), defaults={"filename": filename}
    )
    stop_reading(imported)
    imported.options = options_of(home, publish=publish, month=month, add_topics=add_topics)
    return imported, Stored(known=keep_page(imported, page, home))


@transaction.atomic
def store_next(imported: ImportedPage, at_most: int = AT_ONCE) -> Stored:
    """Make issues and drafts of the next entries that wait; all of these, or nothing."""
    stored = Stored()
    options = imported.options
    home = Home.objects.get(locale__language_code=options["language"])
    month = dt.date.fromisoformat(options["month"]) if options["month"] else None
    undated: set[int] = set()
    for waiting in imported.waiting.select_for_update()[:at_most]:
        entry = Entry.from_record(waiting.reading)
        # Wagtail would index the references of a page anew with each of its dozen records
        with disable_reference_index_auto_update():
            issue = _issue_of(entry, imported, home, month, stored)
            summary = add_summary(issue, _summary_record(entry, imported))
        for page in (*stored.issues, summary):
            ReferenceIndex.create_or_update_for_object(page)
        _redirect(entry.old_address, summary)
        if why := why_not_online(entry.status, entry.date, timezone.localdate()):
            stored.hidden[summary.pk] = why
        waiting.summary, waiting.waits = summary, False
        # of what was read only this is told later: why it was not online where it comes from
        waiting.reading = {"not_online": why} if why else {}
        waiting.revision = summary.latest_revision_id
        waiting.save()
        stored.summaries.append(summary)
        if not entry.month and month is None:
            undated.add(summary.pk)
    if options["publish"]:
        _publish(stored, without=undated | stored.hidden.keys())
        _remember(imported, "published", [summary.pk for summary in stored.published])
    imported.save(update_fields=["made"])
    return stored


def _remember(imported: ImportedPage, what: str, keys: Iterable[int]) -> None:
    imported.made[what] = [*dict.fromkeys([*imported.made.get(what, []), *keys])]


def _issue_of(
    entry: Entry, imported: ImportedPage, home: Home, month: dt.date | None, stored: Stored
) -> Issue:
    if entry.month:
        month = dt.date.fromisoformat(f"{entry.month}-01")
    month = month or timezone.localdate().replace(day=1)
    issue, is_new = get_or_add_issue(home, month, imported.options["teaser"])
    if is_new:
        stored.issues.append(issue)
        _remember(imported, "issues", [issue.pk])
    return issue


def _summary_record(entry: Entry, imported: ImportedPage) -> SummaryRecord:
    citations = [citation for citation in (entry.article, *entry.more_articles) if citation]
    topics = _terms(Topic, entry.topics)
    if imported.options["add_topics"]:
        topics += [_new_topic(name, imported) for name in entry.new_topics]
    return SummaryRecord(
        title=(entry.title or (entry.article.title if entry.article else "") or "Untitled")[:255],
        slug=slug_of(entry.slug)[:200],
        text=sanitised(entry.text_html) if entry.text_html else from_plain_text(entry.text),
        implications_lead=entry.implications_lead,
        implications=[f"<p>{escape(text)}</p>" for text in entry.implications],
        articles=[_article(citation, entry.citation, imported) for citation in citations],
        authors=[_author(name, imported) for name in entry.authors],
        topics=list(dict.fromkeys(topics)),
        research_types=_terms(ResearchType, entry.types),
        contact=entry.contact[:500],
        terms_are_proposed=True,
    )


def _article(citation: ParsedCitation, as_it_stands: str, imported: ImportedPage) -> Article:
    fields = article_fields(citation)
    fields["title"] = (fields["title"] or as_it_stands or "Untitled")[:1000]
    fields["doi"] = fields["doi"] or None
    article, is_new = get_or_create_article(fields | {"citation": as_it_stands})
    if is_new:
        _remember(imported, "articles", [article.pk])
    return article


def _author(name: str, imported: ImportedPage) -> Author:
    author = Author.objects.filter(name=name[:200]).first()
    if author is None:
        author = Author.objects.create(name=name[:200])
        _remember(imported, "authors", [author.pk])
    return author


def _new_topic(name: str, imported: ImportedPage) -> Topic:
    known = TopicName.objects.filter(name__iexact=name).select_related("term").first()
    if known is not None:
        return known.term.target
    slug = slug_of(name)[:90] or "topic"
    taken = set(Topic.objects.filter(slug__startswith=slug).values_list("slug", flat=True))
    free = (s for s in (slug, *(f"{slug}-{n}" for n in range(2, 1_000))) if s not in taken)
    topic = Topic.objects.create(slug=next(free))
    TopicName.objects.create(term=topic, language=imported.options["language"], name=name[:200])
    _remember(imported, "topics", [topic.pk])
    return topic


def _terms(model: type[ControlledTerm], names: Iterable[str]) -> list[ControlledTerm]:
    """The terms of these English names, mergers followed."""
    terms = model._default_manager.filter(names__name__in=names)
    return list(dict.fromkeys(term.target for term in terms))


def _redirect(old_address: str, summary: Summary) -> None:
    """The old address leads to the summary, once readers may see it (see `old_addresses`)."""
    path = Redirect.normalise_path(old_address) if old_address else "/"
    if path != "/" and not path.startswith("/?") and len(path) <= _LONGEST_OLD_PATH:
        Redirect.objects.get_or_create(
            old_path=path, site=None,
            defaults={"redirect_page": summary},
        )  # fmt: skip


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
