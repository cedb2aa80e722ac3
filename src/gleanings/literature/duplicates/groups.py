"""From pairs to groups of records that are one article."""

from collections.abc import Sequence
from dataclasses import dataclass

from gleanings.literature.duplicates.blocking import pairs
from gleanings.literature.duplicates.comparison import Verdict, are_apart, compare
from gleanings.literature.duplicates.normal_form import NormalForm


@dataclass(frozen=True)
class Duplicates:
    """Ids of records. `groups` are one article each; `doubtful` pairs are for a person to judge."""

    groups: list[list[str]]
    doubtful: list[tuple[str, str]]


def find_duplicates(records: Sequence[NormalForm]) -> Duplicates:
    """Groups in the order of their first record; the surest pairs join first.

    A record joins a group only if nothing forbids it with any member, so that two DOIs never come
    into one group by way of a third record without any.
    """
    same: list[tuple[float, int, int]] = []
    doubtful: list[tuple[int, int]] = []
    for a, b in pairs(records):
        compared = compare(records[a], records[b])
        if compared.verdict is Verdict.SAME:
            same.append((-compared.weight, a, b))
        elif compared.verdict is Verdict.DOUBTFUL:
            doubtful.append((a, b))
    group_of: dict[int, list[int]] = {}
    for _, a, b in sorted(same):
        one, other = group_of.get(a, [a]), group_of.get(b, [b])
        if one is other:
            continue
        if any(are_apart(records[x], records[y]) for x in one for y in other):
            doubtful.append((a, b))
            continue
        joined = one + other
        group_of.update(dict.fromkeys(joined, joined))
    groups = {id(group): sorted(group) for group in group_of.values()}
    return Duplicates(
        groups=[[records[place].id for place in group] for group in sorted(groups.values())],
        doubtful=[
            (records[a].id, records[b].id)
            for a, b in sorted(doubtful)
            if group_of.get(a, [a]) is not group_of.get(b)
        ],
    )
