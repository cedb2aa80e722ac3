"""What became different from one synthesis to the next, and whether followers should hear of it."""

from collections.abc import Mapping
from typing import Any

from gleanings.evidence.words import width_vs_small
from gleanings.synthesis.models import Question, Synthesis


def change_between(before: Synthesis, after: Synthesis) -> dict[str, Any]:
    """Labels of rows that came, went or have other numbers; the estimate before and after."""
    old, new = _by_key(before), _by_key(after)
    return {
        "added": [row["label"] for key, row in new.items() if key not in old],
        "removed": [row["label"] for key, row in old.items() if key not in new],
        "corrected": [row["label"] for key, row in new.items() if key in old and row != old[key]],
        "settings": before.data["settings"] != after.data["settings"],
        "before": before.standing,
        "after": after.standing,
    }


def is_notable(change: Mapping[str, Any], question: Question) -> bool:
    """Whether the change crosses the question's threshold.

    It does where the label changes (an effect is shown now that was not, or the reverse), where
    something is pooled for the first time or no longer, and where the pooled value moved by more
    than the threshold: the editor's, in the unit that is read, or else a small effect.
    """
    before, after = change["before"], change["after"]
    if before["label"] != after["label"]:
        return True
    if before["estimate"] is None or after["estimate"] is None:
        return before["estimate"] is not after["estimate"]
    if question.threshold:
        return abs(after["estimate"] - before["estimate"]) > question.threshold
    return _is_far(question.measure, before, after["estimate"])


def _is_far(measure: str, before: Mapping[str, Any], estimate: float) -> bool:
    """By more than a small effect; without agreed sizes, out of the interval it had."""
    steps = width_vs_small(measure, before["estimate"], estimate)
    if steps is not None:
        return steps > 1
    low, high = before["ci_low"], before["ci_high"]
    return low is not None and high is not None and not low <= estimate <= high


def _by_key(synthesis: Synthesis) -> dict[str, dict[str, Any]]:
    """Rows by what makes them the same row in another version."""
    rows: dict[str, dict[str, Any]] = {}
    for row in synthesis.data["rows"]:
        key = f"finding:{row['finding']}" if row["finding"] else f"{row['cluster']}|{row['label']}"
        while key in rows:
            key += "+"
        rows[key] = {name: value for name, value in row.items() if name != "upload"}
    return rows
