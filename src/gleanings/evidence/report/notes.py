"""What has to be said of a fit besides its result."""

from collections.abc import Iterable, Iterator
from typing import Any

from ..language.catalogue import N_, Language, language_of
from ..notes import Note

_NOTES = {
    "narrower": N_(
        "The interval is narrower than the usual one would be, because the results happen to lie "
        "close together; that may be chance rather than precision."
    ),
    "few-degrees-of-freedom": N_("With so few studies the interval and p are a rough guide only."),
    "levels-not-separable": N_(
        "Differences between studies and differences within them cannot be told apart in these "
        "data."
    ),
    "swings": N_("The number of missing effects swings between {low} and {high}."),
    "flat": N_("The likelihood is flat at its top: no standard errors; do not rely on it."),
    "unsettled": N_("The estimates did not settle; do not rely on them."),
    "one-side-none": N_(
        "No effect lies on one side of the cut, so that the adjustment is very uncertain."
    ),
    "between-explained": N_(
        "The moderators explain every difference between clusters, so that the variance between "
        "clusters cannot be estimated; it is held at 0."
    ),
    "not-apart": N_(
        "The variance between clusters and the variance within them cannot be told apart in these "
        "data; all of it is given as between clusters."
    ),
    "carried": N_(
        "One cluster alone carries {names}: no comparison of clusters can tell how uncertain that "
        "is, and its robust standard error is too small. Leave the moderator out."
    ),
    "few-df": N_(
        "Fewer than {few} degrees of freedom ({names}): too few clusters bear on this for its p "
        "and interval to be trusted."
    ),
    "beyond-its-effects": N_(
        "The mean lies outside the effects that it is made of, because the assumed correlation is "
        "high for such different variances ({names}); the plain mean (weighted=False) is safer "
        "there."
    ),
    "few-clusters": N_("{n_clusters} clusters are too few to test {count} coefficients together."),
    "not-without": N_(
        "A moderator cannot be estimated without the following, so that their influence is not "
        "defined: {names}."
    ),
}


def notes(of: Iterable[Note | str], spoken: Language) -> Iterator[str]:
    for note in of:
        code, values = (note, {}) if isinstance(note, str) else (note.code, note.values)
        if code == "one-side-few":
            yield spoken.plural(
                "Only one effect lies on one side of the cut, so that the adjustment is very "
                "uncertain.",
                "Only {n} effects lie on one side of the cut, so that the adjustment is very "
                "uncertain.",
                values["few"],
            )
        else:
            yield spoken.say(_NOTES[code], **values)


def notice(result: Any, language: str = "en") -> str:
    """What had to be said of a fit; empty where there is nothing."""
    return " ".join(notes(result.notes, language_of(language)))
