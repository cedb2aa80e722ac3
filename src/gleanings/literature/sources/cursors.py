"""Sources that answer in JSON, a page and a cursor at a time: Crossref, OpenAlex, Europe PMC."""

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator
from typing import Any

from django.utils.translation import gettext as _

from gleanings.literature.records.crossref import crossref_record
from gleanings.literature.records.europepmc import europepmc_record
from gleanings.literature.records.openalex import openalex_record
from gleanings.literature.records.record import Record
from gleanings.literature.sources.polite import Polite, SourceError, Terms
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
)
EUROPE_PMC = Terms(
    name="Europe PMC", address="https://www.ebi.ac.uk/europepmc/webservices/rest", a_second=5
)

Json = dict[str, Any]


class _ByCursor(ABC):
    """A source whose every page names the next one."""

    name: str
    path: str
    cursor_parameter: str
    first_cursor = "*"
    record: Callable[[Json], Record]

    def __init__(self, polite: Polite) -> None:
        self.polite = polite

    def pages(self, search: Search, cursor: str = "") -> Iterator[Page]:
        cursor = cursor or self.first_cursor
        while cursor:
            answer = self._json({**self.parameters(search), self.cursor_parameter: cursor})
            try:
                items, found, following = self.part(answer)
                records = [type(self).record(item) for item in items]
            except (KeyError, TypeError, AttributeError, ValueError) as error:
                raise SourceError(
                    _("%(source)s: its answer is not of the form it says it has.")
                    % {"source": self.name}
                ) from error
            # the last page may name a next one that is empty, or itself
            cursor = following if items and following != cursor else ""
            yield Page(records, found, cursor)

    def _json(self, parameters: Json) -> Json:
        answer = self.polite.get(self.path, parameters)
        try:
            given = answer.json()
        except ValueError as error:
            raise SourceError(
                _("%(source)s: its answer is cut off or no JSON.") % {"source": self.name}
            ) from error
        if not isinstance(given, dict):
            raise SourceError(
                _("%(source)s: its answer is not of the form it says it has.")
                % {"source": self.name}
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
    cursor_parameter = "cursor"
    record = staticmethod(crossref_record)

    def parameters(self, search: Search) -> Json:
        filters = [f"from-index-date:{search.since}", f"until-index-date:{search.until}"]
        filters += [f"issn:{issn}" for issn in search.journals]
        asked: Json = {"filter": ",".join(filters), "rows": 100}
        if search.query:
            asked["query.bibliographic"] = search.query
        return asked

    def part(self, answer: Json) -> tuple[list[Json], int, str]:
        message = answer["message"]
        return message["items"], message["total-results"], message.get("next-cursor") or ""


class OpenAlex(_ByCursor):
    """Asked by filters: a search costs ten times as much."""

    name = OPENALEX.name
    path = "works"
    cursor_parameter = "cursor"
    record = staticmethod(openalex_record)

    def parameters(self, search: Search) -> Json:
        filters = [
            f"from_created_date:{search.since}",
            f"to_created_date:{search.until}",
        ]
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


class EuropePMC(_ByCursor):
    name = EUROPE_PMC.name
    path = "search"
    cursor_parameter = "cursorMark"
    record = staticmethod(europepmc_record)

    def parameters(self, search: Search) -> Json:
        parts = [f"(FIRST_IDATE:[{search.since} TO {search.until}])"]
        if search.query:
            parts.append(f"({search.query})")
        for values, name in ((search.journals, "ISSN"), (search.languages, "LANG")):
            if values:
                parts.append("(" + " OR ".join(f'{name}:"{value}"' for value in values) + ")")
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
