"""Which summaries of a mailing a subscriber chose."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from gleanings.delivery.models import SubscriberLeftOut, SubscriberTopic, SubscriberType
from gleanings.digest.models import ResearchType, Summary, Topic


@dataclass(frozen=True)
class Choice:
    """Keys of topics and of types of research, merged ones as what they were merged into."""

    topics: frozenset[int] = frozenset()
    types: frozenset[int] = frozenset()
    left_out: frozenset[int] = frozenset()
    """Topics of which nothing is to come."""


EVERYTHING = Choice()


@dataclass(frozen=True)
class Offer:
    """Something that a mailing has, with the keys of its terms: a summary, but for alerts."""

    summary: int
    topics: frozenset[int] = field(default=frozenset())
    types: frozenset[int] | None = field(default=frozenset())
    """None for what is of no type, and fits every choice of them."""

    def matches(self, choice: Choice) -> bool:
        """As in Browse: one of the topics, and one of the types; nothing chosen is everything.

        But nothing of a topic that is left out.
        """
        return (
            bool(not choice.topics or choice.topics & self.topics)
            and bool(not choice.types or self.types is None or choice.types & self.types)
            and not choice.left_out & self.topics
        )


def matching(offers: Iterable[Offer], choice: Choice) -> tuple[int, ...]:
    """The keys of the summaries that fit, in their order."""
    return tuple(offer.summary for offer in offers if offer.matches(choice))


def offers_of(keys: Collection[int]) -> list[Offer]:
    """In the order of the keys."""
    topics = _terms_of(Summary.topics.through, "topic_id", keys, _targets(Topic))
    types = _terms_of(
        Summary.research_types.through, "researchtype_id", keys, _targets(ResearchType)
    )
    return [Offer(key, frozenset(topics[key]), frozenset(types[key])) for key in keys]


def choices_of(subscribers: Collection[int] | None = None) -> dict[int, Choice]:
    """Of those who chose anything; who is not in it wants everything. By itself of all."""
    rows: tuple[tuple[Any, str, type[Topic] | type[ResearchType]], ...] = (
        (SubscriberTopic, "topic_id", Topic),
        (SubscriberType, "researchtype_id", ResearchType),
        (SubscriberLeftOut, "topic_id", Topic),
    )
    found = []
    for model, column, term in rows:
        targets = _targets(term)
        chosen: dict[int, set[int]] = defaultdict(set)
        chosen_rows = model.objects.all()
        if subscribers is not None:
            chosen_rows = chosen_rows.filter(subscriber__in=subscribers)
        for subscriber, key in chosen_rows.values_list("subscriber_id", column):
            chosen[subscriber].add(targets[key])
        found.append(chosen)
    return {
        key: Choice(*(frozenset(chosen.get(key, ())) for chosen in found))
        for key in set().union(*found)
    }


def _terms_of(
    through: Any, column: str, keys: Collection[int], targets: Mapping[int, int]
) -> dict[int, set[int]]:
    terms: dict[int, set[int]] = defaultdict(set)
    for summary, term in through.objects.filter(summary__in=keys).values_list("summary_id", column):
        terms[summary].add(targets[term])
    return terms


def _targets(model: type[Topic] | type[ResearchType]) -> dict[int, int]:
    """For each term's key that of what it was merged into in the end, or its own."""
    into = dict(model.objects.values_list("pk", "merged_into"))

    def end(key: int) -> int:
        while (target := into[key]) is not None:
            key = target
        return key

    return {key: end(key) for key in into}
