"""Finding summaries that colleagues find relevant: a room above knows to whom, by its answers."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from django.utils.functional import Promise

RELEVANT_TO = "relevant"


@dataclass(frozen=True)
class Group:
    """Its slug stands in addresses and stays."""

    slug: str
    name: str | Promise
    keys: frozenset[str]
    """The translation keys, in hexadecimal, of summaries that most of the group find relevant."""
    best: tuple[str, ...] = ()
    """The same of all that enough of the group rated, what they find most relevant first."""


_known: list[Callable[[], Iterable[Group]]] = []


def ask_for_groups(how: "Callable[[], Iterable[Group]]") -> None:
    """Called once, when the app above is ready."""
    _known[:] = [how]


_shares: list[Callable[[], Mapping[str, float]]] = []


def ask_for_shares(how: "Callable[[], Mapping[str, float]]") -> None:
    """Called once, when the app above is ready."""
    _shares[:] = [how]


def shares() -> dict[str, float]:
    """What part of those who answered finds a summary relevant, where enough did; by translation
    key, in hexadecimal."""
    return {key: share for how in _shares for key, share in how().items()}


def groups() -> list[Group]:
    return [group for how in _known for group in how()]
