"""Who did better by a number, and what kind of study it comes from: no number says it by itself.

Papers sign a difference as they like: fewer symptoms after treatment may stand as −0.45 or, as a
gain, as 0.45. So an editor says who did better, and the sign follows from that.
"""

from enum import StrEnum
from typing import Literal

from .measures import Phrasing
from .measures.phrasing import EFFECTS, RATIOS

End = Literal["higher", "lower"]


class Favours(StrEnum):
    """Who did better by a number."""

    FIRST = "first"
    """those who had what is asked about, or had more of it; of one group, people afterwards"""
    OTHERS = "others"
    NEITHER = "neither"
    """the outcome is not about better or worse"""


class Design(StrEnum):
    """How a number came about, as far as its sentence depends on it."""

    COMPARISON = "comparison"
    """of groups that had different things"""
    BEFORE_AFTER = "before-after"
    """in one group"""
    CROSS_SECTIONAL = "cross-sectional"
    """of what was there at one time"""
    SINGLE_GROUP = "single-group"
    """of one group, neither compared nor followed"""


_OF_ONE_GROUP = {
    Phrasing.DIFFERENCE: Phrasing.CHANGE,
    Phrasing.MEAN_DIFFERENCE: Phrasing.MEAN_CHANGE,
}


def told_as(phrasing: Phrasing, design: Design | str | None) -> Phrasing:
    """The sentences of a measure in such a study: a change in one group is no comparison.

    Nobody changed in a group that was not followed, and it was compared with no other.
    """
    if design not in (Design.BEFORE_AFTER, Design.SINGLE_GROUP):
        return phrasing
    if phrasing in RATIOS or phrasing is Phrasing.RISK_DIFFERENCE:
        return Phrasing.OTHER
    if design == Design.SINGLE_GROUP and phrasing in _OF_ONE_GROUP:
        return Phrasing.OTHER
    return _OF_ONE_GROUP.get(phrasing, phrasing)


def has_direction(phrasing: Phrasing) -> bool:
    """Whether who did better can be asked of it."""
    return phrasing in EFFECTS


def better_end(
    favours: Favours | str | None, estimate: float | None, null: float | None
) -> End | None:
    """The end of the number's scale that is the better one for what is asked about.

    `favours` is the answer to who did better by this `estimate`; None where it gives no end:
    nobody said, it is about neither, or the estimate is `null` itself.
    """
    if favours not in (Favours.FIRST, Favours.OTHERS) or estimate is None or null is None:
        return None
    if estimate == null:
        return None
    return "higher" if (estimate > null) == (favours == Favours.FIRST) else "lower"
