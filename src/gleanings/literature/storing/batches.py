"""Records stored in batches: a few at a time, each batch whole or not at all.

The lock of SQLite’s one writer is held for some hundredths of a second; between two batches others
come to write.
"""

from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass, field
from itertools import islice

from django.db import DatabaseError, IntegrityError, transaction
from django.utils.translation import gettext as _
from wagtail.search.backends import get_search_backends

from gleanings.literature.models import Article, DoubtfulPair
from gleanings.literature.records import Record, Refused
from gleanings.literature.records.record import Outcome, UnreadableFileError
from gleanings.literature.storing.account import Account
from gleanings.literature.storing.fields import UPDATED, fill_in, new_article
from gleanings.literature.storing.inserting import insert
from gleanings.literature.storing.lock import one_at_a_time
from gleanings.literature.storing.notices import store_notices
from gleanings.literature.storing.pairs import judged, keep_pairs, keep_record
from gleanings.literature.storing.same import (
    Clash,
    Known,
    Traits,
    known_articles,
    possibly_same,
    traits_of,
)

Told = tuple[Record, Traits]
AfterBatch = Callable[[int, list[Article]], None]

AT_ONCE = 150
ATTEMPTS = 5
MOST_DOUBTS = 3
"""An editorial may be many others of its title; an editor is asked about so many."""

SHOWN: list[Callable[[Collection[int]], set[int]]] = []
"""Each says which of these articles readers may see, and approve of, as they are. A room that shows
articles appends to it when the app is ready: the citation of such an article is left alone."""


def store_records(
    outcomes: Iterable[Outcome], account: Account, after_each: AfterBatch | None = None
) -> Account:
    """Store what was read, and say what became of it.

    ``after_each`` is called within each batch's transaction with how many outcomes it was, and the
    articles that were made of them. It may be called again where the transaction was undone.
    """
    for batch in _batches(outcomes):
        _store_batch(batch, account, after_each)
    return account


@dataclass
class Planned:
    """What would be new of the files read so far, so that a record of two of them is new once."""

    known: Known[int] = field(default_factory=Known)
    number: int = 0

    def add(self, traits: Traits) -> None:
        self.number += 1
        self.known.add(self.number, traits)


def plan_records(
    outcomes: Iterable[Outcome], account: Account, planned: Planned, *, is_list: bool = False
) -> Iterator[Record]:
    """What storing would do, without doing it; the records as they go by.

    Of a list of identifiers those that are not here would be brought from the sources.
    """
    for batch in _batches(to_the_end(outcomes)):
        records = with_traits(_records(batch, account))
        stored = _stored_already(records)
        for record, traits in records:
            yield record
            found = _found(stored, traits)
            if found is None:
                found = planned.known.find(traits)
            is_brought = is_list and bool(record.doi or record.pmid)
            if found is None and (record.title or is_brought):
                planned.add(traits)
            if found is None and is_brought:
                account.to_look_up += 1
            else:
                _count(record, found, account)


def with_traits(records: list[Record]) -> list[Told]:
    return [(record, traits_of(record)) for record in records]


def _found(stored: Known[int], traits: Traits) -> int | Clash[int] | None:
    """With what an editor said of the record, where it clashes."""
    found = stored.find(traits)
    if isinstance(found, Clash) and (said := judged(traits, found)) is not None:
        return said
    return found


def _stored_already(records: list[Told]) -> Known[int]:
    try:
        return known_articles(possibly_same(traits for _record, traits in records))
    except DatabaseError:  # there is no site yet, and a dry run needs none
        return Known()


def to_the_end(outcomes: Iterable[Outcome]) -> Iterator[Outcome]:
    """A file that proves unreadable half-way keeps what was read, and says why it ends."""
    line = 1
    try:
        for outcome in outcomes:
            line = outcome.line
            yield outcome
    except UnreadableFileError as error:
        yield Refused(line, str(error))


def _batches(outcomes: Iterable[Outcome]) -> Iterator[list[Outcome]]:
    source = iter(outcomes)
    while batch := list(islice(source, AT_ONCE)):
        yield batch


def _records(batch: list[Outcome], account: Account) -> list[Record]:
    for outcome in batch:
        if isinstance(outcome, Refused):
            account.refuse(outcome)
            account.read += outcome.was_read
    records = [outcome for outcome in batch if isinstance(outcome, Record)]
    account.read += len(records)
    return records


