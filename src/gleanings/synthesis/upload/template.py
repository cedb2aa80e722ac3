"""An empty table to fill in, with a line on each column and two examples."""

import csv
import io

import openpyxl
from django.utils.translation import get_language, gettext_noop
from django.utils.translation import gettext as _
from openpyxl.comments import Comment
from openpyxl.styles import Font

from gleanings.evidence.effect_sizes import effect_measures, family_of
from gleanings.evidence.inputs import choice
from gleanings.evidence.measures import MEASURES, Scale
from gleanings.synthesis.upload import two_times
from gleanings.synthesis.upload.measures import takes_reported
from gleanings.synthesis.upload.workbook import HELP_SHEET

_BEFORE = ("study", "author", "year", "citation", "doi", "cluster", "subgroup")
_REPORTED = ("effect", "ci_low", "ci_high", "level", "se")
_AFTER = ("n", "p", "page", "note")
# columns that may stand in for others; read, but not offered
_INSTEAD = {"di", "ti", "fi", "pi"}

_WIDE = {"study", "citation", "doi", "note"}

_HELP = {
    "study": gettext_noop("what the study is called, such as Smith (2010)"),
    "author": gettext_noop("the first author's name"),
    "year": gettext_noop("the year of the article"),
    "citation": gettext_noop("the article in full; or give a doi, or author and year"),
    "doi": gettext_noop("the article's DOI, in any spelling"),
    "cluster": gettext_noop("the same name for all effects of the same people; else empty"),
    "subgroup": gettext_noop("what tells effects apart: outcome, group, time; may be empty"),
    "effect": gettext_noop(
        "the effect as reported, if not computed: a ratio as it is, not its log"
    ),
    "ci_low": gettext_noop("the lower end of its confidence interval"),
    "ci_high": gettext_noop("the upper end of its confidence interval"),
    "level": gettext_noop("the level of the interval in per cent; 95 if empty"),
    "se": gettext_noop("its standard error: of the log of a ratio, of Fisher's z for ZCOR"),
    "n": gettext_noop("how many people in all"),
    "p": gettext_noop("the p as reported, only to check: .03, < .001 or ns"),
    "page": gettext_noop("where the numbers stand in the article: page or table"),
    "note": gettext_noop("why numbers do not fit together, if that is how the article has them"),
    "ri": gettext_noop("the correlation"),
    "ni": gettext_noop("how many people"),
    "ai": gettext_noop("first group: people with the event"),
    "bi": gettext_noop("first group: people without the event"),
    "ci": gettext_noop("second group: people with the event"),
    "di": gettext_noop("second group: people without the event"),
    "n1i": gettext_noop("how many people in the first group"),
    "n2i": gettext_noop("how many people in the second group"),
    "m1i": gettext_noop("mean of the first group"),
    "m2i": gettext_noop("mean of the second group"),
    "sd1i": gettext_noop("standard deviation of the first group"),
    "sd2i": gettext_noop("standard deviation of the second group"),
    "m1pre": gettext_noop("mean of the first (treated) group before"),
    "m1post": gettext_noop("mean of the first (treated) group after"),
    "sd1pre": gettext_noop("standard deviation of the first group before"),
    "m2pre": gettext_noop("mean of the second group before"),
    "m2post": gettext_noop("mean of the second group after"),
    "sd2pre": gettext_noop("standard deviation of the second group before"),
    "xi": gettext_noop("people with the event, or number of events"),
    "mi": gettext_noop("people without the event"),
    "ti": gettext_noop("time at risk"),
    "x1i": gettext_noop("events in the first group"),
    "x2i": gettext_noop("events in the second group"),
    "t1i": gettext_noop("time at risk in the first group"),
    "t2i": gettext_noop("time at risk in the second group"),
    "sdi": gettext_noop("standard deviation"),
    "r2i": gettext_noop("R² of the model with all predictors"),
    "yi": gettext_noop("the effect on the scale on which it is pooled"),
    "vi": gettext_noop("its sampling variance"),
    "sei": gettext_noop("its standard error, instead of vi"),
}
_HELP_OF_OTHERS = gettext_noop("one of the numbers that the effect is computed from")
# what a name means in some families only
_HELP_IN = {
    "a partial correlation": {
        "ti": gettext_noop("t of the coefficient"),
        "mi": gettext_noop("how many predictors"),
    },
    "a semi-partial correlation": {
        "ti": gettext_noop("t of the coefficient"),
        "mi": gettext_noop("how many predictors"),
    },
    "Cronbach's alpha": {
        "ai": gettext_noop("the value of Cronbach's alpha"),
        "mi": gettext_noop("how many items"),
    },
    "matched pairs, two outcomes": {
        "ai": gettext_noop("pairs in which both have the event"),
        "bi": gettext_noop("pairs in which only the first has the event"),
        "ci": gettext_noop("pairs in which only the second has the event"),
        "di": gettext_noop("pairs in which neither has the event"),
    },
}
for _family in ("one mean", "one mean of a ratio scale", "one standard deviation"):
    _HELP_IN[_family] = {"mi": gettext_noop("the mean")}
