"""Which column of a sheet is which: its header in English or French, in any spelling."""

import difflib
import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from django.utils.translation import gettext as _

from gleanings.evidence.effect_sizes import family_of
from gleanings.evidence.measures import MEASURES
from gleanings.synthesis.upload import two_times
from gleanings.synthesis.upload.measures import PRECISION, TEST, computes, takes_reported
from gleanings.synthesis.upload.result import UploadError

TEXTS = ("study", "author", "year", "citation", "doi", "cluster", "subgroup", "page", "note")
MEASURE = "measure"

_SPELLINGS: dict[str, str] = {
    "study": "study slab label trial studylabel etude essai libelle intitule",
    "author": "author authors firstauthor auteur auteurs premierauteur",
    "year": "year pubyear publicationyear yearofpublication annee anneedepublication",
    "citation": "citation reference fullreference referencebibliographique referencecomplete",
    "doi": "doi doiurl",
    "cluster": "cluster clusterid studyid grappe",
    "subgroup": "subgroup subgroups group groupe sousgroupe sousgroupes",
    "page": "page pages where location table ou emplacement tableau",
    "note": "note notes reason remark raison motif remarque",
    "measure": "measure mesure effectmeasure mesuredeffet",
    "n": "n samplesize total ntotal totaln effectif taille tailledelechantillon",
    "effect": "effect effectsize estimate effet tailledeffet estimation",
    "ci_low": "cilow cilower lowerci cilb lcl ll lower icinf icbas icinferieur borneinferieure",
    "ci_high": "cihigh ciupper upperci ciub ucl ul upper icsup ichaut icsuperieur bornesuperieure",
    "level": "level cilevel confidencelevel niveau niveaudeconfiance",
    "se": "se stderr standarderror erreurtype erreurstandard",
    "t": "t tvalue valeurt valeurdet",
    "df": "df ddl degreesoffreedom degresdeliberte",
    "p": "p pvalue valeurp valeurdep",
    "yi": "yi",
    "vi": "vi variance",
    "sei": "sei",
}


@dataclass(frozen=True)
class Columns:
    """`places` of each column that is read, `understood` for each written title."""

    places: dict[str, int]
    understood: dict[str, str]
    notes: list[str]

    @property
    def numbers(self) -> list[str]:
        return [name for name in self.places if name not in TEXTS and name != MEASURE]


def columns_of(header: list[str], measure: str) -> Columns:
    """UploadError says which columns are missing, which were found, and what may be meant."""
    known = spellings(measure)
    places: dict[str, int] = {}
    understood: dict[str, str] = {}
    for place, title in enumerate(header):
        if not title:
            continue
        name = known.get(plain(title), "")
        if name in places:
            raise UploadError(
                _("Two columns say the same: “%(first)s” and “%(second)s”. Keep one of them.")
                % {"first": header[places[name]], "second": title}
            )
        if name:
            places[name] = place
        understood[title] = name
    unknown = [title for title, name in understood.items() if not name]
    mixed_up = two_times.contradictions(measure, {plain(title): title for title in unknown})
    if mixed_up:
        raise UploadError(" ".join(mixed_up))
    faults = [*_missing_numbers(measure, places), *_missing_citation(places)]
    if faults:
        raise UploadError(" ".join([*faults, *_found(header, unknown, known)]))
    titles = {name: plain(header[place]) for name, place in places.items()}
    notes = [*_unread(unknown, known), *two_times.how_read(measure, titles)]
    return Columns(places, understood, notes)


@cache
def spellings(measure: str) -> dict[str, str]:
    """What each way to write a header means for a measure."""
    names = [*TEXTS, MEASURE, *number_columns(measure)]
    known = {
        spelling: name for name in names for spelling in _SPELLINGS.get(name, plain(name)).split()
    }
    known |= two_times.spellings(measure)
    chosen = MEASURES[measure]
    called = dict.fromkeys(chosen.headers.split())
    if "ri" in chosen.reported_columns:
        # a correlation stands in a column of its formula
        known.update(dict.fromkeys(called, "ri"))
    elif "effect" in names:
        known.update(dict.fromkeys([*called, measure.casefold()], "effect"))
    return known


def number_columns(measure: str) -> list[str]:
    reported = ["effect", *PRECISION] if takes_reported(measure) else []
    return list(dict.fromkeys([*family_of(measure).columns, "yi", "vi", "sei", *reported, *TEST]))


def plain(title: str) -> str:
    """A header without accents, capitals, spaces and marks: "Année " is "annee"."""
    bare = unicodedata.normalize("NFKD", title).casefold()
    return re.sub(r"[^a-z0-9]", "", bare)


def _missing_numbers(measure: str, places: Iterable[str]) -> list[str]:
    if computes(measure, places):
        return []
    faults = [
        _(
            "Columns are missing: %(measure)s takes %(own)s, or yi with vi or sei as they are "
            "pooled."
        )
        % {"measure": measure, "own": ", ".join(family_of(measure).columns)}
    ]
    if MEASURES[measure].precision_follows_from_n:
        faults.append(_("A reported effect will do, with ci_low and ci_high, or se, or n."))
    elif takes_reported(measure):
        faults.append(_("A reported effect will do, with ci_low and ci_high, or se."))
    return faults


def _missing_citation(places: Iterable[str]) -> list[str]:
    if "citation" in places or "doi" in places or {"author", "year"} <= set(places):
        return []
    return [_("Each row needs its source: a column citation, or doi, or author and year.")]


def _found(header: list[str], unknown: list[str], known: dict[str, str]) -> list[str]:
    shown = ", ".join(title[:40] for title in header[:40] if title)
    return [
        _("The file has these columns: %(columns)s.") % {"columns": shown},
        *_suggestions(unknown, known),
        _("The template has all that are read."),
    ]


def _unread(unknown: list[str], known: dict[str, str]) -> list[str]:
    if not unknown:
        return []
    shown = ", ".join(f"“{title[:40]}”" for title in unknown[:20])
    note = _("These columns were not read: %(columns)s.") % {"columns": shown}
    return [" ".join([note, *_suggestions(unknown, known)])]


def _suggestions(unknown: list[str], known: dict[str, str]) -> list[str]:
    found = []
    for title in unknown[:20]:
        close = difflib.get_close_matches(plain(title)[:40], known, n=1, cutoff=0.75)
        if close:
            found.append(
                _("“%(title)s” may be meant as %(name)s.")
                % {"title": title[:40], "name": known[close[0]]}
            )
    return found
