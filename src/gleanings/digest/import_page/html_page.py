"""A page saved as HTML becomes blocks; the site's furniture is marked, not lost."""

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from bs4 import BeautifulSoup, NavigableString, Tag
from bs4.element import PreformattedString, Script, Stylesheet, TemplateString

from gleanings.digest.import_page import furniture
from gleanings.digest.import_page.blocks import BOLD, Block, Piece, Source, lines_of, plain

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
_OPEN, _CLOSE = "\ue000", "\ue001"
_MARK = re.compile(f"{_OPEN}(\\d+){_CLOSE}")
_TOKEN = re.compile(
    r"<!--.*?-->|<(script|style|textarea|title)\b[^>]*>.*?</\1\s*>"
    r"|<[!/?a-zA-Z](?:[^<>\"']|\"[^\"<>]{0,5000}\"|'[^'<>]{0,5000}'|[\"'])*>",
    re.IGNORECASE | re.DOTALL,
)


def is_html(text: str, filename: str) -> bool:
    """Whether the file is HTML, by its content first; a text page may mention a tag."""
    if re.search(r"<!doctype\s+html|<html[\s>]", text[:5_000], re.IGNORECASE):
        return True
    if re.search(r"\.x?html?$", filename, re.IGNORECASE):
        return bool(_HTML.search(text))
    return len(_HTML.findall(text)) >= 3


def read_html(text: str) -> Source:
    """The blocks of a page saved as HTML, with the line of the file that each piece stands on."""
    text = text.replace(_OPEN, "").replace(_CLOSE, "")
    lines = lines_of(text)
    source = Source(len(lines), lines)
    soup = BeautifulSoup(_with_lines_marked(text), "html.parser")
    _Reader(source, soup).read()
    spoken = {piece.line for piece in source.pieces}
    for number, raw in enumerate(lines, 1):
        if number not in spoken:
            source.silent[number] = "markup" if raw.strip() else "blank line"
    return source


def _with_lines_marked(text: str) -> str:
    """Every piece of text between tags opens with the number of its line.

    The parser tells the line of a tag, not of the text after it, and an account of every line
    needs the latter.
    """
    out = []
    position, line = 0, 1
    for token in [*_TOKEN.finditer(text), None]:
        between = text[position : token.start() if token else len(text)]
        out.append(_marked(between, line))
        line += between.count("\n")
        if token:
            out.append(token[0])
            line += token[0].count("\n")
            position = token.end()
    return "".join(out)


def _marked(text: str, line: int) -> str:
    parts = text.split("\n")
    return "\n".join(
        f"{_OPEN}{line + offset}{_CLOSE}{part}" if part.strip() else part
        for offset, part in enumerate(parts)
    )


@dataclass
class _Run:
    """The text gathered since the last block began."""

    text: list[str] = field(default_factory=list)
    markup: list[str] = field(default_factory=list)
    letters: int = 0
    bold: int = 0
    linked: int = 0


