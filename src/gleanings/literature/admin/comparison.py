"""Two articles side by side: what differs is marked, and what would stay says where it is from."""

from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any

from django.utils.translation import gettext as _

from gleanings.literature.merging.best_fields import FIELDS, source_of
from gleanings.literature.merging.differences import what_differs, what_forbids
from gleanings.literature.merging.merge import CannotMergeError, which_stays, would_become
from gleanings.literature.models import Article


@dataclass(frozen=True)
class Piece:
    """A stretch of words; whether the other article has others there."""

    text: str
    differs: bool


@dataclass(frozen=True)
class Row:
    label: str
    first: list[Piece]
    second: list[Piece]
    stays: str
    source: str
    """Who told what stays."""

    @property
    def differs(self) -> bool:
        return any(piece.differs for piece in (*self.first, *self.second))


@dataclass(frozen=True)
class Comparison:
    kept: Article
    merged: Article
    rows: list[Row]
    forbids: list[str]
    """What no article has two of: to merge them all the same needs a reason."""
    differs: list[str]
    """What one article seldom has two of."""

    @property
    def against(self) -> list[str]:
        """What says that they are two articles: that they are one must be said by a tick."""
        return [*self.forbids, *self.differs]


def compare(one: Article, other: Article, *, swapped: bool = False) -> Comparison:
    """With the one that stays first; ``swapped`` has the other one stay, if it is stored."""
    kept, merged = which_stays(one, other)
    if swapped and merged.pk is not None:
        kept, merged = merged, kept
    return Comparison(
        kept,
        merged,
        list(_rows(kept, merged)),
        what_forbids(kept, merged),
        list(what_differs(kept, merged)),
    )


def refuse_if_not_sure(compared: Comparison, is_sure: bool) -> None:
    """Raises `CannotMergeError` where something speaks against it and nobody said that they are one
    all the same."""
    if compared.against and not is_sure:
        raise CannotMergeError(
            " ".join([*compared.against, _("Nothing was merged: tick that they are one article.")])
        )


def _rows(kept: Article, merged: Article) -> Iterator[Row]:
    stays, _taken = would_become(kept, merged)
    for name in FIELDS:
        first, second = text_of(kept, name), text_of(merged, name)
        if first or second:
            yield Row(
                label_of(name),
                *_marked(first, second),
                text_of(stays, name),
                source_in_words(stays, name),
            )


def label_of(name: str) -> str:
    labels = {field.name: str(field.verbose_name) for field in Article._meta.fields}
    return labels[name][:1].upper() + labels[name][1:]


def text_of(article: Article, name: str) -> str:
    value = getattr(article, name)
    if name in ("authors", "editors"):
        names = [_name(person) for person in value]
        more = article.authors_left_out or article.et_al if name == "authors" else False
        return "; ".join(names) + (" …" if more else "")
    if isinstance(value, list):
        return "; ".join(map(str, value))
    return "" if value is None else str(value)


def _name(person: dict[str, Any]) -> str:
    if person.get("literal"):
        return str(person["literal"])
    return ", ".join(filter(None, (person.get("family"), person.get("given"))))


def source_in_words(article: Article, name: str) -> str:
    return source_of(article, name) or _("entered here")


def _marked(first: str, second: str) -> tuple[list[Piece], list[Piece]]:
    ours, theirs = first.split(), second.split()
    matcher = SequenceMatcher(None, ours, theirs, autojunk=False)
    if not ours or not theirs or matcher.ratio() < 0.3:
        is_other = first != second
        return _pieces([(first, is_other)]), _pieces([(second, is_other)])
    left, right = [], []
    for tag, begin, end, begin_there, end_there in matcher.get_opcodes():
        left.append((" ".join(ours[begin:end]), tag != "equal"))
        right.append((" ".join(theirs[begin_there:end_there]), tag != "equal"))
    return _pieces(left), _pieces(right)


def _pieces(stretches: list[tuple[str, bool]]) -> list[Piece]:
    return [Piece(text, differs) for text, differs in stretches if text]
