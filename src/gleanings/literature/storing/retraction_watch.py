"""The table of Retraction Watch held against the articles that are here."""

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from gleanings.literature.models import Article, Lookup, Notice
from gleanings.literature.models.account import MOST_REFUSED
from gleanings.literature.notices.watched import watched_dois
from gleanings.literature.records import Refused
from gleanings.literature.records.retraction_watch import SOURCE, Listed, read_table
from gleanings.literature.storing.notices import AT_ONCE, add_notices


@dataclass
class TableAccount:
    """What became of the rows: each is of a paper that is not here, matched, or refused."""

    read: int = 0
    matched: int = 0
    """Rows of articles here, or of studies in an uploaded table."""
    new: int = 0
    """Notices that were not known."""
    without_identifier: int = 0
    """Rows with neither DOI nor PMID of the paper: nobody can say which it is."""
    refused_count: int = 0
    refused: list[Refused] = field(default_factory=list)
    date: dt.date | None = None
    """Of the table."""
    looked_up: int = 0
    """Articles that it could have told of."""

    def refuse(self, refused: Refused) -> None:
        self.refused_count += 1
        if len(self.refused) < MOST_REFUSED:
            self.refused.append(refused)


class Here:
    """The papers that a row can be matched to, by their identifiers."""

    def __init__(self) -> None:
        self.by_doi: dict[str, int] = {}
        self.by_pmid: dict[str, int] = {}
        self.identifiers: dict[int, tuple[str, str]] = {}
        articles = Article.objects.exclude(doi=None, pmid=None).values_list("pk", "doi", "pmid")
        for key, doi, pmid in articles.iterator():
            self.identifiers[key] = doi or "", pmid or ""
            if doi:
                self.by_doi[doi] = key
            if pmid:
                self.by_pmid[pmid] = key
        self.watched = watched_dois()

    def article_of(self, row: Listed) -> int | None:
        """Raises ValueError, which says why, where DOI and PMID are not of one article."""
        by_doi = self.by_doi.get(row.article_doi)
        by_pmid = self.by_pmid.get(row.article_pmid)
        found = by_doi if by_doi is not None else by_pmid
        if found is None:
            return None
        doi, pmid = self.identifiers[found]
        differs = row.article_doi and doi and row.article_doi != doi
        differs = differs or (row.article_pmid and pmid and row.article_pmid != pmid)
        if differs or (by_pmid is not None and by_pmid != found):
            raise ValueError(
                _(
                    "“%(title)s” has the DOI %(doi)s and the PMID %(pmid)s there; article "
                    "%(number)s here has the DOI %(own_doi)s and the PMID %(own_pmid)s. See "
                    "which of them is right."
                )
                % {
                    "title": row.title,
                    "doi": row.article_doi or "–",
                    "pmid": row.article_pmid or "–",
                    "number": found,
                    "own_doi": doi or "–",
                    "own_pmid": pmid or "–",
                }
            )
        return found


def import_table(
    path: Path, *, date: dt.date | None = None, is_dry_run: bool = False
) -> TableAccount:
    """Store what the table says of papers here, and that it was asked of all of them.

    ``date`` is the table's; without it, the last day that it tells of, up to today: it told no less
    than that. Raises UnreadableFileError where it is another table.
    """
    account, here = TableAccount(), Here()
    notices = list(_matched(read_table(path), here, account))
    account.date = date or account.date
    keys = list(here.identifiers)
    account.looked_up = len(keys)
    if is_dry_run:
        account.new = len(_unknown(notices))
        return account
    with transaction.atomic():
        account.new = add_notices(notices)
    if account.date:
        _note_lookups(keys, account.date)
    return account


def _matched(
    rows: Iterable[Listed | Refused], here: Here, account: TableAccount
) -> Iterator[Notice]:
    today = timezone.localdate().isoformat()
    last = ""
    for row in rows:
        account.read += 1
        if isinstance(row, Refused):
            account.refuse(row)
            continue
        if last < row.date <= today:
            last = row.date
        if not row.article_doi and not row.article_pmid:
            account.without_identifier += 1
            continue
        try:
            article = here.article_of(row)
        except ValueError as doubt:
            account.refuse(Refused(row.line, str(doubt)))
            continue
        if article is None and row.article_doi not in here.watched:
            continue
        account.matched += 1
        yield _notice(row, article)
    account.date = dt.date.fromisoformat(last) if last else None


def _notice(row: Listed, article: int | None) -> Notice:
    return Notice(
        article_id=article,
        article_doi="" if article else row.article_doi,
        article_pmid="" if article else row.article_pmid,
        kind=row.kind,
        doi=row.notice_doi[:300],
        pmid=row.notice_pmid[:10],
        date=row.date,
        source=SOURCE,
    )


def _unknown(notices: list[Notice]) -> set[tuple[object, ...]]:
    """What storing would add, without storing it."""
    names = ("article_id", "article_doi", "article_pmid", "kind", "doi", "pmid", "date")
    stored = set(Notice.objects.filter(source=SOURCE).values_list(*names))
    return {tuple(getattr(one, name) for name in names) for one in notices} - stored


def _note_lookups(keys: list[int], date: dt.date) -> None:
    """A few at a time, so that nobody waits for long; what a newer table said stays."""
    at = timezone.make_aware(dt.datetime.combine(date, dt.time(12)))
    newer = set(Lookup.objects.filter(source=SOURCE, at__gte=at).values_list("article", flat=True))
    older = [key for key in keys if key not in newer]
    for start in range(0, len(older), AT_ONCE):
        with transaction.atomic():
            Lookup.objects.note(SOURCE, older[start : start + AT_ONCE], at=at)
