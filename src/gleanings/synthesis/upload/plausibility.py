"""What can be but seldom is: notes with a guess at the slip, never a refusal."""

import math
from collections.abc import Mapping

from django.utils.translation import gettext as _

from gleanings.evidence.measures import MEASURES
from gleanings.evidence.measures.phrasing import CORRELATIONS, STANDARDIZED
from gleanings.evidence.reading import Number
from gleanings.synthesis.number_texts import shown, value_shown
from gleanings.synthesis.upload.effects import Effect, pooled_value

# beyond these a slip is likelier than the number; they are rules of thumb, and only make notes
LARGE_DIFFERENCE = 5.0
SUSPECT_DIFFERENCE = 2.0
LARGE_CORRELATION = 0.95
LARGE_RATIO = 50.0
LARGE_STUDY = 100_000


def doubts(measure: str, numbers: Mapping[str, Number], effect: Effect) -> list[str]:
    return [
        *_large_effect(measure, effect),
        *_large_sample(numbers),
        *_errors_for_deviations(measure, numbers, effect),
        *_other_effect(measure, numbers, effect),
    ]


def _large_effect(measure: str, effect: Effect) -> list[str]:
    chosen = MEASURES[measure]
    if chosen.phrasing in STANDARDIZED and abs(effect.yi) > LARGE_DIFFERENCE:
        return [
            _("A standardized difference of %(size)s is rare; is it right?")
            % {"size": shown(effect.yi, 1)}
        ]
    value = float(chosen.natural(effect.yi))
    if chosen.phrasing in CORRELATIONS and abs(value) > LARGE_CORRELATION:
        return [
            _("A correlation of %(size)s is rare; is it right?")
            % {"size": value_shown(value, measure)}
        ]
    is_extreme = abs(effect.yi) > math.log(LARGE_RATIO)
    if chosen.is_ratio and chosen.null is not None and is_extreme:
        return [_("So large a ratio is rare; is it right, and not a logarithm already?")]
    return []


def _large_sample(numbers: Mapping[str, Number]) -> list[str]:
    return [
        _("%(column)s = %(size)s is an unusually large study; is it right?")
        % {"column": name, "size": numbers[name].text}
        for name in ("n", "ni", "n1i", "n2i")
        if name in numbers and numbers[name].value >= LARGE_STUDY
    ]


def _errors_for_deviations(
    measure: str, numbers: Mapping[str, Number], effect: Effect
) -> list[str]:
    """SE = SD/√n: a difference in standard errors is √n times one in standard deviations."""
    if (
        MEASURES[measure].phrasing not in STANDARDIZED
        or effect.way != "own"
        or "sd1i" not in numbers
    ):
        return []
    n = numbers.get("n1i") or numbers.get("ni")
    if n is None or abs(effect.yi) <= SUSPECT_DIFFERENCE:
        return []
    usual = abs(effect.yi) / math.sqrt(n.value)
    if usual > SUSPECT_DIFFERENCE:
        return []
    return [
        _(
            "The effect is %(size)s; could the standard deviations be standard errors, so that it "
            "would be about %(usual)s?"
        )
        % {"size": shown(effect.yi, 1), "usual": shown(math.copysign(usual, effect.yi), 1)}
    ]


def _other_effect(measure: str, numbers: Mapping[str, Number], effect: Effect) -> list[str]:
    """The effect that the row reports beside the numbers from which it was computed."""
    if effect.way not in {"own", "given"} or "effect" not in numbers:
        return []
    reported = pooled_value(measure, numbers["effect"].value)
    if not math.isfinite(reported):
        return [_("The effect %(effect)s is impossible.") % {"effect": numbers["effect"].text}]
    if abs(reported - effect.yi) <= math.sqrt(effect.vi) / 2:
        return []
    return [
        _(
            "The row's numbers give another effect than the %(effect)s that it reports; "
            "the numbers were used."
        )
        % {"effect": numbers["effect"].text}
    ]
