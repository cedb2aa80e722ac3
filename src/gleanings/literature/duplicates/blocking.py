"""Which records are worth a comparison: those that share something rare.

Comparing all with all grows with the square of their number. Here each record has a few keys, and
those under one key are compared; where a key is common, only neighbours in the order of their
titles are. So the work grows with n log n.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from gleanings.literature.duplicates.normal_form import NormalForm

LARGEST_BLOCK = 24
"""Under a key with more records than this, neighbours alone are compared."""
NEIGHBOURS = 6


def keys(record: NormalForm) -> Iterator[tuple[str, ...]]:
    """Under what a record can be found by its duplicates."""
    squeezed = record.title.replace(" ", "")
    year = str(record.year or "")
    if record.doi:
        yield "doi", record.doi
    if record.pmid:
        yield "pmid", record.pmid
    if len(squeezed) >= 12:
        yield "title", squeezed[:20]
        yield "title's end", squeezed[-20:]
        yield "title's words", *sorted(sorted(record.title.split(), key=len)[-3:]), year
    if record.first_page:
        yield "page", record.first_page, record.volume, year
        if record.last_page != record.first_page:
            yield "last page", record.last_page, record.volume, year
        for name in record.first_author:
            yield "author's page", name, record.first_page
    elif record.first_author:
        yield "author", *sorted(record.first_author), record.volume, year, record.number


def pairs(records: Sequence[NormalForm]) -> Iterator[tuple[int, int]]:
    """Places in `records` of each pair worth comparing, each once, the lower first."""
    blocks: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for place, record in enumerate(records):
        for key in keys(record):
            blocks[key].append(place)
    seen: set[tuple[int, int]] = set()
    for block in blocks.values():
        for pair in _within(block, records):
            if pair not in seen:
                seen.add(pair)
                yield pair


def _within(block: list[int], records: Sequence[NormalForm]) -> Iterable[tuple[int, int]]:
    reach = len(block)
    if reach > LARGEST_BLOCK:
        block = sorted(block, key=lambda place: (records[place].title, records[place].first_page))
        reach = NEIGHBOURS
    for at, place in enumerate(block):
        for other in block[at + 1 : at + 1 + reach]:
            yield (place, other) if place < other else (other, place)