_OF_TWO_TIMES = {"ri": gettext_noop("correlation of the two measurements")}
_HELP_IN["two groups before and after"] = _OF_TWO_TIMES
_MEANS_OF_TWO_TIMES = _OF_TWO_TIMES | {
    "m1i": gettext_noop("mean after; the change is after minus before (m1i in metafor)"),
    "m2i": gettext_noop("mean before (m2i in metafor)"),
}
_HELP_IN["change of one group"] = _MEANS_OF_TWO_TIMES | {
    "sd1i": gettext_noop("standard deviation before (sd1i in metafor)"),
    "sd2i": gettext_noop("standard deviation after (sd2i in metafor)"),
}
for _family in ("change of one group on a ratio scale", "change of one group's spread"):
    _HELP_IN[_family] = _MEANS_OF_TWO_TIMES | {
        "m1i": gettext_noop("mean after; the ratio is after to before (m1i in metafor)"),
        "sd1i": gettext_noop("standard deviation after (sd1i in metafor)"),
        "sd2i": gettext_noop("standard deviation before (sd2i in metafor)"),
    }

_FRENCH = {
    "study": "étude",
    "author": "auteur",
    "year": "année",
    "citation": "référence",
    "cluster": "grappe",
    "subgroup": "sous-groupe",
    "effect": "effet",
    "ci_low": "ic_inf",
    "ci_high": "ic_sup",
    "level": "niveau",
    "se": "erreur_type",
    "note": "motif",
}
_NUMBERS: dict[str, float] = {
    "ri": 0.35, "ni": 80, "ai": 12, "bi": 28, "ci": 20, "di": 22, "n1i": 40, "n2i": 42,
    "m1i": 14.2, "sd1i": 5.1, "m2i": 17.5, "sd2i": 5.6, "xi": 30, "mi": 50, "ti": 120,
    "x1i": 12, "t1i": 400, "x2i": 20, "t2i": 410, "sdi": 4.5, "r2i": 0.4, "yi": 0.35,
    "vi": 0.04, "n": 82, "m1pre": 17.0, "m1post": 14.2, "sd1pre": 5.1, "m2pre": 17.2,
    "m2post": 17.5, "sd2pre": 5.6,
}  # fmt: skip
_NUMBERS_IN: dict[str, dict[str, float]] = {
    "a partial correlation": {"ti": 2.5, "mi": 3},
    "a semi-partial correlation": {"ti": 2.5, "mi": 3},
    "Cronbach's alpha": {"ai": 0.85, "mi": 10},
}
# the second example: what an article may report instead, by the scale of the measure
_EXAMPLES_REPORTED: dict[Scale, dict[str, float]] = {
    Scale.IDENTITY: {"effect": 0.4, "ci_low": 0.1, "ci_high": 0.7},
    Scale.LOG: {"effect": 1.5, "ci_low": 0.6, "ci_high": 3.75},
    Scale.FISHER: {"effect": 0.3, "ci_low": 0.1, "ci_high": 0.48},
    Scale.LOGIT: {"effect": 0.4, "ci_low": 0.3, "ci_high": 0.51},
}


