"""One statistic that a summary reports, as data."""

from copy import copy
from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.models import Orderable

from gleanings.digest import measures
from gleanings.digest.models.plainly_told import PlainlyTold
from gleanings.digest.spoken_language import spoken_language
from gleanings.evidence.direction import Design, Favours, better_end, has_direction
from gleanings.evidence.measures import MEASURES, UNKNOWN, Measure, reported
from gleanings.evidence.report import SAID_PLAINLY, way_of
from gleanings.literature.models import Article


class FindingState(models.TextChoices):
    PROPOSED = "proposed", _("proposed")
    CONFIRMED = "confirmed", _("confirmed")
    DROPPED = "dropped", _("dropped")


class Role(models.TextChoices):
    MAIN = "main", _("main result")
    SECONDARY = "secondary", _("secondary result")
    COMPARISON = "comparison", _("comparison with earlier work")
    CONTEXT = "context", _("about the study")


class Verdict(models.TextChoices):
    """As the evidence library gives it; empty where nothing was checked yet."""

    CONSISTENT = "consistent", _("consistent")
    STYLE_NOTE = "style note", _("consistent, but not written in the usual way")
    ROUNDING_SLIP = "rounding slip", _("a rounding slip in the last digit")
    INCONSISTENT = "inconsistent", _("inconsistent")
    DECISION_ERROR = "decision error", _("inconsistent, and the decision at .05 with it")
    NOT_CHECKABLE = "not checkable", _("not checkable")


ALARMS = frozenset({Verdict.INCONSISTENT, Verdict.DECISION_ERROR})
FITTING = frozenset({Verdict.CONSISTENT, Verdict.STYLE_NOTE, Verdict.ROUNDING_SLIP})
"""What contradicts nothing; a note says what to mend all the same."""


class Comparison(models.TextChoices):
    EQUAL = "=", "="
    BELOW = "<", "<"
    ABOVE = ">", ">"
    AT_MOST = "<=", "≤"
    AT_LEAST = ">=", "≥"
    NOT_SIGNIFICANT = "ns", _("not significant")


BOUNDS = [
    (">", _("more than")),
    (">=", _("at least")),
    ("<", _("less than")),
    ("<=", _("at most")),
]
FAVOURS = [
    (Favours.FIRST.value, _("those with it, or with more of it")),
    (Favours.OTHERS.value, _("the others, or those with less of it")),
    (Favours.NEITHER.value, _("nobody: it is not about better or worse")),
]
DESIGNS = [
    (Design.COMPARISON.value, _("a comparison of groups")),
    (Design.BEFORE_AFTER.value, _("before and after, in one group")),
    (Design.CROSS_SECTIONAL.value, _("what goes together at one point in time")),
    (Design.SINGLE_GROUP.value, _("one group, neither compared nor followed")),
]
PLAIN_PHRASES = ("plain_subject", "plain_outcome", "plain_comparison", "plain_one")
"""Of the sentence that a clinician would say: see `evidence.report.plain_sentences`."""
PHRASES = ("predictor", "outcome", *PLAIN_PHRASES, "group", "time", "acknowledgement")
"""Free words of an editor's that readers see, and so want in their language."""


DIRECTED = [measure.code for measure in MEASURES.values() if has_direction(measure.phrasing)]
"""Measures that speak one way or the other."""
PHRASED = [measure.code for measure in MEASURES.values() if measure.phrasing in SAID_PLAINLY]
"""Measures that a clinician's sentence is said of."""
WAYS = ("better", "worse", "more", "less")


class FindingQuerySet(models.QuerySet[Any]):
    def confirmed(self) -> Self:
        return self.filter(state=FindingState.CONFIRMED)

    def direction_not_said(self) -> Self:
        """Effects of which nobody has said who did better by them; see `asks_who_did_better`."""
        effects = Q(measure__in=DIRECTED) | Q(measure="z", ci_low__isnull=False)
        return self.filter(effects, favours="", bound="", estimate__isnull=False)

    def not_phrased(self) -> Self:
        """Main results that a plain sentence could be said of, and that have none yet."""
        of_them = Q(measure__in=PHRASED) | Q(measure="z", ci_low__isnull=False)
        is_empty = Q(plain_subject="") | Q(plain_outcome="")
        return self.filter(of_them, is_empty, role=Role.MAIN, bound="", estimate__isnull=False)

    def published(self) -> Self:
        """Confirmed ones of summaries that anybody may read."""
        from gleanings.digest.models.summary import Summary

        # row by row: a list of all readable pages would be made first
        readable = Summary.objects.readable().filter(pk=OuterRef("summary"))
        return self.confirmed().filter(Exists(readable))


