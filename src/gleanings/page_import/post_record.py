"""A post as its file has it, field by field, whatever the file: an export, a feed, an archive.

Each piece of text knows the line that it stands on, for the account. A post is plain data, so that
a large site can be kept as it was taken apart, and read a few posts at a time.
"""

import html
import re
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from typing import Any

from gleanings.page_import import marks
from gleanings.page_import.blocks import Block, Piece, PostFacts, Source, plain
from gleanings.page_import.html_page import read_fragment


@dataclass(frozen=True)
class Words:
    """Some text of a file, and the line that it begins on, from 1."""

    line: int = 0
    text: str = ""


@dataclass(frozen=True)
class Body:
    """The markup of a post; with `lines` each line of it is a paragraph."""

    line: int
    markup: str
    lines: bool = False


@dataclass
class Post:
    """A post's fields; `date` as the file writes it, and as ISO where that is understood."""

    title: Words = Words()
    date: Words = Words()
    iso: str = ""
    author: Words = Words()
    categories: list[Words] = field(default_factory=list)
    tags: list[Words] = field(default_factory=list)
    bodies: list[Body] = field(default_factory=list)
    comments: list[Words] = field(default_factory=list)
    facts: PostFacts = field(default_factory=PostFacts)

    def to_record(self) -> dict[str, Any]:
        return asdict(self)

    @classmethod
    def from_record(cls, record: dict[str, Any]) -> "Post":
        def words(name: str) -> list[Words]:
            return [Words(**each) for each in record[name]]

        return cls(
            title=Words(**record["title"]),
            date=Words(**record["date"]),
            iso=record["iso"],
            author=Words(**record["author"]),
            categories=words("categories"),
            tags=words("tags"),
            bodies=[Body(**body) for body in record["bodies"]],
            comments=words("comments"),
            facts=PostFacts(**record["facts"]),
        )


@dataclass
class PostFile:
    """The posts of a file in order, and the lines of it that hold none, each with the reason."""

    posts: list[Post] = field(default_factory=list)
    left: dict[int, str] = field(default_factory=dict)
    language: str = ""


def source_of(posts: Iterable[Post], language: str = "") -> Source:
    """The posts as blocks of one source, numbered from 1."""
    source = Source(language=language, is_feed=True)
    for number, post in enumerate(posts, 1):
        _add(source, post, number)
    return source


def _add(source: Source, post: Post, number: int) -> None:
    source.facts[number] = post.facts
    title = re.sub(r"</?[a-zA-Z][^<>]*>", "", post.title.text)
    _block(source, number, Words(post.title.line, title), mark=marks.TITLE, heading=1)
    _block(source, number, post.date, mark=marks.DATE, date=post.iso)
    _block(source, number, post.author, mark=marks.AUTHOR, link=True)
    for name in post.categories:
        _block(source, number, name, mark=marks.CATEGORY, link=True)
    for name in post.tags:
        _block(source, number, name, mark=marks.TAG, link=True)
    for body in post.bodies:
        read_fragment(source, body.markup, line=body.line, post=number, lines=body.lines)
    for comment in post.comments:
        _block(source, number, comment, chrome="a reader's comment")


def _block(source: Source, post: int, words: Words, **more: Any) -> None:
    if not (said := plain(html.unescape(words.text))):
        return
    source.pieces.append(Piece(words.line, said))
    at = len(source.pieces) - 1
    source.blocks.append(Block(said, (at,), html=html.escape(said, quote=False), post=post, **more))
