"""What was found, to take along: as a file for reference managers or spreadsheets, or on paper."""

import csv
import io
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, NamedTuple

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.formats import get_format
from django.utils.http import content_disposition_header
from django.utils.safestring import SafeString
from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from gleanings.digest.addresses import page_address
from gleanings.digest.findings.results import MainResult
from gleanings.digest.models import Summary
from gleanings.digest.rich_text import plain
from gleanings.literature.characters import cleaned
from gleanings.literature.notices.words import marked
from gleanings.literature.safe_cell import safe_cell
from gleanings.literature.styles import EXPORTS, Export, Item, apa_html, apa_text, article_item
from gleanings.reader.browse.chips import chips
from gleanings.reader.browse.parameters import read
from gleanings.reader.browse.results import Results
from gleanings.reader.cache.catalogue import catalogue
from gleanings.reader.citations import summary_item
from gleanings.reader.head.html import list_head
from gleanings.reader.lists.lists import in_order
from gleanings.reader.lists.notices import noted
from gleanings.reader.lists.parts import PARTS, articles_of
from gleanings.reader.templatetags.findings import hint

MOST = 500
"""So many of what was found are in a file or on a list; the page says so where there are more."""


@dataclass(frozen=True)
class Hit:
    """A summary that was found, with what a file or a list says of it."""

    summary: Any
    address: str
    result: MainResult | None
    references: list[Item]
    """The articles that it is about; the summary itself where there are none."""

    @property
    def practice(self) -> list[str]:
        return [plain(row.text) for row in self.summary.implications.all()]

    @property
    def citations(self) -> list[SafeString]:
        return [apa_html(item) for item in self.references]


class Format(NamedTuple):
    content_type: str
    write: Callable[[list[Hit]], str]


@require_safe
def export(request: HttpRequest, ending: str) -> HttpResponse:
    """What the address finds, in the order in which Browse shows it."""
    held = catalogue(get_language())
    state, _left_out = read(request.GET, held)
    keys = Results.of(held, state).keys(0, MOST)
    return as_file(keys, ending, pgettext("name of a file", "summaries"), request)


def as_file(keys: list[int], ending: str, name: str, request: HttpRequest) -> HttpResponse:
    """The summaries of these primary keys, in their order."""
    kind = FORMATS[ending]
    return HttpResponse(
        kind.write(hits_of(keys, request)),
        content_type=kind.content_type,
        headers={
            "Content-Disposition": content_disposition_header(True, f"{name}.{ending}") or "",
            "X-Robots-Tag": "noindex",
        },
    )


@require_safe
def reading_list(request: HttpRequest) -> HttpResponse:
    """Titles, what to do, and references: a page to print."""
    held = catalogue(get_language())
    state, left_out = read(request.GET, held)
    results = Results.of(held, state)
    context = {
        "hits": hits_of(results.keys(0, MOST), request),
        "results": results,
        "state": state,
        "left_out": left_out,
        "chosen": [chip.label for chip in chips(results)],
        "most": MOST,
        "head": list_head(request, title=_("Reading list"), may_be_indexed=False),
    }
    return render(request, "reader/reading_list.html", context)


def hits_of(keys: list[int], request: HttpRequest) -> list[Hit]:
    results = catalogue(get_language()).results
    rows = Summary.objects.readable().defer("text").prefetch_related(*PARTS)
    return [
        Hit(
            summary,
            page_address(summary, request),
            results.get(summary.pk),
            _references(summary, request),
        )
        for summary in in_order(rows, keys)
    ]


def _references(summary: Summary, request: HttpRequest) -> list[Item]:
    articles = articles_of(summary)
    return [article_item(one) for one in articles] or [summary_item(summary, request)]


# --- for reference managers -----------------------------------------------------------------------
def _records(hits: list[Hit]) -> list[Item]:
    """A record for each article, once, with a note of what its summaries say."""
    records: dict[str, Item] = {}
    for hit in hits:
        for item in hit.references:
            key = item.get("DOI") or apa_text(item)
            record = records.setdefault(key, {**item, "id": _unused(item["id"], records)})
            if item["type"] != "webpage":
                record["note"] = " ".join(filter(None, [record.get("note"), _note(hit)]))
    return cleaned(list(records.values()))


def _unused(name: str, records: dict[str, Item]) -> str:
    """A reference manager may take records of one name for one."""
    taken = {record["id"] for record in records.values()}
    names = (name, *(f"{name}-{number}" for number in range(2, MOST + 2)))
    return next(one for one in names if one not in taken)


def _note(hit: Hit) -> str:
    summary = _("Summary: “%(title)s”, %(address)s") % {
        "title": hit.summary.title,
        "address": hit.address,
    }
    practice = _("In practice: %(text)s") % {"text": hit.practice[0]} if hit.practice else ""
    return f"{summary}. {practice}".strip()


# --- CSV -----------------------------------------------------------------------------------------
def _csv(hits: list[Hit]) -> str:
    """As spreadsheets of the reader's language open it: semicolons where commas are decimal."""
    text = io.StringIO()
    between = ";" if get_format("DECIMAL_SEPARATOR") == "," else ","
    table = csv.writer(text, delimiter=between, lineterminator="\r\n")
    rows = [_row(hit) for hit in hits]
    table.writerow(_row(None))
    table.writerows([safe_cell(cleaned(cell)) for cell in row.values()] for row in rows)
    # without the mark at its head, Excel takes the file for one in an old encoding
    return f"\ufeff{text.getvalue()}"


def _row(hit: Hit | None) -> dict[str, str]:
    """The cells by their columns' headings; without a hit, the headings alone."""
    columns: dict[str, Callable[[Hit], str]] = {
        _("Title"): lambda one: marked(one.summary.title, noted(one.summary).status),
        _("In practice"): lambda one: " | ".join(one.practice),
        _("Who was studied"): lambda one: one.summary.studied,
        _("Main result"): lambda one: ", ".join(hint(one.result)),
        _("Type of research"): lambda one: _names(one.summary.research_types),
        _("Topics"): lambda one: _names(one.summary.topics),
        _("Issue"): lambda one: one.summary.month.strftime("%Y-%m"),
        _("Article"): lambda one: " | ".join(
            apa_text(item, get_language() or "en") for item in one.references
        ),
        _("DOI"): lambda one: " | ".join(item.get("DOI", "") for item in one.references),
        _("Address"): lambda one: one.address,
        _("Language"): lambda one: one.summary.content_language,
    }
    return {name: cell(hit) if hit else "" for name, cell in columns.items()}


def _names(terms: Any) -> str:
    return " | ".join(term.name for term in terms.all())


def _citations(export: Export) -> Format:
    return Format(export.content_type, lambda hits: export.write(_records(hits)))


FORMATS = {
    **{ending: _citations(export) for ending, export in EXPORTS.items()},
    "csv": Format("text/csv; charset=utf-8", _csv),
}
