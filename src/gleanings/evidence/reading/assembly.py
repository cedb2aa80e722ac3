"""Put pieces that stand beside each other together: a test and its p, an estimate and its CI."""

from __future__ import annotations

from collections.abc import Iterable

from gleanings.evidence.reading.draft import (
    SENTENCE_BREAK,
    Companion,
    Draft,
    Interval,
    Page,
    Piece,
    PValue,
)
from gleanings.evidence.reading.insignificance import significance_in_words
from gleanings.evidence.reading.intervals import bare_interval, unnamed_estimate
from gleanings.evidence.reading.names import ESTIMATES
from gleanings.evidence.reading.pvalues import damaged_p

# How far, in characters, a p or an interval may stand from what it belongs to.
_REACH = 100
_KEEPS = 6
_JUST_BEFORE = 16
_SIZE_REACH = 36
_SIZES = {"n", "k"}
_OWN_SIZE = {"count", "percentage", "fraction", "range"}


class _Run:
    """The statistics of the sentence so far, nearest last."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.drafts: list[Draft] = []
        self.end = 0
        self.p_ahead: PValue | None = None

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
        waiting = [draft for draft in self.drafts if not draft.has_p and _takes_p(draft)]
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
        if draft.kind not in {"r", "rho"} or draft.df2:
            return False
        if not (test.df1 or test.df2 or test.kind == "z"):
            return False
        return self.page.plain[test.end : draft.start].strip(" )") in {",", ""}

    def for_interval(self, piece: Interval) -> Draft | None:
        for draft in reversed(self.drafts):
            if draft.kind == "z" and draft.has_p and not _holds(piece, draft):
                continue
            if draft.kind in ESTIMATES and not (draft.df1 or draft.df2) and draft.ci is None:
                return draft
            if draft.kind == "r" and draft.ci is None:
                return draft
        return None


def _holds(interval: Interval, draft: Draft) -> bool:
    """Whether the interval can be of this z: that of a test has none."""
    value = draft.value.value if draft.value else 0.0
    return interval.low.value <= value <= interval.high.value


def _takes_p(draft: Draft) -> bool:
    return draft.kind not in {"percentage", "count", "fraction", "range", "n", "k", "M", "alpha"}


def _join_p(run: _Run, piece: PValue) -> None:
    draft = run.for_p()
    if piece.comparison == "ns" and not (draft and draft.is_test and draft is run.last_test()):
        return
    if draft is None:
        run.p_ahead = piece
        return
    draft.p, draft.p_comparison = piece.number, piece.comparison
    if run.drafts[-1].partner is not draft:
        draft.grow(piece.end)
    if piece.plural:
        for other in run.drafts:
            if other.is_test and not other.has_p:
                other.p, other.p_comparison = piece.number, piece.comparison


def _join_interval(run: _Run, piece: Interval) -> Draft | None:
    draft = run.for_interval(piece)
    unnamed = None
    if draft is None or run.page.plain[draft.end : piece.start].strip(" ,;:([\x01\x02-") != "":
        unnamed = unnamed_estimate(run.page, piece.start)
        if unnamed is not None and unnamed.start < run.end:
            unnamed = None
    draft = unnamed or draft
    if draft is None or draft.value is None:
        return None
    draft.ci, draft.level = (piece.low, piece.high), piece.level
    draft.grow(piece.end)
    return unnamed


def _join_companion(run: _Run, piece: Companion) -> Draft | None:
    number = piece.number
    if piece.kind in {"n", "k"}:
        return _sample_size(run, piece)
    for draft in reversed(run.drafts):
        if piece.kind == "df" and _lacks_df(draft):
            _give_df(draft, piece)
        elif piece.kind == "SE" and draft.kind in ESTIMATES and draft.se is None:
            draft.se = number
        elif piece.kind == "SD" and draft.kind in {"M", "MD"} and draft.sd is None:
            draft.sd = number
        else:
            continue
        draft.grow(piece.end)
        return None
    return _estimate_with_se(run, piece)


def _lacks_df(draft: Draft) -> bool:
    return draft.is_test and draft.kind != "z" and not (draft.df1 or draft.df2)


def _estimate_with_se(run: _Run, piece: Companion) -> Draft | None:
    """ "The effect was 0.80 (SE = 0.09)": an SE of a number that no name stands before."""
    unnamed = unnamed_estimate(run.page, piece.start) if piece.kind == "SE" else None
    if unnamed is None or unnamed.start < run.end:
        return None
    unnamed.se = piece.number
    unnamed.grow(piece.end)
    return unnamed


def _give_df(draft: Draft, piece: Companion) -> None:
    if draft.kind == "F":
        if piece.pair is not None:
            draft.df1, draft.df2 = piece.pair[:2]
            draft.grow(piece.pair[2])
    elif draft.kind in {"t", "r", "rho"}:
        draft.df2 = piece.number
    else:
        draft.df1 = piece.number


def _sample_size(run: _Run, piece: Companion) -> Draft | None:
    number = piece.number
    if number.decimals or number.value < 0:
        return None
    sized = [draft for draft in run.drafts if draft.kind not in _SIZES]
    near = sized[-1] if sized else None
    if near is not None and piece.start - near.end <= _SIZE_REACH and near.kind not in _OWN_SIZE:
        if piece.kind == "k":
            near.k = near.k or number
        elif near.n is None:
            near.n, near.n_stated = number, True
    return Draft(piece.start, piece.end, piece.kind, number)


def assemble(page: Page, pieces: Iterable[Piece]) -> list[Draft]:
    """Drafts in the order of the text, each with what belongs to it; what lacks its needs goes."""
    run = _Run(page)
    drafts: list[Draft] = []
    ordered = sorted(pieces, key=lambda piece: (piece.start, -piece.end))
    for place, piece in enumerate(ordered):
        if piece.start < run.end and piece.end <= run.end:
            # Inside what is read already: the N within the brackets, a p read in its damage.
            continue
        if not run.admits(piece.start):
            run.restart()
        found: Draft | None = None
        if isinstance(piece, Draft):
            found = piece
        elif isinstance(piece, PValue):
            _join_p(run, piece)
        elif isinstance(piece, Interval):
            found = _join_interval(run, piece)
        else:
            found = _join_companion(run, piece)
        grown = found or run.given_df(piece)
        if found is not None:
            drafts.append(found)
            run.add(found)
        if grown is not None:
            _complete(page, grown, _next_start(ordered, place, grown.end, len(page.plain)))
        if found is not None:
            _recall_p(run, found)
        run.end = max(run.end, piece.end, found.end if found else 0)
    for draft in drafts:
        if draft.p_before is not None and not draft.has_p:
            draft.p, draft.p_comparison = draft.p_before
        if draft.partner is not None and not draft.has_p:
            draft.p, draft.p_comparison = draft.partner.p, draft.partner.p_comparison
    return [draft for draft in drafts if _is_complete(draft)]


def _next_start(ordered: list[Piece], place: int, end: int, length: int) -> int:
    """Where the next piece begins that does not lie within this one."""
    following = (piece.start for piece in ordered[place + 1 : place + 9] if piece.start >= end)
    return next(following, length)


def _complete(page: Page, draft: Draft, stop: int) -> None:
    """Look right behind the draft for bounds without a label, a damaged p, or "ns"."""
    if draft.kind in ESTIMATES and draft.ci is None and draft.kind != "percentage":
        interval = bare_interval(page, draft)
        if interval is not None and interval.start < stop + 2:
            draft.ci = (interval.low, interval.high)
            draft.grow(interval.end)
    if draft.is_test and not draft.has_p:
        found = significance_in_words(page, draft)
        if found is None and (draft.df1 or draft.df2 or draft.damaged or draft.kind == "z"):
            found = damaged_p(page, draft, stop)
        if found is not None:
            draft.p, draft.p_comparison = found.number, found.comparison
            draft.grow(found.end)


def _recall_p(run: _Run, draft: Draft) -> None:
    """ "p = .03; t(28) = 2.20": keep the p in mind, in case none follows the test."""
    ahead, run.p_ahead = run.p_ahead, None
    if ahead is not None and draft.is_test and 0 <= draft.start - ahead.end <= _JUST_BEFORE:
        draft.p_before = (ahead.number, ahead.comparison)


def _is_complete(draft: Draft) -> bool:
    if draft.needs == "p":
        return draft.has_p
    if draft.needs == "p or df":
        return draft.has_p or draft.df1 is not None or draft.df2 is not None
    if draft.needs == "company":
        return any([draft.has_p, draft.ci, draft.se, draft.sd, draft.n])
    return True
