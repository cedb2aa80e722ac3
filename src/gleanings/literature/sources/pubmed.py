"""PubMed by its E-utilities.

Of a search the first 10,000 hits are given and no more; past them comes HTTP 200 with an
``<ERROR>``. So days are split until each part holds fewer. ``mindate`` without ``maxdate`` is
ignored in silence: both are always sent.
"""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from io import BufferedReader, BytesIO

from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _
from lxml import etree

from gleanings.literature.records.fields import three_letter_code
from gleanings.literature.records.opening import HEAD
from gleanings.literature.records.pubmed_xml import read_pubmed_xml
from gleanings.literature.records.record import Outcome, Record, Refused
from gleanings.literature.sources.polite import (
    Polite,
    RefusedRequestError,
    SourceError,
    Terms,
)
from gleanings.literature.sources.search import Page, Search

TERMS = Terms(
    name="PubMed",
    address="https://eutils.ncbi.nlm.nih.gov/entrez/eutils",
    a_second=2.4,  # 3 are allowed, 10 with a key
    a_second_with_key=8,
    contact="email",
    key="api_key",
    key_from="GLEANINGS_PUBMED_KEY",
)
MOST = 9_999
AT_ONCE = 200


class PubMed:
    name = TERMS.name
    knows_kinds = True
    needs_journals = False
    cursor_lasts: timedelta | None = None
    looked_up_at_once = 50
    looks_up_pmids = True

    def __init__(self, polite: Polite) -> None:
        self.polite = polite

    def pages(self, search: Search, cursor: str = "") -> Iterator[Page]:
        """The cursor is the first day of a part, and how many of the part were given."""
        day, _colon, given = cursor.partition(":")
        since = date.fromisoformat(day) if day else search.since
        found = self._found(search, search.since, search.until)
        for begin, end, count in self._parts(search, since, search.until):
            start = int(given or 0) if begin == since else 0
            for at in range(start, count, AT_ONCE):
                records, refused = self._fetch(search, begin, end, at)
                after = at + AT_ONCE
                if after < count:
                    place = f"{begin}:{after}"
                else:
                    place = f"{end + timedelta(days=1)}:0" if end < search.until else ""
                yield Page(records, found, place, refused)

    def _parts(self, search: Search, since: date, until: date) -> Iterator[tuple[date, date, int]]:
        """Spans of days that hold fewer than are given."""
        count = self._found(search, since, until)
        if count <= MOST:
            yield since, until, count
            return
        if since == until:
            raise SourceError(
                _(
                    "PubMed: more than %(most)s articles came in on %(day)s, and no more are "
                    "given. Narrow the search."
                ),
                most=f"{MOST:,}",
                day=str(since),
            )
        middle = since + (until - since) // 2
        yield from self._parts(search, since, middle)
        yield from self._parts(search, middle + timedelta(days=1), until)

    def _found(self, search: Search, since: date, until: date) -> int:
        answer = self._search(search, since, until, retmax=0)
        count = answer.findtext("Count")
        if count is None or not count.isdigit():
            raise SourceError(_("PubMed: its answer has no count."))
        return int(count)

    def _fetch(
        self, search: Search, since: date, until: date, start: int, most: int | None = None
    ) -> tuple[list[Record], list[Refused]]:
        # asked for anew each time: what the server remembers of a search does not outlive a crash
        answer = self._search(search, since, until, retstart=start, retmax=most or AT_ONCE)
        keys = [element.text or "" for element in answer.iterfind("IdList/Id")]
        if not keys:
            return [], []
        outcomes = self._records(keys)
        records = [outcome for outcome in outcomes if isinstance(outcome, Record)]
        refused = [outcome for outcome in outcomes if isinstance(outcome, Refused)]
        if not outcomes:
            raise SourceError(_("PubMed: it gave none of the articles it was asked for."))
        if not refused:
            given = {record.pmid for record in records}
            refused = [
                Refused(1, gettext("PubMed gave no record of PMID %(pmid)s.") % {"pmid": key})
                for key in keys
                if key not in given
            ]
        return records, refused

    def _records(self, keys: Sequence[str]) -> list[Outcome]:
        fetched = self.polite.get(
            "efetch.fcgi", {"db": "pubmed", "retmode": "xml", "id": ",".join(keys), **_TOOL}
        )
        return list(read_pubmed_xml(BufferedReader(BytesIO(fetched.content), HEAD), "utf-8"))

    def first(self, search: Search, most: int) -> Page:
        found = self._found(search, search.since, search.until)
        records = self._fetch(search, search.since, search.until, 0, most)[0] if found else []
        return Page(records, found, "")

    def look_up(self, dois: Sequence[str], pmids: Sequence[str]) -> list[Record]:
        keys = [*pmids]
        if dois:
            # a quotation mark would end the name
            term = " OR ".join(f'"{doi}"[aid]' for doi in dois if '"' not in doi)
            answer = self._asked({"term": term, "retmax": 4 * len(dois)})
            keys += [element.text or "" for element in answer.iterfind("IdList/Id")]
        if not keys:
            return []
        try:
            outcomes = self._records(keys)
        except RefusedRequestError:  # it knows none of them
            return []
        return [outcome for outcome in outcomes if isinstance(outcome, Record)]

    def _search(self, search: Search, since: date, until: date, **place: int) -> "etree._Element":
        return self._asked(
            {
                "term": term_of(search),
                "datetype": "edat",
                "mindate": f"{since:%Y/%m/%d}",
                "maxdate": f"{until:%Y/%m/%d}",
                **place,
            }
        )

    def _asked(self, parameters: dict[str, str | int]) -> "etree._Element":
        answer = self.polite.get(
            "esearch.fcgi", {"db": "pubmed", "retmode": "xml", **_TOOL, **parameters}
        )
        try:
            root = etree.fromstring(answer.content, _PARSER)
        except etree.XMLSyntaxError as error:
            raise SourceError(_("PubMed: its answer is cut off or no XML.")) from error
        if root.tag != "eSearchResult":  # a page that says it is busy, with HTTP 200
            raise SourceError(
                _("%(source)s: its answer is not of the form it says it has."), source=self.name
            )
        fault = root.findtext(".//ERROR")
        if fault is not None:
            words = self.polite.without_keys(fault.strip())
            raise SourceError("%(source)s: %(why)s", source=self.name, why=words)
        return root


_TOOL = {"tool": "gleanings"}
_PARSER = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)


def term_of(search: Search) -> str:
    """The search in PubMed's own words."""
    parts = [f"({search.query})"] if search.query else []
    languages = tuple(map(three_letter_code, search.languages))
    for values, tag in ((search.journals, "ta"), (languages, "la"), (search.kinds, "pt")):
        if values:
            parts.append("(" + " OR ".join(f'"{value}"[{tag}]' for value in values) + ")")
    if search.published_from:
        parts.append(f'("{search.published_from}"[dp] : "3000"[dp])')
    return " AND ".join(parts) or "all[sb]"
