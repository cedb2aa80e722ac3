"""The statistics of a sentence so far, and which of them a p or an interval waits for."""

from __future__ import annotations

from gleanings.evidence.reading.draft import (
    SENTENCE_BREAK,
    Companion,
    Draft,
    Interval,
    Page,
    Piece,
    PValue,
)
from gleanings.evidence.reading.names import ESTIMATES

# How far, in characters, a p or an interval may stand from what it belongs to.
_REACH = 100
_KEEPS = 6
# Fisher's z of a correlation of .99; a larger z is that of a test, without an interval or an SE.
_LARGEST_FISHER_Z = 2.65


class Run:
    """The statistics of the sentence so far, nearest last."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.drafts: list[Draft] = []
        self.end = 0
        self.p_ahead: PValue | None = None
        self.n_ahead: Companion | None = None

    def admits(self, start: int) -> bool:
        gap = start - self.end
        if gap > _REACH:
            return False
        return gap <= 0 or SENTENCE_BREAK.search(self.page.plain, self.end, start + 1) is None

    def restart(self) -> None:
        self.drafts.clear()

    def add(self, draft: Draft) -> None:
        self.drafts = [*self.drafts[-_KEEPS:], draft]

    def for_p(self) -> Draft | None:
        """The nearest test without a p, else the nearest estimate without one."""
        waiting = [draft for draft in self.drafts if not draft.has_p and takes_p(draft)]
        tests = [draft for draft in waiting if draft.is_test]
        chosen = tests or waiting
        if len(tests) > 1 and self._is_size_of(tests[-1], tests[-2]):
            return tests[-2]
        if chosen and chosen[-1].partner in chosen:
            return chosen[-1].partner
        return chosen[-1] if chosen else None

    def given_df(self, piece: Piece) -> Draft | None:
        """The test that this df behind it was given to: its p may be in words right after."""
        last = self.last_test() if isinstance(piece, Companion) and piece.kind == "df" else None
        grown = last is not None and last.end >= piece.end
        return last if grown else None

    def last_test(self) -> Draft | None:
        return next((draft for draft in reversed(self.drafts) if draft.is_test), None)

    def _is_size_of(self, draft: Draft, test: Draft) -> bool:
        """Whether this r is the effect size of the test right before it: t(28) = 2.20, r = .38."""
        if draft.kind not in {"r", "rho", "PCOR"} or draft.df2:
            return False
        if not (test.df1 or test.df2 or test.kind == "z"):
            return False
        return self.page.plain[test.end : draft.start].strip(" )") in {",", ""}

    def for_interval(self, piece: Interval) -> Draft | None:
        for draft in reversed(self.drafts):
            if draft.kind == "z" and (is_test(draft) or (draft.has_p and not _holds(piece, draft))):
                return None
            if draft.kind in ESTIMATES and not (draft.df1 or draft.df2) and draft.ci is None:
                return draft
            if draft.kind == "r" and draft.ci is None:
                return draft
        return None

    def before(self, draft: Draft) -> Draft | None:
        """The statistic that stands before this one in the sentence."""
        earlier = [one for one in self.drafts if one.end <= draft.start]
        return earlier[-1] if earlier else None

    def last_estimate(self) -> Draft | None:
        """The last that has an interval: the measure named before it was its own."""
        estimates = (one for one in reversed(self.drafts) if one.kind in ESTIMATES)
        return next((one for one in estimates if one.ci is not None), None)

    def last_estimate_end(self) -> int:
        last = self.last_estimate()
        return last.end if last else 0


def is_test(z: Draft) -> bool:
    return z.value is not None and abs(z.value.value) > _LARGEST_FISHER_Z


def _holds(interval: Interval, draft: Draft) -> bool:
    """Whether the interval can be of this z: that of a test has none."""
    value = draft.value.value if draft.value else 0.0
    return interval.low.value <= value <= interval.high.value


_WITHOUT_P = {
    *("percentage", "count", "fraction", "range", "n", "k", "M", "median", "alpha", "index"),
}


def takes_p(draft: Draft) -> bool:
    return draft.kind not in _WITHOUT_P
