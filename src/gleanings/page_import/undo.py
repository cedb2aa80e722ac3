"""An import is taken back: what it made goes, but for what people have worked on since."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from django.db import transaction
from django.db.models import Model, ProtectedError

from gleanings.digest.models import Author, ImportedEntry, ImportedPage, Issue, Summary, Topic
from gleanings.literature.models import Article
from gleanings.page_import.store import AT_ONCE, let_others_write
from gleanings.page_import.waiting_entries import stop_reading


@dataclass
class TakenBack:
    """How many summaries went, and those that stay, with what was done to them since.

    ``last`` is the key of the last entry that was looked at, ``finished`` whether it was the last.
    """

    summaries: int = 0
    kept: list[Summary] = field(default_factory=list)
    last: int = 0
    finished: bool = False


def take_back(
    imported: ImportedPage,
    each: Callable[[Iterable[int]], Iterable[int]] = lambda numbers: numbers,
) -> TakenBack:
    """Delete what the import made and nobody changed or published since, a few at a time."""
    done = TakenBack()
    for _begin in each(range(0, imported.entries.count() + 1, AT_ONCE)):
        if not done.finished:
            take_back_next(imported, done)
            let_others_write()
    return done


@transaction.atomic
def take_back_next(imported: ImportedPage, done: TakenBack) -> None:
    """The next few entries after ``done.last``; redirects go with their pages.

    Once all are done, what else came with them goes, and the import itself if nothing is kept.
    """
    imported.waiting.delete()
    stop_reading(imported)
    rows = imported.entries.filter(pk__gt=done.last).select_related("summary").order_by("pk")
    entries = list(rows[:AT_ONCE])
    for entry in entries:
        done.last = entry.pk
        _take_back_entry(entry, imported, done)
    if len(entries) < AT_ONCE:
        done.finished = True
        _take_back_rest(imported)
        if not imported.entries.exists():
            imported.delete()


def _take_back_entry(entry: ImportedEntry, imported: ImportedPage, done: TakenBack) -> None:
    summary = entry.summary
    if summary is not None:
        if is_worked_on(entry, imported):
            done.kept.append(summary)
            return
        summary.delete()
        done.summaries += 1
    entry.delete()


def is_worked_on(entry: ImportedEntry, imported: ImportedPage) -> bool:
    """Whether somebody changed, published or translated the summary, or sent it for review, since
    it came."""
    summary = entry.summary
    if summary is None:
        return False
    by_import = summary.pk in imported.made.get("published", [])
    return (
        summary.latest_revision_id != entry.revision
        or (summary.live and not by_import)
        or summary.current_workflow_state is not None
        or summary.get_translations().filter(alias_of=None).exists()
    )


def _take_back_rest(imported: ImportedPage) -> None:
    """Issues, articles, authors and topics that came with it, where nothing else needs them."""
    made = imported.made
    for issue in Issue.objects.filter(pk__in=made.get("issues", [])):
        if not issue.get_children().exists():
            issue.delete()
    _delete_unused(Article.objects.filter(pk__in=made.get("articles", [])))
    _delete_unused(Author.objects.filter(pk__in=made.get("authors", [])))
    topics = Topic.objects.filter(pk__in=made.get("topics", []))
    _delete_unused(topic for topic in topics if not topic.summary_set.exists())


def _delete_unused(records: Iterable[Model]) -> None:
    for record in records:
        try:
            with transaction.atomic():
                record.delete()
        except ProtectedError:
            continue
