"""Formats of tagged lines, cut into records before a library reads each.

rispy takes a file whole, and where the line that ends a record is missing it adds the next record
to it in silence. Here each record is cut out by where it begins, and handed over by itself.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from gleanings.literature.records.opening import TooLongLine, too_long_in_words
from gleanings.literature.records.record import Refused

MOST_LINES = 200_000


@dataclass
class Chunk:
    """The lines of one record, and where it begins."""

    line: int
    lines: list[str] = field(default_factory=list)
    is_closed: bool = False
    is_stray: bool = False
    """Lines with tags of a record that nothing has begun."""
    too_long: int = 0
    """The number of a line that is longer than any record."""

    @property
    def refusal(self) -> Refused | None:
        """Of a record that cannot be read whole."""
        return Refused(self.line, too_long_in_words(self.too_long)) if self.too_long else None


@dataclass(frozen=True)
class Cut:
    """How records are told apart in a format."""

    begins: re.Pattern[str]
    ends: re.Pattern[str] | None
    tells: re.Pattern[str]
    """A line that only a record has: of an author or a title."""


def chunks(lines: Iterable[tuple[int, str]], cut: Cut) -> Iterator[Chunk]:
    """The records of a file, and what looks like one but was never begun."""
    current: Chunk | None = None
    for number, line in lines:
        if cut.begins.match(line):
            if current:
                yield current
            current = Chunk(number, [line])
        elif cut.ends and cut.ends.match(line):
            if current:
                current.is_closed = True
                yield current
            current = None
        elif current:
            # a line of another kind of file could go on for ever
            if len(current.lines) < MOST_LINES:
                current.lines.append(line)
        elif cut.ends and cut.tells.match(line):
            current = Chunk(number, [line], is_stray=True)
        if current and isinstance(line, TooLongLine):
            current.too_long = current.too_long or number
    if current:
        yield current
