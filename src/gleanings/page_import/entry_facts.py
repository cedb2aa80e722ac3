"""What bylines and marks say of an entry: its date, its author, the names it is filed under."""

import re
from dataclasses import replace

from gleanings.digest.vocabulary.terms import topic_named
from gleanings.page_import import boilerplate, marks, patterns
from gleanings.page_import.account import Places
from gleanings.page_import.blocks import Block
from gleanings.page_import.byline import (
    Byline,
    date_in,
    is_person,
    is_user,
    names_in,
    read_by_place,
    read_byline,
)
from gleanings.page_import.draft import Draft, close, says_nothing
from gleanings.page_import.kinds import (
    Part,
)

_SAYS_MONTH = frozenset({marks.BYLINE, marks.DATE, marks.META})


def read_post_line(part: Part, draft: Draft, name: str, places: Places) -> None:
    byline = _of_post(read_byline(part.text, day_first=draft.day_first, partly=True), draft)
    if byline is not None and not byline.author:
        pieces = read_by_place(part.text, part.block.box, day_first=draft.day_first)
        byline = replace(byline, author=pieces.author if pieces else "")
    if part.said:
        draft.month = draft.month or part.said
        places.take(part.block, f"{name}: month {part.said}")
    elif byline is None:
        draft.named_topics += patterns.entry_topics(part.text)
        places.take(part.block, f"{name}: topics")
    else:
        take_byline(byline, draft, part.block, name)
    close(draft, part.text)


def _said(byline: Byline) -> str:
    said = (
        ("date of posting", byline.date), ("author", byline.author),
        ("categories", byline.categories), ("tags", byline.tags),
    )  # fmt: skip
    return ", ".join(what for what, value in said if value) or "how often it was read"


def _of_post(byline: Byline | None, draft: Draft) -> Byline | None:
    """A byline without the site's own name: "Published in The Fifty-Minute Hour"."""
    if byline is None or not draft.site.intersection(byline.categories):
        return byline
    return replace(byline, categories=tuple(c for c in byline.categories if c not in draft.site))


def take_byline(byline: Byline, draft: Draft, block: Block, name: str) -> None:
    """What a line says of the post, as facts of the entry."""
    draft.date = draft.date or byline.date
    if byline.author and byline.author not in draft.authors:
        draft.authors.append(byline.author)
    draft.categories += byline.categories
    draft.tags += byline.tags
    draft.places.take(block, f"{name}: {_said(byline)}")


def read_mark(part: Part, draft: Draft, name: str, places: Places) -> None:
    """What the markup says of the post: its date, its author, a name it is filed under."""
    block, text = part.block, part.text
    close(draft, text)
    # a month alone says when, whatever the theme calls its box
    if block.mark in _SAYS_MONTH and (month := patterns.month_heading(text)) and month[0]:
        draft.month = draft.month or month[0]
        return places.take(block, f"{name}: month {month[0]}")
    if block.mark == marks.META:
        return places.leave(block, "a label or a count of the site")
    if block.mark == marks.EXCERPT:
        return places.leave(block, "the post's excerpt")
    label = text.endswith(":") or boilerplate.label_of_part(text) or not re.search(r"\w", text)
    if block.mark in marks.FILED and (block.link or block.item) and not label:
        known = block.mark == marks.CATEGORY or (
            # a theme that tells categories from tags has told what this is
            block.mark == marks.TAXONOMY
            and marks.CATEGORY not in draft.linked
            and topic_named(text) is not None
        )
        if says_nothing(text):
            return places.leave(block, "a category that says nothing")
        (draft.categories if known else draft.tags).append(text.strip(" #,"))
        return places.take(block, f"{name}: {'categories' if known else 'tags'}")
    byline = _of_post(_marked_byline(block, draft), draft)
    if byline is None and block.mark in marks.FILED - draft.linked and not label:
        names = (text,) if topic_named(text) else names_in(text)
        at = "categories" if block.mark == marks.CATEGORY else "tags"
        byline = Byline(categories=names) if at == "categories" else Byline(tags=names)
    if block.mark == marks.DATE and block.date and byline and not draft.dated_by_markup:
        draft.date, draft.dated_by_markup = byline.date, True
    if byline is None:
        return places.leave(block, "a label of the site")
    return take_byline(byline, draft, block, name)


def _marked_byline(block: Block, draft: Draft) -> Byline | None:
    if block.mark == marks.DATE and (date := date_in(block.date)):
        return Byline(date=date)
    if byline := read_byline(block.text, day_first=draft.day_first):
        return byline
    if block.mark == marks.DATE and (date := date_in(block.text, day_first=draft.day_first)):
        return Byline(date=date)
    # a label is often glued to the name: "ByNadia Holm"
    name = re.sub(r"^\W*(?i:(?:\w+ )?(?:by|par|von)\s*:?\s*)?(?=[A-ZÀ-Þ])", "", block.text)
    # and what is no name begins small, in whatever language: "por Inés", "geschreven door Jo"
    name = re.sub(r"^(?!(?:v[ao]n|de[rnl]?|da|te[rn])\b)(?:[a-zà-ÿ]+\s){1,2}(?=[A-ZÀ-Þ])", "", name)
    if block.mark in (marks.AUTHOR, marks.BYLINE) and (
        is_person(name) or (is_user(name) and (block.link or re.search(r"[\d_]", name)))
    ):
        return Byline(author=name)
    return None
