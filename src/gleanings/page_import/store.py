"""From what was read of a page to issues and draft summaries; the same entry comes in once.

Reading takes long and writes nothing. What was read is kept first, in one short transaction, and
stored from there a few entries at a time, so that editors' saves come in between on SQLite, which
has one writer. An import that was stopped goes on where it stopped.
"""

import dataclasses
import datetime as dt
import hashlib
import re
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
    ImportedEntry,
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

    def add(self, other: "Stored") -> None:
        self.summaries += other.summaries
        self.published += other.published
        self.kept_back += other.kept_back
        self.issues += other.issues


def fingerprint(entry: Entry) -> str:
    """What makes an entry the same on another page, or on the same page saved again."""
    article = entry.article.title if entry.article else ""
    said = f"{entry.month} {entry.title} {article}"
    if not (entry.title or article):
        said = f"{entry.month} {entry.text} {entry.implications}"
    return _digest(said)


def _digest(text: str) -> str:
    return hashlib.sha256(" ".join(re.findall(r"\w+", text.casefold())).encode()).hexdigest()


def fingerprints(entries: Iterable[Entry]) -> list[str]:
    """One for each; two entries of a page with one title and different words are two."""
    first_with: dict[str, str] = {}
    marks = []
    for entry in entries:
        mark = fingerprint(entry)
        if first_with.setdefault(mark, entry.text) != entry.text:
            mark = _digest(f"{mark} {entry.text}")
        marks.append(mark)
    return marks


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
    options = {
        "language": home.locale.language_code,
        "publish": publish,
        "month": month.isoformat() if month else "",
        "add_topics": add_topics,
        # a page of several months does not say which of them its teaser announces
        "teaser": page.teaser if len(page.months) == 1 else "",
    }
    imported, is_new = ImportedPage.objects.get_or_create(
        sha256=hashlib.sha256(source).hexdigest(),
        defaults={
            "filename": filename,
            "text": "\n".join(line.text for line in page.account),
            "reading": page.to_json() | {"entries": []}
            | {"account": [[line.line, line.where] for line in page.account]},
            "options": options,
        },
    )  # fmt: skip
    if not is_new:
        imported.options = options
        imported.save(update_fields=["options"])
    _introduce(home, page, publish=publish)
    marks = fingerprints(page.entries)
    known = set(
        ImportedEntry.objects.filter(fingerprint__in=marks, waits=False).values_list(
            "fingerprint", flat=True
        )
    )
    new = {
        mark: ImportedEntry(
            page=imported, fingerprint=mark, number=number, waits=True,
            reading=_with_author_of_page(entry, page).to_record(),
        )
        for number, (mark, entry) in enumerate(zip(marks, page.entries, strict=True), 1)
        if mark not in known
    }  # fmt: skip
    # what was stopped in between waits already
    ImportedEntry.objects.bulk_create(new.values(), ignore_conflicts=True)
    return imported, Stored(known=len(page.entries) - len(new))


def _with_author_of_page(entry: Entry, page: Page) -> Entry:
    authors = entry.authors or ((page.author,) if page.author else ())
    return dataclasses.replace(entry, authors=authors)


@transaction.atomic
def store_next(imported: ImportedPage, at_most: int = AT_ONCE) -> Stored:
    """Make issues and drafts of the next entries that wait; all of these, or nothing."""
    stored = Stored()
    options = imported.options
    home = Home.objects.get(locale__language_code=options["language"])
    month = dt.date.fromisoformat(options["month"]) if options["month"] else None
    undated: set[int] = set()
    for waiting in imported.waiting[:at_most]:
        entry = Entry.from_record(waiting.reading)
        # Wagtail would index the references of a page anew with each of its dozen records
        with disable_reference_index_auto_update():
            issue = _issue_of(entry, imported, home, month, stored)
            summary = add_summary(issue, _summary_record(entry, imported))
        for page in (*stored.issues, summary):
            ReferenceIndex.create_or_update_for_object(page)
        _redirect(entry.old_address, summary)
        waiting.summary, waiting.waits, waiting.reading = summary, False, {}
        waiting.revision = summary.latest_revision_id
        waiting.save()
        stored.summaries.append(summary)
        if not entry.month and month is None:
            undated.add(summary.pk)
    if options["publish"]:
        _publish(stored, without=undated)
        _remember(imported, "published", [summary.pk for summary in stored.published])
    imported.save(update_fields=["made"])
    return stored


def _remember(imported: ImportedPage, what: str, keys: Iterable[int]) -> None:
    imported.made[what] = [*dict.fromkeys([*imported.made.get(what, []), *keys])]


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
