"""Posts that no name marks: elements of one shape, side by side, each with an article and a text.

Themes call what holds a post by many names, or by none. But an entry is a shape that comes back:
the cells, boxes or tables beside one another that hold one citation each, and a text beyond it.
"""

import re
from collections.abc import Mapping

from bs4 import BeautifulSoup, NavigableString, PageElement, Tag

from gleanings.literature.citations import CITATION_LIKELY, looks_like_citation
from gleanings.page_import import marks
from gleanings.page_import.line_marks import LINE_MARK

_SEVERAL = 2
# so many letters an entry has besides its citation, and so many a citation at most
_SHORTEST_TEXT, _LONGEST_CITATION = 200, 700
_LONGEST_TITLE = 150
_WORDS = re.compile(r"[^\W\d_]{2}")
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_PRINTED = _HEADINGS | {"b", "strong", "dt", "a"}
# what holds text without a paragraph within it
_LEAVES = ["p", "li", "td", "div", "dd", "blockquote", "cite", "small", "font", "i", "em"]
# "Read it: Roe, A. …"
_LABEL = re.compile(r"^\W*[^\W\d_][\w’' ]{1,30}:\s+")
_BLOCKS = ["div", "p", "td", "li", "blockquote", "section", "article"]
_NO_ENTRY = frozenset({"p", "li", "ul", "ol", "dd", "dt", "td", "span", "blockquote", "body"})


def repeated_posts(soup: BeautifulSoup, length: Mapping[int, int]) -> list[Tag]:
    """The elements that hold one entry each, in order; none where no shape comes back.

    `length` has how many letters each element holds, by its `id`.
    """
    cited = _cited(soup, length)
    if len(cited) < _SEVERAL:
        return []
    count: dict[int, int] = {}
    for leaf in cited:
        for outer in (leaf, *leaf.parents):
            count[id(outer)] = count.get(id(outer), 0) + 1
    groups: dict[tuple[int, str], list[Tag]] = {}
    for leaf in cited:
        # the outermost element that holds this article alone
        held = [outer for outer in (leaf, *leaf.parents) if count[id(outer)] == 1]
        holder = held[-1]
        own = length.get(id(leaf), 0)
        beyond = length.get(id(holder), 0) - (own if own <= _LONGEST_CITATION else 0)
        if holder.name not in _NO_ENTRY and beyond >= _SHORTEST_TEXT:
            groups.setdefault((id(holder.parent), shape_of(holder)), []).append(holder)
    best = max(groups.values(), key=len, default=[])
    if not _are_titled(best):
        return []
    return best if len(best) >= _SEVERAL and len(best) * 2 > len(cited) else []


def _are_titled(holders: list[Tag]) -> bool:
    """Whether each element opens with a line of its own, which is no label that all have."""
    opening = [_first_words(holder) for holder in holders]
    lines = [_said(text) for text in opening if text is not None]
    if len(lines) < len(holders) or len(set(lines)) < len(holders) / 2 or len(set(lines)) < 2:
        return False
    if any(len(line) > _LONGEST_TITLE or line.endswith((".", ":")) for line in lines):
        return False
    # a heading over the element is the title, where what opens it is not printed as one
    return not any(
        _within(holder.find_previous(string=_WORDS), _HEADINGS) and not _within(text, _PRINTED)
        for holder, text in zip(holders, opening, strict=True)
    )


def _first_words(holder: Tag) -> NavigableString | None:
    return next((text for text in holder.find_all(string=_WORDS)), None)


def _within(text: PageElement | None, names: frozenset[str]) -> bool:
    return text is not None and any(outer.name in names for outer in [*text.parents][:4])


def _said(text: str) -> str:
    return " ".join(LINE_MARK.sub("", text).split())


def shape_of(tag: Tag) -> str:
    """What an element is called, without what only says which of its like it is."""
    names = [name for name in marks.classes_of(tag) if not re.search(r"\d", name)]
    return ".".join([tag.name, *sorted(names)[:1]])


def _cited(soup: BeautifulSoup, length: Mapping[int, int]) -> list[Tag]:
    """The innermost elements that are a citation each."""
    found: list[Tag] = []
    for leaf in soup.find_all(_LEAVES):
        if not 20 < length.get(id(leaf), 0) <= _LONGEST_CITATION:
            if _cites_on_a_line(leaf):
                found.append(leaf)
            continue
        if _wraps_another(leaf, length):
            continue
        if looks_like_citation(_LABEL.sub("", _said(leaf.get_text(" ")))) >= CITATION_LIKELY:
            if found and any(outer is found[-1] for outer in leaf.parents):
                found.pop()
            found.append(leaf)
    return found


def _wraps_another(tag: Tag, length: Mapping[int, int]) -> bool:
    """Whether all that it says stands in one element within it, which is asked by itself."""
    own = length.get(id(tag), 0)
    within = (child for child in tag.children if isinstance(child, Tag) and child.name in _LEAVES)
    return any(length.get(id(child), 0) == own for child in within)


def _cites_on_a_line(tag: Tag) -> bool:
    """Whether an element whose lines `<br>` parts has one that is a citation, and only one."""
    lines: list[list[str]] = [[]]
    if tag.find("br", recursive=False) is None or tag.find(_BLOCKS) is not None:
        return False
    for child in tag.children:
        if isinstance(child, Tag) and child.name == "br":
            lines.append([])
        else:
            lines[-1].append(child.get_text(" "))
    said = (_LABEL.sub("", _said(" ".join(line))) for line in lines)
    return sum(looks_like_citation(line) >= CITATION_LIKELY for line in said) == 1
