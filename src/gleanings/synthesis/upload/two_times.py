"""Measures of one group at two times: which column is of before and which of after.

A change is the value after minus the value before, or their ratio, so that a number above "no
change" is a rise. As in metafor, m1i is the mean after and m2i the one before, while a change that
is divided by a standard deviation takes sd1i from before (Becker 1988).
"""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from gleanings.evidence.effect_sizes import family_of

_DIFFERENCES = {"m1i": "after", "m2i": "before", "sd1i": "before", "sd2i": "after"}
_RATIOS = {"m1i": "after", "m2i": "before", "sd1i": "after", "sd2i": "before"}
_TIME_OF = {
    "change of one group": _DIFFERENCES,
    "change of one group on a ratio scale": _RATIOS,
    "change of one group's spread": _RATIOS,
}
"""Which time each column is of, by the family of the measure."""

_WORDS = {
    "before": "before pre pretest pretreatment baseline avant initial initiale",
    "after": "after post posttest posttreatment apres final finale",
}
_STEMS = {"m": "m mean moyenne moy", "sd": "sd et ecarttype"}
_TITLES = {"before": ("pre", "avant"), "after": ("post", "apres")}


def is_of_two_times(measure: str) -> bool:
    return family_of(measure).name in _TIME_OF


def title(measure: str, name: str, *, french: bool) -> str:
    """What the column is called in a template: "m_post"; its own name where it is of no time."""
    time = _TIME_OF.get(family_of(measure).name, {}).get(name)
    return f"{_stem(name)}_{_TITLES[time][french]}" if time else name


def spellings(measure: str) -> dict[str, str]:
    """The columns by headings that say the time: "meanpost", "postmean", "post", "m1ipost"."""
    return {
        spelling: name
        for name, time in _TIME_OF.get(family_of(measure).name, {}).items()
        for spelling in _spellings(name, time)
    }


def _spellings(name: str, time: str) -> Iterable[str]:
    for word in _WORDS[time].split():
        for stem in (*_STEMS[_stem(name)].split(), name):
            yield from (f"{stem}{word}", f"{word}{stem}")
        if _stem(name) == "m":
            yield word


def contradictions(measure: str, unknown: dict[str, str]) -> list[str]:
    """Headings that name a column and the other time: "m1i (pre)"; `unknown` is each as it was
    written, by its letters alone."""
    found = []
    for name, time in _TIME_OF.get(family_of(measure).name, {}).items():
        other = "after" if time == "before" else "before"
        wrong = {f"{name}{word}" for word in _WORDS[other].split()}
        wrong |= {f"{word}{name}" for word in _WORDS[other].split()}
        found += [
            _said(written, name, time, other) for bare, written in unknown.items() if bare in wrong
        ]
    return found


def _said(written: str, name: str, time: str, other: str) -> str:
    told = {"title": written, "name": name, "better": f"{_stem(name)}_{_TITLES[other][False]}"}
    if time == "after":
        return (
            _(
                "“%(title)s” says two things: %(name)s is the value after, and the heading speaks "
                "of before. If it is of before, name the column %(better)s."
            )
            % told
        )
    return (
        _(
            "“%(title)s” says two things: %(name)s is the value before, and the heading speaks of "
            "after. If it is of after, name the column %(better)s."
        )
        % told
    )


def how_read(measure: str, titles: dict[str, str]) -> list[str]:
    """Which column was taken for which time, where the heading did not say so; `titles` are the
    headings by their letters alone, by column."""
    if not is_of_two_times(measure) or not {titles.get("m1i"), titles.get("m2i")} & {"m1i", "m2i"}:
        return _how_spread_read(measure, titles)
    return [
        _(
            "m1i was read as the mean after and m2i as the mean before, so that more after than "
            "before is a rise. If your table has them the other way round, name the columns m_pre "
            "and m_post."
        )
    ]


def _how_spread_read(measure: str, titles: dict[str, str]) -> list[str]:
    is_spread = _TIME_OF.get(family_of(measure).name) is _RATIOS
    if not is_spread or not {titles.get("sd1i"), titles.get("sd2i")} & {"sd1i", "sd2i"}:
        return []
    return [
        _(
            "sd1i was read as the standard deviation after and sd2i as the one before. If your "
            "table has them the other way round, name the columns sd_pre and sd_post."
        )
    ]


def _stem(name: str) -> str:
    return "sd" if name.startswith("sd") else "m"
