"""References in APA style (7th edition), as text and as HTML.

Written here because the processors in Python get corners wrong that readers would copy on
(``citeproc-py`` 0.11 prints “(eds.)”, repeats the title where no author is known, leaves HTML
unescaped) and take 8 ms for each reference. ``tests/literature/styles`` holds this one to what
citeproc-js makes of the same items with the CSL project's APA style.
"""

import re
from typing import Any

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from gleanings.literature.styles.item import ET_AL, LEFT_OUT, Item, is_to_be_marked, retraction_of
from gleanings.literature.styles.terms import Terms, terms_of
from gleanings.literature.styles.typography import (
    english_title_case,
    full_page_ranges,
    initials,
    typographic,
)

# Publication Manual of the APA, 7th ed., 9.8: twenty are named; of more, nineteen and the last
MOST_AUTHORS = 20
AUTHORS_BEFORE_ELLIPSIS = 19
STANDS_ALONE = {"book", "report", "thesis", "webpage", "document"}
"""Types whose own title is in italics; others stand in a journal or a book, which is."""


def apa_text(item: Item, language: str = "en") -> str:
    """The reference without markup; in English, as data and files have it."""
    return re.sub(r"</?i>", "", _reference(item, lambda text: text, terms_of(language)))


def apa_html(item: Item) -> SafeString:
    """The reference with italics, and its address as a link; in the language of the page."""
    terms = terms_of(get_language() or "en")
    html = _reference(item, lambda text: str(escape(text)), terms)
    address = _address(item)
    if address:
        shown = str(escape(address))
        before, found, after = html.rpartition(f" {shown}")
        html = f'{before} <a href="{shown}">{shown}</a>{after}' if found else html
    return mark_safe(html)  # noqa: S308 - each part was escaped


def _reference(item: Item, safe: Any, terms: Terms) -> str:
    title = _title(item, safe, terms)
    people = _people(item, terms)
    date = _date(item, terms)
    opening = [safe(people), date, title] if people else [title, date]
    advance = terms.advance if _is_advance(item) else ""
    parts = [*opening, *_source(item, safe, terms), advance]
    ends = filter(None, [safe(_address(item)), _retraction(item, safe, terms)])
    return " ".join([*map(_stopped, filter(None, parts)), *ends])


def _retraction(item: Item, safe: Any, terms: Terms) -> str:
    """“(Retraction published 2026)”, as the manual has it in 10.1, example 12."""
    retraction = retraction_of(item)
    if not retraction or not retraction.get("date"):
        return ""
    notice = retraction.get("DOI", "")
    address = f", https://doi.org/{notice}" if notice and notice != item.get("DOI") else ""
    return str(safe(f"({terms.retraction} {retraction['date'][:4]}{address})"))


def _stopped(part: str) -> str:
    """With a full stop, unless it ends in a sign of its own; inside closing quotes."""
    bare = re.sub(r"</i>$", "", part)
    closing = part[len(bare) :]
    if re.search(r"[.?!]”?$", bare):
        return part
    if bare.endswith("”"):
        return f"{bare[:-1]}.”{closing}"
    return f"{part}."


# --- who --------------------------------------------------------
def _people(item: Item, terms: Terms) -> str:
    if item.get("author"):
        names = [_family_first(name) for name in item["author"]]
        missing = item.get("custom") or {}
        if missing.get(ET_AL):
            return ", ".join([*names, "et al."])
        return _name_list(names, terms, left_out=bool(missing.get(LEFT_OUT)))
    editors = item.get("editor") or []
    if editors and not item.get("container-title"):
        edited_by = _name_list([_family_first(name) for name in editors], terms)
        return f"{edited_by} ({terms.editors[len(editors) > 1]})"
    return ""


def _name_list(names: list[str], terms: Terms, *, left_out: bool = False) -> str:
    if len(names) > MOST_AUTHORS:
        names, left_out = [*names[:AUTHORS_BEFORE_ELLIPSIS], names[-1]], True
    if len(names) < 2:
        return f"{names[0]}, …" if left_out else names[0]
    before = ", ".join(names[:-1])
    return f"{before}, … {names[-1]}" if left_out else f"{before}{terms.last} {names[-1]}"


