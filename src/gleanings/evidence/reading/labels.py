"""Numbers that name something: Table 12, at week 6, group 2, a score of 30."""

from __future__ import annotations

import re

from gleanings.evidence.reading.draft import Page

# What stands before a label's number, not a count: Table 12 shows, at week 12 patients.
_LABELS = (
    *("table", "figure", "study", "experiment", "trial", "phase", "group", "stage", "grade"),
    *("day", "week", "month", "year", "session", "visit", "wave", "chapter", "page", "section"),
    *(
        "genotype",
        "subtype",
        "serotype",
        "lineage",
        "clade",
        "item",
        "level",
        "step",
        "model",
        "type",
        "class",
        "cluster",
        "factor",
        "version",
        "number",
    ),
    *("issue", "part", "room", "time", "age", "aged", "score", "dose", "semaine", "mois"),
    *("tableau", "séance", "âge", "fig", "no", "vol"),
)
_BEFORE_A_DATE = (
    *("per", "january", "february", "march", "april", "may", "june", "july", "august"),
    *("september", "october", "november", "december"),
)
_LABEL = re.compile(
    rf"(?:(?<![A-Za-z])(?<!\d\s)(?<!\d-)(?:{'|'.join(_LABELS)}|(?:fig|no|vol)\.|"
    r"(?:score|cut-?\s?off|threshold)\sof)"
    rf"|(?<![A-Za-z])(?:{'|'.join(_BEFORE_A_DATE)})"
    r"|(?:group|arm|grade|stage|type|phase|day|week|month|year|visit|wave)s?\s\d{1,3}\s(?:and|or|&)|[<>≥≤=$€£]|>\s?/=|/=|\d\s(?:to|or)|=\s?\d{1,3}(?:\s\d{3})?)\s?$",
    re.IGNORECASE,
)
# Most numbers have another word before them, which is told at once.
_ENDS_A_LABEL = (*_LABELS, *_BEFORE_A_DATE, "of", "and", "or", "to", *".&$€£<>=≥≤0123456789")
_LABEL_REACH = 14


def is_label(page: Page, start: int) -> bool:
    """Whether the number that starts here is the name of something: Table 12, at week 6."""
    begin = max(0, start - _LABEL_REACH)
    if not page.small[begin:start].rstrip().endswith(_ENDS_A_LABEL):
        return False
    return _LABEL.search(page.plain, begin, start) is not None
