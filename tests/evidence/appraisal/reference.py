"""The reference analyses, appraised once each."""

from functools import cache
from typing import Any

from evidence.gold import dataset, datasets
from gleanings.evidence.appraisal import Appraisal, appraise

CLUSTERED = [data["case"] for data in datasets() if "multilevel" in data]
INDEPENDENT = [data["case"] for data in datasets() if "multilevel" not in data]


def arguments(case: str) -> dict[str, Any]:
    """yi, vi, measure and, of dependent effects, the study of each."""
    data = dataset(case)
    cluster = data["inputs"]["cluster"] if case in CLUSTERED else None
    return {**data["escalc"], "measure": data["measure"], "cluster": cluster}


@cache
def appraised(case: str, rho: float | None = None) -> Appraisal:
    return appraise(**arguments(case), rho=rho)