def _family_first(name: dict[str, str]) -> str:
    if "literal" in name:
        return name["literal"]
    parts = [name.get("family"), initials(name.get("given", "")), name.get("suffix")]
    return typographic(", ".join(filter(None, parts)))


def _given_first(name: dict[str, str]) -> str:
    if "literal" in name:
        return name["literal"]
    parts = [initials(name.get("given", "")), name.get("family")]
    suffix = f", {name['suffix']}" if name.get("suffix") else ""
    return typographic(" ".join(filter(None, parts)) + suffix)


# --- when -------------------------------------------------------
def _date(item: Item, terms: Terms) -> str:
    parts = ((item.get("issued") or {}).get("date-parts") or [[]])[0]
    if not parts:
        return f"({item.get('status') or terms.no_date})"
    if len(parts) == 1 or item["type"] not in {"webpage", "document"}:
        return f"({parts[0]})"
    month = terms.months[parts[1] - 1]
    return f"({parts[0]}, {terms.day(month, parts[2]) if len(parts) > 2 else month})"


def _is_advance(item: Item) -> bool:
    return bool(item.get("status") and item.get("issued"))


# --- what and where ---------------------------------------------
def _title(item: Item, safe: Any, terms: Terms) -> str:
    title = safe(typographic(item.get("title") or ""))
    mark = f" [{terms.retracted}]" if is_to_be_marked(item) else ""
    if not _is_whole(item):
        return f"{title}{mark}"
    return f"<i>{title}</i>{_in_brackets(item, safe, terms)}{mark}"


def _is_whole(item: Item) -> bool:
    return item["type"] in STANDS_ALONE or not item.get("container-title")


def _source(item: Item, safe: Any, terms: Terms) -> list[str]:
    container = typographic(item.get("container-title") or "")
    if _is_whole(item):
        return [safe(container), safe(item.get("publisher") or "")]
    if item["type"] == "chapter":
        return [_book_of(item, container, safe, terms), safe(item.get("publisher") or "")]
    return [_journal(item, container, safe)]


def _book_of(item: Item, container: str, safe: Any, terms: Terms) -> str:
    editors = [_given_first(name) for name in item.get("editor") or []]
    label = terms.editors[len(editors) > 1]
    by = f"{safe(_in_a_row(editors, terms))} ({label}), " if editors else ""
    return f"{terms.within} {by}<i>{safe(container)}</i>{_in_brackets(item, safe, terms)}"


def _in_a_row(names: list[str], terms: Terms) -> str:
    between = f"{terms.last.lstrip(',')} "
    return between.join(names) if len(names) < 3 else _name_list(names, terms)


def _in_brackets(item: Item, safe: Any, terms: Terms) -> str:
    """Edition, volume and pages of a book: “(6th ed., Vol. 2, pp. 443–494)”."""
    parts = [_edition(item.get("edition") or "", terms)]
    if item.get("volume"):
        parts.append(f"{terms.volume} {_dashed(item['volume'])}")
    if item.get("page"):
        pages = full_page_ranges(item["page"])
        parts.append(f"{terms.pages[bool(re.search(r'[–,]', pages))]} {pages}")
    elif item.get("chapter-number") and item["type"] == "chapter":
        parts.append(f"{terms.chapter} {item['chapter-number']}")
    inside = ", ".join(filter(None, parts))
    return f" ({safe(inside)})" if inside else ""


def _edition(edition: str, terms: Terms) -> str:
    return terms.edition(int(edition)) if edition.isdecimal() else edition


def _journal(item: Item, container: str, safe: Any) -> str:
    volume = f"<i>{safe(_dashed(item['volume']))}</i>" if item.get("volume") else ""
    number = f"({safe(_dashed(item['issue']))})" if item.get("issue") else ""
    pages = safe(full_page_ranges(item.get("page") or ""))
    title = f"<i>{safe(english_title_case(container))}</i>"
    return ", ".join(filter(None, [title, volume + number, pages]))


def _dashed(number: str) -> str:
    return re.sub(r"(?<=\d)-(?=\d)", "–", number)


def _address(item: Item) -> str:
    return f"https://doi.org/{item['DOI']}" if item.get("DOI") else item.get("URL") or ""
