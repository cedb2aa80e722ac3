"""Doubtful pairs are kept for an editor: each is asked about once."""

import hashlib
from collections.abc import Iterable

from django.db.models import Q

from gleanings.literature.duplicates.groups import find_duplicates
from gleanings.literature.models import Article, DoubtfulPair
from gleanings.literature.records import Record
from gleanings.literature.storing.fields import new_article
from gleanings.literature.storing.same import Clash, Traits, form_of

Verdict = DoubtfulPair.Verdict
Pair = tuple[int, int]
FEW = 500
"""For more articles than this all pairs are read: a database takes no list of any length."""


def mark_of(traits: Traits) -> str:
    """The same for the same record that comes again, though more be known of it."""
    said = repr((traits.doi, traits.pmid, traits.key))
    return hashlib.blake2b(said.encode("utf-8", "replace"), digest_size=16).hexdigest()


def judged(traits: Traits, clash: Clash[int]) -> int | None:
    """The article that a clashing record is by an editor's word; None where that is not known."""
    if clash.other is None:
        pairs = DoubtfulPair.objects.filter(mark=mark_of(traits), verdict=Verdict.TWO)
        return pairs.values_list("other", flat=True).first()
    is_identified = bool(traits.doi or traits.pmid)
    are_two = DoubtfulPair.objects.filter(between(clash.found, clash.other), verdict=Verdict.TWO)
    return clash.found if is_identified and are_two.exists() else None


def between(one: int, other: int) -> Q:
    return Q(article=one, other=other) | Q(article=other, other=one)


def keep_record(record: Record, traits: Traits, article: int) -> DoubtfulPair:
    """The record waits for an editor to say whether it is this article; not stored yet."""
    return DoubtfulPair(
        article_id=article,
        record=new_article(record).as_record(),
        mark=mark_of(traits),
        source=record.source[:50],
    )


def keep_pairs(pairs: Iterable[Pair], source: str = "") -> int:
    """Pairs of articles, each in either order; how many nobody was asked about before."""
    wanted = {(min(pair), max(pair)) for pair in pairs if pair[0] != pair[1]}
    keys = {key for pair in wanted for key in pair}
    touching = Q(article__in=keys) | Q(other__in=keys) if len(keys) < FEW else Q()
    asked = DoubtfulPair.objects.filter(touching, other__isnull=False)
    before = {(min(pair), max(pair)) for pair in asked.values_list("article", "other")}
    new = [
        DoubtfulPair(article_id=one, other_id=other, source=source)
        for one, other in sorted(wanted - before)
    ]
    DoubtfulPair.objects.bulk_create(new, ignore_conflicts=True, batch_size=500)
    return len(new)


def find_pairs_of_stored() -> tuple[int, int]:
    """Look through all articles for pairs that may be one, and keep them for an editor.

    How many articles there are, and how many pairs are new. What the matcher holds for the same is
    asked about too: nothing that is stored is merged without a person.
    """
    articles = Article.objects.only(
        *("title", "authors", "year", "container", "volume", "issue", "pages"),
        *("doi", "pmid", "abstract"),
    )
    forms = [form_of(one, str(one.pk)) for one in articles.order_by("pk").iterator(1_000)]
    found = find_duplicates(forms)
    same = [(group[0], other) for group in found.groups for other in group[1:]]
    pairs = [(int(one), int(other)) for one, other in (*same, *found.doubtful)]
    return len(forms), keep_pairs(pairs)
