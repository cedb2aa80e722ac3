"""What single elements of a page are: headings, boxes, bold, hidden; and all of them in order."""

import re
from collections.abc import Iterator

from bs4 import NavigableString, Tag
from bs4.element import PreformattedString, Script, Stylesheet, TemplateString

from gleanings.page_import import boilerplate, marks

HEADINGS = re.compile(r"^h[1-6]$")
# "even", "last" and numbers say where among its like an element stands
_PLACE = re.compile(r"\d|^(?:even|odd|first|last|active|clearfix|clear)$")
_SENTENCE_BREAK = re.compile(r"[a-zà-ÿ]{3}\.\s+[A-ZÀ-Þ]")
_FEWEST_WORDS = 12
_FIELD_LABEL = re.compile(r"^(?:field|views)_*-?label$")
_BOLD_STYLE = re.compile(
    r"font-weight\s?:\s?(?:bold|[6-9]00)|text-decoration(?:-line)?\s?:\s?underline", re.IGNORECASE
)


def is_text(text: str) -> bool:
    """Whether a heading holds sentences, which are text however they are printed."""
    whole = text.endswith(".") and len(text.split()) >= _FEWEST_WORDS
    return whole and _SENTENCE_BREAK.search(text) is not None


def box_of(tag: Tag) -> str:
    """What a container is called, without what only says where among its like it stands."""
    names = [name for name in marks.classes_of(tag) if not _PLACE.search(name)]
    return ".".join([tag.name.lower(), *sorted(names)])


def is_bold(tag: Tag) -> bool:
    """Whether an element is bold by its style, or the label of a field, which themes print so."""
    if any(_FIELD_LABEL.match(name) for name in marks.classes_of(tag)):
        return True
    return _BOLD_STYLE.search(str(tag.get("style", ""))) is not None


def heading_level(tag: Tag) -> int:
    """The level of a heading, by its name or by its role; 0 for what is none."""
    if HEADINGS.match(tag.name.lower()):
        return int(tag.name[1])
    level = str(tag.get("aria-level", "2"))
    return int(level) if tag.get("role") == "heading" and re.fullmatch("[1-6]", level) else 0


def leads_to_note(tag: Tag) -> bool:
    return tag.name == "a" and str(tag.get("href", "")).startswith("#")


def why_hidden(tag: Tag) -> str:
    style = str(tag.get("style", "")).replace(" ", "").lower()
    hidden = tag.has_attr("hidden") or tag.get("aria-hidden") == "true" or "display:none" in style
    return "hidden text" if hidden else ""


def why_by_class(tag: Tag) -> str:
    classes = tag.get("class") or []
    names = [classes] if isinstance(classes, str) else list(classes)
    return boilerplate.of_names([*names, str(tag.get("id") or "")])


_SKIPPED_STRINGS = (PreformattedString, Script, Stylesheet, TemplateString)


def events(root: Tag) -> Iterator[tuple[str, Tag | NavigableString]]:
    """Start, text and end of every node in order, without recursion: pages may nest deeply."""
    stack: list[tuple[Tag, Iterator[object]]] = [(root, iter(root.contents))]
    while stack:
        tag, children = stack[-1]
        child = next(children, None)
        if child is None:
            stack.pop()
            if stack:
                yield "end", tag
        elif isinstance(child, Tag):
            yield "start", child
            stack.append((child, iter(child.contents)))
        elif isinstance(child, NavigableString) and not isinstance(child, _SKIPPED_STRINGS):
            yield "text", child
