"""PubMed by its E-utilities.

Of a search the first 10,000 hits are given and no more; past them comes HTTP 200 with an
``<ERROR>``. So days are split until each part holds fewer. ``mindate`` without ``maxdate`` is
ignored in silence: both are always sent.
"""

from collections.abc import Iterator
from datetime import date, timedelta
from io import BufferedReader, BytesIO

from django.utils.translation import gettext as _
from lxml import etree

from gleanings.literature.records.opening import HEAD
from gleanings.literature.records.pubmed_xml import read_pubmed_xml
from gleanings.literature.records.record import Record, Refused
from gleanings.literature.sources.polite import Polite, SourceError, Terms
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
                )
                % {"most": f"{MOST:,}", "day": since}
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
        self, search: Search, since: date, until: date, start: int
    ) -> tuple[list[Record], list[Refused]]:
        # asked for anew each time: what the server remembers of a search does not outlive a crash
        answer = self._search(search, since, until, retstart=start, retmax=AT_ONCE)
        keys = [element.text or "" for element in answer.iterfind("IdList/Id")]
        if not keys:
            return [], []
        fetched = self.polite.get(
            "efetch.fcgi", {"db": "pubmed", "retmode": "xml", "id": ",".join(keys), **_TOOL}
        )
        file = BufferedReader(BytesIO(fetched.content), HEAD)
        outcomes = list(read_pubmed_xml(file, "utf-8"))
        records = [outcome for outcome in outcomes if isinstance(outcome, Record)]
        refused = [outcome for outcome in outcomes if isinstance(outcome, Refused)]
        if not outcomes:
            raise SourceError(_("PubMed: it gave none of the articles it was asked for."))
        if not refused:
            given = {record.pmid for record in records}
            refused = [
                Refused(1, _("PubMed gave no record of PMID %(pmid)s.") % {"pmid": key})
                for key in keys
                if key not in given
            ]
        return records, refused

    def _search(self, search: Search, since: date, until: date, **place: int) -> "etree._Element":
        answer = self.polite.get(
            "esearch.fcgi",
            {
                "db": "pubmed",
                "term": term_of(search),
                "datetype": "edat",
                "mindate": f"{since:%Y/%m/%d}",
                "maxdate": f"{until:%Y/%m/%d}",
                "retmode": "xml",
                **_TOOL,
                **place,
            },
        )
        try:
            root = etree.fromstring(answer.content, _PARSER)
        except etree.XMLSyntaxError as error:
            raise SourceError(_("PubMed: its answer is cut off or no XML.")) from error
        fault = root.findtext(".//ERROR")
        if fault is not None:
            raise SourceError(f"PubMed: {self.polite.without_keys(fault.strip())}")
        return root


_TOOL = {"tool": "gleanings"}
_PARSER = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)


def term_of(search: Search) -> str:
    """The search in PubMed's own words."""
    parts = [f"({search.query})"] if search.query else []
    for values, tag in ((search.journals, "ta"), (search.languages, "la")):
        if values:
            parts.append("(" + " OR ".join(f'"{value}"[{tag}]' for value in values) + ")")
    return " AND ".join(parts) or "all[sb]"
