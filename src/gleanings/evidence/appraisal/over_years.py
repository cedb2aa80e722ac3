"""How the answer moved as studies came in."""

from __future__ import annotations

from typing import Any

import numpy as np

from gleanings.evidence.appraisal.estimates import estimate_rows
from gleanings.evidence.appraisal.models import Fit, Model
from gleanings.evidence.appraisal.result import OverYears, Step
from gleanings.evidence.appraisal.studies import Chosen
from gleanings.evidence.conventions import STUDIES_TO_POOL
from gleanings.evidence.inputs import Floats
from gleanings.evidence.pooling import PooledEffect
from gleanings.evidence.sensitivity.source import source, tested


def over_years(model: Model, fit: Fit) -> OverYears:
    """Each year's effects added together, from the first year in which there were three studies.

    The same model at each step (Lau et al. 1992, NEJM 327:248-254): effects within studies stay in
    the multilevel model even while no study had given two.
    """
    studies = model.studies
    if any(year is None for year in studies.years):
        return OverYears(why_not="year-unknown")
    when = np.array(studies.years, dtype=float)
    every = np.unique(when)
    if len(every) == 1:
        return OverYears(why_not="one-year")
    used = [when <= year for year in every]
    enough = [
        step for step, chosen in enumerate(used) if studies.studies_in(chosen) >= STUDIES_TO_POOL
    ]
    chosen = np.array([used[step] for step in enough])
    spread, rows = _fits(model, fit, chosen)
    steps = []
    for place, (step, tau2, row) in enumerate(zip(enough, spread, rows, strict=True)):
        new = chosen[place] if place == 0 else chosen[place] & ~chosen[place - 1]
        year = float(every[step])
        steps.append(
            Step(
                year=int(year) if year == int(year) else year,
                added=tuple(studies.label(int(at)) for at in np.flatnonzero(new)),
                k=int(chosen[place].sum()),
                n_studies=studies.studies_in(chosen[place]),
                tau2=tau2,
                **row,
            )
        )
    return OverYears(steps=tuple(steps))


def _fits(model: Model, fit: Fit, chosen: Chosen) -> tuple[list[float], list[dict[str, Any]]]:
    if isinstance(fit, PooledEffect):
        of = source(fit, None, method=fit.method, test=fit.test, level=fit.level)
        fits = of.refit(chosen)
        found = tested(of, fits)
        columns: tuple[Floats, ...] = (
            found.estimate, found.se, of.degrees(fits), found.p, found.ci_low, found.ci_high,
        )  # fmt: skip
        return fits.tau2.tolist(), estimate_rows(model.scale, *columns)
    each = [model.fit(used, clustered=True) for used in chosen]
    names = ("estimate", "se", "df", "p", "ci_low", "ci_high")
    values = [np.array([getattr(one, name) for one in each]) for name in names]
    return [float(one.tau2) for one in each], estimate_rows(model.scale, *values)
