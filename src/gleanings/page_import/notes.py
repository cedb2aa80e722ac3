"""Citations that stand in notes at the end of a page belong where the text refers to them."""

from collections.abc import Sequence

from gleanings.page_import.kinds import Kind, Part

# one note is cited where it stands: under the only entry
_SEVERAL = 2


def cited_where_referred(parts: Sequence[Part]) -> list[Part]:
    """The parts with each citation of a note over the paragraph that refers to it, where the page
    has notes for several paragraphs."""
    noted = {
        anchor: at
        for at, part in enumerate(parts)
        if part.kind is Kind.CITATION
        for anchor in part.block.anchors
    }
    over: dict[int, list[Part]] = {}
    moved: set[int] = set()
    for at, part in enumerate(parts):
        if part.kind is not Kind.PARAGRAPH:
            continue
        for link in part.block.refers:
            note = noted.get(link[1:], -1) if link.startswith("#") else -1
            if note > at and note not in moved:
                over.setdefault(at, []).append(parts[note])
                moved.add(note)
    if len(over) < _SEVERAL:
        return list(parts)
    kept = ([*over.get(at, []), part] for at, part in enumerate(parts) if at not in moved)
    return [part for together in kept for part in together]
