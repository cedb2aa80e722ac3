"""Whether an answer hangs on one study, on the way of computing, or on late studies."""

from types import SimpleNamespace

import numpy as np

from gleanings.evidence.language.catalogue import language_of
from gleanings.evidence.notes import Note
from gleanings.evidence.report import robustness, years
from gleanings.evidence.report.robustness import Refit
from gleanings.evidence.report.written import Written

from .truth import each, joined

FULL = Refit("", 0.30, 0.10, 0.50)
OPEN = Refit("", 0.30, -0.10, 0.70)


def written(language, measure="SMD"):
    return Written.of(measure, language_of(language))


def without(full, *refits, measure="SMD"):
    return lambda language: robustness.without_one(full, refits, written(language, measure))


def otherwise(*values, measure="SMD"):
    refits = [Refit("", value, None, None) for value in values]
    return lambda language: robustness.computed_otherwise(refits, written(language, measure))


def yearly(*steps, measure="SMD"):
    return lambda language: years.over_years(steps, written(language, measure))


def table(say, labels, estimate, low, high, measure="RR", **more):
    columns = {"estimate": np.log(estimate), "ci_low": np.log(low), "ci_high": np.log(high)}
    result = SimpleNamespace(labels=labels, k=tuple(range(1, len(labels) + 1)), **columns, **more)
    return lambda language: say(result, written(language, measure))


STAYS = Refit("Ames 2001", 0.25, 0.05, 0.45)
MOVES = Refit("Bohr 2004", 0.45, 0.02, 0.88)
TURNS = Refit("Curie 2009", 0.20, -0.01, 0.41)
TOUCHES = Refit("Dirac 2011", 0.20, 0.0, 0.40)
BELOW = Refit("Euler 2015", -0.30, -0.5, 0.0)
FULL_RATIO = {"full_estimate": np.log(0.5), "full_ci_low": np.log(0.4), "full_ci_high": np.log(0.6)}

SAID = {
    "none is left out": without(FULL),
    "apart from none each time": without(FULL, STAYS, MOVES),
    "no longer apart without one": without(FULL, STAYS, TURNS),
    "the end of the interval on none": without(FULL, STAYS, TOUCHES),
    "no longer apart without two": without(FULL, STAYS, TURNS, TOUCHES),
    "below none, then touching it": without(Refit("", -0.3, -0.5, -0.1), BELOW),
    "includes none each time": without(OPEN, TURNS, TOUCHES),
    "apart without one": without(OPEN, TURNS, STAYS),
    "no longer apart without any one": without(FULL, TURNS, TOUCHES),
    "apart without any one": without(OPEN, STAYS, MOVES),
    "apart without two": without(OPEN, TURNS, STAYS, MOVES),
    "the widest move is downwards": without(FULL, STAYS, Refit("Fermi 1999", 0.05, 0.01, 0.1)),
    "nothing moves as far as it is shown": without(
        FULL, Refit("A", 0.3001, 0.1, 0.5), Refit("B", 0.2999, 0.1, 0.5)
    ),
    "an end is not known": without(FULL, Refit("A", 0.2, None, 0.5)),
    "the other end is not known": without(Refit("", 0.3, 0.1, None), STAYS),
    "a ratio apart from 1": without(
        Refit("", 0.5, 0.4, 0.6), Refit("A", 0.7, 0.5, 1.0), measure="RR"
    ),
    "a measure without a value of none": without(FULL, STAYS, measure="PR"),
    "leave one out as a result": table(
        robustness.leave_one_out, ("A", "B"), [0.55, 0.48], [0.4, 0.3], [0.7, 1.2], **FULL_RATIO
    ),
    "one sways": lambda language: robustness.swaying(("Ames 2001",), language_of(language)),
    "two sway": lambda language: robustness.swaying(
        ("Ames 2001", "Bohr 2004"), language_of(language)
    ),
    "influence, none": table(
        robustness.influence, ("A", "B"), [1, 1], [1, 1], [1, 1], influential=[False, False],
        notes=(),
    ),
    "influence, the second": table(
        robustness.influence, ("A", "B"), [1, 1], [1, 1], [1, 1], influential=[False, True],
        notes=(Note("not-without", {"names": "A"}),),
    ),
    "not computed otherwise": otherwise(),
    "computed in one other way": otherwise(0.31),
    "computed in two other ways, the same": otherwise(0.304, 0.296),
    "computed in two other ways": otherwise(0.36, 0.25),
    "computed in three other ways, as correlations": otherwise(0.3, 0.2, 0.1, measure="ZCOR"),
    "one year": yearly(Refit("2001", 0.4, 0.1, 0.7)),
    "two years": yearly(Refit("2001", 0.4, 0.1, 0.7), Refit("2019", 0.3, 0.2, 0.4)),
    "cumulative of one": table(years.cumulative, ("A",), [0.5], [0.4], [0.6]),
    "apart from none from the first on": table(
        years.cumulative, ("A", "B"), [0.5, 0.6], [0.4, 0.5], [0.6, 0.7]
    ),
    "apart from none since the second": table(
        years.cumulative, ("A", "B", "C"), [0.5, 0.6, 0.7], [0.4, 0.5, 0.6], [1.0, 0.7, 0.8]
    ),
    "apart, not, and apart again": table(
        years.cumulative, ("A", "B", "C"), [0.5, 0.6, 0.7], [0.4, 0.5, 0.6], [0.9, 1.1, 0.8]
    ),
    "never apart from none": table(
        years.cumulative, ("A", "B"), [1.5, 1.6], [1.4, 0.5], [1.7, 1.8]
    ),
    "without a value of none": table(
        years.cumulative, ("A", "B"), [1.5, 1.6], [1.4, 0.5], [1.7, 1.8], measure="PLO"
    ),
}  # fmt: skip


@each("robustness", SAID)
def test_what_is_said(said, language, expected):
    assert joined(said(language)) == expected
