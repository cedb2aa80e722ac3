"""The reference results of metafor and clubSandwich (see gold/README.md)."""

import json
from functools import cache
from pathlib import Path
from typing import Any

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