class Finding(PlainlyTold, Orderable):
    """One statistic that a summary reports, and the words it was read from.

    It belongs to the original alone: a translation and an alias show the original's. Numbers are
    as readers read them (a ratio, not its logarithm). ``level`` is in per cent. Of a range,
    ``ci_low`` and ``ci_high`` are its ends and ``level`` is empty; ``total`` is the second number
    of “so many of so many”. ``decimals`` says how many the estimate is reported with.
    """

    summary = ParentalKey("digest.Summary", on_delete=models.CASCADE, related_name="findings")
    state = models.CharField(
        _("state"), max_length=10, choices=FindingState.choices, default=FindingState.CONFIRMED
    )
    role = models.CharField(_("role"), max_length=10, choices=Role.choices, default=Role.SECONDARY)
    measure = models.CharField(_("measure"), max_length=12, choices=measures.choices)
    bound = models.CharField(
        _("the value is"),
        max_length=2,
        choices=BOUNDS,
        blank=True,
        default="",
        help_text=_("Empty where it is exact. Where the finding has words, they say it."),
    )
    estimate = models.FloatField(_("value"), null=True, blank=True)
    decimals = models.PositiveSmallIntegerField(null=True, blank=True, editable=False)
    ci_low = models.FloatField(_("interval from"), null=True, blank=True)
    ci_high = models.FloatField(_("interval to"), null=True, blank=True)
    # no validators: what an article prints is kept, and that it cannot be is the check's to say
    level = models.FloatField(_("level of the interval (%)"), null=True, blank=True)
    se = models.FloatField(_("standard error"), null=True, blank=True)
    n = models.PositiveIntegerField(_("people (n)"), null=True, blank=True)
    k = models.PositiveIntegerField(_("studies (k)"), null=True, blank=True)
    p = models.FloatField(_("p"), null=True, blank=True)
    p_comparison = models.CharField(
        _("p is"), max_length=2, choices=Comparison.choices, blank=True, default=""
    )
    df1 = models.FloatField(null=True, blank=True, editable=False)
    df2 = models.FloatField(null=True, blank=True, editable=False)
    total = models.FloatField(null=True, blank=True, editable=False)

    predictor = models.CharField(
        _("what"),
        max_length=200,
        blank=True,
        help_text=_("What predicts, or which treatment against which: “therapeutic alliance”."),
    )
    outcome = models.CharField(
        _("with what"), max_length=200, blank=True, help_text=_("The outcome: “depression”.")
    )
    design = models.CharField(
        _("how it came about"), max_length=15, choices=DESIGNS, blank=True, default=""
    )
    favours = models.CharField(
        _("who did better by this number"),
        max_length=7,
        choices=FAVOURS,
        blank=True,
        default="",
        help_text=_("Whatever its sign: papers sign a difference as they like."),
    )
    plain_outcome = models.CharField(
        _("what they tended to do"),
        max_length=150,
        blank=True,
        default="",
        help_text=_(
            "As the result has it: “have better outcomes”, “have fewer symptoms”. Of a ratio what "
            "happens: “drop out”. Of a share what they did: “dropped out”."
        ),
    )
    plain_ways = models.JSONField(default=dict, blank=True, editable=False)
    """By language, which way the result went when its outcome was phrased, and that phrase."""
    group = models.CharField(
        _("whom"), max_length=200, blank=True, help_text=_("Whom it applies to: “adults in CBT”.")
    )
    time = models.CharField(
        _("when"),
        max_length=200,
        blank=True,
        help_text=_("At what point: “at the end of therapy”."),
    )
    article = models.ForeignKey(
        Article,
        verbose_name=_("article"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("Only if the summary is about several."),
    )
    place = models.CharField(
        _("place in the article"),
        max_length=100,
        blank=True,
        help_text=_("For example “p. 92, table 2”."),
    )

    words = models.CharField(
        _("words"),
        max_length=500,
        blank=True,
        help_text=_(
            "As they appear in the summary. Empty for a number that its text does not give."
        ),
    )
    words_are_gone = models.BooleanField(default=False, editable=False)
    verdict = models.CharField(
        _("check"), max_length=14, choices=Verdict.choices, blank=True, default="", editable=False
    )
    check_record = models.JSONField(default=dict, blank=True, editable=False)
    """How the verdict was reached: ``rule``, ``recomputed``, and ``why`` by language."""
    acknowledgement = models.TextField(
        _("why it stands as it is"),
        blank=True,
        help_text=_(
            "For numbers that do not fit together and cannot be corrected, for example because "
            "the error is in the article itself. Readers see this."
        ),
    )

    other_languages = models.JSONField(
        _("in other languages"),
        default=dict,
        blank=True,
        help_text=_(
            "For readers of another language; what is left empty is shown to them as it is above."
        ),
    )
    """By language, any of `PHRASES`."""

    translated: frozenset[str] = frozenset()
    """Which of its phrases are not in the original's language: see `in_language`."""

    objects = FindingQuerySet.as_manager()

    class Meta(Orderable.Meta):
        verbose_name = _("finding")
        verbose_name_plural = _("findings")

    def __str__(self) -> str:
        if self.words:
            return self.words
        if self.estimate is None:
            return self.measure
        return f"{self.measure} {self.bound or '='} {self.estimate:g}"

    @property
    def reported(self) -> Measure:
        """What it is of, as the evidence library knows it: a z with an interval is Fisher's."""
        has_precision = self.ci_low is not None or self.se is not None
        return reported(self.measure, has_precision=has_precision, unknown=UNKNOWN)

    @property
    def is_effect(self) -> bool:
        """Whether it says how strong something is."""
        return self.reported.is_effect

    @property
    def asks_who_did_better(self) -> bool:
        """Whether nobody has said yet which way it speaks, though it speaks some way."""
        if self.estimate is None or self.estimate == self.reported.null or self.bound:
            return False  # a bound is not told as an effect of one way or the other
        return has_direction(self.reported.phrasing) and not self.favours

    @property
    def better_end(self) -> str | None:
        """The end of its scale that is the better one; None as long as nobody has said."""
        return better_end(self.favours, self.estimate, self.reported.null)

    @property
    def is_alarm(self) -> bool:
        """Whether its numbers do not fit together."""
        return self.verdict in ALARMS

    @property
    def is_note(self) -> bool:
        """Whether its last digit or its style is to be mended, and nothing is refused for it."""
        return self.verdict in FITTING - {Verdict.CONSISTENT}

    @property
    def is_open(self) -> bool:
        """Whether an editor still has to correct it or to say why it stands."""
        return self.is_alarm and not self.acknowledgement.strip()

    @property
    def way(self) -> str:
        """Which way it is told: better, worse, more, less; "" where that cannot be said."""
        if self.estimate is None:
            return ""
        better = "unknown" if self.asks_who_did_better else self.better_end
        return way_of(self.reported.code, self.estimate, better, self.design or None)

    def plain_in(self, language: str, written_in: str) -> dict[str, str]:
        """The phrases of its plain sentence in the language, of a summary written in another.

        Empty where subject or outcome is missing, and where the result went another way when the
        outcome was phrased: “have better outcomes” would be the opposite now.
        """
        is_own = language == written_in
        own = {name: getattr(self, name) for name in PLAIN_PHRASES}
        given = own if is_own else self.other_languages.get(language) or {}
        phrases = {name: given[name] for name in PLAIN_PHRASES if given.get(name)}
        if not phrases.keys() >= {"plain_subject", "plain_outcome"}:
            return {}
        way, outcome = self.plain_ways.get("" if is_own else language, (self.way, None))
        is_stale = bool(way) and outcome == phrases["plain_outcome"] and way != self.way
        return {} if is_stale else phrases

    def note_the_ways(self) -> None:
        """Keep which way the result goes for each outcome that was phrased anew; in memory."""
        outcomes = {"": self.plain_outcome} | {
            language: phrases.get("plain_outcome", "")
            for language, phrases in self.other_languages.items()
        }
        self.plain_ways = {
            language: self.plain_ways[language]
            if self.plain_ways.get(language, ["", ""]) in ([way, outcome] for way in WAYS)
            else [self.way, outcome]
            for language, outcome in outcomes.items()
            if outcome
        }

    def in_language(self, language: str, written_in: str) -> Self:
        """The same finding of a summary in another language, its phrases in this one.

        What the editor did not give stays as it is, but for those of its plain sentence: that is
        of one language, or it is not said.
        """
        given = self.other_languages.get(language) or {}
        phrases = {name: given[name] for name in PHRASES if given.get(name)}
        finding = copy(self)
        for name, phrase in phrases.items():
            setattr(finding, name, phrase)
        plain = self.plain_in(spoken_language(language), written_in)
        for name in PLAIN_PHRASES:
            setattr(finding, name, plain.get(name, ""))
        finding.translated = frozenset(phrases.values())
        return finding

    def why(self, language: str) -> str:
        """How the verdict was reached, in a sentence; in English where the language has none."""
        sentences: dict[str, Any] = self.check_record.get("why", {})
        return sentences.get(language) or sentences.get("en", "")

    @property
    def why_here(self) -> str:
        """The same in the language of whoever is at the desk."""
        return self.why(get_language() or settings.LANGUAGE_CODE)
