"""A page saved as HTML becomes blocks; the site's boilerplate is marked, not lost."""

import html
import re
from dataclasses import dataclass, field

from bs4 import BeautifulSoup, Tag

from gleanings.page_import import boilerplate, marks
from gleanings.page_import.about_page import about_page
from gleanings.page_import.blocks import BOLD, Block, Piece, PostFacts, Source, lines_of, plain
from gleanings.page_import.html_tags import (
    HEADINGS,
    box_of,
    events,
    heading_level,
    is_bold,
    is_text,
    leads_to_note,
    why_by_class,
    why_hidden,
)
from gleanings.page_import.kinds import PROSE
from gleanings.page_import.letters import without_list_name
from gleanings.page_import.line_marks import CLOSE, LINE_MARK, OPEN, broken_up, with_lines_marked
from gleanings.page_import.outline import Outline
from gleanings.page_import.post_status import status_by_class
from gleanings.page_import.text_page import runs_on, wrapped_at

_HTML = re.compile(
    r"<!doctype\s+html|<html[\s>]|<(?:body|div|p|h[1-6]|article|section|ul|ol|table)\b[^<>]*>", re.I
)
_BLOCKS = frozenset(
    """
    address article aside blockquote body button caption center dd details dialog div dl dt
    fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 head header hr html iframe label
    legend li main nav noscript ol optgroup option p pre section select summary svg table tbody
    td template tfoot th thead title tr ul
    """.split()  # noqa: SIM905  # a list of words reads better as words
)
# emphasis within emphasis, as no text has it, is not written out
_DEEPEST = 8
_INLINE = {"em": "em", "i": "em", "strong": "strong", "b": "strong", "sub": "sub", "sup": "sup"}
_NO_TEXT = {
    "script": "script", "style": "style sheet", "noscript": "notice for browsers without script",
    "template": "script", "head": "the page's head", "svg": "drawing", "iframe": "embedded page",
    "nav": "navigation", "aside": "side column", "button": "button", "dialog": "dialog",
    "footer": "footer", "header": "header",
}  # fmt: skip
_ROLES = {
    "navigation": "navigation", "banner": "header", "contentinfo": "footer", "search": "search",
    "complementary": "side column", "dialog": "dialog", "alertdialog": "dialog",
    "menu": "navigation", "menubar": "navigation",
}  # fmt: skip
# what holds paragraphs; a box within the text differs in these from the text around it
_CONTAINERS = frozenset(
    "div section figure figcaption blockquote aside form fieldset details td center".split()  # noqa: SIM905
)
_DEEPEST_BOX = 12
_NUMBER = re.compile(r"\(?\d{1,2}[.)]?")
# the sign at which a footnote hangs, and the arrow back from it
_NOTE_SIGN = re.compile(r"[\[(]?(?:\d{1,3}|[a-z]|[*†‡↩⏎↑^]+\ufe0e?)[\])]?", re.IGNORECASE)
# what holds one name of several, without a space between it and the next
_BADGE = re.compile(r"(?:^|-)(?:selected-value|badge|chip|pill)$")
# what is left of "[1]" without its sign
_EMPTY = re.compile(r"\s?(?:\[\s?\]|\(\s?\))")


def is_html(text: str, filename: str) -> bool:
    """Whether the file is HTML, by its content first; a text page may mention a tag."""
    if re.search(r"<!doctype\s+html|<html[\s>]", text[:5_000], re.IGNORECASE):
        return True
    if re.search(r"\.x?html?$", filename, re.IGNORECASE):
        return bool(_HTML.search(text))
    return len(_HTML.findall(text)) >= 3


def read_html(text: str) -> Source:
    """The blocks of a page saved as HTML, with the line of the file that each piece stands on."""
    text = broken_up(text.replace(OPEN, "").replace(CLOSE, ""))
    lines = lines_of(text)
    source = Source(lines)
    soup = BeautifulSoup(with_lines_marked(text), "html.parser")
    root = soup.find("html")
    source.language = str(root.get("lang", "")).lower() if isinstance(root, Tag) else ""
    Reader(source, soup).read()
    source.about = about_page(soup, LINE_MARK)
    return source


def read_fragment(source: Source, markup: str, *, line: int, post: int, lines: bool) -> None:
    """Add the blocks of a post's HTML that begins on a line of a larger file, as a feed is.

    With `lines` every line is a paragraph, as WordPress shows what it stored.
    """
    markup = markup.replace(OPEN, "").replace(CLOSE, "")
    soup = BeautifulSoup(with_lines_marked(markup, line), "html.parser")
    Reader(source, soup, post=post, lines=lines).read()


@dataclass
class _Run:
    """The text gathered since the last block began."""

    text: list[str] = field(default_factory=list)
    markup: list[str] = field(default_factory=list)
    letters: int = 0
    bold: int = 0
    linked: int = 0
    anchors: list[str] = field(default_factory=list)
    refers: list[str] = field(default_factory=list)


