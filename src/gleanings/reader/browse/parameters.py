"""What an address asks of Browse, and the address of any other state."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from urllib.parse import urlencode

from django.http import QueryDict
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from gleanings.reader.cache.catalogue import RESEARCH_TYPE, TOPIC, YEAR, Catalogue
from gleanings.reader.relevant_to import RELEVANT_TO
from gleanings.reader.results_box.facets import MEASURE, SAMPLE, SIZE, STUDIES
from gleanings.reader.search.query import parse

OF_THE_RESULT = (MEASURE, SIZE, SAMPLE, STUDIES)
IF_THERE_ARE_ANY = (*OF_THE_RESULT, RELEVANT_TO)
FACETS = (TOPIC, RESEARCH_TYPE, YEAR, *IF_THERE_ARE_ANY)
NEWEST, RELEVANCE = "newest", "relevance"
RELEVANT_TO_GROUP = "relevant-to-"
"""Before the slug of a group, as an order."""
MOST_NAMED = 5
LONGEST_NAMED = 60


@dataclass(frozen=True)
class State:
    """What is searched for and chosen. ``sort`` is empty where the reader did not choose."""

    words: str = ""
    chosen: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """By facet, the slugs, in the order of the list."""
    sort: str = ""

    @property
    def order(self) -> str:
        """What fits best first, where words are looked for; else the newest."""
        return self.sort or (RELEVANCE if self.words else NEWEST)

    @property
    def group(self) -> str:
        """The slug of the group by whose answers it is ordered; empty where it is not."""
        is_so = self.sort.startswith(RELEVANT_TO_GROUP)
        return self.sort.removeprefix(RELEVANT_TO_GROUP) if is_so else ""

    @property
    def is_narrowed(self) -> bool:
        return bool(self.words) or any(self.chosen.values())

    def query(self, page: int = 1) -> str:
        """The query of its address; the same state always has the same."""
        default = RELEVANCE if self.words else NEWEST
        pairs = [
            *([("q", self.words)] if self.words else []),
            *((facet, slug) for facet in FACETS for slug in self.chosen.get(facet, ())),
            *([("sort", self.sort)] if self.sort and self.sort != default else []),
            *([("page", str(page))] if page > 1 else []),
        ]
        return f"?{urlencode(pairs)}" if pairs else ""

    def without(self, facet: str, slug: str | None = None) -> "State":
        """Without one value of a facet, or without the whole facet."""
        left = tuple(one for one in self.chosen.get(facet, ()) if slug is not None and one != slug)
        return replace(self, chosen={**self.chosen, facet: left})

    def without_words(self) -> "State":
        return replace(self, words="", sort="")

    def sorted_by(self, order: str) -> "State":
        return replace(self, sort=order)


def read(given: QueryDict, held: Catalogue) -> tuple[State, list[str]]:
    """The state that the address asks for, and in sentences what of it was left out."""
    left_out: list[str] = []
    words = _read_words(given.getlist("q"), left_out)
    chosen = {facet: _read_choices(facet, given.getlist(facet), held, left_out) for facet in FACETS}
    sort = given.get("sort", "")
    by_groups = {f"{RELEVANT_TO_GROUP}{slug}" for slug in held.best}
    if sort not in {"", NEWEST, RELEVANCE} | by_groups:
        left_out.append(_("There is no order “%(value)s”.") % {"value": _shown(sort)})
        sort = ""
    if sort == RELEVANCE and not words:
        sort = ""
    return State(words, chosen, sort), left_out


def _read_words(typed: list[str], left_out: list[str]) -> str:
    query = parse(" ".join(typed))
    if query.left_out:
        left_out.append(
            _("The search was too long. Left out: “%(value)s”.") % {"value": _shown(query.left_out)}
        )
    return query.text


def _read_choices(
    facet: str, slugs: list[str], held: Catalogue, left_out: list[str]
) -> tuple[str, ...]:
    known = held.choices[facet]
    asked = {known[slug].slug for slug in slugs if slug in known}
    unknown = list(dict.fromkeys(slug for slug in slugs if slug and slug not in known))
    sentence = {
        TOPIC: _("There is no topic “%(value)s”."),
        RESEARCH_TYPE: _("There is no type of research “%(value)s”."),
        YEAR: _("There are no summaries of the year “%(value)s”."),
        MEASURE: _("There is no kind of result “%(value)s”."),
        SIZE: _("There is no size “%(value)s”."),
        SAMPLE: _("There is no number of people “%(value)s”."),
        STUDIES: _("There is no number of studies “%(value)s”."),
        RELEVANT_TO: _("There is no profession “%(value)s”."),
    }[facet]
    left_out += [sentence % {"value": _shown(slug)} for slug in unknown[:MOST_NAMED]]
    if len(unknown) > MOST_NAMED:
        left_out.append(
            _("The same goes for %(number)d more.") % {"number": len(unknown) - MOST_NAMED}
        )
    return tuple(slug for slug in known if slug in asked)


def _shown(value: str) -> str:
    printable = "".join(sign if sign.isprintable() else "�" for sign in value)
    return Truncator(printable).chars(LONGEST_NAMED)