def _count(record: Record, found: "int | Article | Clash[int] | None", account: Account) -> None:
    if isinstance(found, Clash):
        account.doubt(Refused(record.line, doubt_in_words(record, found)))
    elif found is not None:
        account.merged += 1
    elif record.title:
        account.new += 1
    else:
        account.refuse(Refused(record.line, without_title(record)))


def without_title(record: Record) -> str:
    name = record.doi or (record.pmid and f"PMID {record.pmid}") or record.pmcid
    if name:
        return _("Nothing but %(identifier)s is known of it, and it is not here.") % {
            "identifier": name
        }
    return _("The record has no title.")


def doubt_in_words(record: Record, clash: "Clash[int]") -> str:
    words = {
        "doi": record.doi or "–",
        "pmid": record.pmid or "–",
        "title": record.title[:100],
        "number": clash.found,
        "other": clash.other,
    }
    if clash.other is not None:
        return (
            _("“%(title)s” may be article %(number)s here or article %(other)s: see their DOIs.")
            % words
        )
    return (
        _(
            "“%(title)s” (DOI %(doi)s, PMID %(pmid)s) shares an identifier with article "
            "%(number)s here, but differs from it in another or in its title."
        )
        % words
    )


def _store_batch(batch: list[Outcome], account: Account, after_each: AfterBatch | None) -> None:
    for attempt in range(ATTEMPTS):
        before = Account(**vars(account))
        before.refused, before.doubts = list(account.refused), list(account.doubts)
        try:
            with transaction.atomic():
                one_at_a_time()
                made = _store(with_traits(_records(batch, account)), account)
                if after_each:
                    after_each(len(batch), made)
            return
        # another process stored the same article meanwhile: now it is found
        except IntegrityError:
            vars(account).update(vars(before))
            if attempt == ATTEMPTS - 1:
                raise


def _store(records: list[Told], account: Account) -> list[Article]:
    """The new articles."""
    here = {
        one.pk: one
        for one in possibly_same(traits for _record, traits in records).select_for_update()
    }
    known = known_articles(here.values())
    shown = {key for is_shown in SHOWN for key in is_shown(here.keys())}
    new: dict[int, Article] = {}
    changed: dict[int, Article] = {}
    articles: list[tuple[Record, Article]] = []
    clashes: list[tuple[Record, Traits, Clash[int]]] = []
    doubts: list[tuple[int, int]] = []
    for record, traits in records:
        found = known.find(traits)
        said = judged(traits, found) if isinstance(found, Clash) else None
        _count(record, said if said is not None else found, account)
        if said is not None:
            # it cannot have the fields that clash, which are another article's
            articles.append((record, here.get(said) or Article.objects.get(pk=said)))
            continue
        if isinstance(found, Clash):
            clashes.append((record, traits, found))
            continue
        if found is None:
            if not record.title:
                continue
            article = new_article(record)
            key = -len(new) - 1  # until the database gives one
            new[key] = article
            doubts += [(key, other) for other in known.doubts(traits)[:MOST_DOUBTS]]
            known.add(key, traits)
        else:
            article = new.get(found) or here[found]
            if fill_in(article, record, citation=found not in shown) and found in here:
                changed[found] = article
            known.replace(found, traits_of(article))
        articles.append((record, article))
    made = list(new.values())
    insert(made)
    if changed:
        # rows that are here: all of them are updated, none is made
        Article.objects.bulk_create(
            changed.values(), update_conflicts=True, unique_fields=["id"], update_fields=UPDATED
        )
    keys = {key: article.pk for key, article in new.items()}
    _keep_doubts(clashes, doubts, keys)
    clashing = [record for record, _traits, _clash in clashes]
    store_notices(articles, [*made, *changed.values()], clashing)
    for backend in get_search_backends(with_auto_update=True):
        backend.get_index_for_model(Article).add_items(Article, made)
    return made


def _keep_doubts(
    clashes: list[tuple[Record, Traits, Clash[int]]],
    doubts: list[tuple[int, int]],
    keys: dict[int, int],
) -> None:
    """For an editor. ``keys`` are those that new articles have by now."""

    def key_of(key: int) -> int:
        return keys.get(key, key)

    pairs = [(key_of(one), key_of(other)) for one, other in doubts]
    records = []
    for record, traits, clash in clashes:
        if clash.other is None:
            records.append(keep_record(record, traits, key_of(clash.found)))
        else:
            pairs.append((key_of(clash.found), key_of(clash.other)))
    DoubtfulPair.objects.bulk_create(records, ignore_conflicts=True)
    if pairs:
        keep_pairs(pairs)
