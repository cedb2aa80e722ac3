"""The sources by their names, and how each is opened."""

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.utils.translation import gettext_noop as _

from gleanings.literature.sources import cursors, pubmed
from gleanings.literature.sources.polite import UNHURRIED, Patience, Polite, SourceError, Terms
from gleanings.literature.sources.search import Source


class MissingKeyError(SourceError):
    """The source gives nothing without a key, and there is none."""


@dataclass(frozen=True)
class Known:
    terms: Terms
    client: type[Any]
    """A `Source`, made of a `Polite`."""


SOURCES: dict[str, Known] = {
    known.terms.name: known
    for known in (
        Known(pubmed.TERMS, pubmed.PubMed),
        Known(cursors.CROSSREF, cursors.Crossref),
        Known(cursors.OPENALEX, cursors.OpenAlex),
        Known(cursors.EUROPE_PMC, cursors.EuropePMC),
    )
}


def missing_key(name: str) -> MissingKeyError | None:
    """What to do where a source needs a key and has none."""
    terms = SOURCES[name].terms
    if not terms.needs_key or terms.own_key:
        return None
    words = _(
        "%(source)s: it gives nothing without a key, which is free. Whoever runs the site sets it "
        "as %(variable)s."
    )
    return MissingKeyError(words, source=name, variable=terms.key_from)


def open_source(name: str, patience: Patience = UNHURRIED) -> Source:
    """Raises MissingKeyError."""
    if lacks := missing_key(name):
        raise lacks
    known = SOURCES[name]
    polite = Polite(
        known.terms, contact=settings.CONTACT, address=_address(name), patience=patience
    )
    source: Source = known.client(polite)
    return source


def _address(name: str) -> str:
    """Below another address than the source's own, where one is set; else empty."""
    base = settings.SOURCES_ADDRESS
    return f"{base.rstrip('/')}/{name.lower().replace(' ', '')}" if base else ""
