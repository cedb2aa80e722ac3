"""Where a row's numbers come from: study, citation, DOI, year."""

import re
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from gleanings.literature.identifiers import normalise_doi
from gleanings.synthesis.upload.cells import read_text, read_year
from gleanings.synthesis.upload.limits import LONGEST_NAME, LONGEST_TEXT
from gleanings.synthesis.upload.sheet import EMPTY, Cell

_LONGEST = {"citation": LONGEST_TEXT, "note": LONGEST_TEXT}
# in French too: a template may be made in one language and uploaded in the other
_EXAMPLE = re.compile(r"(EXAMPLE|EXEMPLE) [12]\b")


@dataclass(frozen=True)
class Source:
    """`cluster` is empty where the sheet names none."""

    label: str = ""
    citation: str = ""
    doi: str = ""
    year: int | None = None
    cluster: str = ""
    subgroup: str = ""
    page: str = ""
    reason: str = ""
    is_example: bool = False
    faults: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


def source_of(cells: dict[str, Cell], titles: dict[str, str]) -> Source:
    """`cells` and `titles` by column; a column that the sheet lacks is empty."""
    texts, faults = {}, []
    for name in ("study", "author", "citation", "doi", "cluster", "subgroup", "page", "note"):
        longest = _LONGEST.get(name, LONGEST_NAME)
        texts[name], fault = read_text(cells.get(name, EMPTY), titles.get(name, name), longest)
        faults += [fault] if fault else []
    year = read_year(cells.get("year", EMPTY), titles.get("year", "year"))
    faults += [year.fault] if year.fault else []
    doi = _doi(texts["doi"], faults)
    author = texts["author"]
    by_name = f"{author} ({year.year})" if author and year.year else ""
    citation = texts["citation"] or by_name
    if not faults and not (citation or doi):
        faults.append(_("The row has no source: give citation, or doi, or author and year."))
    label = texts["study"] or by_name or author or citation[:LONGEST_NAME] or doi
    return Source(
        label=label,
        citation=citation,
        doi=doi,
        year=year.year,
        cluster=texts["cluster"],
        subgroup=texts["subgroup"],
        page=texts["page"],
        reason=texts["note"],
        is_example=bool(_EXAMPLE.match(texts["study"])),
        faults=faults,
        notes=[year.note] if year.note else [],
    )


def _doi(text: str, faults: list[str]) -> str:
    if not text:
        return ""
    doi = normalise_doi(text)
    if doi is None:
        faults.append(
            _("“%(text)s” is not a DOI; one looks like 10.1037/pst0000166.") % {"text": text}
        )
    return doi or ""
