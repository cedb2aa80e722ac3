"""Sources that answer in JSON, a page and a cursor at a time: Crossref, OpenAlex, Europe PMC."""

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import timedelta
from typing import Any, TypeVar
from urllib.parse import quote

from django.utils.translation import gettext_noop as _

from gleanings.literature.records.crossref import crossref_record
from gleanings.literature.records.europepmc import europepmc_record
from gleanings.literature.records.fields import three_letter_code
from gleanings.literature.records.openalex import openalex_record
from gleanings.literature.records.record import Record
from gleanings.literature.sources.polite import (
    Polite,
    RefusedRequestError,
    SourceError,
    Terms,
)
from gleanings.literature.sources.search import Page, Search

CROSSREF = Terms(
    name="Crossref",
    address="https://api.crossref.org",
    a_second=0.8,  # lists: 1 a second, 3 with a contact address; its answers say which
    contact="mailto",
)
OPENALEX = Terms(
    name="OpenAlex",
    address="https://api.openalex.org",
    a_second=5,
    key="api_key",
    key_from="GLEANINGS_OPENALEX_KEY",
    needs_key=True,
)
EUROPE_PMC = Terms(
    name="Europe PMC", address="https://www.ebi.ac.uk/europepmc/webservices/rest", a_second=5
)

Json = dict[str, Any]
Read = TypeVar("Read")


class _ByCursor(ABC):
    """A source whose every page names the next one."""

    name: str
    path: str
    cursor_parameter: str
    size_parameter: str
    first_cursor = "*"
    knows_kinds = False
    needs_journals = False
    cursor_lasts: timedelta | None = None
    looked_up_at_once = 0
    looks_up_pmids = False
    record: Callable[[Json], Record]

    def __init__(self, polite: Polite) -> None:
        self.polite = polite

    def pages(self, search: Search, cursor: str = "") -> Iterator[Page]:
        cursor = cursor or self.first_cursor
        while cursor:
            page = self._page(search, {self.cursor_parameter: cursor})
            # the last page may name itself as the next one
            cursor = page.cursor if page.cursor != cursor else ""
            yield replace(page, cursor=cursor)

    def first(self, search: Search, most: int) -> Page:
        page = self._page(search, {self.size_parameter: most})
        return Page(page.records[:most], page.found, "")

    def look_up(self, dois: Sequence[str], pmids: Sequence[str]) -> list[Record]:
        raise NotImplementedError(f"{self.name} is not looked up in.")

    def _page(self, search: Search, place: Json) -> Page:
        answer = self._json(self.path, {**self.parameters(search), **place})
        items, found, following = self._of_its_form(lambda: self.part(answer))
        records = self._records(items)
        wanted = [record for record in records if search.has_language_of(record)]
        # nor is there one behind an empty page, whatever it names
        return Page(wanted, found, following if items else "")

    def _listed(self, parameters: Json) -> list[Record]:
        answer = self._json(self.path, parameters)
        return self._records(self._of_its_form(lambda: self.part(answer)[0]))

    def _records(self, items: list[Json]) -> list[Record]:
        return self._of_its_form(lambda: [type(self).record(item) for item in items])

    def _of_its_form(self, read: Callable[[], Read]) -> Read:
        try:
            return read()
        except (KeyError, TypeError, AttributeError, ValueError) as error:
            raise SourceError(
                _("%(source)s: its answer is not of the form it says it has."), source=self.name
            ) from error

    def _json(self, path: str, parameters: Json) -> Json:
        answer = self.polite.get(path, parameters)
        try:
            given = answer.json()
        except ValueError as error:
            raise SourceError(
                _("%(source)s: its answer is cut off or no JSON."), source=self.name
            ) from error
        if not isinstance(given, dict):
            raise SourceError(
                _("%(source)s: its answer is not of the form it says it has."), source=self.name
            )
        return given

    @abstractmethod
    def parameters(self, search: Search) -> Json:
        """What the source is asked."""

    @abstractmethod
    def part(self, answer: Json) -> tuple[list[Json], int, str]:
        """Its items, how many were found in all, and the cursor of the next."""


