"""The measures that are shipped, read once."""

import tomllib
from functools import cache
from pathlib import Path

from .measure import Measure

FILES = Path(__file__).parent

# the alliance first: it is what the page is for
ORDER = ("srs", "wai_sr", "arm5", "haq2", "ors", "core10", "phq9", "phq8", "gad7", "pcl5")


@cache
def measures() -> dict[str, Measure]:
    """By code, in the order of the list; those that `ORDER` does not name come last, by name."""
    read = [
        Measure.read(path.stem, tomllib.loads(path.read_text(encoding="utf-8")))
        for path in FILES.glob("*.toml")
    ]
    place = {code: at for at, code in enumerate(ORDER)}
    read.sort(key=lambda one: (place.get(one.code, len(place)), one.name))
    return {one.code: one for one in read}
