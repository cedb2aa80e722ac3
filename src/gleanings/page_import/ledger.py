"""The account of every line: where it went, or that it was left and why."""

from gleanings.page_import.blocks import Block, Source
from gleanings.page_import.page import LineAccount, Unplaced


class Ledger:
    """Books each piece of the page once or more; lines without text are booked by themselves."""

    def __init__(self, source: Source) -> None:
        self._source = source
        self._booked: dict[int, list[str]] = {}
        self._unplaced: dict[int, str] = {}

    def take(self, block: Block, where: str) -> None:
        """The block went to `where` ("entry 3: citation")."""
        for piece in block.pieces:
            self._booked.setdefault(piece, []).append(where)

    def leave(self, block: Block, why: str) -> None:
        """The block is known, and is nothing to keep."""
        self.take(block, f"left: {why}")

    def unplaced(self, block: Block, why: str) -> None:
        """The block is not known: an editor should look at it."""
        self.leave(block, why)
        for piece in block.pieces:
            self._unplaced[piece] = why

    def unplaced_rows(self) -> tuple[Unplaced, ...]:
        pieces = self._source.pieces
        rows = [
            Unplaced(pieces[p].line, pieces[p].text.strip(), w) for p, w in self._all_unplaced()
        ]
        return tuple(sorted(rows, key=lambda row: row.line))

    def rows(self) -> tuple[LineAccount, ...]:
        """Exactly one row for each line of the file, in order."""
        went: dict[int, list[str]] = {}
        unplaced = dict(self._all_unplaced())
        for index, piece in enumerate(self._source.pieces):
            where = self._booked.get(index) or [f"left: {unplaced[index]}"]
            went.setdefault(piece.line, []).extend(where)
        return tuple(
            LineAccount(number, raw, self._where(number, went.get(number, [])))
            for number, raw in enumerate(self._source.raw, 1)
        )

    def _all_unplaced(self) -> list[tuple[int, str]]:
        forgotten = {
            index: "no part of a page that is known"
            for index in range(len(self._source.pieces))
            if index not in self._booked
        }
        return sorted({**self._unplaced, **forgotten}.items())

    def _where(self, number: int, places: list[str]) -> str:
        if not places:
            return f"left: {self._source.silent.get(number, 'markup')}"
        kept = sorted(dict.fromkeys(places), key=lambda place: place.startswith("left: "))
        return "; ".join(kept)
