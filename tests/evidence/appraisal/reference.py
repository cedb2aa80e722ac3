"""The reference analyses, appraised once each."""

from functools import cache
from typing import Any

from evidence.gold import dataset, datasets
from gleanings.evidence.appraisal import Appraisal, appraise

CLUSTERED = [data["case"] for data in datasets() if "multilevel" in data]
INDEPENDENT = [data["case"] for data in datasets() if "multilevel" not in data]


def arguments(case: str) -> dict[str, Any]:
    """yi, vi, measure, people where they are known and, of dependent effects, the study of each."""
    data = dataset(case)
    cluster = data["inputs"]["cluster"] if case in CLUSTERED else None
    people = [data["inputs"][name] for name in ("ai", "bi", "ci", "di", "n1i", "n2i")
              if name in data["inputs"]]  # fmt: skip
    ni = [sum(row) for row in zip(*people, strict=True)] if people else None
    return {**data["escalc"], "measure": data["measure"], "cluster": cluster, "ni": ni}


@cache
def appraised(case: str, rho: float | None = None) -> Appraisal:
    return appraise(**arguments(case), rho=rho)
