"""How an article is cited and exported: APA, RIS, BibTeX, CSL-JSON.

Everything starts from a CSL-JSON item, which `article_item` makes of an Article; other rooms make
their own items (a summary as a web publication) and hand them to the same functions.
"""

from typing import TYPE_CHECKING

from gleanings.literature.styles.apa import apa_html, apa_text
from gleanings.literature.styles.item import Item, article_item

if TYPE_CHECKING:
    from django.utils.safestring import SafeString

    from gleanings.literature.models import Article

__all__ = ["Item", "apa", "apa_html", "apa_text", "article_item"]


def apa(article: "Article") -> "SafeString":
    """The article's reference in APA style, as HTML with the DOI as a link."""
    return apa_html(article_item(article))
