"""Whether an answer hangs on one study, or on the way it was computed."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from ..language.catalogue import N_, Language
from .notes import notes
from .written import Written

if TYPE_CHECKING:
    from ..sensitivity.influence import Influence
    from ..sensitivity.leave_one_out import LeaveOneOut


class Refit(NamedTuple):
    """The answer with something changed, on the scale that people read."""

    label: str
    estimate: float
    low: float | None
    high: float | None


def leave_one_out(r: LeaveOneOut, written: Written) -> Iterator[str]:
    natural = written.natural
    full = Refit("", natural(r.full_estimate), natural(r.full_ci_low), natural(r.full_ci_high))
    refits = [
        Refit(label, *map(natural, values))
        for label, *values in zip(r.labels, r.estimate, r.ci_low, r.ci_high, strict=True)
    ]
    yield from without_one(full, refits, written)


def without_one(full: Refit, refits: Sequence[Refit], written: Written) -> Iterator[str]:
    """How far the answer moves as each is left out, and whether it stays apart from none."""
    spoken = written.spoken
    if not refits:
        return
    yield _lies(refits, written)
    widest = max(refits, key=lambda refit: abs(refit.estimate - full.estimate))
    if written.value(widest.estimate) != written.value(full.estimate):
        yield spoken.say(
            "Leaving out {label} moves it most, from {estimate} to {moved}.",
            label=widest.label,
            estimate=written.value(full.estimate),
            moved=written.value(widest.estimate),
        )
    yield from _hangs(full, refits, written)


def _lies(refits: Sequence[Refit], written: Written) -> str:
    low, high = _range(refits, written)
    if low == high:
        return written.spoken.say(
            "Whichever one study is left out, the answer is {estimate}.", estimate=low
        )
    return written.spoken.say(
        "Whichever one study is left out, the answer lies between {low} and {high}.",
        low=low,
        high=high,
    )


def _range(refits: Sequence[Refit], written: Written) -> tuple[str, str]:
    values = [refit.estimate for refit in refits]
    return written.value(min(values)), written.value(max(values))


def _hangs(full: Refit, refits: Sequence[Refit], written: Written) -> Iterator[str]:
    null = math.nan if written.measure.null is None else float(written.measure.null)
    whole = _excludes(full, null)
    apart = [_excludes(refit, null) for refit in refits]
    if whole is None or None in apart:
        return
    turned = [refit.label for refit, each in zip(refits, apart, strict=True) if each != whole]
    if len(turned) == len(refits) > 1:
        sentence = _EACH_TURNS[whole]
    elif len(turned) > 1:
        sentence = _SOME_TURN[whole]
    elif turned:
        sentence = _ONE_TURNS[whole]
    else:
        sentence = _NONE_TURNS[whole]
    yield written.spoken.say(
        sentence,
        null=written.shown_null,
        label=turned[0] if turned else "",
        n=len(turned),
        k=len(refits),
    )


# by whether the interval of all studies leaves out no effect
_NONE_TURNS = {
    True: N_("Its interval leaves out {null} each time."),
    False: N_("Its interval includes {null} each time."),
}
_ONE_TURNS = {
    True: N_("Without {label} its interval no longer leaves out {null}."),
    False: N_("Without {label} its interval leaves out {null}."),
}
_SOME_TURN = {
    True: N_(
        "For {n} of the {k} studies, leaving that one out is enough: the interval then no longer "
        "leaves out {null}."
    ),
    False: N_(
        "For {n} of the {k} studies, leaving that one out is enough: the interval then leaves out "
        "{null}."
    ),
}
_EACH_TURNS = {
    True: N_("Whichever one is left out, its interval no longer leaves out {null}."),
    False: N_("Whichever one is left out, its interval leaves out {null}."),
}


def _excludes(refit: Refit, null: float) -> bool | None:
    """None where it is not known."""
    if refit.low is None or refit.high is None or math.isnan(null):
        return None
    return not refit.low <= null <= refit.high


def swaying(names: Sequence[str], spoken: Language) -> str:
    """Which studies sway the answer more than one study should."""
    return spoken.plural(
        "One study sways the answer more than the others: {names}.",
        "Some studies sway the answer more than the others: {names}.",
        len(names),
        names=spoken.say("; ").join(names),
    )


def influence(r: Influence, written: Written) -> Iterator[str]:
    names = [name for name, flag in zip(r.labels, r.influential, strict=True) if flag]
    if names:
        yield swaying(names, written.spoken)
    else:
        yield written.spoken.say(
            "None of the {k} studies sways the answer unduly.", k=len(r.labels)
        )
    yield from notes(r.notes, written.spoken)


def computed_otherwise(refits: Sequence[Refit], written: Written) -> Iterator[str]:
    """What other ways of computing give."""
    if not refits:
        return
    low, high = _range(refits, written)
    if low == high:
        yield written.spoken.plural(
            "Computed in another way, the answer is {estimate}.",
            "Computed in {n} other ways, the answer is {estimate} each time.",
            len(refits),
            estimate=low,
        )
    else:
        yield written.spoken.say(
            "Computed in {n} other ways, the answer lies between {low} and {high}.",
            n=len(refits),
            low=low,
            high=high,
        )
