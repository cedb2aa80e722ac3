"""Records in JSON: CSL-JSON, and the answers of Crossref, OpenAlex, Europe PMC and PubMed."""

from collections.abc import Callable, Iterator
from typing import Any, TextIO

from django.utils.translation import gettext as _

from gleanings.literature.records.crossref import crossref_record, csl_record
from gleanings.literature.records.europepmc import europepmc_record
from gleanings.literature.records.json_values import json_values
from gleanings.literature.records.openalex import openalex_record
from gleanings.literature.records.pubmed_summary import summary_record
from gleanings.literature.records.record import Outcomes, Record, Refused

Json = dict[str, Any]


def read_json(text: TextIO) -> Outcomes:
    for found in json_values(text):
        if isinstance(found, Refused):
            yield found
            continue
        line, value = found
        for one in _within(value):
            record = json_record(one)
            if record is None:
                yield Refused(line, _("This is no bibliographic record in a form that is known."))
                continue
            record.line = line
            yield record


def json_record(value: Any) -> Record | None:
    """The record that one value gives; None for anything else."""
    if not isinstance(value, dict):
        return None
    reader = next((reader for known, reader in _FORMS if known(value)), None)
    if reader is None:
        return None
    try:
        return reader(value)
    # a field of another kind than the source's own: a text for a list, a number for a text
    except (AttributeError, TypeError, ValueError, KeyError, IndexError):
        return None


def _within(value: Any) -> Iterator[Any]:
    """The records of an answer or a list; else the value itself."""
    if isinstance(value, list):
        for one in value:
            # a list of answers; what is nested deeper is no record
            yield from [one] if isinstance(one, list) else _within(one)
        return
    if isinstance(value, dict):
        for path in _LISTS:
            found: Any = value
            for name in path:
                found = found.get(name) if isinstance(found, dict) else None
            if isinstance(found, list):
                yield from found
                return
            if isinstance(found, dict) and path == ("message",) and "DOI" in found:
                yield found
                return
        result = value.get("result")
        if isinstance(result, dict) and isinstance(result.get("uids"), list):
            yield from (result[uid] for uid in result["uids"] if uid in result)
            return
    yield value


_LISTS = (
    ("message", "items"),
    ("message",),
    ("resultList", "result"),
    ("results",),
    ("items",),
    ("references",),
)
_FORMS: tuple[tuple[Callable[[Json], bool], Callable[[Json], Record]], ...] = (
    (lambda v: "openalex.org/" in str(v.get("id", "")), openalex_record),
    (lambda v: "journalInfo" in v or "pubTypeList" in v or "authorString" in v, europepmc_record),
    (lambda v: "uid" in v and "pubdate" in v, summary_record),
    (lambda v: "member" in v or isinstance(v.get("title"), list) or "prefix" in v, crossref_record),
    (lambda v: "title" in v or "DOI" in v or "PMID" in v, csl_record),
)