class Reader:
    def __init__(
        self, source: Source, soup: BeautifulSoup, *, post: int = 0, lines: bool = False
    ) -> None:
        self.source = source
        self.soup = soup
        self.run = _Run()
        self.headings: list[int] = []
        self.open_inline: list[tuple[str, str]] = []
        # what each open element says by itself, and what it says with those around it
        self.chrome: list[tuple[str, str]] = []
        self.interrupted: list[_Run] = []
        self.depth = {"bold": 0, "link": 0, "pre": int(lines), "item": 0, "main": 0, "nav": 0}
        self.item_begins = False
        # the open items of lists, and the one that the last block stood in
        self.items: list[int] = []
        self.last_item = 0
        # the pieces of the number that an item opens with
        self.numbers: tuple[int, ...] = ()
        self.date = ""
        self.address = ""
        self.outline = Outline(soup)
        self.post = post
        self.marks: list[tuple[str, str]] = []
        # the containers that are open, and within how many links to a note of the page we are
        self.boxes: list[str] = []
        self.note_links = 0

    def read(self) -> None:
        for event, node in events(self.soup):
            if event == "text":
                self._text(str(node))
            elif isinstance(node, Tag):
                (self._start if event == "start" else self._end)(node)
        self._flush()

    def _start(self, tag: Tag) -> None:
        name = tag.name.lower()
        mark = self._mark(tag)
        if name in _BLOCKS or name == "br" or mark or self._names(tag):
            self._flush()
        self.marks.append((mark, self.mark or mark))
        if id(tag) in self.outline.posts:
            self.post = self.outline.posts[id(tag)]
            if status := status_by_class(marks.classes_of(tag)):
                self.source.facts[self.post] = PostFacts(status=status)
        own = self._boilerplate(tag)
        self.chrome.append((own, self.chrome[-1][1] or own if self.chrome else own))
        if own and name not in _BLOCKS:
            # boilerplate within a line ("Leave a comment") is a block of its own
            self.interrupted.append(self.run)
            self.run = _Run()
        if name in {"time", "abbr"} and not self.date and marks.mark_of(tag) != marks.META:
            self.date = str(tag.get("datetime") or tag.get("title") or "")[:40]
        if name == "a":
            self.address = LINE_MARK.sub("", str(tag.get("href") or ""))
        if level := heading_level(tag):
            self.headings.append(level)
        if _is_item(tag):
            self.depth["item"] += 1
            self.item_begins = True
            self.items.append(id(tag))
        for kind, names in _DEPTHS.items():
            self.depth[kind] += name in names
        self.depth["bold"] += is_bold(tag)
        if name in _CONTAINERS:
            self.boxes.append(box_of(tag))
        self.note_links += leads_to_note(tag)
        self.run.anchors += [
            LINE_MARK.sub("", str(tag[key])) for key in ("id", "name") if key in tag.attrs
        ]
        if name == "a" and tag.get("href"):
            self.run.refers.append(LINE_MARK.sub("", str(tag["href"])))
        self._open(tag, name)

    def _end(self, tag: Tag) -> None:
        name = tag.name.lower()
        self._close(name)
        if name in _BLOCKS or self.marks[-1][0] or self._names(tag):
            self._flush()
        self.marks.pop()
        self.note_links -= leads_to_note(tag)
        if name in _CONTAINERS:
            self.boxes.pop()
        if heading_level(tag):
            self.headings.pop()
        if _is_item(tag):
            self.depth["item"] -= 1
            self.items.pop()
            self.item_begins = False
        for kind, names in _DEPTHS.items():
            self.depth[kind] -= name in names
        self.depth["bold"] -= is_bold(tag)
        if self.chrome[-1][0] and name not in _BLOCKS:
            self._flush()
            self.run = self.interrupted.pop()
        self.chrome.pop()
        if id(tag) in self.outline.posts:
            self.post = 0

    def _names(self, tag: Tag) -> bool:
        """Whether a link or a badge is one of the names under which a post is filed."""
        if self.mark not in marks.FILED:
            return False
        return tag.name == "a" or any(map(_BADGE.search, marks.classes_of(tag)))

    @property
    def mark(self) -> str:
        """The part of a post that the outermost marked element around here is."""
        return self.marks[-1][1] if self.marks else ""

    def _mark(self, tag: Tag) -> str:
        """The part of a post that the element is marked as, if it is not within another's."""
        if self.mark:
            return ""
        listed = bool(self.post) and not self.headings
        mark = self.outline.columns.get(id(tag)) or self.outline.mark_of(tag, listed=listed)
        # a title within the navigation is that of the post before or after
        return "" if mark == marks.TITLE and self.depth["nav"] else mark

    def _open(self, tag: Tag, name: str) -> None:
        if len(self.open_inline) >= _DEEPEST:
            return
        if name in _INLINE:
            self.open_inline.append((name, f"<{_INLINE[name]}>"))
        elif name == "a" and re.match(r"(?:https?:|mailto:)", str(tag.get("href", "")), re.I):
            self.open_inline.append((name, f'<a href="{html.escape(str(tag["href"]))}">'))
        else:
            return
        self.run.markup.append(self.open_inline[-1][1])

    def _close(self, name: str) -> None:
        if self.open_inline and self.open_inline[-1][0] == name:
            self.open_inline.pop()
            self.run.markup.append(f"</{_INLINE.get(name, 'a')}>")

    def _text(self, text: str) -> None:
        if self.note_links and _NOTE_SIGN.fullmatch(LINE_MARK.sub("", text).strip()):
            return
        if self.depth["pre"]:
            self._lines(text.split("\n"))
        else:
            self._add(text)

    def _lines(self, lines: list[str]) -> None:
        """Lines that stand as they were typed; what a program for mail broke is joined."""
        visible = [LINE_MARK.sub("", line) for line in lines]
        width = wrapped_at(visible, letter=True)
        opened = 0
        for at, line in enumerate(lines):
            joined = at > 0 and width and runs_on(visible, opened, at, width)
            if at and not joined:
                self._flush()
                opened = at
            self._add(f" {line}" if joined else line)

    def _add(self, text: str) -> None:
        visible = LINE_MARK.sub("", text)
        letters = len(visible.strip())
        self.run.text.append(text)
        self.run.markup.append(html.escape(visible, quote=False))
        self.run.letters += letters
        self.run.bold += letters if self.depth["bold"] else 0
        self.run.linked += letters if self.depth["link"] else 0

    def _flush(self) -> None:
        run, self.run = self.run, _Run()
        self.run.markup = [opening for _, opening in self.open_inline]
        text = _EMPTY.sub("", plain(LINE_MARK.sub("", "".join(run.text))))
        if not text:
            # the name of a box is that of the first paragraph in it
            self.run.anchors = run.anchors
            return
        mark = self.mark
        if self.outline.is_mail and mark == marks.TITLE:
            text = without_list_name(text)
        if self.depth["item"] and self.item_begins and _NUMBER.fullmatch(text):
            # a list whose numbers are printed in boxes of their own
            self.numbers += self._pieces("".join(run.text))
            return
        item = self.items[-1] if self.items else 0
        chrome = self.chrome[-1][1] if self.chrome else ""
        if mark == marks.COMMENT:
            mark, chrome = "", "comments"
        elif mark and chrome in boilerplate.AROUND_MARKS:
            chrome = ""
        closing = "".join(f"</{_INLINE.get(name, 'a')}>" for name, _ in reversed(self.open_inline))
        markup = plain("".join(run.markup) + closing)
        self.source.blocks.append(
            Block(
                text,
                (*self.numbers, *self._pieces("".join(run.text))),
                heading=0 if is_text(text) else self._heading(run),
                item=bool(self.depth["item"]) and self.item_begins and not self.headings,
                continues=item > 0 and not self.item_begins and item == self.last_item,
                link=run.linked >= run.letters,
                chrome=chrome,
                html=re.sub(r"<(em|strong|sub|sup)>\s*</\1>", "", markup),
                date=self.date,
                post=self.post,
                mark=mark,
                address=self.address if run.linked >= run.letters else "",
                box="/".join(self.boxes[-_DEEPEST_BOX:]),
                anchors=tuple(run.anchors),
                refers=tuple(run.refers),
            )
        )
        self.numbers = ()
        self.item_begins = False
        self.last_item = item
        self.date = ""

    def _heading(self, run: _Run) -> int:
        if self.headings:
            return self.headings[-1]
        return BOLD if run.letters and run.bold >= run.letters else 0

    def _pieces(self, text: str) -> tuple[int, ...]:
        indices = []
        parts = LINE_MARK.split(text)
        for line, part in zip(parts[1::2], parts[2::2], strict=True):
            if shown := plain(part):
                self.source.pieces.append(Piece(int(line), shown))
                indices.append(len(self.source.pieces) - 1)
        return tuple(indices)

    def _boilerplate(self, tag: Tag) -> str:
        """What boilerplate of the site this element is, or nothing."""
        name = tag.name.lower()
        if name in {"html", "body", "main", "article"} or id(tag) in self.outline.posts:
            return ""
        if name in {"header", "footer"} and (self.post or self.depth["main"]):
            return ""
        why = _NO_TEXT.get(name) or _ROLES.get(str(tag.get("role", "")).lower(), "")
        if name in {"script", "style", "template", "head", "svg", "noscript", "iframe"}:
            return why
        if name == "button" and (self.headings or tag.find(HEADINGS)):
            why = ""  # what opens a part of an accordion is its heading
        why = why or why_hidden(tag) or why_by_class(tag)
        if id(tag) in self.outline.boxes:
            return boilerplate.BOX
        if self.post and why in boilerplate.AROUND_MARKS:
            return ""
        return "" if why and self.outline.holds_the_page(tag) else why


def _is_item(tag: Tag) -> bool:
    """Whether an element is an item of a list; what a term is described by may be a whole text."""
    if tag.name != "dd":
        return tag.name in {"li", "option"}
    return tag.find("br") is None and len(LINE_MARK.sub("", tag.get_text())) < PROSE


_DEPTHS = {
    "bold": frozenset({"b", "strong", "u"}),
    "link": frozenset({"a"}),
    "pre": frozenset({"pre"}),
    "main": frozenset({"article", "main"}),
    "nav": frozenset({"nav"}),
}
