"""What stands next on the desk."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
from django.db.models import QuerySet

from gleanings.desk.models import Candidate, Ranking
from gleanings.desk.models.candidate import CandidateQuerySet

_AT_ONCE = 500
_FEW = 2_000
"""So few candidates are put in order by themselves; more are looked for along the ranking."""


@dataclass(frozen=True)
class Queue:
    """Candidates in the order of the ranking; those it does not know yet come last."""

    ranking: Ranking | None
    candidates: CandidateQuerySet

    def first(self, number: int, without: Collection[int] = ()) -> list[Candidate]:
        keys: list[int] = []
        stand = set(without)
        for key in self._keys():
            # another record of what stands there already is decided on with it
            if key not in stand and stand.isdisjoint(self.twins_of(key)):
                keys.append(key)
                stand.add(key)
            if len(keys) == number:
                break
        found = self._with_all().in_bulk(keys)
        return [found[key] for key in keys]

    def twins_of(self, key: int) -> list[int]:
        return list(self.ranking.twins.get(str(key), [])) if self.ranking else []

    def _keys(self) -> Iterator[int]:
        ranked = self.ranking.keys if self.ranking else np.array([], dtype=np.int64)
        some = list(self.candidates.order_by().values_list("pk", flat=True)[: _FEW + 1])
        if len(some) <= _FEW:
            places = np.flatnonzero(np.isin(ranked, some))
            place = {int(ranked[number]): int(number) for number in places}
            yield from sorted(some, key=lambda key: (place.get(key, len(ranked)), -key))
            return
        for begin in range(0, len(ranked), _AT_ONCE):
            chunk = [int(key) for key in ranked[begin : begin + _AT_ONCE]]
            there = set(self.candidates.filter(pk__in=chunk).values_list("pk", flat=True))
            yield from (key for key in chunk if key in there)
        newest = self.candidates.order_by("-pk").values_list("pk", flat=True)
        known = {int(key) for key in ranked}
        yield from (key for key in newest.iterator() if key not in known)

    def _with_all(self) -> QuerySet[Any]:
        # chosen by their keys: the filters are not asked once more
        return Candidate.objects.select_related("article").prefetch_related(
            "topics__names", "research_types__names"
        )
