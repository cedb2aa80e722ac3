"""What readers of a summary see of its findings."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from uuid import UUID

from django.db.models import F
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from gleanings.digest.findings.checking import recheck
from gleanings.digest.findings.number_texts import behind_text
from gleanings.digest.findings.results import (
    main_of,
    people_behind,
    people_counted,
    studies_behind,
    studies_counted,
)
from gleanings.digest.findings.words import (
    EffectWords,
    LabelWords,
    label_of,
    words_for,
)
from gleanings.digest.models import Finding, Summary
from gleanings.digest.models.finding import ALARMS, FITTING, FindingState
from gleanings.digest.spoken_language import spoken_language
from gleanings.evidence.measures import FISHERS_Z
from gleanings.evidence.measures.phrasing import LINKS
from gleanings.evidence.report import check_line, term_of
from gleanings.reader.results_box.chart import chart_of, interval_of


@dataclass(frozen=True)
class ResultsBox:
    """The confirmed findings of a summary: the main result, then the others in their order."""

    findings: list[Finding]
    language: str
    """That of the original, in which what relates to what is written."""

    @cached_property
    def main(self) -> Finding | None:
        return main_of(self.findings)

    @cached_property
    def studies(self) -> int | None:
        return studies_behind(self.main, self.findings)

    @cached_property
    def people(self) -> int | None:
        return people_behind(self.main, self.findings)

    @property
    def behind(self) -> str:
        """“13 studies brought together, more than 1,000 people in all”."""
        return behind_text(
            studies_counted(self.main, self.findings), people_counted(self.main, self.findings)
        )

    @cached_property
    def words(self) -> EffectWords | None:
        return words_for(self.main, self.studies, self.people) if self.main else None

    @cached_property
    def label(self) -> LabelWords | None:
        if self.main is None or self.words is None:
            return None
        return label_of(self.words, self.main.measure)

    @cached_property
    def chart(self) -> SafeString:
        return chart_of(self.main) if self.main else SafeString("")

    @property
    def may_be_embedded(self) -> bool:
        """Whether the main result may stand on somebody else's page."""
        main = self.main
        return main is not None and not main.is_alarm and interval_of(main) is not None

    @property
    def is_of_a_link(self) -> bool:
        """Whether its zero is no link, and not no effect."""
        return self.main is not None and self.main.reported.phrasing in LINKS

    @property
    def term(self) -> str:
        """The place in the glossary that explains the main result's number."""
        return term_of(self.main.reported.code) if self.main else ""

    @property
    def is_of_fishers_z(self) -> bool:
        """Whether the main result is drawn and told as the correlation that it stands for."""
        return self.main is not None and self.main.reported is FISHERS_Z

    @cached_property
    def _verdicts(self) -> Counter[str]:
        return Counter(finding.verdict for finding in self.findings)

    @property
    def check_line(self) -> str:
        """What the checks came to; empty where nothing could be checked."""
        agreeing = sum(self._verdicts[verdict] for verdict in FITTING)
        disagreeing = len(self.alarms)
        # how much was studied is nothing to check, unless something stands beside it
        counts = sum(
            one.reported.is_count and one.verdict not in FITTING | ALARMS for one in self.findings
        )
        return check_line(
            agreeing=agreeing,
            disagreeing=disagreeing,
            unchecked=len(self.findings) - agreeing - disagreeing - counts,
            language=spoken_language(),
        )

    @cached_property
    def alarms(self) -> list[Finding]:
        return [finding for finding in self.findings if finding.is_alarm]

    @property
    def phrases(self) -> list[str]:
        """The editor's own words in what is said of the main result."""
        main = self.main
        own = (main.predictor, main.outcome, main.group, main.time) if main else ()
        return [phrase for phrase in own if phrase and phrase not in self.translated]

    @cached_property
    def translated(self) -> frozenset[str]:
        """Phrases that the editor gave in the reader's language."""
        return frozenset().union(*(finding.translated for finding in self.findings))


def results_box_of(summary: Summary, *, is_preview: bool = False) -> ResultsBox | None:
    """None where nothing is confirmed. A preview shows an original's findings as they are typed."""
    if is_preview and _has_its_own(summary):
        recheck(summary)
        typed = [one for one in summary.findings.all() if one.state == FindingState.CONFIRMED]
        found = sorted(typed, key=lambda one: one.sort_order or 0)
        language = summary.content_language
    else:
        return results_boxes_of([summary]).get(summary.pk)
    return _strip(found, language)


def results_boxes_of(summaries: Iterable[Summary]) -> dict[int, ResultsBox]:
    """Of each published summary that has confirmed findings, by primary key; one query."""
    summaries = list(summaries)
    by_original: dict[UUID, list[Finding]] = defaultdict(list)
    for finding in _of_the_originals({summary.translation_key for summary in summaries}):
        by_original[finding.original].append(finding)
    strips = {}
    for summary in summaries:
        found = by_original.get(summary.translation_key, [])
        strip = _strip(found, found[0].words_in if found else "")
        if strip:
            strips[summary.pk] = strip
    return strips


def _strip(found: Iterable[Finding], language: str) -> ResultsBox | None:
    found = [one.in_language(get_language() or "", language) for one in found]
    main = main_of(found)
    return ResultsBox(sorted(found, key=lambda one: one is not main), language) if found else None


def _has_its_own(summary: Summary) -> bool:
    """Whether it is the original, as far as findings are concerned."""
    others = Finding.objects.filter(summary__translation_key=summary.translation_key)
    return not others.exclude(summary=summary.pk).exists()


def _of_the_originals(keys: Iterable[UUID]) -> Iterable[Finding]:
    return (
        Finding.objects.confirmed()
        .filter(summary__translation_key__in=keys, summary__live=True)
        .annotate(words_in=F("summary__words_in"), original=F("summary__translation_key"))
        .select_related("article")
        .order_by("sort_order", "pk")
    )
