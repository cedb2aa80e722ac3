"""The parts of a page under the headings of its months, without the site's boilerplate."""

from dataclasses import dataclass, field

from gleanings.page_import.account import Places
from gleanings.page_import.boilerplate import ends_page
from gleanings.page_import.kinds import Kind, Part, is_prose, is_title_like
from gleanings.page_import.marks import FILED


@dataclass
class Section:
    """The parts under one month's heading; the first section has none."""

    heading: Part | None = None
    month: str | None = None
    parts: list[Part] = field(default_factory=list)


def without_boilerplate(parts: list[Part], places: Places) -> list[Part]:
    kept = []
    footer = _footer_at(parts)
    tail = _filed_page_at(parts)
    for at, part in enumerate(parts):
        if part.kind is Kind.BOILERPLATE:
            places.leave(part.block, part.said)
        elif at >= tail and part.block.mark in FILED:
            places.leave(part.block, "is outside the posts")
        elif at > footer:
            places.leave(part.block, "the page's footer")
        else:
            kept.append(part)
    return kept


def _filed_page_at(parts: list[Part]) -> int:
    """From where on names are those that the page is filed under, as a wiki has them at its end:
    below the last of several entries, none of which is filed by the markup; else beyond the end."""
    filed = [at for at, part in enumerate(parts) if part.block.mark in FILED]
    cited = [at for at, part in enumerate(parts) if part.kind is Kind.CITATION]
    posts = any(part.block.post for part in parts)
    if posts or len(cited) < 2 or not filed or filed[0] < cited[-1]:
        return len(parts)
    return filed[0]


def _footer_at(parts: list[Part]) -> int:
    """The pager, or the line of copyright, below which no entry stands; else beyond the end."""
    anchors = (Kind.MONTH, Kind.CITATION, Kind.IMPLICATIONS)
    last = max((at for at, part in enumerate(parts) if part.kind in anchors), default=len(parts))
    for at in range(last + 1, len(parts)):
        if parts[at].kind is Kind.BOILERPLATE and ends_page(parts[at].text):
            return at
    return len(parts)


def sections_of(parts: list[Part]) -> list[Section]:
    sections = [Section()]
    for at, part in enumerate(parts):
        if part.kind is Kind.MONTH and _dates_the_title_above(parts, at):
            sections[-1].parts.append(Part(part.block, Kind.POSTED, part.said))
        elif part.kind is Kind.MONTH:
            month = None if part.said.startswith("?") else part.said
            sections.append(Section(part, month))
        else:
            sections[-1].parts.append(part)
    return sections


def _dates_the_title_above(parts: list[Part], at: int) -> bool:
    """Whether a month stands between a title and its citation or text, as a date of posting."""
    if _is_heading(parts[at]) or parts[at].said.startswith("?") or at + 1 == len(parts):
        return False
    above, below = parts[at - 1] if at else None, parts[at + 1]
    if above is None or not is_title_like(above):
        return False
    return below.kind is Kind.CITATION or (is_prose(below) and _is_heading(above))


def _is_heading(part: Part) -> bool:
    return part.block.heading > 0
