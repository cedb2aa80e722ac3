"""The posts and tables of a page, and how much text each element holds, in one pass over it."""

import re

from bs4 import BeautifulSoup, Comment, NavigableString, Tag

from gleanings.page_import import marks
from gleanings.page_import.boxes import boxes_beside_entries
from gleanings.page_import.byline import date_in, is_person
from gleanings.page_import.patterns import month_heading
from gleanings.page_import.repeated import repeated_posts

# the name, date or topics of a post are short; an element with more text holds the post
_LONGEST_MARK = 400
# a count or a label of the site is shorter still
_LONGEST_LABEL = 80
# a date or a link to a topic within a paragraph of more than this is part of its sentence
_LONGEST_LINE = 300
# the line that says all about a post has few elements, and few around it
_MOST_PARTS = 40
_INLINE = frozenset({"span", "a", "time", "abbr", "b", "i", "em", "strong", "cite", "small"})
_LONG_MARKS = frozenset({marks.CITATION, marks.IMPLICATIONS, marks.TEXT, marks.COMMENT})
_SILENT = frozenset({"script", "style", "template", "noscript"})
# a cell with the date or the author of a post has so few letters, one with its text so many
_SHORT_CELL, _LONG_CELL = 120, 150
_TITLES = ["b", "strong", "h1", "h2", "h3", "h4", "h5", "h6"]
# by which a table of names and values is known to tell of a post
_PROPERTIES = frozenset({marks.DATE, marks.AUTHOR, marks.CATEGORY, marks.CITATION})
_FULL_COLUMNS = frozenset({marks.TITLE, marks.CITATION, marks.TEXT, marks.IMPLICATIONS})


