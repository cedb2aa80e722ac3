"""A finding in words: what it says, how sure, of whom, and what it cannot say."""

from dataclasses import dataclass

from ..direction import Design
from ..measures import Phrasing
from ..measures.phrasing import RATIOS, SHARES
from .label import Label, as_read, evidence_label, interval_of
from .phrasing import AVERAGES, SIGNED_AT_WILL, Speech, plain_phrase
from .plain import PlainPhrases, PlainSpeech
from .size import size_called, thresholds

# which of the sentences on direction, and on what a number cannot say, a phrasing has
_DIRECTIONS = {
    **dict.fromkeys((Phrasing.CORRELATION, Phrasing.PARTIAL, Phrasing.SLOPE), "link"),
    **dict.fromkeys((Phrasing.DIFFERENCE, Phrasing.MEAN_DIFFERENCE), "difference"),
    **dict.fromkeys((Phrasing.CHANGE, Phrasing.MEAN_CHANGE), "change"),
    **dict.fromkeys(RATIOS, "ratio"),
    **dict.fromkeys(SHARES, "share"),
    Phrasing.RISK_DIFFERENCE: "cases",
}
_CAUTIONS = _DIRECTIONS | {
    **dict.fromkeys(SHARES, "link"),
    Phrasing.PARTIAL: "partial",
    Phrasing.HAZARD: "hazard",
    Phrasing.RATE_RATIO: "rate",
}
# they stand first: whoever reads one sentence alone reads that nobody can tell
_DOUBTS = ("doubt", "doubt_unrated", "doubt_few")


@dataclass(frozen=True)
class EffectWords:
    """A finding for readers; texts that have nothing to say are empty."""

    sentence: str
    """what the number says, and how sure that is"""
    size: str | None
    """none, small, moderate, large; None without agreed thresholds, and of ratios that are some"""
    label: str
    """one of `LABELS`"""
    interval: str
    """what the interval means"""
    refers_to: str
    """whom and when, as far as was given"""
    caution: str
    """what such words can and cannot say"""
    direction: str = ""
    """which way the number counts, where the sentence does not say all of that"""
    more: str = ""
    """what the sentence leaves to those who ask: how large the effect is called"""
    is_plain: bool = False
    """Is the sentence made of the phrases that were given for it?"""


def effect_in_words(
    *,
    measure: str,
    estimate: float | None,
    ci_low: float | None = None,
    ci_high: float | None = None,
    level: float | None = 95.0,
    k: int | None = None,
    n: float | None = None,
    predictor: str = "",
    outcome: str = "",
    group: str = "",
    time: str = "",
    better: str | None = None,
    design: str | None = Design.COMPARISON,
    bound: str = "",
    total: float | None = None,
    per_cent: bool = False,
    plain: PlainPhrases | None = None,
    language: str = "en",
) -> EffectWords:
    """One finding in plain words.

    Values are on the scale that people read (see `size_of`): a ratio, not its logarithm. The one
    exception is "z" with an interval, which in prose is Fisher's z and is told as the correlation
    that it stands for. A risk difference beyond 1 is read as percentage points.

    Parameters
    ----------
    measure : a name as in prose (`reading.KINDS`) or metafor's; one not known is told as a number.
    level : of the interval, in per cent (95) or as a share (0.95); None is taken
        for 95, which the words say.
    k, n : studies and people.
    predictor, outcome, group, time : noun phrases in any language, or empty. For a comparison of
        groups the predictor is what the first group had ("CBT").
    better : which end of the number speaks for the predictor: "higher", "lower", None where it is
        not about better or worse, "unknown" where nobody said (see `direction.better_end`).
    design : one of `direction.Design`, or None where nobody said: a change in one group is not told
        as a comparison.
    bound : ">", ">=", "<" or "<=" where the estimate is a bound, of which less can be said.
    total : of so many of so many; the estimate is the first number.
    per_cent : whether the ends of a range are percentages; they stand in the interval.
    plain : phrases in this language for the sentence that a clinician would say. As long as they
        are not given, or make no sentence of this number, it is told of predictor and outcome.
    language : "en" or "fr".

    Raises
    ------
    ValueError : for another `better`, `design` or language. Numbers that are missing or impossible
        make no error; less is said.
    """
    measure, (estimate, low, high) = as_read(measure, estimate, ci_low, ci_high)
    speech = Speech(measure, predictor, outcome, better, language, design, bound)
    clinician = PlainSpeech(speech, plain or PlainPhrases())
    whom = _whom(speech, group, time)
    if speech.phrasing in (Phrasing.FRACTION, Phrasing.RANGE):
        ends = (low, high)
        plainly = _counted(clinician, estimate, total, ends, per_cent=per_cent)
        said = plainly or _counted(speech, estimate, total, ends, per_cent=per_cent)
        return EffectWords(said, None, Label.NOT_RATED, "", whom, "", is_plain=bool(plainly))
    if bound and estimate is not None:
        plainly = _of_them(clinician, estimate)
        said = plainly or speech.sentence(estimate)
        return EffectWords(said, None, Label.NOT_RATED, "", whom, "", is_plain=bool(plainly))
    label = evidence_label(measure=measure, estimate=estimate, ci_low=low, ci_high=high, k=k, n=n)
    given = low is not None or high is not None
    low, high = interval_of(measure, estimate, low, high, k, n)
    size = None if estimate is None else size_called(measure, estimate)
    shown_level = speech.spoken.level(share_of(level) if given else 0.95)
    interval = _interval(speech, estimate, low, high, shown_level)
    if low is not None and not given:
        interval = f"{interval} {speech.tell('interval_from_n')}"
    elif interval and given and level is None:
        interval = f"{interval} {speech.tell('interval_of_no_level', level=shown_level)}"
    plainly = plainly_how_sure(clinician, estimate, low, high, label)
    return EffectWords(
        sentence=plainly or how_sure(speech, estimate, low, high, label),
        size=size,
        label=label,
        interval=interval,
        refers_to=whom,
        caution=_caution(speech, size),
        direction="" if plainly else _direction(speech),
        more=clinician.a_tap_away(estimate, label) if plainly and estimate is not None else "",
        is_plain=bool(plainly),
    )


