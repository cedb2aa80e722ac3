"""The main result of a summary as a mail says and draws it.

Outlook and Gmail draw no SVG, so the chart is a picture at an address of the site, the same for all
subscribers. Its alternative text is the sentence, which stands in its place where pictures are
blocked, and after a correction, when the picture of the old number is no longer given out.
"""

import hashlib
from base64 import b64encode
from collections.abc import Callable
from dataclasses import dataclass

from django.core.cache import cache
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from gleanings.digest.addresses import absolute
from gleanings.digest.findings.number_texts import interval_text, statistic_text
from gleanings.digest.models import Finding, Summary
from gleanings.literature.notices.words import caution_of
from gleanings.reader.lists.notices import noted
from gleanings.reader.results_box.box import ResultsBox, results_boxes_of
from gleanings.reader.results_box.chart import chart_of, picture_of

WIDTH = 320
"""So wide that its numbers can be read on a phone, where a wider one is made smaller."""
A_DAY = 86_400

Charts = Callable[[Summary, Finding], tuple[str, str]]
"""Where the pictures are, for light and for dark mode."""


@dataclass(frozen=True)
class Result:
    sentence: str
    number: str
    """“r = .26, 95% CI .19 to .32”."""
    chart: str
    """Its address; empty where nothing can be drawn."""
    chart_in_the_dark: str


def result_of(summary: Summary, box: ResultsBox | None, charts: Charts) -> Result | None:
    """In the language that is active. None where no result is told, or one in doubt."""
    main = _told(summary, box)
    words = box.words if box else None
    if main is None or words is None or not words.sentence:
        return None
    number = ", ".join(filter(None, (statistic_text(main), interval_text(main))))
    light, dark = charts(summary, main) if chart_of(main) else ("", "")
    return Result(words.sentence, number, light, dark)


def _told(summary: Summary, box: ResultsBox | None) -> Finding | None:
    if box is None or box.main is None or box.main.is_alarm or caution_of(noted(summary).status):
        return None
    return box.main


# --- the pictures ---------------------------------------------------------------------------------


def addresses(summary: Summary, finding: Finding) -> tuple[str, str]:
    """Of the site's own, which a mail that is kept finds as long as the number stands."""
    of = (summary.pk, _version(finding))
    return absolute(reverse("mail_chart", args=of)), absolute(reverse("mail_chart_dark", args=of))


def within(summary: Summary, finding: Finding) -> tuple[str, str]:
    """The pictures themselves, for a mail about what is not online yet."""
    light, dark = (picture_of(finding, width=WIDTH, dark=dark) for dark in (False, True))
    return _data(light), _data(dark)


def _data(picture: bytes) -> str:
    return f"data:image/png;base64,{b64encode(picture).decode()}"


def _version(finding: Finding) -> str:
    """Another one after each change of what is drawn."""
    drawn = (finding.reported.code, statistic_text(finding), interval_text(finding))
    return hashlib.sha256("\0".join(drawn).encode()).hexdigest()[:16]


@require_safe
def chart(request: HttpRequest, key: int, version: str, dark: bool = False) -> HttpResponse:
    """Of what anybody may read now, as it stands now; of an earlier number there is none."""
    language = get_language() or ""
    summary = get_object_or_404(Summary.objects.in_language(language).readable(), pk=key)
    main = _told(summary, results_boxes_of([summary]).get(summary.pk))
    if main is None or _version(main) != version or not chart_of(main):
        raise Http404
    picture = cache.get_or_set(
        f"mail-chart-{language}-{key}-{version}-{dark}",
        lambda: picture_of(main, width=WIDTH, dark=dark),
        A_DAY,
    )
    response = HttpResponse(picture, content_type="image/png")
    response["Cache-Control"] = f"public, max-age={A_DAY}"
    response["X-Robots-Tag"] = "noindex"
    return response
