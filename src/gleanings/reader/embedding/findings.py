"""A finding of a summary as a picture that stands by itself."""

import re
from typing import Any, NamedTuple

from django.urls import Resolver404, resolve, reverse
from django.utils.translation import get_language

from gleanings.digest.addresses import absolute
from gleanings.digest.findings.number_texts import interval_text, statistic_text
from gleanings.digest.findings.results import people_behind, studies_behind
from gleanings.digest.findings.words import words_for
from gleanings.digest.models import Finding, Summary
from gleanings.digest.spoken_language import spoken_language
from gleanings.evidence.figures import finding_card, words_of
from gleanings.evidence.figures.card import WIDTH
from gleanings.literature.notices.words import caution_of, marked
from gleanings.reader.embedding.embedded import Embedded
from gleanings.reader.lists.lists import home_in
from gleanings.reader.lists.notices import noted
from gleanings.reader.results_box.box import results_boxes_of
from gleanings.reader.results_box.chart import interval_of

_HEIGHT = re.compile(r' height="(\d+)')


class Shown(NamedTuple):
    """A finding that may stand elsewhere, with its summary in the language that is active."""

    finding: Finding
    summary: Summary
    sentence: str
    number: str
    caution: str
    """What must be known of the article; then the picture says that, and no number."""


def shown_finding(pk: int) -> Shown | None:
    """None where nobody may read it, its numbers do not fit, or nothing can be drawn."""
    key = Finding.objects.published().filter(pk=pk).values_list("summary__translation_key").first()
    pages = Summary.objects.in_language(get_language() or "").readable()
    summary = pages.filter(translation_key=key[0]).first() if key else None
    box = results_boxes_of([summary]).get(summary.pk) if summary else None
    found = next((one for one in box.findings if one.pk == pk), None) if box else None
    if box is None or summary is None or found is None or found.is_alarm:
        return None
    if interval_of(found) is None:
        return None
    is_main = found is box.main
    studies = studies_behind(found, box.findings) if is_main else found.k
    people = people_behind(found, box.findings) if is_main else found.n
    return Shown(
        found,
        summary,
        words_for(found, studies, people).sentence,
        ", ".join(filter(None, (statistic_text(found), interval_text(found)))),
        caution_of(noted(summary).status),
    )


def drawn(shown: Shown, **options: Any) -> Any:
    """SVG as text, or with ``format="png"`` bytes."""
    summary = shown.summary
    home = home_in(get_language() or "")
    source = " · ".join(filter(None, (home.title if home else "", absolute(summary.url or "/"))))
    told = (shown.sentence, shown.number) if not shown.caution else (shown.caution, "")
    return finding_card(
        marked(summary.title, noted(summary).status),
        *told,
        source,
        None if shown.caution else interval_of(shown.finding),
        words_of(spoken_language()),
        id_prefix=f"finding-{shown.finding.pk}",
        **options,
    )


def embedded_finding(path: str) -> Embedded | None:
    """By the page of a finding's figure, or by that of a summary, whose main result it is."""
    try:
        found = resolve(path)
    except Resolver404:
        return None
    if found.view_name == "finding_figure":
        pk = found.kwargs["pk"]
    elif found.view_name == "wagtail_serve":
        pk = _main_result(path)
    else:
        return None
    shown = shown_finding(pk) if pk else None
    return embedded(shown) if shown else None


def _main_result(path: str) -> int | None:
    slug = path.rstrip("/").rpartition("/")[2]
    pages = Summary.objects.in_language(get_language() or "").readable().filter(slug=slug)
    summary = next((page for page in pages if page.get_url() == path), None)
    box = results_boxes_of([summary]).get(summary.pk) if summary else None
    return box.main.pk if box and box.main else None


def embedded(shown: Shown) -> Embedded:
    height = _HEIGHT.search(drawn(shown))
    return Embedded(
        title=shown.summary.title,
        said=shown.caution or " ".join(filter(None, (shown.sentence, shown.number))),
        page=shown.summary.get_url() or "/",
        image=reverse("finding_image", args=[shown.finding.pk, "svg"]),
        width=WIDTH,
        height=int(height[1]) if height else WIDTH,
    )
