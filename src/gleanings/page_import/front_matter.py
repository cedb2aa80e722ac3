"""What a text file of a static site or a notebook says of itself before it begins: front matter.

Between two rules of `---` (YAML) or `+++` (TOML) stand names and values, a line each, and lists. So
much of both is read as blogs write there; what is not understood stays a line of the account.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from gleanings.page_import import marks
from gleanings.page_import.blocks import PostFacts

_RULES = ("---", "+++")
_LONGEST = 80
_FIELD = re.compile(r"^\s*[\"']?(?P<name>[A-Za-z][\w-]{0,40})[\"']?\s*[:=]\s*(?P<said>.*)$")
_ITEM = re.compile(r"^\s*-\s+(?P<said>.*)$")
_MARKS = {
    "title": marks.TITLE, "date": marks.DATE, "published": marks.DATE, "pubdate": marks.DATE,
    "created": marks.DATE, "author": marks.AUTHOR, "authors": marks.AUTHOR, "by": marks.AUTHOR,
    "categories": marks.CATEGORY, "category": marks.CATEGORY, "topics": marks.CATEGORY,
    "tags": marks.TAG, "keywords": marks.TAG,
    "description": marks.EXCERPT, "summary": marks.EXCERPT, "excerpt": marks.EXCERPT,
}  # fmt: skip
_STATUS = {
    ("draft", "true"): "draft", ("publish", "false"): "draft", ("published", "false"): "draft",
    ("private", "true"): "private",
}  # fmt: skip
_ADDRESSES = ("url", "permalink")
_BARE = re.compile(r"^(?:true|false|null|~|-?\d+(?:\.\d+)?)?$", re.IGNORECASE)


@dataclass
class FrontMatter:
    """`said` has for each line, from 0, what it says of the post and in which words."""

    end: int = 0
    said: dict[int, list[tuple[str, str]]] = field(default_factory=dict)
    facts: PostFacts = field(default_factory=PostFacts)


def front_matter(lines: Sequence[str]) -> FrontMatter:
    """What stands before the text; empty where the file opens with no front matter."""
    rule = lines[0].strip().lstrip("\ufeff") if lines else ""
    ends = (at for at in range(1, min(len(lines), _LONGEST)) if lines[at].strip() == rule)
    end = next(ends, 0) if rule in _RULES else 0
    if not end or not any(map(_FIELD.match, lines[1:end])):
        return FrontMatter()
    matter = FrontMatter(end + 1)
    facts: dict[str, str] = {}
    name = ""
    for at in range(1, end):
        item = _ITEM.match(lines[at]) if name else None
        told = None if item else _FIELD.match(lines[at])
        if told:
            name = told["name"].lower()
        said = (item or told or {"said": ""})["said"]
        values = _values(said)
        if (name, said.strip().lower()) in _STATUS:
            facts["status"] = _STATUS[name, said.strip().lower()]
        elif values and (name == "slug" or name in _ADDRESSES):
            facts["slug" if name == "slug" else "address"] = values[0]
        elif mark := _MARKS.get(name, ""):
            matter.said[at] = [(mark, value) for value in values if not _BARE.match(value)]
    matter.facts = PostFacts(**facts)
    return matter


def _values(said: str) -> list[str]:
    """The values of a line: one, or those of a list in brackets."""
    said = said.strip()
    listed = re.match(r"^\[(.*)\]\s*,?$", said)
    if not listed:
        return [_unquoted(said)] if _unquoted(said) else []
    found = re.findall(r"\"[^\"]*\"|'[^']*'|[^,]+", listed[1])
    return [value for value in map(_unquoted, found) if value]


def _unquoted(text: str) -> str:
    text = text.strip().rstrip(",")
    quoted = re.match(r"^([\"'])(.*)\1$", text)
    return quoted[2].strip() if quoted else text
