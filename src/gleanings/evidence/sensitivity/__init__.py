"""Whether the result hangs on single effects: leave-one-out, cumulative, influence, Baujat."""

from gleanings.evidence.sensitivity.cumulative import Cumulative, cumulative
from gleanings.evidence.sensitivity.influence import Baujat, Influence, baujat, influence
from gleanings.evidence.sensitivity.leave_one_out import LeaveOneOut, leave_one_out

__all__ = [
    "Baujat",
    "Cumulative",
    "Influence",
    "LeaveOneOut",
    "baujat",
    "cumulative",
    "influence",
    "leave_one_out",
]