def plainly_how_sure(
    clinician: PlainSpeech,
    estimate: float | None,
    low: float | None,
    high: float | None,
    label: str,
) -> str:
    """`how_sure` as a clinician would say it; empty where the phrases make no sentence of it."""
    if estimate is None:
        return ""
    kind = _doubt(clinician.speech, estimate, low, high, label)
    said = clinician.effect(estimate, label=label, in_doubt=kind in _DOUBTS)
    said = said or _of_them(clinician, estimate)
    if not (said and kind):
        return said
    sure = clinician.how_sure(kind)
    return f"{sure}{said}" if kind in _DOUBTS else f"{said}{sure}"


def _of_them(clinician: PlainSpeech, estimate: float) -> str:
    speech = clinician.speech
    if speech.phrasing not in (Phrasing.PERCENTAGE, Phrasing.PROPORTION, *AVERAGES):
        return ""
    if speech.bound and speech.phrasing is Phrasing.MEDIAN:
        return ""  # of a bound nobody can say that half are lower
    return clinician.of_them(speech.in_bounds(speech.by_itself(estimate)))


def _counted(
    voice: Speech | PlainSpeech,
    count: float | None,
    total: float | None,
    ends: tuple[float | None, float | None],
    *,
    per_cent: bool,
) -> str:
    """The sentence of so many of so many, or of a range; empty where a number of it is missing."""
    low, high = ends
    if low is not None and high is not None:
        return voice.range(low, high, per_cent=per_cent)
    return voice.fraction(count, total) if count is not None and total else ""


def share_of(level: float | None) -> float:
    """The level of an interval as a share, given in per cent or as one."""
    if level is None:
        return 0.95
    return level if level <= 1 else level / 100


def how_sure(
    speech: Speech, estimate: float | None, low: float | None, high: float | None, label: str
) -> str:
    """The sentence of the estimate, and how far the data bear it out."""
    if estimate is None:
        return ""
    kind = _doubt(speech, estimate, low, high, label)
    said = speech.sentence(estimate, label=label, in_doubt=kind in _DOUBTS)
    if not (said and kind):
        return said
    sure = speech.tell(kind) if kind == "doubt_few" else speech.sure(kind)
    return f"{sure} {said}" if kind in _DOUBTS else f"{said} {sure}"


def _doubt(
    speech: Speech, estimate: float | None, low: float | None, high: float | None, label: str
) -> str:
    """How sure the estimate is: near none, in doubt and for which reason, or nothing to add."""
    null = speech.null
    if null is None or speech.phrasing is Phrasing.OTHER:
        return ""
    if label == Label.NEAR_ZERO:
        return "near"
    if label == Label.FEW_OR_IMPRECISE:
        return "doubt_few" if low is None and high is None else "doubt"
    if low is None or high is None:
        return ""
    return "doubt_unrated" if label == Label.NOT_RATED and low <= null <= high else ""


def _interval(
    speech: Speech, estimate: float | None, low: float | None, high: float | None, level: str
) -> str:
    if speech.phrasing in (Phrasing.SILENT, Phrasing.MEDIAN):
        return ""  # what stands beside a median is its range
    null = speech.null
    if low is None and high is None:
        missing = estimate is not None and null is not None
        return speech.tell("interval_missing") if missing else ""
    if low is None or high is None:
        end, value = ("low", low) if low is not None else ("high", high)
        shown = {end: speech.shown(value or 0.0)}
        return speech.tell(f"interval_{end}", level=level, **shown)
    ends = {"low": speech.shown(low), "high": speech.shown(high)}
    said = [speech.tell("interval", level=level, **ends)]
    if null is not None:
        label = "interval_includes" if low <= null <= high else "interval_excludes"
        said += [
            speech.tell(f"{label}_{speech.kind}", null=f"{null:.0f}"),
            speech.tell("interval_group"),
        ]
    return " ".join(said)


def _whom(speech: Speech, group: str, time: str) -> str:
    given = {"refers_who": plain_phrase(group), "refers_when": plain_phrase(time)}
    return " ".join(speech.tell(label, text=text) for label, text in given.items() if text)


def _direction(speech: Speech) -> str:
    """Which way the number counts; nothing where that is not known."""
    kind = _DIRECTIONS.get(speech.phrasing)
    if kind is None:
        return ""
    if kind == "share":
        return speech.tell("direction_share")
    if speech.is_directed:
        of = {"link": "link", "change": "change"}.get(kind, "comparison")
        null = speech.spoken.fixed(speech.null or 0.0)
        return speech.tell(f"direction_{of}_{speech.better}", null=null)
    if speech.better == "unknown" and speech.phrasing in SIGNED_AT_WILL:
        return ""
    return speech.tell(f"direction_{kind}")


def _caution(speech: Speech, size: str | None) -> str:
    if speech.phrasing not in _CAUTIONS:
        return ""
    said = speech.tell(f"caution_{_CAUTIONS[speech.phrasing]}")
    conventions = thresholds(speech.measure)
    if size is None or conventions is None:
        return said
    return f"{said} {speech.tell('caution_convention', source=conventions.source)}"
