"""The account of every line: where it went, or that it was left and why; made once, at the end.

Each stage says of each block where it goes, in `Places`; the account is these, line by line.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from gleanings.page_import.blocks import Block, Source
from gleanings.page_import.page import LineAccount, Unplaced

_FORGOTTEN = "not a known part of a page"


@dataclass(frozen=True)
class Place:
    """Where a block goes: "entry 3: citation", "left: footer"; editors look at an `unknown` one."""

    block: Block
    where: str
    unknown: bool = False

    @property
    def why(self) -> str:
        return self.where.removeprefix("left: ")


@dataclass
class Places:
    """What a stage has placed, in order; a block may have several places."""

    of: list[Place] = field(default_factory=list)

    def take(self, block: Block, where: str) -> None:
        """The block went to `where` ("entry 3: citation")."""
        self.of.append(Place(block, where))

    def leave(self, block: Block, why: str) -> None:
        """The block is known, and is nothing to keep."""
        self.of.append(Place(block, f"left: {why}"))

    def unplaced(self, block: Block, why: str) -> None:
        """The block is not known: an editor should look at it."""
        self.of.append(Place(block, f"left: {why}", unknown=True))


def unplaced_rows(source: Source, places: Places) -> tuple[Unplaced, ...]:
    pieces = source.pieces
    rows = (
        Unplaced(pieces[at].line, pieces[at].text.strip(), why)
        for at, why in sorted(_unknown(source, places).items())
    )
    return tuple(sorted(rows, key=lambda row: row.line))


def booked_lines(source: Source, places: Places) -> dict[int, list[str]]:
    """Where the text of each line went, in order; a line without text is not among them."""
    went: dict[int, list[str]] = {}
    booked: dict[int, list[str]] = {}
    for place in places.of:
        for at in place.block.pieces:
            booked.setdefault(at, []).append(place.where)
    for at, piece in enumerate(source.pieces):
        went.setdefault(piece.line, []).extend(booked.get(at) or [f"left: {_FORGOTTEN}"])
    return went


def account_of(
    raw: Sequence[str], booked: Mapping[int, Sequence[str]], silent: Mapping[int, str]
) -> tuple[LineAccount, ...]:
    """Exactly one row for each line of the file, in order; `silent` lines say why they are left."""
    return tuple(
        LineAccount(number, text, _where(booked.get(number, ()), silent.get(number), text))
        for number, text in enumerate(raw, 1)
    )


def _unknown(source: Source, places: Places) -> dict[int, str]:
    """The pieces that nobody understood, or that nobody placed, with why."""
    placed = {at for place in places.of for at in place.block.pieces}
    forgotten = {at: _FORGOTTEN for at in range(len(source.pieces)) if at not in placed}
    said = {at: place.why for place in places.of if place.unknown for at in place.block.pieces}
    return {**said, **forgotten}


def _where(went: Sequence[str], silent: str | None, text: str) -> str:
    if not went:
        return f"left: {silent or ('markup' if text.strip() else 'blank line')}"
    kept = sorted(dict.fromkeys(went), key=lambda where: where.startswith("left: "))
    return "; ".join(kept)