class Outline:
    """`posts` numbers the elements that hold one post each; `columns` marks cells of tables.

    Elements are told apart by `id`: two that look alike are equal to the parser.
    """

    def __init__(self, soup: BeautifulSoup) -> None:
        self.length: dict[int, int] = {}
        self.speaks: dict[int, bool] = {}
        self.posts: dict[int, int] = {}
        self.columns: dict[int, str] = {}
        # the candidate for a post that each candidate or heading stands in
        self._holder: dict[int, Tag | None] = {}
        self._measure(soup)
        self._number(soup)
        if not self.posts:
            for tag in repeated_posts(soup, self.length):
                self.posts[id(tag)] = len(self.posts) + 1
        self.whole = self.length.get(id(soup), 0)
        self.boxes = boxes_beside_entries(soup, self.length)
        for table in soup.find_all("table"):
            self._read_table(table)
        # Mailman's archive says where a mail begins, and nothing of what stands over it
        said = soup.find(string=lambda text: isinstance(text, Comment) and "beginarticle" in text)
        self.is_mail = said is not None
        if self.is_mail:
            self._read_mail(soup)

    def mark_of(self, tag: Tag, *, listed: bool = False) -> str:
        """The mark of an element that is as short as what it is marked to be.

        Where names are `listed` (in a post, and in no heading) the address of a link tells, too.
        """
        mark = marks.mark_of(tag) or (marks.mark_by_address(tag) if listed else "")
        if not mark or mark in _LONG_MARKS:
            return mark
        longest = _LONGEST_LABEL if mark == marks.META else _LONGEST_MARK
        if self.length.get(id(tag), 0) > longest:
            return ""
        within = {marks.mark_of(child) for child in tag.find_all(True, limit=_MOST_PARTS)} - {
            mark,
            "",
            marks.META,
        }
        if within & marks.ABOUT and not (mark in marks.FILED and within <= marks.FILED):
            return ""  # the line of all that is said about the post
        if tag.name in _INLINE:
            line = tag.parent
            for _step in range(_MOST_PARTS):
                if line is None or line.name not in _INLINE:
                    break
                line = line.parent
            if line is not None and line.name in {"p", "li", "td", "blockquote"}:
                return "" if self.length.get(id(line), 0) > _LONGEST_LINE else mark
        return mark

    def holds_the_page(self, tag: Tag) -> bool:
        """Themes give the column that holds everything such a class too ("sidebar-first")."""
        length = self.length.get(id(tag), 0)
        return length > 0.5 * self.whole or (length > 600 and self.speaks.get(id(tag), False))

    def _measure(self, soup: BeautifulSoup) -> None:
        """The text that each element holds, and whether it speaks of implications."""
        order: list[tuple[Tag, Tag | None]] = [(soup, None)]
        self._holder[id(soup)] = None
        for tag, parent in order:
            if parent is not None:
                outer = self._holder[id(parent)]
                self._holder[id(tag)] = parent if marks.is_post(parent) else outer
            own, speaks = 0, False
            for child in tag.children:
                if isinstance(child, Tag):
                    order.append((child, tag))
                elif type(child) is NavigableString and tag.name not in _SILENT:
                    own += len(child.strip())
                    speaks = speaks or re.search("implications", child, re.IGNORECASE) is not None
            self.length[id(tag)], self.speaks[id(tag)] = own, speaks
        for tag, parent in reversed(order):
            if parent is not None:
                self.length[id(parent)] += self.length[id(tag)]
                self.speaks[id(parent)] = self.speaks[id(parent)] or self.speaks[id(tag)]

    def _number(self, soup: BeautifulSoup) -> None:
        """The outermost candidates hold a post each, but one that holds several is a list."""
        headings = soup.find_all(re.compile(r"^h[1-6]$"))
        titled = {id(self._holder.get(id(heading))) for heading in headings}
        candidates = [tag for tag in soup.find_all(True) if marks.is_post(tag)]
        lists: dict[int, int] = {}
        for tag in candidates:
            if id(tag) in titled:
                holder = id(self._holder.get(id(tag)))
                lists[holder] = lists.get(holder, 0) + 1
        covered: set[int] = set()
        for tag in candidates:
            holder = id(self._holder.get(id(tag)))
            if holder in self.posts or holder in covered:
                covered.add(id(tag))
            elif lists.get(id(tag), 0) < 2 and self.length[id(tag)]:
                self.posts[id(tag)] = len(self.posts) + 1

    def _read_table(self, table: Tag) -> None:
        """The columns of a table whose headings name the parts of posts; each row is a post."""
        groups = [table, *table.find_all(["thead", "tbody", "tfoot"], recursive=False)]
        rows = [row for group in groups for row in group.find_all("tr", recursive=False)]
        if len(rows) < 2:
            return
        if self._read_properties(rows):
            return
        heads = rows[0].find_all(["th", "td"], recursive=False)
        names = [marks.column_of(_said(head)) for head in heads]
        if len(set(filter(None, names))) < 2 or not _FULL_COLUMNS & set(names):
            self._read_dated_rows(rows)
            return
        for head in heads:
            self.columns[id(head)] = marks.META
        for row in rows[1:]:
            if id(row) not in self.posts:
                self.posts[id(row)] = len(self.posts) + 1
            cells = row.find_all(["th", "td"], recursive=False)
            for cell, name in zip(cells, names, strict=False):
                self.columns[id(cell)] = name or marks.META

    def _read_properties(self, rows: list[Tag]) -> bool:
        """Rows of a name and a value each, which say of a post what lines under its title do."""
        cells = [row.find_all(["th", "td"], recursive=False) for row in rows]
        if not all(len(pair) == 2 and pair[0].name == "th" != pair[1].name for pair in cells):
            return False
        named = [(pair, marks.column_of(_said(pair[0]))) for pair in cells]
        if not any(name in _PROPERTIES for _pair, name in named):
            return False
        for (label, value), name in named:
            self.columns[id(label)] = marks.META
            short = self.length[id(value)] <= _SHORT_CELL
            told = name == marks.CITATION or (name in marks.ABOUT and short)
            self.columns[id(value)] = name if told else marks.META
        return True

    def _read_dated_rows(self, rows: list[Tag]) -> None:
        """Rows with a date in one cell and a text in another are posts, whatever the headings."""
        cells = {id(row): row.find_all(["th", "td"], recursive=False) for row in rows}
        dated = [row for row in rows if self._is_dated(cells[id(row)])]
        if len(dated) < 2:
            return
        for row in rows:
            longest = max(cells[id(row)], key=lambda cell: self.length[id(cell)], default=None)
            short = [cell for cell in cells[id(row)] if cell is not longest]
            if longest is None or not any(_dates(_said(cell)) for cell in short):
                for cell in cells[id(row)]:
                    if self.length[id(cell)] <= _SHORT_CELL:
                        self.columns[id(cell)] = marks.META
                continue
            self.posts.setdefault(id(row), len(self.posts) + 1)
            titled = False
            for cell in cells[id(row)]:
                said = _said(cell)
                if cell is longest or self.length[id(cell)] > _SHORT_CELL:
                    if not titled and (title := self._title_in(cell)) is not None:
                        self.columns[id(title)] = marks.TITLE
                elif not _dates(said) and said and not is_person(said) and len(cells[id(row)]) > 2:
                    self.columns[id(cell)] = marks.META if titled else marks.TITLE
                    titled = True
                else:
                    self.columns[id(cell)] = marks.BYLINE

    def _is_dated(self, cells: list[Tag]) -> bool:
        long = [cell for cell in cells if self.length[id(cell)] > _LONG_CELL]
        short = [cell for cell in cells if self.length[id(cell)] <= _SHORT_CELL]
        return len(long) == 1 and any(_dates(_said(cell)) for cell in short)

    def _title_in(self, cell: Tag) -> Tag | None:
        """The bold line or heading that a cell opens with, if the rest is longer."""
        title = cell.find(_TITLES)
        if not isinstance(title, Tag) or self.length[id(title)] * 2 > self.length[id(cell)]:
            return None
        opening, own = _said(cell), _said(title)
        return title if own and opening.startswith(own[:40]) else None

    def _read_mail(self, soup: BeautifulSoup) -> None:
        heading = soup.find("h1")
        if not isinstance(heading, Tag):
            return
        self.columns[id(heading)] = marks.TITLE
        for name, mark in (("b", marks.AUTHOR), ("i", marks.DATE), ("a", marks.META)):
            found = heading.find_next(name)
            if isinstance(found, Tag):
                self.columns[id(found)] = mark
        for other in soup.find_all(["ul", "a"]):
            if other.find_parent("pre") is None:
                self.columns[id(other)] = marks.META


def _dates(text: str) -> bool:
    return bool(date_in(text) or month_heading(text))


def _said(head: Tag) -> str:
    """The words of a column's heading, without the numbers of lines between private characters."""
    return " ".join(re.sub("\ue000\\d+\ue001", "", head.get_text(" ")).split())[:60]
