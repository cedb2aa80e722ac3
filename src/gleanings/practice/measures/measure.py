"""One measure: its range and direction, what may be shown of it, and what its numbers mean."""

import datetime as dt
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Sourced:
    """Points of the measure, and who says so."""

    points: tuple[float, ...]
    source: str


@dataclass(frozen=True)
class Wording:
    """The measure in one language, as its authors wrote it."""

    stem: str
    answers: tuple[str, ...]
    items: tuple[str, ...]


@dataclass(frozen=True)
class Measure:
    code: str
    name: str
    lowest: float
    highest: float
    higher_is_better: bool
    terms: str
    """What may be done with it, with its copyright line."""
    terms_source: str
    terms_date: dt.date
    cut_offs: Sourced | None = None
    reliable_change: Sourced | None = None
    first_answer: int = 0
    """Points of the first answer; each further one is worth one more."""
    critical_item: int | None = None
    """Of which any answer but the first is asked about at once; counted from 1."""
    most_of_an_item: float | None = None
    """Points of the last answer, of a measure with a critical item."""
    wordings: dict[str, Wording] = field(default_factory=dict)
    """By language; none where the total alone may be written down."""

    @classmethod
    def read(cls, code: str, written: dict[str, Any]) -> "Measure":
        """From its file."""
        licence = written["licence"]
        return cls(
            code=code,
            name=written["name"],
            lowest=written["lowest"],
            highest=written["highest"],
            higher_is_better=written["higher_is_better"],
            terms=licence["terms"],
            terms_source=licence["source"],
            terms_date=licence["date"],
            cut_offs=_sourced(written.get("cut_offs"), "at"),
            reliable_change=_sourced(written.get("reliable_change"), "points"),
            first_answer=written.get("first_answer", 0),
            critical_item=written.get("critical_item"),
            most_of_an_item=written.get("most_of_an_item"),
            wordings={
                language: Wording(words["stem"], tuple(words["answers"]), tuple(words["items"]))
                for language, words in written.items()
                if isinstance(words, dict) and "items" in words
            },
        )

    @property
    def critical_from(self) -> float | None:
        """A total that cannot be without some points of the critical item."""
        if self.most_of_an_item is None:
            return None
        return self.highest - self.most_of_an_item + 1

    @property
    def critical_points(self) -> list[int] | None:
        """What may be answered there."""
        if self.most_of_an_item is None:
            return None
        return list(range(self.first_answer, int(self.most_of_an_item) + 1))

    def for_the_page(self, language: str) -> dict[str, Any]:
        """What the page's scripts need of it; items only in the reader's own language."""
        words = self.wordings.get(language)
        cut_offs, change = self.cut_offs, self.reliable_change
        return {
            "code": self.code,
            "name": self.name,
            "lowest": self.lowest,
            "highest": self.highest,
            "higherIsBetter": self.higher_is_better,
            "terms": self.terms,
            "cutOffs": cut_offs and {"at": cut_offs.points, "source": cut_offs.source},
            "change": change and change.points[0],
            "changeSource": change and change.source,
            "firstAnswer": self.first_answer,
            "criticalItem": self.critical_item,
            "criticalFrom": self.critical_from,
            "criticalPoints": self.critical_points,
            "stem": words and words.stem,
            "answers": words and words.answers,
            "items": words and words.items,
        }


def _sourced(written: dict[str, Any] | None, name: str) -> Sourced | None:
    if written is None:
        return None
    points = written[name]
    return Sourced(tuple(points) if isinstance(points, list) else (points,), written["source"])
