"""Files that hold posts field by field, and are no XML: JSON Feed, and Movable Type's export."""

import html
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from gleanings.page_import import marks
from gleanings.page_import.blocks import Block, Piece, PostFacts, Source, lines_of, plain
from gleanings.page_import.byline import date_in
from gleanings.page_import.html_page import read_fragment

_JSON_FEED = re.compile(r'"version"\s*:\s*"https?:\\?/\\?/jsonfeed\.org')
# https://movabletype.org/documentation/appendices/import-export-format.html
_MOVABLE_TYPE = re.compile(r"^(?:AUTHOR|TITLE): .*\n(?:[A-Z ]+:.*\n|\s*\n)*-----\n", re.MULTILINE)
_FIELD = re.compile(r"^(?P<name>[A-Z][A-Z ]+):[ \t]*(?P<said>.*)$")
_BODIES = frozenset({"BODY", "EXTENDED BODY"})
_STATUS = {"publish": "publish", "draft": "draft", "future": "future"}


@dataclass
class _Post:
    """A post's fields; each with the line of the file that it stands on."""

    title: tuple[int, str] = (0, "")
    date: tuple[int, str] = (0, "")
    author: tuple[int, str] = (0, "")
    categories: list[tuple[int, str]] = field(default_factory=list)
    tags: list[tuple[int, str]] = field(default_factory=list)
    # markup, the line that it begins on, and whether each line of it is a paragraph
    bodies: list[tuple[int, str, bool]] = field(default_factory=list)
    comments: list[tuple[int, str]] = field(default_factory=list)
    facts: PostFacts = field(default_factory=PostFacts)


def is_posts(text: str) -> bool:
    """Whether the file is one of these, by its beginning."""
    head = text[:5_000]
    return _is_json_feed(head) or (
        head.lstrip("\ufeff").startswith(("AUTHOR: ", "TITLE: "))
        and _MOVABLE_TYPE.match(head.lstrip("\ufeff")) is not None
    )


def _is_json_feed(head: str) -> bool:
    return head.lstrip("\ufeff \r\n\t").startswith("{") and bool(_JSON_FEED.search(head))


def read_posts(text: str) -> Source:
    """The posts as blocks of one source, each on its line of the file."""
    lines = lines_of(text)
    source = Source(len(lines), lines, is_feed=True)
    posts = _json_posts(text) if _is_json_feed(text[:5_000]) else _movable_type_posts(lines)
    for number, post in enumerate(posts, 1):
        _add(source, post, number)
    spoken = {piece.line for piece in source.pieces}
    for number, raw in enumerate(lines, 1):
        if number not in spoken:
            source.silent[number] = "markup" if raw.strip() else "blank line"
    return source


def _add(source: Source, post: _Post, number: int) -> None:
    source.facts[number] = post.facts
    _block(source, number, *post.title, mark=marks.TITLE, heading=1)
    _block(source, number, *post.date, mark=marks.DATE, date=date_in(post.date[1]))
    _block(source, number, *post.author, mark=marks.AUTHOR, link=True)
    for line, name in post.categories:
        _block(source, number, line, name, mark=marks.CATEGORY, link=True)
    for line, name in post.tags:
        _block(source, number, line, name, mark=marks.TAG, link=True)
    for line, markup, lines in post.bodies:
        read_fragment(source, markup, line=line, post=number, lines=lines)
    for line, said in post.comments:
        _block(source, number, line, said, chrome="a reader's comment")


def _block(source: Source, post: int, line: int, text: str, **more: Any) -> None:
    if not (said := plain(html.unescape(text))):
        return
    source.pieces.append(Piece(line, said))
    at = len(source.pieces) - 1
    source.blocks.append(Block(said, (at,), html=html.escape(said, quote=False), post=post, **more))


def _json_posts(text: str) -> Iterator[_Post]:
    try:
        items = json.loads(text.lstrip("\ufeff")).get("items", [])
    except (ValueError, RecursionError):
        return
    find = _Finder(text)
    for item in items if isinstance(items, list) else []:
        if not isinstance(item, dict):
            continue
        said = {name: value for name, value in item.items() if isinstance(value, str)}
        authors = item.get("authors") or [item.get("author")]
        names = [a["name"] for a in authors if isinstance(a, dict) and a.get("name")]
        text = said.get("content_text", "")
        content = [said["content_html"]] if said.get("content_html") else text.split("\n")
        line = find(said.get("content_html") or text)[0]
        yield _Post(
            title=find(said.get("title", "")),
            date=find(said.get("date_published", "")),
            author=find(str(names[0]) if names else ""),
            tags=[find(tag) for tag in item.get("tags") or [] if isinstance(tag, str)],
            bodies=[
                (line, _on_one_line(piece, is_html="content_html" in said), False)
                for piece in content
            ],
            facts=PostFacts(address=said.get("url", "")),
        )


def _on_one_line(text: str, *, is_html: bool) -> str:
    """A value as it stands in the file: on one line, whatever breaks it has."""
    return text.replace("\n", " ") if is_html else f"<p>{html.escape(text)}</p>"


class _Finder:
    """The line on which a value stands, looked for from where the last one stood."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.at, self.line = 0, 1

    def __call__(self, value: str) -> tuple[int, str]:
        for ascii_only in (False, True):
            written = json.dumps(value[:60], ensure_ascii=ascii_only)[1:-1]
            found = self.text.find(written, self.at) if written else -1
            if found >= 0:
                self.line += self.text.count("\n", self.at, found)
                self.at = found
                break
        return self.line, value


def _movable_type_posts(lines: list[str]) -> Iterator[_Post]:
    post, section, begin = _Post(), "", 0
    for at, line in enumerate([*lines, "--------"]):
        rule = line.rstrip()
        if section in _BODIES and rule in ("-----", "--------"):
            markup = "\n".join(lines[begin:at])
            # "convert breaks" is how most such files were written
            post.bodies.append((begin + 1, markup, "<p" not in markup))
        if rule == "--------":
            if post.title[1] or post.bodies:
                yield post
            post, section = _Post(), ""
        elif rule == "-----":
            section = ""
        elif section in _BODIES:
            continue
        elif (named := _FIELD.match(line)) and not section:
            if not named["said"] and named["name"] not in ("CATEGORY", "TAGS", "DATE"):
                section, begin = named["name"], at + 1
            else:
                _take(post, named["name"], at + 1, named["said"].strip())
        elif section == "COMMENT" and not _FIELD.match(line) and line.strip():
            post.comments.append((at + 1, line))


def _take(post: _Post, name: str, line: int, said: str) -> None:
    if name == "TITLE":
        post.title = line, said
    elif name == "AUTHOR":
        post.author = line, said
    elif name == "DATE":
        post.date = line, said
    elif name == "STATUS":
        post.facts = PostFacts(status=_STATUS.get(said.lower(), said.lower()))
    elif name == "CATEGORY" and said:
        post.categories.append((line, said))
    elif name == "TAGS":
        post.tags += [(line, tag.strip(' "')) for tag in said.split(",")]
