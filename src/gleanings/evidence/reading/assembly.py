"""Put pieces that stand beside each other together: a test and its p, an estimate and its CI."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from gleanings.evidence.reading.draft import (
    Companion,
    Draft,
    Interval,
    Page,
    Piece,
    PValue,
)
from gleanings.evidence.reading.insignificance import significance_in_words
from gleanings.evidence.reading.intervals import (
    bare_interval,
    bounds_for,
    further_estimate,
    unnamed_estimate,
)
from gleanings.evidence.reading.names import ESTIMATES, RATIOS
from gleanings.evidence.reading.ownership import (
    holds,
    leads,
    may_own,
    p_is_of_another,
    says_decrease,
)
from gleanings.evidence.reading.pvalues import damaged_p
from gleanings.evidence.reading.run import Run, is_test, takes_p
from gleanings.evidence.reading.siblings import shares_a_name
from gleanings.evidence.reading.statistic import Number
from gleanings.evidence.reading.wholes import state_count_behind

_JUST_BEFORE = 16
_SIZE_REACH = 36
_SIZES = {"n", "k"}
_OWN_SIZE = {"count", "percentage", "fraction", "range"}


# "(2 = .07, p = .03; model R2 = .36)": of the number whose name was lost.
_OF_A_NUMBER = re.compile(r"=\s?-?\d{0,3}\.\d{1,4}\s?,\s?$")


def _join_p(run: Run, piece: PValue, following: Draft | None) -> None:
    draft = run.for_p()
    if leads(run.page, piece, following, draft):
        run.p_ahead = piece
        return
    if draft is not None and p_is_of_another(run.page, draft, piece, run.before(draft)):
        draft.doubtful = (*draft.doubtful, "p")
        return
    if piece.comparison == "ns" and not (draft and draft.is_test and draft is run.last_test()):
        return
    if draft is None:
        begin = max(0, piece.start - 16)
        if not _OF_A_NUMBER.search(run.page.plain, begin, piece.start):
            run.p_ahead = piece
        return
    draft.p, draft.p_comparison = piece.number, piece.comparison
    draft.p_corrected = piece.corrected
    if run.drafts[-1].partner is not draft:
        draft.grow(piece.end)
    if piece.plural:
        for other in run.drafts:
            if other.is_test and not other.has_p:
                other.p, other.p_comparison = piece.number, piece.comparison


def _join_interval(run: Run, piece: Interval) -> Draft | None:
    if piece.versus is not None:
        return _join_two_intervals(run, piece, piece.versus)
    draft = run.for_interval(piece)
    unnamed = None
    if draft is None or run.page.plain[draft.end : piece.start].strip(" ,;:([\x01\x02-") != "":
        unnamed = unnamed_estimate(run.page, piece.start, run.last_estimate_end())
        if unnamed is not None and (
            unnamed.start < run.end or _is_beside(run.page, draft, unnamed, piece)
        ):
            unnamed = None
    if unnamed is None and (draft is None or not _may_own(run, draft, piece)):
        unnamed = further_estimate(run.page, piece)
        if unnamed is not None and unnamed.start < run.end:
            unnamed = None
    if unnamed is None and draft is not None and not _may_own(run, draft, piece):
        draft.doubtful = (*draft.doubtful, "interval")
        return None
    last = run.last_estimate()  # 14.8 (-21.8 to -7.8) and 8.0 (-15.5 to -0.5)
    if unnamed is not None and unnamed.kind == "estimate":
        unnamed.kind = _kind_of_the_one_before(run, unnamed)
    draft = unnamed or draft
    if draft is None or draft.value is None:
        return None
    _give_interval(draft, piece)
    says_so = says_decrease(run.page, draft) or (last is not None and last.decrease)
    draft.decrease = piece.low.value < 0 < draft.value.value and says_so
    draft.grow(piece.end)
    if draft.kind == "percentage":
        state_count_behind(run.page, draft)
        run.end = max(run.end, draft.end)
    return unnamed


def _kind_of_the_one_before(run: Run, unnamed: Draft) -> str:
    """ "The ORs were 1.13 (95% CI …) and 1.14 (95% CI …)": one name for both."""
    last = run.last_estimate()
    shared = last is not None and shares_a_name(run.page.plain, last.end, unnamed.start)
    return last.kind if last is not None and shared else "estimate"


_AGAINST = re.compile(
    r"\s(?:[\w'-]{1,20}\s){0,3}(?:versus|vs\.?|v\.?|compared\s(?:with|to)|contre|and)\s$"
)


def _join_two_intervals(run: Run, piece: Interval, versus: tuple[Number, Number]) -> Draft | None:
    """ "7.8 versus 8.3 years, 95% CI 7.4-8.1 versus 8.0-8.4": the first of the first."""
    second = replace(piece, low=versus[0], high=versus[1], versus=None, glued=False, dashed=False)
    waiting = [one for one in run.drafts if one.kind in ESTIMATES and one.ci is None]
    if len(waiting) > 1 and _AGAINST.search(run.page.plain[waiting[-2].end : waiting[-1].start]):
        _give_interval(waiting[-2], piece)
        _give_interval(waiting[-1], second)
        waiting[-1].grow(piece.end)
        return None
    unnamed = unnamed_estimate(run.page, piece.start, run.last_estimate_end())
    if unnamed is None or unnamed.start < run.end:
        return None
    _give_interval(unnamed, second)
    unnamed.grow(piece.end)
    return unnamed


def _is_beside(page: Page, draft: Draft | None, unnamed: Draft, interval: Interval) -> bool:
    """SMD = -0.12, 0.12, 95 % CI …: the interval is of the first where it holds that alone."""
    if draft is None or page.plain[draft.end : unnamed.start].strip(" ,;") != "":
        return False
    return holds(interval, draft) and not holds(interval, unnamed)


def _may_own(run: Run, draft: Draft, piece: Interval) -> bool:
    return may_own(run.page, draft, piece, run.before(draft))


def _give_interval(draft: Draft, interval: Interval) -> None:
    value = draft.value.value if draft.value else 0.0
    draft.ci, draft.level = bounds_for(interval, value), interval.level
    draft.resampled = interval.credible


def _join_companion(run: Run, piece: Companion) -> Draft | None:
    number = piece.number
    if piece.kind in {"n", "k"}:
        return _sample_size(run, piece)
    for draft in reversed(run.drafts):
        if piece.kind == "df" and _lacks_df(draft):
            _give_df(draft, piece)
        elif piece.kind == "SE" and draft.kind == "z" and is_test(draft):
            return None
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


def _estimate_with_se(run: Run, piece: Companion) -> Draft | None:
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
        elif piece.number.decimals:
            # "F = 6.59, df = 2.10": an F has two, so the point was a comma
            first, _point, second = f"{piece.number.value:.{piece.number.decimals}f}".partition(".")
            draft.df1, draft.df2 = (Number(one, float(one), 0) for one in (first, second))
            draft.damaged = True
    elif draft.kind in {"t", "r", "rho", "PCOR"}:
        draft.df2 = piece.number
    else:
        draft.df1 = piece.number


# "(mean age = 41 years) or placebo (N = 19", "a mean of 166 mg and group 2 (n = 12": of the next.
_OTHER_BRACKET = re.compile(
    r"\)\s?(?:[,;]\s)?[a-z]{2,}[^()]*\(|\s(?:and|or|versus|vs\.?|et|ou)\s[^()]*[a-z]{2,}[^()]*\("
)


def _sample_size(run: Run, piece: Companion) -> Draft | None:
    number = piece.number
    if number.decimals or number.value < 0:
        return None
    if piece.comparison != "=":
        # "n > 200" is of no use as the n of anything
        return Draft(piece.start, piece.end, piece.kind, number, piece.comparison)
    sized = [draft for draft in run.drafts if draft.kind not in _SIZES]
    near = sized[-1] if sized else None
    if (
        near is not None
        and piece.start - near.end <= _SIZE_REACH
        and near.kind not in _OWN_SIZE
        and not _OTHER_BRACKET.search(run.page.plain, near.end, piece.start)
    ):
        if piece.kind == "k":
            near.k = near.k or number
        elif near.n is None:
            near.n, near.n_stated = number, True
    run.n_ahead = piece
    return Draft(piece.start, piece.end, piece.kind, number)


def _recall_n(run: Run, draft: Draft) -> None:
    """ "(N = 48, r = -0.71)": the n before an estimate in the same bracket."""
    ahead, run.n_ahead = run.n_ahead, None
    if ahead is None or draft.kind not in ESTIMATES - {"percentage"} or draft.n is not None:
        return
    between = run.page.plain[ahead.end : draft.start]
    if len(between) <= _JUST_BEFORE and not _CLOSED.search(between):
        draft.n, draft.n_stated = ahead.number, ahead.kind == "n"


_CLOSED = re.compile(r"[)\];.]")


def assemble(page: Page, pieces: Iterable[Piece]) -> list[Draft]:
    """Drafts in the order of the text, each with what belongs to it; what lacks its needs goes."""
    run = Run(page)
    drafts: list[Draft] = []
    ordered = sorted(pieces, key=lambda piece: (piece.start, -piece.end))
    for place, piece in enumerate(ordered):
        if piece.start < run.end and (piece.end <= run.end or _is_a_bound(piece)):
            # Inside what is read already: the N within the brackets, a p read in its damage.
            continue
        if not run.admits(piece.start):
            run.restart()
        found: Draft | None = None
        if isinstance(piece, Draft):
            found = _named(run, piece)
        elif isinstance(piece, PValue):
            _join_p(run, piece, _following(ordered, place))
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
            if found.kind not in _SIZES:
                _recall_n(run, found)
        run.end = max(run.end, piece.end, found.end if found else 0)
    for draft in drafts:
        if draft.p_before is not None and not draft.has_p:
            draft.p, draft.p_comparison = draft.p_before.number, draft.p_before.comparison
            draft.p_corrected = draft.p_before.corrected
        if draft.partner is not None and not draft.has_p:
            draft.p, draft.p_comparison = draft.partner.p, draft.partner.p_comparison
    return [draft for draft in drafts if _is_complete(draft) and not _was_not_found(page, draft)]


# "Power to detect correlations of .11".
_TO_DETECT = re.compile(r"\bdetect(?:ing)?\s(?:[\w-]{1,14}\s){0,4}$")


def _was_not_found(page: Page, draft: Draft) -> bool:
    """Whether an effect says what was planned, or what one is: an HR > 1 is a higher risk."""
    if draft.kind not in ESTIMATES - {"percentage", "M"} or draft.has_p or draft.ci:
        return False
    if draft.kind in RATIOS and draft.comparison != "=":
        return draft.value is not None and draft.value.value == 1
    return _TO_DETECT.search(page.small, max(0, draft.start - 48), draft.start) is not None


def _is_a_bound(piece: Piece) -> bool:
    """A percentage that begins within an interval is a bound of it: 40% (95% CI, 36%-45%)."""
    return isinstance(piece, Draft) and piece.kind == "percentage"


def _named(run: Run, draft: Draft) -> Draft | None:
    """The draft, one of a list by the measure that the list began with, or None without one."""
    if draft.kind == "listed":
        first = next((one for one in reversed(run.drafts) if _begins_a_list(one)), None)
        if first is None or (first.kind in RATIOS and draft.ci and draft.ci[0].value < 0):
            return None  # no ratio lies below 0: the list has gone on to something else
        draft.kind = first.kind
    return draft


def _begins_a_list(draft: Draft) -> bool:
    return draft.ci is not None and draft.kind in ESTIMATES - {"percentage", "M"}


def _following(ordered: list[Piece], place: int) -> Draft | None:
    """The statistic that begins with the next piece, if one does."""
    after = ordered[place + 1 : place + 2]
    return after[0] if after and isinstance(after[0], Draft) else None


def _next_start(ordered: list[Piece], place: int, end: int, length: int) -> int:
    """Where the next piece begins that does not lie within this one."""
    following = (piece.start for piece in ordered[place + 1 : place + 9] if piece.start >= end)
    return next(following, length)


def _complete(page: Page, draft: Draft, stop: int) -> None:
    """Look right behind the draft for bounds without a label, a damaged p, or "ns"."""
    if draft.kind in ESTIMATES and draft.ci is None:
        interval = bare_interval(page, draft)
        if interval is not None and interval.start < stop + 2:
            _give_interval(draft, interval)
            draft.grow(interval.end)
    if draft.is_test and not draft.has_p:
        found = significance_in_words(page, draft)
        if found is None and (draft.df1 or draft.df2 or draft.damaged or draft.kind == "z"):
            found = damaged_p(page, draft, stop)
        if found is not None:
            draft.p, draft.p_comparison = found.number, found.comparison
            draft.p_corrected = found.corrected
            draft.grow(found.end)


def _recall_p(run: Run, draft: Draft) -> None:
    """ "p = .03; t(28) = 2.20": keep the p in mind, in case none follows the test."""
    ahead, run.p_ahead = run.p_ahead, None
    if ahead is not None and takes_p(draft) and 0 <= draft.start - ahead.end <= _JUST_BEFORE:
        draft.p_before = ahead


def _is_complete(draft: Draft) -> bool:
    if draft.needs == "p":
        return draft.has_p
    if draft.needs == "p or df":
        return draft.has_p or draft.df1 is not None or draft.df2 is not None
    if draft.needs == "company":
        return any([draft.has_p, draft.ci, draft.se, draft.sd, draft.n])
    return True
