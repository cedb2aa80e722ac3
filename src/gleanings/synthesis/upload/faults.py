"""What the evidence library says of impossible numbers, row by row and in the editor's language."""

from collections import defaultdict

import numpy as np
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from numpy.typing import NDArray

from gleanings.evidence.inputs import Faults, Floats

# every rule of evidence/effect_sizes; a test holds the list to them
RULES = (
    gettext_noop("has no logarithm; the mean must be above 0"),
    gettext_noop("has no ratio with m1i; both must be above 0 or both below"),
    gettext_noop("has no ratio; it must not be 0"),
    gettext_noop("has the opposite sign of m1i; a ratio of means needs a scale with a true zero"),
    gettext_noop("is a group with nobody in it"),
    gettext_noop("is a negative standard deviation"),
    gettext_noop("is a study without pairs"),
    gettext_noop("is infinite"),
    gettext_noop("is not a correlation; it must lie between -1 and 1"),
    gettext_noop("is not a count; it must be 0 or more"),
    gettext_noop("is not a number of items; it must be 2 or more"),
    gettext_noop("is not a number of predictors; it must be 1 or more"),
    gettext_noop("is not a p value; it must lie between 0 and 1"),
    gettext_noop("is not a sample size; it must be 0 or more"),
    gettext_noop("is not a standard error; above 0"),
    gettext_noop("is not a time at risk; it must be above 0"),
    gettext_noop("is not a variance; it must be above 0"),
    gettext_noop("is not a whole number"),
    gettext_noop("is not an F value; 0 or more"),
    gettext_noop("is not an F value; it must be 0 or more"),
    gettext_noop("is not an R²; it must lie between 0 and 1"),
    gettext_noop("is not an alpha; it must not be above 1"),
    gettext_noop("leaves no degrees of freedom beside mi predictors"),
)
# rules that end in a number or a column of their own
ENDED = (
    ("is above its total ", gettext_noop("is above its total %(end)s")),
    (
        "is too small a sample; it must be at least ",
        gettext_noop("is too small a sample; it must be at least %(end)s"),
    ),
)


class RowFaults(Faults):
    """Faults that can be asked for by row."""

    def __init__(self, what: str) -> None:
        super().__init__(what)
        self.by_row: dict[int, list[str]] = defaultdict(list)

    def undefined(self, name: str, values: Floats, rows: NDArray[np.bool_], rule: str) -> None:
        """A row that has no effect has nothing to be taken for."""
        self.check(name, values, rows, rule)

    def add(self, name: str, row: int | None, value: object, rule: str) -> None:
        super().add(name, row, value, rule)
        shown = f"{value:.15g}" if isinstance(value, float) else str(value)
        sentence = _("%(column)s: %(value)s %(rule)s.") % {
            "column": name,
            "value": shown,
            "rule": worded(rule),
        }
        self.by_row[row or 0].append(sentence)


def worded(rule: str) -> str:
    for start, message in ENDED:
        if rule.startswith(start):
            return _(message) % {"end": rule.removeprefix(start)}
    return _(rule)
