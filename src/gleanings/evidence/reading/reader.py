"""Read the statistics of a text."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import replace
from itertools import chain

from gleanings.evidence.reading.assembly import assemble
from gleanings.evidence.reading.bracketed import bracketed_tests, damaged_without_df
from gleanings.evidence.reading.counts import counts
from gleanings.evidence.reading.draft import SENTENCE_BREAK, Draft, Page, Piece
from gleanings.evidence.reading.groups import compared_groups
from gleanings.evidence.reading.insignificance import nonsignificant
from gleanings.evidence.reading.intervals import labelled_intervals
from gleanings.evidence.reading.listed import listed_estimates
from gleanings.evidence.reading.means import means
from gleanings.evidence.reading.mended import Mended, mend
from gleanings.evidence.reading.nearby import in_small_letters
from gleanings.evidence.reading.normalise import normalise
from gleanings.evidence.reading.numerals import number_starts, writes_decimal_comma
from gleanings.evidence.reading.percentages import percentages
from gleanings.evidence.reading.pvalues import p_values
from gleanings.evidence.reading.ranges import ranges
from gleanings.evidence.reading.rates import rates
from gleanings.evidence.reading.signed import degrees_behind, signed_pieces, subscripted_tests
from gleanings.evidence.reading.statistic import Statistic
from gleanings.evidence.reading.subject import SUBJECT_REACH
from gleanings.evidence.reading.wholes import with_wholes_in_reach
from gleanings.evidence.reading.worded import worded_estimates

_ONE_TAILED = re.compile(
    r"one[-\s]?(?:tailed|sided)|1-(?:tailed|sided)|(?<![\w-])directional(?=\s?(?:[.,;)]|hypothes|tests?\b|predict)|$)|unilatéra"
)
_WHOLE_NUMBERS = re.compile(
    r"whole[-\s]numbers?|single[-\s]item|one[-\s]item|integers?\b|nombres?\sentiers|(?:number|count)\sof\s"
)
# The z and t of a brain map stand with a p corrected for all of its voxels.
_IMAGING = re.compile(r"voxel|talairach|\bmni\b|montreal neuro|brodmann")
# An indirect effect is skewed, and its interval by bootstrap or by the distribution of a product.
_RESAMPLED = re.compile(
    r"bootstrap|resampl|credible|bayes|profile[-\s]likelihood|percentile|\bbca\b|bias[-\s]corrected|"
    r"indirect\seffects?|effets?\sindirects?"
)
# All in small letters. The parts tell at once whether the pattern is worth trying.
_MARKS = (
    ("one_tailed", _ONE_TAILED, ("tailed", "sided", "directional", "unilat")),
    (
        "whole_numbers",
        _WHOLE_NUMBERS,
        ("whole", "-item", " item", "integer", "entiers", "number of", "count of"),
    ),
    ("imaging", _IMAGING, ("voxel", "talairach", "mni ", "montreal neuro", "brodmann")),
    (
        "resampled",
        _RESAMPLED,
        (
            *("boots", "resamp", "credible", "bayes", "profile", "percentile", "bca", "bias-c"),
            *("bias c", "indirect eff", "effet indirect", "effets indirects"),
        ),
    ),
)
_MAPPED = {"z", "t", "F"}
_NEAR, _NEAR_A_MEAN = 400, 80


def _without_repeats(drafts: list[Draft]) -> list[Draft]:
    """Of two readings of the same words the longer one."""
    kept: list[Draft] = []
    for draft in sorted(drafts, key=lambda draft: (draft.start, -draft.end)):
        if any(draft.start < other.end and draft.end <= other.end for other in kept[-3:]):
            continue
        kept.append(draft)
    return kept


def _pieces(page: Page) -> chain[Piece]:
    tests = list(bracketed_tests(page))
    spans = {(draft.start, draft.end) for draft in tests}
    words = _without_repeats(
        [*counts(page), *ranges(page), *percentages(page), *means(page), *rates(page)]
    )
    signed = (piece for piece in signed_pieces(page) if (piece.start, piece.end) not in spans)
    return chain(
        tests,
        damaged_without_df(page),
        subscripted_tests(page),
        degrees_behind(page),
        signed,
        p_values(page),
        nonsignificant(page),
        worded_estimates(page),
        labelled_intervals(page),
        listed_estimates(page),
        words,
    )


def _with_closing_brackets(page: Page, draft: Draft) -> int:
    """The end, moved past the brackets that were opened inside and close right behind."""
    inside, end = page.plain[draft.start : draft.end], draft.end
    for opening, closing in ("[]", "()"):
        missing = inside.count(opening) - inside.count(closing)
        if missing > 0 and page.plain[end : end + 1] == closing:
            end += 1
    return end


def _statistic(
    page: Page, draft: Draft, marks: dict[str, list[int]], estimate: Statistic | None
) -> Statistic:
    low, high = draft.ci or (None, None)
    end = _with_closing_brackets(page, draft)
    return Statistic(
        start=draft.start,
        end=end,
        text=page.source[draft.start : end],
        kind=draft.kind,
        value_written=draft.value,
        comparison=draft.comparison,
        df1_written=draft.df1,
        df2_written=draft.df2,
        p_written=draft.p,
        p_comparison=draft.p_comparison,
        p_corrected=draft.p_corrected or (bool(marks["imaging"]) and draft.kind in _MAPPED),
        one_tailed=bool(marks["one_tailed"]),
        n_written=draft.n or (draft.total if draft.kind == "percentage" else None),
        n_stated=draft.n_stated,
        k_written=draft.k,
        count_written=draft.count,
        total_written=draft.total,
        ci_low_written=low,
        ci_high_written=high,
        level=draft.level,
        se_written=draft.se,
        sd_written=draft.sd,
        low_written=draft.low,
        high_written=draft.high,
        test_ratio_of=estimate,
        whole_numbers=_near(marks["whole_numbers"], draft, _NEAR_A_MEAN),
        resampled=draft.resampled or _near(marks["resampled"], draft, _NEAR),
        decrease=draft.decrease,
        damaged=draft.damaged,
        of_variance=draft.of_variance,
        doubtful=draft.doubtful,
        before=page.source[max(0, draft.start - SUBJECT_REACH) : draft.start],
    )


def _near(places: list[int], draft: Draft, reach: int) -> bool:
    if not places:
        return False
    place = bisect_left(places, draft.start - reach)
    return place < len(places) and places[place] < draft.end + reach


def _marks(page: Page) -> dict[str, list[int]]:
    """Where the text speaks of one-tailed tests, whole numbers, resampling."""
    return {
        name: [match.start() for match in pattern.finditer(page.small)]
        if any(part in page.small for part in parts)
        else []
        for name, pattern, parts in _MARKS
    }


def _statistics(page: Page, drafts: list[Draft]) -> list[Statistic]:
    marks = _marks(page) if drafts else {}
    made: list[Statistic] = []
    for draft in drafts:
        statistic = _statistic(page, draft, marks, _tested_estimate(page, draft, made))
        origin, groups = _origin(page, draft, made), compared_groups(page, draft, made)
        if origin or groups:
            statistic = replace(statistic, derived_from=origin, groups=groups)
        made.append(statistic)
    return [_with_its_r(page, statistic, made) for statistic in made]


_SHARE_REACH = 200


def _with_its_r(page: Page, share: Statistic, statistics: list[Statistic]) -> Statistic:
    """A share of the variance, with the one correlation that stands near it in its paragraph."""
    if not share.of_variance:
        return share
    near = [
        one
        for one in statistics
        if one.kind == "r"
        and max(one.start - share.end, share.start - one.end) <= _SHARE_REACH
        and "\n" not in page.plain[min(one.end, share.end) : max(one.start, share.start)]
    ]
    return replace(share, derived_from=near[0]) if len(near) == 1 else share


# "r = .28, which is d = 0.58": the same effect on another scale.
_SAME_EFFECT = re.compile(
    r"[\s,;()]{0,3}(?:which\s(?:is|equals|corresponds\sto)|that\sis|i\.e\.|equivalent\sto|equal\sto|"
    r"corresponding\sto|ce\squi\s(?:équivaut|correspond)\sà|soit)[\s,]{1,2}(?:an?\s|un\s)?$"
)
_HETEROGENEITY_REACH = 80


def _origin(page: Page, draft: Draft, before: list[Statistic]) -> Statistic | None:
    """What an I² or a d follows from, where it stands right before it."""
    if draft.kind == "I2":
        tests = [one for one in before[-3:] if one.kind == "Q" and one.df1 is not None]
        near = tests and 0 <= draft.start - tests[-1].end <= _HETEROGENEITY_REACH
        return tests[-1] if near and _same_sentence(page, tests[-1].end, draft.start) else None
    if draft.kind in {"d", "g"} and before and before[-1].kind == "r":
        between = page.plain[before[-1].end : draft.start]
        return before[-1] if len(between) < 40 and _SAME_EFFECT.match(between) else None
    return None


def _same_sentence(page: Page, start: int, end: int) -> bool:
    return SENTENCE_BREAK.search(page.plain, start, end) is None


def _tested_estimate(page: Page, draft: Draft, before: list[Statistic]) -> Statistic | None:
    """The estimate with a standard error in whose brackets this z or t stands."""
    if draft.kind not in {"z", "t"} or draft.se is not None or not before:
        return None
    last = before[-1]
    near = draft.start - last.end <= 24 and "." not in page.plain[last.end : draft.start]
    return last if near and last.se is not None else None


def read_statistics(text: str) -> list[Statistic]:
    """Every statistic that the text reports, in its order, each with its exact place.

    Never raises on any string; the time it takes grows with the length of the text alone.
    """
    mended = mend(text)
    if mended is None:
        return _read(text)
    return [_in_the_source(statistic, mended, text) for statistic in _read(mended.text)]


def _in_the_source(statistic: Statistic, mended: Mended, text: str) -> Statistic:
    start, end = mended.place(statistic.start), mended.place(statistic.end - 1) + 1
    estimate, origin = statistic.test_ratio_of, statistic.derived_from
    groups = statistic.groups
    return replace(
        statistic,
        start=start,
        end=end,
        text=text[start:end],
        test_ratio_of=_in_the_source(estimate, mended, text) if estimate else None,
        derived_from=_in_the_source(origin, mended, text) if origin else None,
        groups=(
            (_in_the_source(groups[0], mended, text), _in_the_source(groups[1], mended, text))
            if groups
            else None
        ),
    )


def _read(text: str) -> list[Statistic]:
    plain = normalise(text)
    small = in_small_letters(plain)
    numbers = number_starts(plain, small)
    if not numbers and not any(character.isdigit() for character in plain):
        return []
    page = Page(text, plain, writes_decimal_comma(plain), numbers, small)
    drafts = assemble(page, _pieces(page))
    drafts.sort(key=lambda draft: (draft.start, draft.end))
    with_wholes_in_reach(page, drafts)
    return _statistics(page, drafts)
