"""Whether the numbers of a row agree with each other, by the checks that prose is held to."""

import math
from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from gleanings.evidence.checking import check_statistic
from gleanings.evidence.conversions import r_from_t
from gleanings.evidence.effect_sizes import family_of, possible_variances
from gleanings.evidence.measures import MEASURES
from gleanings.evidence.reading import Number, Statistic
from gleanings.evidence.report import why
from gleanings.synthesis.upload.effects import Effect, level_of

# parts and their whole
_SUMS = (("ai", "bi", "n1i"), ("ci", "di", "n2i"), ("xi", "mi", "ni"))


@dataclass(frozen=True)
class P:
    """A p as reported: `comparison` is ns where only that is said."""

    comparison: str
    number: Number | None = None


def disagreements(measure: str, numbers: Mapping[str, Number], p: P | None) -> list[str]:
    """A sentence for each number of the row that does not fit the others."""
    estimate = _estimate(measure, numbers, p)
    statistics = [estimate] if estimate else []
    test = _test(measure, numbers, p, estimate)
    statistics += [test] if test else []
    language = "fr" if (get_language() or "en").startswith("fr") else "en"
    verdicts = [check_statistic(statistic) for statistic in statistics]
    found = [why(verdict, language) for verdict in verdicts if verdict.is_alarm]
    return [
        *dict.fromkeys(found),
        *_against_t(measure, numbers),
        *_sums(measure, numbers),
        *_variances(numbers),
    ]


def _estimate(measure: str, numbers: Mapping[str, Number], p: P | None) -> Statistic | None:
    """The effect that the row reports, on the scale that people read."""
    value = numbers.get("effect")
    if value is None and MEASURES[measure].precision_follows_from_n:
        value = numbers.get("ri")
    if value is None and measure == "GEN":
        value = numbers.get("yi")
    if value is None:
        return None
    kind = MEASURES[measure].kind or "estimate"
    n = _size(measure, numbers)
    low, high = numbers.get("ci_low"), numbers.get("ci_high")
    text = f"{kind if kind != 'estimate' else measure} = {value.text}"
    return Statistic(
        start=0,
        end=len(text),
        text=text,
        kind=kind,
        value_written=value,
        ci_low_written=low if high else None,
        ci_high_written=high if low else None,
        level=level_of(numbers),
        se_written=numbers.get("se") or numbers.get("sei"),
        n_written=n,
        n_stated=n is not None,
        p_written=p.number if p else None,
        p_comparison=p.comparison if p else None,
    )


def _size(measure: str, numbers: Mapping[str, Number]) -> Number | None:
    return (
        (numbers.get("ni") or numbers.get("n"))
        if MEASURES[measure].precision_follows_from_n
        else None
    )


def _test(
    measure: str, numbers: Mapping[str, Number], p: P | None, estimate: Statistic | None
) -> Statistic | None:
    t = _t(measure, numbers)
    if t is None:
        return None
    df = numbers.get("df") or _degrees(measure, numbers)
    text = f"t = {t.text}"
    return Statistic(
        start=0,
        end=len(text),
        text=text,
        kind="t",
        value_written=t,
        df2_written=df,
        p_written=p.number if p else None,
        p_comparison=p.comparison if p else None,
        test_ratio_of=estimate if estimate and estimate.se_written else None,
    )


def _t(measure: str, numbers: Mapping[str, Number]) -> Number | None:
    """The t of a column t, or of the measure's own ti where that is the t of a test."""
    return numbers.get("t") or (numbers.get("ti") if "pi" in family_of(measure).columns else None)


def _degrees(measure: str, numbers: Mapping[str, Number]) -> Number | None:
    n = _size(measure, numbers)
    if n is None or n.value <= 2:
        return None
    return Number(f"{n.value - 2:g}", n.value - 2, 0)


def _against_t(measure: str, numbers: Mapping[str, Number]) -> list[str]:
    """A correlation against its own t, where both and n are given."""
    r = numbers.get("effect") or numbers.get("ri")
    t, df = _t(measure, numbers), _degrees(measure, numbers)
    if not MEASURES[measure].precision_follows_from_n or r is None or t is None or df is None:
        return []
    lowest, highest = sorted(abs(float(r_from_t(end, df.value))) for end in (t.low, t.high))
    if t.low < 0 < t.high:
        lowest = 0.0
    size = sorted(abs(end) for end in (r.low, r.high))
    if lowest <= size[1] and size[0] <= highest:
        return []
    middle = abs(float(r_from_t(t.value, df.value)))
    return [
        _("t = %(t)s of %(n)g people gives r = %(found).3f, not %(r)s.")
        % {"t": t.text, "n": df.value + 2, "found": middle, "r": r.text}
    ]


def impossible_precision(measure: str, effect: Effect, people: float | None) -> list[str]:
    """An effect that came with its precision, which so many people cannot have."""
    is_computed = effect.way not in {"given", "interval", "se"}
    if not people or (is_computed and "yi" not in family_of(measure).columns):
        return []
    least, most = possible_variances(measure, effect.yi, people)
    if least <= effect.vi <= most:
        return []
    se, nearest = math.sqrt(effect.vi), math.sqrt(least if effect.vi < least else most)
    told = {"n": people, "se": f"{se:.2g}", "nearest": f"{nearest:.2g}"}
    if effect.vi < least:
        return [
            _(
                "With %(n)d people the standard error cannot be as small as %(se)s (at least about "
                "%(nearest)s). Is it perhaps a variance, or the interval that of one group?"
            )
            % told
        ]
    return [
        _(
            "With %(n)d people the standard error cannot be as large as %(se)s (at most about "
            "%(nearest)s). Is it perhaps a standard deviation, or in the column of variances?"
        )
        % told
    ]


def _sums(measure: str, numbers: Mapping[str, Number]) -> list[str]:
    """Parts that do not add up to the whole that the row gives too."""
    own = family_of(measure).columns
    return [
        _("%(part)s = %(a)s and %(rest)s = %(b)s do not add up to %(whole)s = %(n)s.")
        % {
            "part": part,
            "a": numbers[part].text,
            "rest": rest,
            "b": numbers[rest].text,
            "whole": whole,
            "n": numbers[whole].text,
        }
        for part, rest, whole in _SUMS
        if {part, rest, whole} <= numbers.keys() & set(own)
        and abs(numbers[part].value + numbers[rest].value - numbers[whole].value) > 0.5
    ]


def _variances(numbers: Mapping[str, Number]) -> list[str]:
    """A variance beside a standard error that is not its root, to the decimals of both."""
    vi, sei = numbers.get("vi"), numbers.get("sei")
    if vi is None or sei is None or sei.value <= 0:
        return []
    if max(0.0, sei.low) ** 2 <= vi.high and vi.low <= sei.high * sei.high:
        return []
    return [_("vi = %(vi)s is not the square of sei = %(sei)s.") % {"vi": vi.text, "sei": sei.text}]
