"""The page of Browse, or for htmx the part of it that changes."""

from dataclasses import dataclass, replace
from typing import Any

from django.core.paginator import Page
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import patch_vary_headers
from django.utils.translation import get_language, gettext
from django.views.decorators.http import require_safe

from gleanings.reader.browse.chips import OtherState, chips, title_of
from gleanings.reader.browse.listing import listed
from gleanings.reader.browse.parameters import (
    FACETS,
    IF_THERE_ARE_ANY,
    NEWEST,
    OF_THE_RESULT,
    RELEVANCE,
    RELEVANT_TO_GROUP,
    State,
    read,
)
from gleanings.reader.browse.results import Option, Results
from gleanings.reader.browse.taking_along import MOST
from gleanings.reader.cache.catalogue import RESEARCH_TYPE, TOPIC, YEAR, Choice, catalogue
from gleanings.reader.feeds import feed_links
from gleanings.reader.head.html import Head, list_head
from gleanings.reader.lists.pagination import PER_PAGE, page_of
from gleanings.reader.lists.plain_pages import pages_with
from gleanings.reader.relevant_to import RELEVANT_TO
from gleanings.reader.results_box.facets import MEASURE, SAMPLE, SIZE, STUDIES

SHOWN_AT_ONCE = 8


@dataclass(frozen=True)
class Facet:
    """A facet as the form shows it: the first options at once, the others on demand."""

    name: str
    title: str
    hint: str
    """What the choices refer to, where the title alone leaves that open."""
    first: list[Option]
    more: list[Option]
    is_open: bool

    @property
    def count(self) -> int:
        return len(self.first) + len(self.more)


@require_safe
def browse(request: HttpRequest) -> HttpResponse:
    """Summaries by words, topics, types and years; 404 for a page that there is not."""
    held = catalogue(get_language())
    state, left_out = read(request.GET, held)
    results = Results.of(held, state)
    page = page_of(request, range(results.count))
    start = (page.number - 1) * PER_PAGE
    found = results.found
    context = {
        "state": state,
        "left_out": left_out,
        "page_obj": page,
        "results": results,
        "found": found,
        "offered": _other_words(state, found.offered if found else ""),
        "others": _other_words(state, found.others if found else ""),
        "listed": listed(
            results.keys(start, start + PER_PAGE), found.query if found else None, held.results
        ),
        "pages_found": pages_with(found.query, get_language() or "") if found else [],
        "facets": [_facet(results, facet) for facet in FACETS if _is_shown(results, facet)],
        "has_results": any(held.facets[facet] for facet in OF_THE_RESULT),
        "chips": chips(results),
        "loosen": [] if results.count else _loosen(results),
        "pages": {
            "previous": state.query(page.number - 1),
            "next": state.query(page.number + 1),
        },
        "orders": _orders(results),
        "most_taken_along": MOST,
    }
    if _asks_for_the_part(request):
        return _part(request, state, page, context)
    context["head"] = _head(request, state, page)
    return _varied(render(request, "reader/browse.html", context))


def _asks_for_the_part(request: HttpRequest) -> bool:
    headers = request.headers
    return "HX-Request" in headers and "HX-History-Restore-Request" not in headers


def _part(
    request: HttpRequest, state: State, page: Page[Any], context: dict[str, Any]
) -> HttpResponse:
    response = render(request, "reader/browse_part.html", context)
    response["HX-Push-Url"] = f"{request.path}{state.query(page.number)}"
    return _varied(response)


def _varied(response: HttpResponse) -> HttpResponse:
    patch_vary_headers(response, ["HX-Request", "HX-History-Restore-Request"])
    return response


def _head(request: HttpRequest, state: State, page: Page[Any]) -> Head:
    return list_head(
        request,
        title=gettext("Summaries"),
        description=gettext(
            "All summaries, to be searched by word, topic, type of research and year."
        ),
        feeds=feed_links(request),
        # search engines need no list of every combination
        may_be_indexed=not state.is_narrowed and not state.sort,
    )


def _is_shown(results: Results, facet: str) -> bool:
    """A filter by results, or by who finds it relevant, is there once some summary has any."""
    return (
        facet not in IF_THERE_ARE_ANY
        or bool(results.held.facets[facet])
        or bool(results.state.chosen[facet])
    )


def _hint(facet: str) -> str:
    hints = {
        MEASURE: gettext("what the main result is"),
        SIZE: gettext("of the main result, by the usual thresholds"),
        SAMPLE: gettext("behind the main result"),
        STUDIES: gettext("that the main result brings together"),
        RELEVANT_TO: gettext("as most of five or more who answered say"),
    }
    return hints.get(facet, "")


def _facet(results: Results, name: str) -> Facet:
    options = results.options(name)
    if name not in (TOPIC, RESEARCH_TYPE):
        order = options
    else:  # the most used at once; which those are does not change with what is chosen
        size = {option.choice.slug: _size(results, name, option.choice) for option in options}
        order = sorted(options, key=lambda option: -size[option.choice.slug])
    at_once = {option.choice.slug for option in order[:SHOWN_AT_ONCE]}
    more = [option for option in options if option.choice.slug not in at_once]
    return Facet(
        name,
        title_of(name),
        _hint(name),
        [option for option in options if option.choice.slug in at_once],
        more,
        is_open=any(option.is_chosen for option in more),
    )


def _size(results: Results, facet: str, choice: Choice) -> int:
    return results.held.facets[facet].get(choice.value, 0).bit_count()


def _other_words(state: State, words: str) -> OtherState | None:
    """The search for these, if there are any, with all else that was chosen."""
    if not words:
        return None
    label = gettext("“%(words)s”") % {"words": words}
    return OtherState(label, replace(state, words=words).query())


def _loosen(results: Results) -> list[OtherState]:
    """What to leave out to find something, with how much that finds."""
    state = results.state
    labels = {
        TOPIC: gettext("Without the topic"),
        RESEARCH_TYPE: gettext("Without the type of research"),
        YEAR: gettext("In any year"),
        MEASURE: gettext("With any kind of result"),
        SIZE: gettext("With a result of any size"),
        SAMPLE: gettext("With any number of people"),
        STUDIES: gettext("With any number of studies"),
        RELEVANT_TO: gettext("Whomever it is relevant to"),
    }
    ways = [
        OtherState(labels[facet], state.without(facet).query(), results.count_without(facet))
        for facet in FACETS
        if state.chosen[facet]
    ]
    if state.words and any(state.chosen.values()):
        ways += [
            OtherState(
                gettext("Without the words"),
                state.without_words().query(),
                results.count_without_words(),
            ),
            OtherState(
                gettext("The words alone"), State(state.words).query(), results.count_of_words()
            ),
        ]
    return [way for way in ways if way.count]


def _orders(results: Results) -> list[tuple[str, str, bool]]:
    """Label, address and whether it is the present one; none where there is no choice.

    Of the groups that readers are told of, those that are chosen, or else all.
    """
    state, held = results.state, results.held
    labels = {RELEVANCE: gettext("Best match")} if state.words else {}
    labels[NEWEST] = gettext("Newest")
    for slug in state.chosen[RELEVANT_TO] or [slug for slug, rated in held.best.items() if rated]:
        choice = held.choices[RELEVANT_TO][slug]
        labels[f"{RELEVANT_TO_GROUP}{slug}"] = gettext("Most relevant to: %(group)s") % {
            "group": choice.name.lower()
        }
    if len(labels) == 1:
        return []
    return [
        (label, state.sorted_by(order).query(), state.order == order)
        for order, label in labels.items()
    ]