def template_csv(measure: str) -> str:
    """The template as text, to be written with a byte order mark (utf-8-sig) so that
    spreadsheets read its accents. In French with semicolons and decimal commas, as French
    spreadsheets expect."""
    french = _is_french()
    names = _names(measure)
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";" if french else ",", lineterminator="\r\n")
    writer.writerow([_title(measure, name) for name in names])
    for example in _examples(measure):
        writer.writerow([_cell(example.get(name, ""), french) for name in names])
    writer.writerow([])
    for name in names:
        writer.writerow([f"# {_title(measure, name)}: {_help(measure, name)}"])
    return out.getvalue()


def template_xlsx(measure: str) -> bytes:
    """The template as a workbook; what the columns are stands in comments and on a sheet of its
    own."""
    names = _names(measure)
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = _("Studies")
    sheet.append([_title(measure, name) for name in names])
    for cell, name in zip(sheet[1], names, strict=True):
        cell.font = Font(bold=True)
        cell.comment = Comment(_help(measure, name), "Gleanings")
        if name in _WIDE:
            sheet.column_dimensions[cell.column_letter].width = 28
    for example in _examples(measure):
        sheet.append([example.get(name) for name in names])
    sheet.freeze_panes = "B2"
    explained = book.create_sheet(HELP_SHEET)
    explained.column_dimensions["B"].width = 80
    for name in names:
        explained.append([_title(measure, name), _help(measure, name)])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _names(measure: str) -> list[str]:
    choice("measure", measure, tuple(effect_measures()))
    own = family_of(measure).columns
    instead = _INSTEAD if "pi" in own else set()
    reported = _REPORTED if takes_reported(measure) else ()
    offered = [name for name in own if name not in instead]
    return list(dict.fromkeys([*_BEFORE, *offered, *reported, *_AFTER]))


def _examples(measure: str) -> list[dict[str, str | float]]:
    family = family_of(measure)
    numbers = _NUMBERS | _NUMBERS_IN.get(family.name, {})
    computed = {name: numbers[name] for name in family.columns if name in numbers}
    return [
        {
            "study": _("EXAMPLE 1, delete this row"),
            "citation": "Smith, J. (2010). Title. Journal, 1(2), 3–14.",
            "page": _("Table 2"),
            **computed,
        },
        {
            "study": _("EXAMPLE 2, delete this row"),
            "author": "Tremblay",
            "year": 2015,
            "n": 82,
            **_reported(measure, computed),
        },
    ]


def _reported(measure: str, computed: dict[str, float]) -> dict[str, float]:
    """What an article may report instead; the same again where nothing else is taken."""
    chosen = MEASURES[measure]
    if chosen.interval is None:
        return computed
    is_share = chosen.is_ratio and chosen.bounds[1] == 1
    return _EXAMPLES_REPORTED[Scale.LOGIT if is_share else chosen.interval]


def _cell(value: str | float, comma: bool) -> str:
    if isinstance(value, str):
        return value
    written = f"{value:g}"
    return written.replace(".", ",") if comma else written


def _title(measure: str, name: str) -> str:
    french = _is_french()
    own = two_times.title(measure, name, french=french)
    return _FRENCH.get(own, own) if french else own


def _is_french() -> bool:
    return (get_language() or "en").startswith("fr")


def _help(measure: str, name: str) -> str:
    family = family_of(measure).name
    return _(_HELP_IN.get(family, {}).get(name) or _HELP.get(name) or _HELP_OF_OTHERS)
