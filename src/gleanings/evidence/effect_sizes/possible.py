"""Between which sampling variances a study of so many people can have."""

import math

from ..measures import MEASURES, Scale
from ..measures.phrasing import Phrasing

# Clustered samples, and correlations corrected for unreliability, vary more than n says;
# differences adjusted for the first measurement, less.
LESS, MORE = 0.4, 4.0
# an odds ratio is most precise where a fourth of all stand in each cell
_OF_ODDS = 16.0
# and a hazard ratio with an event in everybody
_OF_HAZARDS = 4.0


def possible_variances(measure: str, yi: float, n: float) -> tuple[float, float]:
    """The least and the largest variance of yi that n people in all make believable.

    Of correlations 1 / (n - 3) on Fisher's scale; of standardized differences at least
    (4 + g² / 2) / n, of log odds ratios 16 / n, of log hazard ratios 4 / n, with no largest, since
    groups may differ in size and events be rare; with room for what design and analysis do (`LESS`,
    `MORE`). (0, inf) where n says nothing: a mean, a risk difference, a change.

    measure: as it is pooled; yi on the scale of pooling.

    Examples
    --------
    >>> low, high = possible_variances("ZCOR", 0.3, 103)
    >>> round(low, 4), round(high, 4)
    (0.004, 0.04)
    """
    of = MEASURES[measure]
    if of.precision_follows_from_n and n > 3:
        if abs(yi) >= 1 and of.scale is Scale.IDENTITY:
            return 0.0, math.inf
        usual = 1 / ((n - 3) * float(of.funnel.slope(yi)) ** 2)
        return LESS * usual, MORE * usual
    if of.phrasing is Phrasing.DIFFERENCE and of.thresholds is not None:
        return LESS * (4 + yi * yi / 2) / n, math.inf
    if measure in {"OR", "PETO"}:
        return LESS * _OF_ODDS / n, math.inf
    if of.phrasing is Phrasing.HAZARD:
        return LESS * _OF_HAZARDS / n, math.inf
    return 0.0, math.inf