class _Reader:
    def __init__(self, source: Source, soup: BeautifulSoup) -> None:
        self.source = source
        self.soup = soup
        self.run = _Run()
        self.headings: list[int] = []
        self.open_inline: list[tuple[str, str]] = []
        self.chrome: list[str] = []
        self.interrupted: list[_Run] = []
        self.depth = {"bold": 0, "link": 0, "pre": 0, "item": 0}
        self.item_begins = False
        self.date = ""
        self.whole = len(soup.get_text())

    def read(self) -> None:
        for event, node in _events(self.soup):
            if event == "text":
                self._text(str(node))
            elif isinstance(node, Tag):
                (self._start if event == "start" else self._end)(node)
        self._flush()

    def _start(self, tag: Tag) -> None:
        name = tag.name.lower()
        if name in _BLOCKS or name == "br":
            self._flush()
        self.chrome.append(self._furniture(tag))
        if self.chrome[-1] and name not in _BLOCKS:
            # furniture within a line ("Leave a comment") is a block of its own
            self.interrupted.append(self.run)
            self.run = _Run()
        if name == "time" and tag.get("datetime"):
            self.date = str(tag["datetime"])
        if re.fullmatch(r"h[1-6]", name):
            self.headings.append(int(name[1]))
        if name in {"li", "option", "dd"}:
            self.depth["item"] += 1
            self.item_begins = True
        for kind, names in _DEPTHS.items():
            self.depth[kind] += name in names
        self._open(tag, name)

    def _end(self, tag: Tag) -> None:
        name = tag.name.lower()
        self._close(name)
        if name in _BLOCKS:
            self._flush()
        if re.fullmatch(r"h[1-6]", name):
            self.headings.pop()
        if name in {"li", "option", "dd"}:
            self.depth["item"] -= 1
            self.item_begins = False
        for kind, names in _DEPTHS.items():
            self.depth[kind] -= name in names
        if self.chrome[-1] and name not in _BLOCKS:
            self._flush()
            self.run = self.interrupted.pop()
        self.chrome.pop()

    def _open(self, tag: Tag, name: str) -> None:
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
        if self.depth["pre"]:
            for at, line in enumerate(text.split("\n")):
                if at:
                    self._flush()
                self._add(line)
        else:
            self._add(text)

    def _add(self, text: str) -> None:
        visible = _MARK.sub("", text)
        letters = len(visible.strip())
        self.run.text.append(text)
        self.run.markup.append(html.escape(visible, quote=False))
        self.run.letters += letters
        self.run.bold += letters if self.depth["bold"] else 0
        self.run.linked += letters if self.depth["link"] else 0

    def _flush(self) -> None:
        run, self.run = self.run, _Run()
        self.run.markup = [opening for _, opening in self.open_inline]
        text = plain(_MARK.sub("", "".join(run.text)))
        if not text:
            return
        closing = "".join(f"</{_INLINE.get(name, 'a')}>" for name, _ in reversed(self.open_inline))
        markup = plain("".join(run.markup) + closing)
        self.source.blocks.append(
            Block(
                text,
                self._pieces("".join(run.text)),
                heading=self._heading(run),
                item=bool(self.depth["item"]) and self.item_begins,
                link=run.linked >= run.letters,
                chrome=next(filter(None, self.chrome), ""),
                html=re.sub(r"<(em|strong|sub|sup)>\s*</\1>", "", markup),
                date=self.date,
            )
        )
        self.item_begins = False
        self.date = ""

    def _heading(self, run: _Run) -> int:
        if self.headings:
            return self.headings[-1]
        return BOLD if run.letters and run.bold >= run.letters else 0

    def _pieces(self, text: str) -> tuple[int, ...]:
        indices = []
        parts = _MARK.split(text)
        for line, part in zip(parts[1::2], parts[2::2], strict=True):
            if shown := plain(part):
                self.source.pieces.append(Piece(int(line), shown))
                indices.append(len(self.source.pieces) - 1)
        return tuple(indices)

    def _furniture(self, tag: Tag) -> str:
        """What furniture of the site this element is, or nothing."""
        name = tag.name.lower()
        if name in {"html", "body", "main", "article"}:
            return ""
        if name in {"header", "footer"} and tag.find_parent(["article", "main"]):
            return ""
        why = _NO_TEXT.get(name) or _ROLES.get(str(tag.get("role", "")).lower(), "")
        if name in {"script", "style", "template", "head", "svg", "noscript", "iframe"}:
            return why
        why = why or _hidden(tag) or _by_class(tag)
        return "" if why and self._holds_the_page(tag) else why

    def _holds_the_page(self, tag: Tag) -> bool:
        """Themes give the column that holds everything such a class too ("sidebar-first")."""
        text = tag.get_text()
        return len(text) > 0.5 * self.whole or (
            len(text) > 600 and re.search(r"implications", text, re.IGNORECASE) is not None
        )


_DEPTHS = {
    "bold": frozenset({"b", "strong"}),
    "link": frozenset({"a"}),
    "pre": frozenset({"pre"}),
}


def _hidden(tag: Tag) -> str:
    style = str(tag.get("style", "")).replace(" ", "").lower()
    hidden = tag.has_attr("hidden") or tag.get("aria-hidden") == "true" or "display:none" in style
    return "hidden text" if hidden else ""


def _by_class(tag: Tag) -> str:
    classes = tag.get("class") or []
    names = [classes] if isinstance(classes, str) else list(classes)
    return furniture.of_names([*names, str(tag.get("id") or "")])


_SKIPPED_STRINGS = (PreformattedString, Script, Stylesheet, TemplateString)


def _events(root: Tag) -> Iterator[tuple[str, Tag | NavigableString]]:
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
