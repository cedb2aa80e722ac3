"""How an answer came about as studies came in."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from .robustness import Refit
from .written import Written

if TYPE_CHECKING:
    from ..sensitivity.cumulative import Cumulative


def cumulative(r: Cumulative, written: Written) -> Iterator[str]:
    natural = written.natural
    steps = [
        Refit(label, *map(natural, values))
        for label, *values in zip(r.labels, r.estimate, r.ci_low, r.ci_high, strict=True)
    ]
    last = steps[-1]
    values = {
        "last": written.value(last.estimate),
        "interval": written.interval(last.low, last.high),
    }
    if len(steps) == 1:
        yield written.spoken.say("There is only one result: {last} {interval}.", **values)
        return
    yield written.spoken.say(
        "The estimate was {first} with the first result and is {last} {interval} with all {k}.",
        first=written.value(steps[0].estimate),
        k=r.k[-1],
        **values,
    )
    yield from _since(steps, written)


def over_years(steps: Sequence[Refit], written: Written) -> Iterator[str]:
    """Of steps named by their years."""
    if len(steps) < 2:
        return
    first, last = steps[0], steps[-1]
    yield written.spoken.say(
        "With the studies up to {first} it was {before}; with all up to {last} it is {after}.",
        first=first.label,
        last=last.label,
        before=written.value(first.estimate),
        after=written.value(last.estimate),
    )


def _since(steps: Sequence[Refit], written: Written) -> Iterator[str]:
    """From when on the interval leaves out no effect."""
    null = written.measure.null
    if null is None:
        return
    apart = [
        step.low is not None and step.high is not None and not step.low <= null <= step.high
        for step in steps
    ]
    shown = written.shown_null
    if all(apart):
        yield written.spoken.say(
            "Its interval has left out {null} from the first result on.", null=shown
        )
    elif apart[-1]:
        since = len(apart) - apart[::-1].index(False)
        yield written.spoken.say(
            "Its interval has left out {null} since {label} was added.",
            null=shown,
            label=steps[since].label,
        )
