"""The verdict on one statistic."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from gleanings.evidence.checking.outcome import Outcome
from gleanings.evidence.reading import Statistic


@dataclass(frozen=True, slots=True)
class Verdict:
    """``outcome`` is the gravest of ``outcomes``, the checks that this statistic allowed."""

    statistic: Statistic
    outcome: Outcome
    outcomes: tuple[Outcome, ...]

    @property
    def verdict(self) -> str:
        """consistent, rounding slip, style note, inconsistent, decision error, not checkable."""
        return self.outcome.verdict

    @property
    def rule(self) -> str:
        return self.outcome.rule

    @property
    def recomputed(self) -> float | None:
        return self.outcome.recomputed

    @property
    def is_alarm(self) -> bool:
        """A contradiction that no reading resolves."""
        return self.verdict in {"inconsistent", "decision error"}

    @property
    def is_note(self) -> bool:
        """A slip of the last digit, or of style: worth mending, and refusing nothing."""
        return self.verdict in {"rounding slip", "style note"}

    def to_dict(self) -> dict[str, Any]:
        """Plain values, for JSON."""
        statistic = self.statistic
        return {
            "start": statistic.start,
            "end": statistic.end,
            "text": statistic.text,
            "kind": statistic.kind,
            "value": statistic.value,
            "df1": statistic.df1,
            "df2": statistic.df2,
            "comparison": statistic.comparison,
            "p": statistic.p,
            "p_comparison": statistic.p_comparison,
            "verdict": self.verdict,
            "recomputed": self.recomputed,
        }
