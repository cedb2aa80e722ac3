"""Where only a DOI or a PMID was pasted, the rest is brought from the sources."""

from typing import Any

from django.utils.translation import gettext as _

from gleanings.literature.articles import article_fields
from gleanings.literature.pasted import Pasted, citation_of
from gleanings.literature.sources.one_article import Fetched, fetch

FOR_THE_DESK = ("abstract", "language")


def fetch_pasted(pasted: Pasted) -> Fetched | None:
    """None where a citation was pasted, which needs no source."""
    if pasted.is_only_a_doi:
        return fetch(doi=pasted.citation.doi or "")
    if pasted.is_only_a_pmid:
        return fetch(pmid=pasted.citation.pmid or "")
    return None


def fields_of(pasted: Pasted, fetched: Fetched | None) -> dict[str, Any]:
    """Those of the article's form."""
    if fetched is None or fetched.record is None:
        return article_fields(pasted.citation)
    record = fetched.record
    return (
        article_fields(citation_of(record))
        | {name: getattr(record, name) for name in FOR_THE_DESK}
        | {"free_at": record.free_to_read_at}
    )


def what_alone_was_read(pasted: Pasted, fetched: Fetched | None) -> str:
    """For the editor, who has to write the rest; empty where more was read or brought."""
    if pasted.is_only_a_doi:
        only = _("Only the DOI was read. Give the title and the rest, or paste a whole citation.")
    elif pasted.is_only_a_pmid:
        only = _("Only the PMID was read. Give the title and the rest, or paste a whole citation.")
    elif pasted.is_only_a_pmcid:
        return _("By a PMC number nothing can be brought. Paste the DOI or the PMID.")
    else:
        return ""
    if fetched is None:
        return only
    if fetched.record:
        return ""
    why = fetched.fault or _("Neither Crossref nor PubMed knows it.")
    return f"{only} {why}"
