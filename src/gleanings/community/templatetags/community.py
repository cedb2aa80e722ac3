"""The chart of how readers answered, and their notes at the desk."""

from dataclasses import dataclass

from django import template
from django.utils.translation import gettext

from gleanings.community.asking.client_details import like_a_clients
from gleanings.community.rating.told import Told

register = template.Library()

STEP, HIGH, FLOOR = 30, 50, 68
"""In units of the chart: from bar to bar, the highest bar, and where all of them stand."""


@dataclass(frozen=True)
class Bar:
    value: int
    number: int
    x: int
    y: int
    height: int
    middle: int
    above: int


@register.filter
def tells_of_a_client(words: str) -> bool:
    """Whether it reads so: such notes are held back, a click away, and in no list."""
    return bool(like_a_clients(words))


@register.filter
def bars(told: Told) -> list[Bar]:
    """The highest fills the chart; one that somebody chose is never invisible."""
    most = max(told.relevance.values())
    drawn = []
    for place, (value, number) in enumerate(told.bars):
        height = max(2, round(HIGH * number / most)) if number else 0
        left, top = place * STEP + 3, FLOOR - height
        drawn.append(Bar(value, number, left, top, height, left + 12, top - 4))
    return drawn


@register.filter
def bars_in_words(told: Told) -> str:
    """For who does not see it: how many gave each answer."""
    each = ", ".join(
        gettext("%(number)d answered %(value)d") % {"number": number, "value": value}
        for value, number in told.bars
        if number
    )
    return gettext("Relevance from 1 to 7: %(each)s") % {"each": each}
