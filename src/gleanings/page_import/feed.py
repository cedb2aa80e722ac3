"""Exports of WordPress and Blogger, and feeds (RSS, Atom): each item is a post, with its facts.

Read as a stream of events, so that no tree of a large site stands in memory, by Python's own expat
through defusedxml, which refuses entities. Unlike a reader of feeds it knows the line that each
piece stands on, for the account, and refuses a file that breaks off.
"""

import re
from dataclasses import dataclass, field
from email.utils import parsedate_to_datetime
from typing import Any
from xml.sax import SAXParseException
from xml.sax.handler import ContentHandler, feature_namespaces
from xml.sax.saxutils import escape, quoteattr

from defusedxml.common import DefusedXmlException
from defusedxml.sax import make_parser
from django.utils.translation import gettext as _

from gleanings.page_import import marks
from gleanings.page_import.blocks import PostFacts
from gleanings.page_import.errors import UnreadablePage
from gleanings.page_import.post_record import Body, Post, PostFile, Words
from gleanings.page_import.post_status import PASSWORD, status_called, why_no_post

_CHUNK = 65_536
_ROOTS = frozenset({"rss", "rdf", "feed"})
_ITEMS = frozenset({"item", "entry"})
_CONTENT = re.compile(r"wordpress\.org/export/|purl\.org/rss/1\.0/modules/content")
# where a feed names its author, whose posts are not signed one by one
_AUTHORS = frozenset({"managingEditor", "itunes:author", "dc:creator"})
_ATOM_CONTENT = frozenset({"content", "summary"})
_SHORTCODE = re.compile(
    r"\[caption\b[^\[\]]*+\].*?\[/caption\]|\[/?(?:gallery|embed|audio|video|playlist|et_pb_\w+|"
    r"vc_\w+)"
    r"\b[^\[\]]*+\]"
    # of any plugin: closed, with a quoted value, or alone on its line; "[sic]" and "[d = .3]" stay
    r"|\[/[a-z][\w-]*+\]|\[[a-z][\w-]*+(?:\s++[\w-]++=(?:\"[^\"\[\]]*+\"|'[^'\[\]]*+'))++\s*+/?\]"
    r"|^[ \t]*+\[[a-z][\w-]*+\s?/?\][ \t]*+$",
    re.DOTALL | re.MULTILINE,
)


@dataclass
class _Text:
    """The text of an element, and the line that it begins on."""

    line: int = 0
    parts: list[str] = field(default_factory=list)
    scheme: str = ""

    @property
    def text(self) -> str:
        return "".join(self.parts)

    @property
    def words(self) -> Words:
        return Words(self.line, self.text)


@dataclass
class _Item:
    """One item as it is being read: the texts of its elements by their names."""

    line: int
    texts: dict[str, list[_Text]] = field(default_factory=dict)
    comments: list[_Text] = field(default_factory=list)

    def first(self, *names: str) -> str:
        found = (text.text.strip() for name in names for text in self.texts.get(name, []))
        return next(filter(None, found), "")

    def words(self, *names: str) -> Words:
        found = (text for name in names for text in self.texts.get(name, []))
        return next((text.words for text in found), Words())


def is_xml(text: str) -> bool:
    """Whether the file is XML that is no web page: told by its first tag."""
    head = re.sub(r"<\?.*?\?>|<!--.*?-->", "", text[:20_000], flags=re.DOTALL).lstrip(
        "\ufeff \r\n\t"
    )
    if re.match(r"<!doctype\s+html|<html\b|<!\[if", head, re.IGNORECASE):
        return False
    declared = text[:200].lstrip("\ufeff \r\n\t").startswith("<?xml")
    return declared or re.match(r"<(?:rss|feed|rdf:RDF)\b", head) is not None


def posts_in_xml(text: str, filename: str) -> PostFile:
    """The posts of an export or a feed, each on its line of the file, and what else it holds.

    Raises `UnreadablePage` for XML of another kind, for one with entities of its own, and for a
    file that breaks off.
    """
    handler = _FeedHandler(filename)
    parser = make_parser()
    parser.setFeature(feature_namespaces, False)
    parser.setContentHandler(handler)
    handler.locator = parser
    blank = len(text) - len(text.lstrip("\ufeff \r\n\t"))
    handler.skipped = text.count("\n", 0, blank)
    body = text[blank:]
    try:
        for at in range(0, len(body), _CHUNK):
            parser.feed(body[at : at + _CHUNK])
        parser.close()
    except DefusedXmlException as error:
        raise UnreadablePage(
            _(
                "%(file)s declares entities of its own, which no export or feed needs. "
                "It is not read; export the blog again."
            )
            % {"file": filename}
        ) from error
    except SAXParseException as error:
        raise _broken(error, handler, filename) from error
    return handler.file


