"""Effects that were computed elsewhere: yi with vi (variances) or sei (standard errors).

A hazard ratio's logarithm is among them: it follows from times to an event, not from counts."""

import numpy as np

from ..inputs import Faults
from .checks import finite, need
from .formula import Columns, Family, Formula, Options, Pair


def _prepare(columns: Columns, faults: Faults) -> Columns:
    given = dict(columns)
    if "vi" not in given and "sei" in given:
        faults.check("sei", given["sei"], given["sei"] <= 0, "is not a standard error; above 0")
        given["vi"] = given["sei"] ** 2
    elif need(given, ("vi",), faults):
        faults.check("vi", given["vi"], given["vi"] <= 0, "is not a variance; it must be above 0")
    if need(given, ("yi",), faults) and "vi" in given:
        finite(given, ("yi", "vi"), faults)
    return given


FAMILY = Family("effects with their variances", ("yi", "vi", "sei"), _prepare)


def _given(c: Columns, o: Options) -> Pair:
    return np.array(c["yi"]), np.array(c["vi"])


FORMULAS = [Formula("GEN", FAMILY, _given), Formula("HR", FAMILY, _given)]
