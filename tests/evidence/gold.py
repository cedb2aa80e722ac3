"""The reference results of metafor and clubSandwich (see gold/README.md)."""

import json
from functools import cache
from pathlib import Path
from typing import Any

from scipy import stats

GOLD = Path(__file__).parent / "gold"


@cache
def dataset(case: str) -> dict[str, Any]:
    """One analysis by its case name, e.g. ``dat.bcg``. Do not change what is returned."""
    with (GOLD / "datasets" / f"{case}.json").open(encoding="utf-8") as file:
        return json.load(file)


def cases() -> list[str]:
    return sorted(path.stem for path in (GOLD / "datasets").glob("*.json"))


def datasets() -> list[dict[str, Any]]:
    return [dataset(case) for case in cases()]


@cache
def escalc() -> dict[str, Any]:
    """Tables of input rows with the effect sizes of every measure."""
    with (GOLD / "escalc.json").open(encoding="utf-8") as file:
        return json.load(file)


def guarded(data: dict[str, Any], method: str = "REML") -> dict[str, float]:
    """The Knapp–Hartung fit, its error never below that of z: metafor's ``test="adhoc"``.

    Of both fits, since the reference has no third: the greater error, with t.
    """
    plain, scaled = data["fits"][method], dict(data["fits"][f"{method}+knha"])
    if scaled["se"] >= plain["se"]:
        return scaled
    df, estimate, se = scaled["test_df"], scaled["estimate"], plain["se"]
    half = float(stats.t.ppf(0.975, df)) * se
    spread = float(stats.t.ppf(0.975, df)) * (plain["tau2"] + se**2) ** 0.5
    return scaled | {
        "se": se,
        "tval": estimate / se,
        "pval": float(2 * stats.t.sf(abs(estimate / se), df)),
        "ci_lb": estimate - half,
        "ci_ub": estimate + half,
        "pi_lb": estimate - spread,
        "pi_ub": estimate + spread,
    }