def _broken(error: SAXParseException, handler: "_FeedHandler", filename: str) -> UnreadablePage:
    line = (error.getLineNumber() or 1) + handler.skipped
    if not handler.closed and re.search(r"no element|unclosed", str(error.getMessage())):
        return UnreadablePage(
            _(
                "%(file)s breaks off on line %(line)s: it is cut short. "
                "Nothing was read; export or download it again."
            )
            % {"file": filename, "line": line}
        )
    return UnreadablePage(
        _(
            "%(file)s is not valid XML: %(what)s on line %(line)s. Nothing was read; export or "
            "download it again."
        )
        % {"file": filename, "what": error.getMessage(), "line": line}
    )


class _FeedHandler(ContentHandler):
    def __init__(self, filename: str) -> None:
        super().__init__()
        self.file = PostFile()
        self.filename = filename
        self.skipped = 0
        self.locator: Any = None
        self.closed = False
        self.path: list[str] = []
        self.open: list[_Text] = []
        self.item: _Item | None = None
        self.xhtml = 0
        self.comment: _Text | None = None
        self.authors: dict[str, str] = {}
        self.login = ""
        # who the feed says that it is by
        self.owner = Words()

    @property
    def line(self) -> int:
        return (self.locator.getLineNumber() or 1) + self.skipped

    def startElement(self, name: str, attrs: Any) -> None:  # noqa: N802
        if self.xhtml:
            self.xhtml += 1
            if self.xhtml > 2:  # the div around the content is not of it
                given = "".join(f" {key}={quoteattr(attrs[key])}" for key in attrs.keys())  # noqa: SIM118
                self.open[-1].parts.append(f"<{name.split(':')[-1]}{given}>")
            return
        local = name.split(":")[-1].lower()
        if not self.path:
            if local not in _ROOTS:
                raise _other_xml(self.filename, name)
            self.file.language = str(attrs.get("xml:lang", "")).lower()
        self.path.append(name)
        self.open.append(_Text(scheme=attrs.get("domain", "") or attrs.get("scheme", "")))
        if local in _ITEMS and self.item is None:
            self.item = _Item(self.line)
        if self.item is not None:
            self._start_in_item(name, attrs)

    def _start_in_item(self, name: str, attrs: Any) -> None:
        if name == "wp:comment":
            self.comment = _Text(self.line)
        elif name == "category" and attrs.get("term"):
            shown = attrs.get("label") or attrs["term"]
            self._keep("category", _Text(self.line, [shown], attrs.get("scheme", "")))
        elif name == "link" and attrs.get("href"):
            kind = attrs.get("rel", "alternate")
            self._keep(f"link-{kind}", _Text(self.line, [attrs["href"]]))
        elif name == "thr:in-reply-to":
            self._keep("reply", _Text(self.line, ["yes"]))
        elif name in _ATOM_CONTENT and attrs.get("type") == "xhtml":
            self.xhtml = 1
            self.open[-1].scheme = "xhtml"

    def characters(self, content: str) -> None:
        if not self.open:
            return
        text = self.open[-1]
        if not text.parts:
            text.line = self.line
        text.parts.append(escape(content) if self.xhtml else content)

    def endElement(self, name: str) -> None:  # noqa: N802
        if self.xhtml > 1:
            self.xhtml -= 1
            if self.xhtml > 1:
                self.open[-1].parts.append(f"</{name.split(':')[-1]}>")
            return
        self.xhtml = 0
        text = self.open.pop()
        self.path.pop()
        self.closed = not self.path
        local = name.split(":")[-1].lower()
        if self.item is None:
            self._end_outside(name, text)
        elif local in _ITEMS and not (set(self.path) & _ITEMS):
            self._finish(self.item)
            self.item = None
        elif self.comment is not None:
            if name == "wp:comment":
                self.comment = None
            elif name == "wp:comment_content":
                self.item.comments.append(text)
        elif name == "name" and self.path[-1] == "author":
            self._keep("author-name", text)
        else:
            self._keep(name, text)

    def _end_outside(self, name: str, text: _Text) -> None:
        said = text.text.strip()
        if name == "language":
            self.file.language = said.lower()
        elif name == "wp:author_login":
            self.login = said
        elif name == "wp:author_display_name" and said:
            self.authors[self.login] = said
        elif said and (name in _AUTHORS or self.path[-2:] == ["feed", "author"]):
            self.owner = Words(text.line, said) if name != "email" else self.owner

    def _keep(self, name: str, text: _Text) -> None:
        if self.item is not None and text.text.strip():
            self.item.texts.setdefault(name, []).append(text)

    def _finish(self, item: _Item) -> None:
        if why := _no_post(item):
            self.file.left.update(dict.fromkeys(range(item.line, self.line + 1), why))
            return
        date, iso = _date(item)
        # as RSS 1.0 names it
        named = item.texts.get("category", []) or item.texts.get("dc:subject", [])
        filed = [(_filed_as(text.scheme), text.words) for text in named]
        self.file.posts.append(
            Post(
                title=item.words("title"),
                date=date,
                iso=iso,
                author=self._author(item),
                categories=[name for mark, name in filed if mark == marks.CATEGORY],
                tags=[name for mark, name in filed if mark == marks.TAG],
                bodies=_bodies(item),
                comments=[
                    Words(text.line, re.sub(r"<[^<>]*>", " ", text.text)) for text in item.comments
                ],
                facts=PostFacts(
                    status=_status(item), slug=item.first("wp:post_name"), address=_address(item)
                ),
            )
        )

    def _author(self, item: _Item) -> Words:
        words = item.words("dc:creator", "author-name", "author")
        words = words if words.text.strip() else self.owner
        said = words.text.strip()
        mail = re.match(r"\S+@\S+\s+\(([^()]+)\)$", said)
        return Words(words.line, self.authors.get(said, mail[1] if mail else said))


