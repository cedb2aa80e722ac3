"""From the numbers of a row to its effect and sampling variance."""

import math
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from gleanings.evidence.conversions import pooled_se
from gleanings.evidence.effect_sizes import effect_size, family_of
from gleanings.evidence.inputs import Floats
from gleanings.evidence.measures import MEASURES, Measure, Scale
from gleanings.evidence.reading import Number
from gleanings.synthesis.number_texts import listed
from gleanings.synthesis.upload.faults import RowFaults
from gleanings.synthesis.upload.measures import GIVEN, lacking, takes_reported, ways

Numbers = Mapping[str, Number]
_IMPOSSIBLE = {
    Scale.LOG: gettext_noop(
        "%(column)s: %(value)s is impossible for %(measure)s; it must be above 0. A logarithm "
        "belongs in the column yi."
    ),
    Scale.FISHER: gettext_noop(
        "%(column)s: %(value)s is impossible for %(measure)s; it must lie between -1 and 1."
    ),
    Scale.LOGIT: gettext_noop(
        "%(column)s: %(value)s is impossible for %(measure)s; it must lie between 0 and 1."
    ),
    Scale.IDENTITY: gettext_noop("%(column)s: %(value)s is impossible for %(measure)s."),
}


@dataclass(frozen=True)
class Effect:
    """`way` says what it was computed from; there is no effect where there are `faults`."""

    yi: float = math.nan
    vi: float = math.nan
    way: str = ""
    faults: list[str] = field(default_factory=list)


def effects_of(measure: str, rows: Sequence[Numbers]) -> list[Effect]:
    """An effect for each row, by the best way that its numbers allow."""
    found: list[Effect] = [Effect()] * len(rows)
    together: dict[tuple[str, tuple[str, ...]], list[int]] = defaultdict(list)
    for place, numbers in enumerate(rows):
        possible = ways(measure, numbers)
        if not possible:
            found[place] = Effect(faults=[_lacking(measure, numbers)])
        elif possible[0] in {"own", "given", "sizes"}:
            together[possible[0], _columns(measure, possible[0], numbers)].append(place)
        else:
            found[place] = _reported(measure, numbers, possible[0])
    for (way, columns), places in together.items():
        computed = _computed(measure, way, columns, [rows[place] for place in places])
        for place, effect in zip(places, computed, strict=True):
            found[place] = effect
    return found


def _lacking(measure: str, numbers: Numbers) -> str:
    if "effect" in numbers and takes_reported(measure):
        return _("The row has an effect but not how precise it is: give ci_low and ci_high, or se.")
    had = frozenset(numbers) | ({"ni"} if "n" in numbers else frozenset())
    return _("The row is not enough for %(measure)s; it lacks %(columns)s.") % {
        "measure": measure,
        "columns": listed(lacking(measure, had)),
    }


def _columns(measure: str, way: str, numbers: Numbers) -> tuple[str, ...]:
    """The columns of the row that this way takes; beside vi, sei is only checked."""
    taken = {"given": GIVEN, "sizes": ("effect", *MEASURES[measure].reported_columns[1:])}
    wanted = taken.get(way, family_of(measure).columns)
    had = {name for name in wanted if name in numbers}
    if "ni" in wanted and "ni" not in had and "n" in numbers:
        had.add("ni")
    if "vi" in had:
        had.discard("sei")
    return tuple(name for name in wanted if name in had)


def _computed(
    measure: str, way: str, columns: tuple[str, ...], rows: Sequence[Numbers]
) -> list[Effect]:
    name = "GEN" if way == "given" else measure
    reported = MEASURES[measure].reported_columns[0] if way == "sizes" else "effect"
    table = {
        reported if column == "effect" else column: np.array(
            [(row.get(column) or row["n"]).value for row in rows]
        )
        for column in columns
    }
    faults = _faults(name, table, len(rows))
    good = [place for place in range(len(rows)) if place not in faults]
    effects = [Effect(faults=faults.get(place, [])) for place in range(len(rows))]
    if good:
        kept: dict[str, Any] = {column: values[good] for column, values in table.items()}
        yi, vi = effect_size(name, missing="keep", drop00=_says_nothing_alike(measure), **kept)
        for row, place in enumerate(good):
            same = _same_in_both({column: values[row] for column, values in kept.items()})
            if same and _says_nothing_alike(measure):
                effects[place] = Effect(faults=[same % {"measure": measure}])
            else:
                effects[place] = _usable(measure, float(yi[row]), float(vi[row]), way)
    return effects


