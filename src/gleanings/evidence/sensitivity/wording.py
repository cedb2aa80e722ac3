"""Whether a result hangs on single effects, in words, in English and French.

With a `measure`, estimates are told on the scale that people read: a ratio, not its logarithm.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from gleanings.evidence.inputs import Floats
from gleanings.evidence.languages import Statement, catalogue, tell
from gleanings.evidence.readable import ends_shown, null_shown, shown

if TYPE_CHECKING:
    from gleanings.evidence.sensitivity.cumulative import Cumulative
    from gleanings.evidence.sensitivity.influence import Influence
    from gleanings.evidence.sensitivity.leave_one_out import LeaveOneOut


def notice_of(notes: tuple[Statement, ...]) -> str:
    """What had to be said of the diagnostics, in English."""
    return tell(notes, catalogue(__package__, "en"))


def leave_one_out_told(r: LeaveOneOut, language: str, measure: str | None) -> str:
    words = catalogue(__package__, language)
    lowest, highest = float(r.estimate.min()), float(r.estimate.max())
    values = {
        "k": len(r.labels),
        "estimate": shown(r.full_estimate, measure, words),
        "low": shown(lowest, measure, words),
        "high": shown(highest, measure, words),
        "label": r.labels[r.widest],
        "moved": shown(float(r.estimate[r.widest]), measure, words),
    }
    full = _excludes_none(r.full_ci_low, r.full_ci_high)
    turned = int((_excludes_none(r.ci_low, r.ci_high) != full).sum())
    label = "no_longer_excludes" if full else "then_excludes"
    hangs = Statement(
        label if turned else "hangs_on_none",
        {"count": turned, "null": null_shown(measure, words)},
    )
    return tell([Statement("without_one", values), hangs], words)


def cumulative_told(r: Cumulative, language: str, measure: str | None) -> str:
    words = catalogue(__package__, language)
    first, last = (shown(float(r.estimate[i]), measure, words) for i in (0, -1))
    interval = ends_shown(float(r.ci_low[-1]), float(r.ci_high[-1]), measure, words)
    if len(r.labels) == 1:
        return tell([Statement("only_one", {"estimate": last, "interval": interval})], words)
    values = {"first": first, "last": last, "interval": interval, "k": r.k[-1]}
    said = [Statement("over_time", values)]
    apart = _excludes_none(r.ci_low, r.ci_high)
    null = null_shown(measure, words)
    if apart.all():
        said.append(Statement("excluded_always", {"null": null}))
    elif apart[-1]:
        since = len(apart) - int(np.argmin(apart[::-1]))
        said.append(Statement("excluded_since", {"null": null, "label": r.labels[since]}))
    return tell(said, words)


def influence_told(r: Influence, language: str) -> str:
    words = catalogue(__package__, language)
    names = [name for name, flag in zip(r.labels, r.influential, strict=True) if flag]
    label = {0: "sways_none", 1: "sways_one"}.get(len(names), "sways_many")
    values = {"k": len(r.labels), "count": len(names), "names": ", ".join(names)}
    return tell([Statement(label, values), *r.notes], words)


def _excludes_none(low: Floats | float, high: Floats | float) -> Any:
    """Of effects on the scale of pooling, where no effect is 0."""
    return np.asarray(low) * np.asarray(high) > 0
