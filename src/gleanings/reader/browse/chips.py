"""What is chosen in Browse, in words, and each time the address without it."""

from dataclasses import dataclass

from django.utils.translation import gettext

from gleanings.reader.browse.parameters import FACETS
from gleanings.reader.browse.results import Results
from gleanings.reader.cache.catalogue import RESEARCH_TYPE, TOPIC, YEAR, Choice
from gleanings.reader.relevant_to import RELEVANT_TO
from gleanings.reader.results_box.facets import MEASURE, SAMPLE, SIZE, STUDIES


@dataclass(frozen=True)
class OtherState:
    """What to call another state of the page, such as one without a choice, and its address."""

    label: str
    query: str
    count: int = 0


def chips(results: Results) -> list[OtherState]:
    state, held = results.state, results.held
    of_facets = [
        OtherState(_label(facet, held.choices[facet][slug]), state.without(facet, slug).query())
        for facet in FACETS
        for slug in state.chosen[facet]
    ]
    label = gettext("“%(words)s”") % {"words": state.words}
    words = OtherState(label, state.without_words().query())
    return [words, *of_facets] if state.words else of_facets


def _label(facet: str, choice: Choice) -> str:
    """The name of a choice where it stands alone: “Size: moderate” says more than “Moderate”."""
    if facet not in (SIZE, SAMPLE, STUDIES, RELEVANT_TO):
        return choice.name
    return gettext("%(facet)s: %(choice)s") % {
        "facet": title_of(facet),
        "choice": choice.name.lower(),
    }


def title_of(facet: str) -> str:
    return {
        TOPIC: gettext("Topic"),
        RESEARCH_TYPE: gettext("Type of research"),
        YEAR: gettext("Year"),
        MEASURE: gettext("Kind of result"),
        SIZE: gettext("Size"),
        SAMPLE: gettext("People"),
        STUDIES: gettext("Studies"),
        RELEVANT_TO: gettext("Relevant to"),
    }[facet]