def _says_nothing_alike(measure: str) -> bool:
    """Do tables with no event, or nothing else, in both groups say nothing of it? They do of
    differences of risks (Cochrane Handbook 10.4.4)."""
    two_by_two = {"ai", "bi", "ci", "di"} <= set(family_of(measure).columns)
    is_pairs = "n1i" not in family_of(measure).columns
    return (two_by_two and not is_pairs and measure not in {"RD", "AS"}) or measure == "IRR"


def _same_in_both(numbers: Mapping[str, float]) -> str:
    """What is the same in both groups, as a sentence; "" where they differ."""
    first, second = (numbers.get(name) for name in ("ai", "ci"))
    if "x1i" in numbers:
        first, second = numbers["x1i"], numbers.get("x2i")
    if first == 0 and second == 0:
        return _(
            "Neither group had an event, which says nothing of %(measure)s; the row is left out."
        )
    if first is None or second is None:
        return ""
    others = (
        numbers.get("bi", numbers.get("n1i", math.nan) - first),
        numbers.get("di", numbers.get("n2i", math.nan) - second),
    )
    if others == (0, 0):
        return _(
            "Everybody in both groups had the event, which says nothing of %(measure)s; the row is "
            "left out."
        )
    return ""


def _faults(measure: str, table: dict[str, Floats], size: int) -> dict[int, list[str]]:
    """Faults by row. A fault of one row may keep the library from looking further at others, so
    it looks again at those that are left until it finds none."""
    found: dict[int, list[str]] = {}
    left = list(range(size))
    while left:
        faults = RowFaults(measure)
        family_of(measure).prepare({name: x[left] for name, x in table.items()}, faults)
        if not faults.by_row:
            break
        found |= {left[place]: sentences for place, sentences in faults.by_row.items()}
        left = [place for place in left if place not in found]
    return found


def _usable(measure: str, yi: float, vi: float, way: str) -> Effect:
    if math.isfinite(yi) and math.isfinite(vi) and vi > 0:
        return Effect(yi, vi, way)
    return Effect(
        faults=[
            _("%(measure)s is not defined for the numbers of this row, or has no variance.")
            % {"measure": measure}
        ]
    )


def _reported(measure: str, numbers: Numbers, way: str) -> Effect:
    names = ["effect", *(("ci_low", "ci_high") if way == "interval" else ("se",))]
    faults = _impossible(MEASURES[measure], numbers, names)
    if faults:
        return Effect(faults=faults)
    se = numbers["se"].value if way == "se" else _se_of_interval(MEASURES[measure], numbers)
    return _usable(measure, pooled_value(measure, numbers["effect"].value), se * se, way)


def _impossible(measure: Measure, numbers: Numbers, names: list[str]) -> list[str]:
    scale = measure.interval or Scale.IDENTITY
    low, high = scale.domain
    faults = [
        _(_IMPOSSIBLE[scale])
        % {"column": name, "value": numbers[name].text, "measure": measure.code}
        for name in names
        if name != "se" and not low < numbers[name].value < high
    ]
    # an effect may stand at the ends of what can be; ends of intervals may reach beyond
    least, most = measure.bounds
    effect = numbers["effect"]
    if not faults and not least <= effect.value <= most:
        told = {"column": "effect", "value": effect.text, "measure": measure.code}
        faults.append(_(_IMPOSSIBLE[Scale.IDENTITY]) % told)
    if "se" in names and numbers["se"].value <= 0:
        faults.append(
            _("se: %(value)s is not a standard error; it must be above 0.")
            % {"value": numbers["se"].text}
        )
    if "ci_low" in names:
        if not faults and numbers["ci_low"].value >= numbers["ci_high"].value:
            faults.append(
                _("ci_low: %(low)s is not below ci_high, %(high)s.")
                % {"low": numbers["ci_low"].text, "high": numbers["ci_high"].text}
            )
        if not 0 < level_of(numbers) < 100:
            faults.append(
                _("level: %(value)s is not a confidence level, such as 95.")
                % {"value": numbers["level"].text}
            )
    return faults


def level_of(numbers: Numbers) -> float:
    """In per cent; 95 unless the row says otherwise, as 90 or as 0.9."""
    if "level" not in numbers:
        return 95.0
    level = numbers["level"].value
    return level * 100 if 0 < level < 1 else level


def _se_of_interval(measure: Measure, numbers: Numbers) -> float:
    effect, low, high = (numbers[name].value for name in ("effect", "ci_low", "ci_high"))
    try:
        with np.errstate(all="ignore"):
            return pooled_se(measure, effect, low, high, level=level_of(numbers) / 100)
    except ValueError:
        # ends that differ as written but not on the scale
        return 0.0


def pooled_value(measure: str, effect: float) -> float:
    """A reported effect on the scale on which it is pooled; not finite where it is impossible."""
    return float(MEASURES[measure].pooled(effect))
