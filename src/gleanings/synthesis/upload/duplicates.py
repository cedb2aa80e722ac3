"""Rows that say the same twice, and rows that are several effects of one study."""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from gleanings.synthesis.number_texts import listed
from gleanings.synthesis.upload.result import Row

# numbers that were written twice may differ in their last digits
_FIGURES = 10
_SHOWN = 10


class Seen:
    """The rows that were taken so far, those of the question included."""

    def __init__(self, already: Iterable[Row]) -> None:
        self._rows: dict[tuple[str, ...], tuple[Row, bool]] = {}
        self._articles: dict[tuple[str, ...], Row] = {}
        for row in already:
            self.add(row, is_here=False)

    def add(self, row: Row, *, is_here: bool = True) -> None:
        self._rows.setdefault(_effect(row), (row, is_here))
        if row.doi:
            self._articles.setdefault((row.doi, *_numbers(row)), row)

    def duplicate_of(self, row: Row) -> str:
        """Why the row is one too many; empty if it is not."""
        if _effect(row) not in self._rows:
            return ""
        other, is_here = self._rows[_effect(row)]
        if row.doi and other.doi and row.doi != other.doi:
            return ""  # two studies of one name
        return _duplicate_here(other) if is_here else _duplicate_there(other)

    def twin_of(self, row: Row) -> str:
        """A note where the same article gives the same numbers under another name."""
        other = self._articles.get((row.doi, *_numbers(row)))
        if other is None or key(other.label) == key(row.label):
            return ""
        return _("The same article has the same numbers as %(label)s already.") % {
            "label": other.label
        }


def _numbers(row: Row) -> tuple[str, ...]:
    return f"{row.yi:.{_FIGURES}g}", f"{row.vi:.{_FIGURES}g}"


def _effect(row: Row) -> tuple[str, ...]:
    return key(row.label), key(row.subgroup), *_numbers(row)


def key(name: str) -> str:
    """A name without accents, capitals and marks: "Smith (2010)" is "Smith, 2010"."""
    bare = unicodedata.normalize("NFKD", name).casefold()
    return re.sub(r"[\W_]|[\u0300-\u036f]", "", bare) or name


def _duplicate_here(other: Row) -> str:
    return _(
        "It is a duplicate of row %(number)d: the same study with the same numbers. If it is "
        "another effect of that study, say which in the column subgroup."
    ) % {"number": other.number}


def _duplicate_there(other: Row) -> str:
    return _(
        "The question has this row already: %(label)s with the same numbers. If it is another "
        "effect of that study, say which in the column subgroup."
    ) % {"label": other.label}


def dependence(rows: Iterable[Row], already: Iterable[Row]) -> list[str]:
    """A note on the studies that give several effects."""
    clusters: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        clusters[key(row.cluster)].append(row)
    known = {key(row.cluster) for row in already}
    several = [
        ngettext("%(study)s (row %(rows)s)", "%(study)s (rows %(rows)s)", len(found))
        % {"study": found[0].cluster, "rows": ", ".join(str(row.number) for row in found[:_SHOWN])}
        for name, found in clusters.items()
        if len(found) > 1 or name in known
    ]
    if not several:
        return []
    shown = listed([*several[:_SHOWN], *(["…"] if len(several) > _SHOWN else [])])
    return [
        _("Several effects of one study will be treated as dependent: %(studies)s.")
        % {"studies": shown}
    ]


def other_articles(rows: Iterable[Row]) -> list[str]:
    """A note on rows of one cluster that cite different articles, perhaps different studies."""
    clusters: dict[str, dict[str, Row]] = defaultdict(dict)
    for row in rows:
        if row.doi:
            clusters[key(row.cluster)].setdefault(row.doi, row)
    mixed = [list(found.values()) for found in clusters.values() if len(found) > 1]
    return [
        _(
            "Rows %(rows)s are one study by name, %(study)s, but cite different articles. If they "
            "are different studies, name them differently."
        )
        % {
            "rows": ", ".join(str(row.number) for row in found[:_SHOWN]),
            "study": found[0].cluster,
        }
        for found in mixed[:_SHOWN]
    ]
