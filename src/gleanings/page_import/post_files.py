"""Files that hold posts field by field, and are no XML: JSON Feed, and Movable Type's export."""

import html
import json
import re
from collections.abc import Iterator

from gleanings.page_import.blocks import PostFacts, lines_of
from gleanings.page_import.byline import date_in
from gleanings.page_import.post_record import Body, Post, PostFile, Words
from gleanings.page_import.post_status import status_called

_JSON_FEED = re.compile(r'"version"\s*:\s*"https?:\\?/\\?/jsonfeed\.org')
# https://movabletype.org/documentation/appendices/import-export-format.html
_MOVABLE_TYPE = re.compile(r"^(?:AUTHOR|TITLE): .*\n(?:[A-Z ]+:.*\n|\s*\n)*-----\n", re.MULTILINE)
_FIELD = re.compile(r"^(?P<name>[A-Z][A-Z ]+):[ \t]*(?P<said>.*)$")
_BODIES = frozenset({"BODY", "EXTENDED BODY"})


def is_posts(text: str) -> bool:
    """Whether the file is one of these, by its beginning."""
    head = text[:5_000]
    return _is_json_feed(head) or (
        head.lstrip("\ufeff").startswith(("AUTHOR: ", "TITLE: "))
        and _MOVABLE_TYPE.match(head.lstrip("\ufeff")) is not None
    )


def _is_json_feed(head: str) -> bool:
    return head.lstrip("\ufeff \r\n\t").startswith("{") and bool(_JSON_FEED.search(head))


def posts_in(text: str) -> PostFile:
    """The posts of a JSON Feed or of Movable Type's export."""
    is_json = _is_json_feed(text[:5_000])
    return PostFile(list(_json_posts(text) if is_json else _movable_type_posts(lines_of(text))))


def _json_posts(text: str) -> Iterator[Post]:
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
        line = find(said.get("content_html") or text).line
        date = find(said.get("date_published", ""))
        yield Post(
            title=find(said.get("title", "")),
            date=date,
            iso=date_in(date.text),
            author=find(str(names[0]) if names else ""),
            tags=[find(tag) for tag in item.get("tags") or [] if isinstance(tag, str)],
            bodies=[
                Body(line, _on_one_line(piece, is_html="content_html" in said)) for piece in content
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

    def __call__(self, value: str) -> Words:
        for ascii_only in (False, True):
            written = json.dumps(value[:60], ensure_ascii=ascii_only)[1:-1]
            found = self.text.find(written, self.at) if written else -1
            if found >= 0:
                self.line += self.text.count("\n", self.at, found)
                self.at = found
                break
        return Words(self.line, value)


def _movable_type_posts(lines: list[str]) -> Iterator[Post]:
    post, section, begin = Post(), "", 0
    for at, line in enumerate([*lines, "--------"]):
        rule = line.rstrip()
        if section in _BODIES and rule in ("-----", "--------"):
            markup = "\n".join(lines[begin:at])
            # "convert breaks" is how most such files were written
            post.bodies.append(Body(begin + 1, markup, lines="<p" not in markup))
        if rule == "--------":
            if post.title.text or post.bodies:
                yield post
            post, section = Post(), ""
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
            post.comments.append(Words(at + 1, line))


def _take(post: Post, name: str, line: int, said: str) -> None:
    words = Words(line, said)
    if name == "TITLE":
        post.title = words
    elif name == "AUTHOR":
        post.author = words
    elif name == "DATE":
        post.date, post.iso = words, date_in(said)
    elif name == "STATUS":
        post.facts = PostFacts(status=status_called(said))
    elif name == "CATEGORY" and said:
        post.categories.append(words)
    elif name == "TAGS":
        post.tags += [Words(line, tag.strip(' "')) for tag in said.split(",")]
