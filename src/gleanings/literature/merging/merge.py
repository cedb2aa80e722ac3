"""Merging two articles and undoing it: each whole, or not at all."""

import copy
import datetime as dt
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from typing import Any

from django.core import serializers
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import log
from wagtail.search import index

from gleanings.literature.merging.best_fields import better_fields, take
from gleanings.literature.merging.differences import what_forbids
from gleanings.literature.merging.rows import move_back, move_rows, put_away, put_back
from gleanings.literature.models import Article, ArticleMerge, DoubtfulPair
from gleanings.literature.storing.batches import SHOWN
from gleanings.literature.storing.lock import one_at_a_time


class CannotMergeError(Exception):
    """The two cannot become one as they are; the message says why."""


class CannotUndoError(Exception):
    """The merge cannot be undone now; the message says what stands in the way."""


@dataclass(frozen=True)
class Room:
    """What a room above does when articles merge, besides its rows' pointing to the other article.

    ``merge`` is called with the article that stays (its fields as they will be, not saved yet), the
    one that goes, and who merges; what it returns, which JSON can hold, ``undo`` is given back with
    the same two, when all rows are where they were. ``to_say`` is what whoever merged has to see to
    now: a sentence and links, each an address and its words; or nothing.
    """

    name: str
    merge: Callable[[Article, Article, Any], Any]
    undo: Callable[[Article, Article, Any], None]
    to_say: Callable[[Article], tuple[str, list[tuple[str, str]]] | None] = lambda _article: None


ROOMS: list[Room] = []
"""A room whose models point to articles appends to it when the app is ready."""

PUBLISHED: list[Callable[[Collection[int]], set[int]]] = []
"""Each says about which of these articles something is published, and not only in the making."""


def which_stays(one: Article, other: Article) -> tuple[Article, Article]:
    """The one that readers see, or else the one that somebody writes about, or else the one with
    the DOI, or else the one that came first."""
    keys = [each.pk for each in (one, other) if each.pk is not None]
    shown = _shown(keys)
    published = {key for are_published in PUBLISHED for key in are_published(keys)}

    def rank(article: Article) -> tuple[bool, bool, bool, bool, int]:
        return (
            article.pk is None,
            article.pk not in published,
            article.pk not in shown,
            not article.doi,
            article.pk or 0,
        )

    kept, merged = sorted((one, other), key=rank)
    return kept, merged


def _shown(keys: Sequence[int | None]) -> set[int]:
    there = [key for key in keys if key is not None]
    return {key for is_shown in SHOWN for key in is_shown(there)}


def would_become(kept: Article, merged: Article) -> tuple[Article, list[str]]:
    """The article as the merge would leave it, and the fields that it has from the other."""
    now = copy.deepcopy(kept)
    taken = better_fields(kept, merged, citation=kept.pk not in _shown([kept.pk]))
    take(now, merged, taken)
    for name, value in merged.identifiers.items():
        now.identifiers.setdefault(name, value)
    return now, taken


@transaction.atomic
def merge_articles(
    kept: Article, merged: Article, *, by: Any, reason: str = "", at: dt.datetime | None = None
) -> ArticleMerge:
    """``merged`` goes into ``kept``; it may be a record that is no row of the database.

    Raises `CannotMergeError` where they are one already, where one is gone, or where something
    forbids it and no reason is given.
    """
    one_at_a_time()
    kept, merged = _as_they_are(kept, merged)
    reason = reason.strip()[:300]
    if (forbidden := what_forbids(kept, merged)) and not reason:
        raise CannotMergeError(" ".join([*forbidden, _("Say why they are one all the same.")]))
    is_stored = merged.pk is not None
    before = kept.as_record()
    now, _taken = would_become(kept, merged)
    merge = ArticleMerge(
        kept=kept,
        merged_key=merged.pk,
        doi=merged.doi or "",
        pmid=merged.pmid or "",
        title_key=merged.title_key,
        record=merged.as_record(),
        reason=reason,
        merged_by=by,
    )
    if is_stored:
        merge.put_away = _pairs_of_the_two(kept, merged)
        merge.rooms = {room.name: room.merge(now, merged, by) for room in ROOMS}
        merge.rows, no_room = move_rows(merged, now)
        merge.put_away += no_room
        Article.objects.get(pk=merged.pk).delete()
    now.told_to_readers = ""  # the rooms tell what there is to tell
    now.save()
    after = Article.objects.get(pk=now.pk).as_record()
    changed = [name for name in after if after[name] != before[name]]
    merge.before = {name: before[name] for name in changed}
    merge.after = {name: after[name] for name in changed}
    merge.save()
    if at:
        ArticleMerge.objects.filter(pk=merge.pk).update(merged_at=at)
    log(instance=now, action="wagtail.edit", user=by, data={"merged": str(merged)})
    merge.kept = now
    return merge


