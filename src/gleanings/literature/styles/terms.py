"""The words of a reference in APA style, in the language of the page it stands on."""

from collections.abc import Callable
from dataclasses import dataclass

from gleanings.literature.styles.typography import ordinal


@dataclass(frozen=True)
class Terms:
    """What the style says between the parts of a reference."""

    months: tuple[str, ...]
    day: Callable[[str, int], str]
    """A month's name and a day."""
    no_date: str
    last: str
    """Before the last of three names or more; of two, the same without the comma."""
    within: str
    editors: tuple[str, str]
    """One, and several."""
    edition: Callable[[int], str]
    volume: str
    pages: tuple[str, str]
    chapter: str
    advance: str
    retracted: str
    retraction: str
    """Before the year in which it was published."""


ENGLISH = Terms(
    months=(
        "January", "February", "March", "April", "May", "June", "July",
        "August", "September", "October", "November", "December",
    ),
    day=lambda month, day: f"{month} {day}",
    no_date="n.d.",
    last=", &",
    within="In",
    editors=("Ed.", "Eds."),
    edition=lambda number: f"{ordinal(number)} ed.",
    volume="Vol.",
    pages=("p.", "pp."),
    chapter="Chapter",
    advance="Advance online publication",
    retracted="Retracted",
    retraction="Retraction published",
)  # fmt: skip
FRENCH = Terms(
    months=(
        "janvier", "février", "mars", "avril", "mai", "juin", "juillet",
        "août", "septembre", "octobre", "novembre", "décembre",
    ),
    day=lambda month, day: f"{'1er' if day == 1 else day} {month}",
    no_date="s.\u00a0d.",
    last=" et",
    within="Dans",
    editors=("dir.", "dir."),
    edition=lambda number: f"{'1re' if number == 1 else f'{number}e'}\u00a0éd.",
    volume="vol.",
    pages=("p.", "p."),
    chapter="chap.",
    advance="Publication anticipée en ligne",
    retracted="Rétracté",
    retraction="Rétractation publiée en",
)  # fmt: skip


def terms_of(language: str) -> Terms:
    """English where a language has none of its own."""
    return FRENCH if language.split("-")[0] == "fr" else ENGLISH