class Crossref(_ByCursor):
    name = CROSSREF.name
    path = "works"
    cursor_parameter, size_parameter = "cursor", "rows"
    needs_journals = True
    cursor_lasts = timedelta(minutes=4)  # it keeps them for five
    looked_up_at_once = 40
    record = staticmethod(crossref_record)

    def parameters(self, search: Search) -> Json:
        # not by index date, which is new whenever anything about an old article is
        filters = [f"from-created-date:{search.since}", f"until-created-date:{search.until}"]
        filters += ["type:journal-article", *(f"issn:{issn}" for issn in search.journals)]
        if search.published_from:
            filters.append(f"from-pub-date:{search.published_from}")
        asked: Json = {"filter": ",".join(filters), "rows": 100}
        if search.query:
            asked["query.bibliographic"] = search.query
        return asked

    def part(self, answer: Json) -> tuple[list[Json], int, str]:
        message = answer["message"]
        return message["items"], message["total-results"], message.get("next-cursor") or ""

    def look_up(self, dois: Sequence[str], pmids: Sequence[str]) -> list[Record]:
        """By DOIs alone: it knows no PMID."""
        if len(dois) == 1:
            path = f"works/{quote(dois[0], safe='')}"
            try:
                answer = self._json(path, {})
            except RefusedRequestError:  # not one of Crossref's
                return []
            return self._records([self._of_its_form(lambda: answer["message"])])
        filters = ",".join(f"doi:{doi}" for doi in dois if "," not in doi)
        alone = [doi for doi in dois if "," in doi]
        records = [record for doi in alone for record in self.look_up([doi], [])]
        if not filters:
            return records
        try:
            return records + self._listed({"filter": filters, "rows": 2 * len(dois)})
        except RefusedRequestError:  # for one that it takes for no DOI
            half = len(dois) // 2
            return self.look_up(dois[:half], []) + self.look_up(dois[half:], [])


class OpenAlex(_ByCursor):
    """Asked by filters: a search costs ten times as much."""

    name = OPENALEX.name
    path = "works"
    cursor_parameter, size_parameter = "cursor", "per_page"
    looked_up_at_once = 40
    record = staticmethod(openalex_record)

    def parameters(self, search: Search) -> Json:
        filters = [
            f"from_created_date:{search.since}",
            f"to_created_date:{search.until}",
            "type:article|review",
        ]
        if search.published_from:
            filters.append(f"from_publication_date:{search.published_from}-01-01")
        if search.journals:
            filters.append(f"primary_location.source.issn:{'|'.join(search.journals)}")
        if search.languages:
            filters.append(f"language:{'|'.join(search.languages)}")
        if search.query:
            # a comma would begin another filter
            filters.append(f"title_and_abstract.search:{search.query.replace(',', ' ')}")
        return {"filter": ",".join(filters), "per_page": 100}

    def part(self, answer: Json) -> tuple[list[Json], int, str]:
        meta = answer["meta"]
        return answer["results"], meta["count"], meta.get("next_cursor") or ""

    def look_up(self, dois: Sequence[str], pmids: Sequence[str]) -> list[Record]:
        records: list[Record] = []
        for name, given in (("doi", dois), ("pmid", pmids)):
            # these two would end the name
            if names := [one for one in given if "," not in one and "|" not in one]:
                filters = f"{name}:{'|'.join(names)}"
                records += self._listed({"filter": filters, "per_page": 100})
        return records


class EuropePMC(_ByCursor):
    name = EUROPE_PMC.name
    path = "search"
    cursor_parameter, size_parameter = "cursorMark", "pageSize"
    knows_kinds = True
    record = staticmethod(europepmc_record)

    def parameters(self, search: Search) -> Json:
        parts = [f"(FIRST_IDATE:[{search.since} TO {search.until}])"]
        if search.query:
            parts.append(f"({search.query})")
        languages = tuple(map(three_letter_code, search.languages))
        for values, name in (
            *((search.journals, "ISSN"), (languages, "LANG")),
            (search.kinds, "PUB_TYPE"),
        ):
            if values:
                parts.append("(" + " OR ".join(f'{name}:"{value}"' for value in values) + ")")
        if search.published_from:
            parts.append(f"(PUB_YEAR:[{search.published_from} TO 3000])")
        return {
            "query": " AND ".join(parts),
            "resultType": "core",
            "pageSize": 100,
            "format": "json",
        }

    def part(self, answer: Json) -> tuple[list[Json], int, str]:
        return (
            answer["resultList"]["result"],
            answer["hitCount"],
            answer.get("nextCursorMark") or "",
        )
