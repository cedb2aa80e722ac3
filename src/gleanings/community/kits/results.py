"""What a kit tells of one summary: nothing that its page does not say, and no doubtful number."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from gleanings.digest.addresses import page_address
from gleanings.digest.findings.number_texts import interval_text, statistic_text
from gleanings.digest.models import Finding, Summary
from gleanings.digest.rich_text import plain
from gleanings.digest.spoken_language import spoken_language
from gleanings.evidence.report.label import as_read
from gleanings.literature.notices.words import caution_of, mark_of, marked
from gleanings.literature.styles import apa_text, article_item
from gleanings.reader.lists.notices import noted
from gleanings.reader.lists.parts import articles_of, fetch_parts
from gleanings.reader.results_box.box import ResultsBox, results_boxes_of
from gleanings.reader.results_box.chart import chart_of


@dataclass(frozen=True)
class Told:
    """A summary as a kit has it."""

    summary: Summary
    title: str
    language: str
    """That of title, practice and who was studied."""
    address: str
    caution: str
    """What must be known of its article before all else; then no result is told."""
    mark: str
    """The same in two words: “Article retracted”."""
    box: ResultsBox | None
    """None where no result is told, as where its numbers do not fit together."""
    practice: list[str]
    references: list[str]

    @property
    def studied(self) -> str:
        return self.summary.studied

    @property
    def main(self) -> Finding | None:
        return self.box.main if self.box else None

    @property
    def number(self) -> str:
        """“r = .26, 95% CI .19 to .32”."""
        main = self.main
        return ", ".join(filter(None, (statistic_text(main), self.interval))) if main else ""

    @property
    def interval(self) -> str:
        """“95% CI .19 to .32”; of an interval without a level, that it has none."""
        main = self.main
        interval = interval_text(main) if main else ""
        if main and interval and main.level is None:
            return _("%(interval)s (its level is not given)") % {"interval": interval}
        return interval

    @property
    def note(self) -> str:
        """Where words and chart are on another scale than the number."""
        if not (self.box and self.box.is_of_fishers_z):
            return ""
        return _("Reported as Fisher’s z, told and drawn as the correlation that it stands for.")

    @property
    def is_told_as_reported(self) -> bool:
        """Whether the library's words on the interval have its level, and its numbers as they stand
        beside: they say a Fisher's z as a correlation, a proportion in per cent, and take an
        interval of no level for one of 95%."""
        main, words = self.main, self.box.words if self.box else None
        if main is None or words is None or not interval_text(main):
            return True
        reported = (main.estimate, main.ci_low, main.ci_high)
        is_same = as_read(main.measure, *reported)[1] == reported
        in_per_cent = words.interval.count("%") > 1  # beside that of the level
        is_same = is_same and in_per_cent == ("%" in statistic_text(main))
        return is_same and main.level is not None

    @property
    def chart(self) -> str:
        return str(chart_of(self.main)) if self.main else ""

    @property
    def is_in_readers_language(self) -> bool:
        """Whether its words may stand within a sentence of the kit's."""
        return self.language == get_language()

    @property
    def says_all_in_one_language(self) -> bool:
        """The same of what the evidence library says of its result."""
        box = self.box
        own = box is not None and (not box.phrases or box.language == spoken_language())
        return own and spoken_language() == get_language()


def told(summaries: list[Summary], request: HttpRequest) -> list[Told]:
    boxes = results_boxes_of(summaries)
    return [_told(summary, boxes.get(summary.pk), request) for summary in summaries]


def _told(summary: Summary, box: ResultsBox | None, request: HttpRequest) -> Told:
    fetch_parts(summary)
    status = noted(summary).status
    caution = caution_of(status)
    is_sound = bool(box and box.main and not box.main.is_alarm) and not caution
    language: Any = get_language()
    return Told(
        summary=summary,
        title=marked(summary.title, status),
        language=summary.content_language,
        address=page_address(summary, request),
        caution=caution,
        mark=mark_of(status),
        box=box if is_sound else None,
        practice=[plain(row.text) for row in summary.implications.all()],
        references=[apa_text(article_item(one), language) for one in articles_of(summary)],
    )
