"""A bound in words: more than 84%, 1,000 or more; before a noun: at least 1,000 people."""

from ..language.catalogue import N_, Language

SIGNS = {">": ">", ">=": "≥", "<": "<", "<=": "≤"}
"""What makes a bound of a number, and how it is written before it; "" makes none."""

_ALONE = {
    ">": N_("more than {number}"),
    ">=": N_("{number} or more"),
    "<": N_("less than {number}"),
    "<=": N_("{number} or less"),
}
_COUNTED = _ALONE | {"<": N_("fewer than {number}"), "<=": N_("{number} or fewer")}
_BEFORE_A_NOUN = _COUNTED | {">=": N_("at least {number}"), "<=": N_("at most {number}")}


def bounded(number: str, bound: str, spoken: Language, *, counted: bool = False) -> str:
    """A number as it is written, with the words that make a bound of it.

    counted : it counts people, studies or other things, of which there are fewer and not less.

    `number` itself where `bound` is "". Raises ValueError for another sign.
    """
    return _said(_COUNTED if counted else _ALONE, number, bound, spoken)


def how_many(number: str, bound: str, spoken: Language) -> str:
    """The same before what is counted: at least 1,000 people."""
    return _said(_BEFORE_A_NOUN, number, bound, spoken)


def _said(sentences: dict[str, str], number: str, bound: str, spoken: Language) -> str:
    if not bound:
        return number
    if bound not in sentences:
        raise ValueError(f"bound = {bound!r}; use one of {', '.join(sentences)}, or nothing.")
    return spoken.say(sentences[bound], number=number)