def _date(item: _Item) -> tuple[Words, str]:
    """The first date that is understood, as it is written and as ISO."""
    for name in ("wp:post_date", "pubDate", "published", "dc:date", "issued", "updated"):
        for text in item.texts.get(name, []):
            if iso := _iso(text.text.strip()):
                return text.words, iso
    return Words(), ""


def _filed_as(scheme: str) -> str:
    """Whether a name is a category or a tag, by the list that it comes from; "" for neither."""
    if "schemas.google.com" in scheme:
        return ""
    if scheme == "post_tag" or "blogger.com" in scheme:
        return marks.TAG
    return marks.CATEGORY if scheme in ("", "category") or scheme.startswith("http") else ""


def _bodies(item: _Item) -> list[Body]:
    for name in ("content:encoded", "content", "description", "summary", "excerpt:encoded"):
        for text in item.texts.get(name, [])[:1]:
            # WordPress stores paragraphs as lines, unless its block editor wrote them
            lines = "wp:post_id" in item.texts and not re.search(r"<!-- wp:|<p[\s>]", text.text)
            return [Body(text.line, _SHORTCODE.sub(_as_break, text.text), lines)]
    return []


def _as_break(found: re.Match[str]) -> str:
    """What parts the words before a shortcode from those after it, on as many lines."""
    return "<div></div>" + "\n" * found[0].count("\n")


def _no_post(item: _Item) -> str:
    if why := why_no_post(item.first("wp:post_type"), _status(item)):
        return why
    kinds = [text.text for text in item.texts.get("category", []) if "google.com" in text.scheme]
    kinds += [f"#{item.first('blogger:type').lower() or 'post'}"]
    other = next((k.rsplit("#", 1)[-1] for k in kinds if not k.endswith("#post")), "")
    if other or "reply" in item.texts:
        what = "a reader's comment" if other in ("", "comment") else f"a “{other}” of the blog"
        return f"{what}, not a post"
    return ""


def _status(item: _Item) -> str:
    """In WordPress's words; Blogger has one element in old exports and another in new ones."""
    said = status_called(item.first("wp:status", "blogger:status"))
    if said in ("", "publish") and item.first("wp:post_password"):
        return PASSWORD
    return "draft" if not said and item.first("app:draft") == "yes" else said


def _address(item: _Item) -> str:
    guid = item.first("guid")
    if _status(item) not in ("", "publish", PASSWORD) and "?p=" in item.first("link"):
        return ""  # a draft was never anywhere
    return item.first("link", "link-alternate") or (guid if guid.startswith("http") else "")


def _iso(text: str) -> str:
    """ "2021-03-09" of an ISO date or of a mail's; "" for none, and for WordPress's zeros."""
    if re.match(r"(?:19|20)\d\d-(?:0[1-9]|1[0-2])-\d\d", text):
        return text[:10]
    try:
        return parsedate_to_datetime(text).date().isoformat()
    except (ValueError, TypeError, IndexError):
        return ""


def _other_xml(filename: str, name: str) -> UnreadablePage:
    return UnreadablePage(
        _(
            "%(file)s is XML of another kind (<%(name)s>): neither an export of WordPress or "
            "Blogger nor a feed (RSS, Atom). Export the blog, or save its page as HTML."
        )
        % {"file": filename, "name": name[:40]}
    )
