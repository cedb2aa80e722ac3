"""Of a list of DOIs and PMIDs, the articles that are not here are brought from the sources."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import islice

from django.db.models import Q
from django.utils.translation import gettext as _

from gleanings.literature.models import Article
from gleanings.literature.records import Record, Refused
from gleanings.literature.records.record import Outcome
from gleanings.literature.sources.one_article import filled_in
from gleanings.literature.sources.polite import Patience, SourceError
from gleanings.literature.sources.registry import open_source

ASKED = ("Crossref", "PubMed")
"""The record of the first that knows an article counts; the others' fill in what is empty there."""
PATIENCE = Patience(
    tries=3, longest_wait=10.0, timeout=(5.0, 30.0), longest_answer=120.0, goes_on=False
)


def bring(outcomes: Sequence[Outcome]) -> list[Outcome]:
    """One for each and in their order: the source's record in the place of a mere identifier.

    What is here already stays as it is. What no source knows is refused, and so is what one that
    may know it could not be asked about, with the reason.
    """
    bare = [one for one in outcomes if isinstance(one, Record) and (one.doi or one.pmid)]
    here = _here(bare)
    missing = [one for one in bare if not one.title and not {one.doi, one.pmid} & here]
    found: dict[str, Record] = {}
    faults = {}
    for source in ASKED if missing else ():
        try:
            for record in _asked(source, missing):
                for name in filter(None, (record.doi, record.pmid)):
                    found[name] = filled_in(found[name], record) if name in found else record
        except SourceError as error:
            faults[source] = str(error)
    wanted = {id(one) for one in missing}
    return [
        _brought(one, found, faults) if isinstance(one, Record) and id(one) in wanted else one
        for one in outcomes
    ]


def _here(records: Sequence[Record]) -> set[str]:
    by = Q(doi__in=[one.doi for one in records if one.doi])
    by |= Q(pmid__in=[one.pmid for one in records if one.pmid])
    pairs = Article.objects.filter(by).values_list("doi", "pmid")
    return {name for pair in pairs for name in pair if name}


def _asked(source: str, missing: Sequence[Record]) -> Iterator[Record]:
    """Raises SourceError; what came before stays valid."""
    client = open_source(source, PATIENCE)
    waiting = iter(missing)
    while some := list(islice(waiting, client.looked_up_at_once)):
        dois = [one.doi for one in some if one.doi]
        pmids = [one.pmid for one in some if one.pmid and not one.doi]
        if dois or client.looks_up_pmids:
            yield from (one for one in client.look_up(dois, pmids) if one.title)


def _brought(bare: Record, found: dict[str, Record], faults: dict[str, str]) -> Outcome:
    name = bare.doi or bare.pmid or ""
    if name in found:
        return replace(found[name], line=bare.line)
    # Crossref knows no PMID
    why = " ".join(fault for source, fault in faults.items() if bare.doi or source != "Crossref")
    if why:
        words = _("%(identifier)s was not looked up: %(why)s Import the list again later.")
        return Refused(bare.line, words % {"identifier": name, "why": why}, was_read=True)
    words = _("%(identifier)s: neither Crossref nor PubMed knows it.")
    return Refused(bare.line, words % {"identifier": name}, was_read=True)