def _as_they_are(kept: Article, merged: Article) -> tuple[Article, Article]:
    if kept.pk == merged.pk:
        raise CannotMergeError(_("That is one article already."))
    keys = [one.pk for one in (kept, merged) if one.pk is not None]
    here = Article.objects.select_for_update().in_bulk(sorted(keys))
    if len(here) < len(keys) or kept.pk is None:
        raise CannotMergeError(_("One of the two articles is not here any more."))
    return here[kept.pk], here[merged.pk] if merged.pk is not None else merged


def _pairs_of_the_two(kept: Article, merged: Article) -> list[Any]:
    """The question whether they are one is answered, as long as the merge stands."""
    both = Q(article=kept, other=merged) | Q(article=merged, other=kept)
    return put_away(list(DoubtfulPair.objects.filter(both)))


@transaction.atomic
def undo_merge(merge: ArticleMerge, *, by: Any) -> Article | None:
    """The article that went is there again, with all that it had; None where it was no article.

    What was changed at the one that stayed since the merge is left as it is. Raises
    `CannotUndoError` where it was undone already, another merge was made on top of it, or another
    article has the DOI or PMID by now.
    """
    one_at_a_time()
    merge = ArticleMerge.objects.select_for_update().get(pk=merge.pk)
    kept = Article.objects.select_for_update().get(pk=merge.kept_id)
    _refuse_to_undo(merge, kept)
    _restore(kept, merge)
    merged = None
    if merge.merged_key is not None:
        merged = _back_again(merge, merge.merged_key)
        move_back(merge.rows, kept, merged)
        put_back(merge.put_away)
        for room in reversed(ROOMS):
            if merge.rooms.get(room.name) is not None:
                room.undo(kept, merged, merge.rooms[room.name])
        merged.told_to_readers = ""
        merged.save()  # now that its rows are back, whoever listens finds them
        index.insert_or_update_object(merged)
        log(instance=merged, action="wagtail.edit", user=by, data={"parted": str(kept)})
    ArticleMerge.objects.filter(pk=merge.pk).update(undone_by=by, undone_at=timezone.now())
    DoubtfulPair.objects.filter(merge=merge).update(
        verdict="", judged_by=None, judged_at=None, merge=None
    )
    log(instance=kept, action="wagtail.edit", user=by, data={"parted": str(merge.merged_article)})
    return merged


def _refuse_to_undo(merge: ArticleMerge, kept: Article) -> None:
    if merge.undone_at is not None:
        raise CannotUndoError(_("This merge was undone already."))
    above = ArticleMerge.objects.standing().filter(kept=kept, pk__gt=merge.pk).first()
    if above is not None:
        raise CannotUndoError(
            _("Undo the merge of “%(article)s” first: it was made after this one.")
            % {"article": above.merged_article}
        )
    if merge.merged_key is None:
        return
    freed = {name for name in ("doi", "pmid") if name in merge.after}
    for name in ("doi", "pmid"):
        value = getattr(merge, name)
        has_it = Article.objects.filter(**{name: value}) if value else Article.objects.none()
        if name in freed:
            has_it = has_it.exclude(pk=kept.pk)
        if (other := has_it.first()) is not None:
            raise CannotUndoError(
                _("“%(article)s” has the %(name)s %(value)s by now. Two articles cannot have it.")
                % {"article": other, "name": name.upper(), "value": value}
            )


def _restore(kept: Article, merge: ArticleMerge) -> None:
    """The fields that the merge changed and that nobody changed since."""
    fields = {field.attname: field for field in Article._meta.concrete_fields}
    for name, value in merge.before.items():
        if name == "sources":
            kept.sources = _sources_before(kept.sources, value, merge.after["sources"])
        elif fields[name].to_python(merge.after[name]) == getattr(kept, name):
            setattr(kept, name, fields[name].to_python(value))
    kept.told_to_readers = ""
    kept.save()


def _sources_before(
    now: dict[str, str], before: dict[str, str], after: dict[str, str]
) -> dict[str, str]:
    untouched = {name for name in {*now, *before} if now.get(name) == after.get(name)}
    return {name: source for name, source in now.items() if name not in untouched} | {
        name: source for name, source in before.items() if name in untouched
    }


def _back_again(merge: ArticleMerge, key: int) -> Article:
    model = Article._meta.label_lower
    row = {"model": model, "pk": key, "fields": merge.record}
    for one in serializers.deserialize("python", [row]):
        one.save()
    return Article.objects.get(pk=key)
