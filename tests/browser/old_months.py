"""A blog of sixty months, as it is saved from a browser and brought in."""

from __future__ import annotations

import calendar

MONTHS = [(year, month) for year in range(2017, 2012, -1) for month in range(12, 0, -1)]


def old_months() -> str:
    """The page as text: one entry to a month, no two alike."""
    head = ["Blog", "A monthly summary of published psychotherapy research.", "This month...", ""]
    return "\n".join([*head, *(line for month in MONTHS for line in _entry(*month))])


def _entry(year: int, month: int) -> list[str]:
    name = calendar.month_name[month]
    number = (year - 2013) * 12 + month
    return [
        f"{name} {year}",
        f"What Clients Said of Empathy, Part {number}",
        f"Moreau, L., & Quist, P. T. ({year}). Empathy and staying in therapy, part {number}: "
        f"A meta-analysis. Journal of Imagined Therapy, {number}(3), 45-67. "
        f"doi: 10.5555/jit.{number}",
        f"In this meta-analysis of {number + 3} studies, clients of more empathic therapists "
        "stayed longer in therapy, r = .25.",
        "Practice Implications",
        "The authors suggest two things. (1) Ask how you are understood. (2) Say it back.",
    ]
