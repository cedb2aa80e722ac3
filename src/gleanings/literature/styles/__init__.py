"""How an article is cited and exported: APA, RIS, BibTeX, CSL-JSON.

Everything starts from a CSL-JSON item, which `article_item` makes of an Article; other rooms make
their own items (a summary as a web publication) and hand them to the same functions.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

from gleanings.literature.styles.apa import apa_html, apa_text
from gleanings.literature.styles.bibtex import bibtex
from gleanings.literature.styles.csl_json import csl_json
from gleanings.literature.styles.item import Item, article_item, citation_key, person_from
from gleanings.literature.styles.ris import ris

if TYPE_CHECKING:
    from django.utils.safestring import SafeString

    from gleanings.literature.models import Article

__all__ = [
    "EXPORTS",
    "Export",
    "Item",
    "apa",
    "apa_html",
    "apa_text",
    "article_item",
    "bibtex",
    "citation_key",
    "csl_json",
    "person_from",
    "ris",
]


class Export(NamedTuple):
    """A format to download."""

    name: str
    content_type: str
    write: Callable[[list[Item]], str]


EXPORTS = {
    "ris": Export("RIS", "application/x-research-info-systems; charset=utf-8", ris),
    "bib": Export("BibTeX", "application/x-bibtex; charset=utf-8", bibtex),
    "json": Export("CSL-JSON", "application/vnd.citationstyles.csl+json; charset=utf-8", csl_json),
}
"""By the ending of the file."""


def apa(article: "Article") -> "SafeString":
    """The article's reference in APA style, as HTML with the DOI as a link."""
    return apa_html(article_item(article))
